"""The few HTTP calls of the transit engine, over the standard library."""

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote, urlsplit

from sapar.kernel.vault.errors import KeyStoreDown

TIMEOUT_SECONDS = 10


class Missing(Exception):
    """The server has no such key."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would send the token to another host."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Transit:
    """Calls below `url`/v1/`mount`, with the token in a header and nothing in logs."""

    def __init__(self, url: str, token: str, *, mount: str) -> None:
        if urlsplit(url).scheme not in ("http", "https"):
            raise KeyStoreDown("SAPAR_OPENBAO_URL must start with https:// (or http:// on this host)")
        self._base = f"{url.rstrip('/')}/v1/{mount}/"
        self._token = token
        self._opener = urllib.request.build_opener(_NoRedirect)

    def get(self, path: str) -> dict[str, Any]:
        """Read; raises Missing when there is nothing."""
        return self._call("GET", path, None)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Write or compute; returns the answer's `data`, empty when there is none."""
        return self._call("POST", path, json.dumps(body).encode())

    def _call(self, method: str, path: str, body: bytes | None) -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310  # scheme checked above
            self._base + quote(path),
            data=body,
            method=method,
            headers={"X-Vault-Token": self._token, "Content-Type": "application/json"},
        )
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                content = answer.read()
        except urllib.error.HTTPError as error:
            if error.code == 404 and method == "GET":
                raise Missing from error
            # The body is left out: an error may quote what was sent.
            raise KeyStoreDown(f"OpenBao answered {error.code} to {method} {path}") from error
        except OSError as error:
            raise KeyStoreDown(f"OpenBao cannot be reached: {type(error).__name__}") from error
        try:
            data: dict[str, Any] | None = json.loads(content or b"{}").get("data")
        except ValueError as error:
            raise KeyStoreDown(f"OpenBao's answer to {method} {path} is not JSON") from error
        return data or {}
