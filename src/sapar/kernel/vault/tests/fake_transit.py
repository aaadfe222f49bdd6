"""A small server that behaves as OpenBao's transit engine is documented to."""

import base64
import hashlib
import hmac
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN = "s.fake-token"
KEY = re.compile(r"/v1/transit/keys/([\w-]+)(?:/(rotate|config|trim))?")
USE = re.compile(r"/v1/transit/(encrypt|decrypt|hmac)/([\w-]+)(?:/sha2-256)?")


class Refused(Exception):
    """Answered with status 400."""


@dataclass
class Key:
    type: str
    derived: bool
    versions: dict[int, bytes] = field(default_factory=dict)
    made: dict[int, int] = field(default_factory=dict)
    min_decryption_version: int = 1
    min_encryption_version: int = 0

    def rotate(self) -> None:
        version = max(self.versions, default=0) + 1
        self.versions[version] = os.urandom(32)
        self.made[version] = int(time.time())

    def cipher(self, version: int, context: str | None) -> AESGCM:
        if self.derived and not context:
            raise Refused("missing 'context' for key derivation")
        if version not in self.versions or version < self.min_decryption_version:
            raise Refused("ciphertext or signature version is disallowed by policy (too old)")
        material = self.versions[version] + base64.b64decode(context or "")
        return AESGCM(hashlib.sha256(material).digest())


class FakeTransit:
    """Keys and the documented operations on them."""

    def __init__(self) -> None:
        self.keys: dict[str, Key] = {}

    def answer(self, method: str, path: str, body: dict) -> dict | None:
        if found := KEY.fullmatch(path):
            return self._key(method, found[1], found[2], body)
        if found := USE.fullmatch(path):
            if found[2] not in self.keys:
                raise Refused("encryption key not found")
            return getattr(self, "_" + found[1])(self.keys[found[2]], body)
        raise KeyError(path)

    def _key(self, method: str, name: str, verb: str | None, body: dict) -> dict | None:
        if verb is None and method == "POST":
            if name not in self.keys:
                self.keys[name] = Key(body.get("type", "aes256-gcm96"), body.get("derived", False))
                self.keys[name].rotate()
            return None
        key = self.keys[name]  # KeyError becomes 404
        if verb is None:
            return {"name": name, "type": key.type, "keys": {str(v): key.made[v] for v in key.versions
                    if v >= key.min_decryption_version}, "derived": key.derived}  # fmt: skip
        return getattr(self, "_" + verb)(key, body)

    def _rotate(self, key: Key, body: dict) -> None:
        key.rotate()

    def _config(self, key: Key, body: dict) -> None:
        least = body.get("min_decryption_version", key.min_decryption_version)
        encrypt = body.get("min_encryption_version", key.min_encryption_version)
        if least > max(key.versions) or (encrypt and encrypt < least):
            raise Refused("cannot set min decryption/encryption version")
        key.min_decryption_version, key.min_encryption_version = least, encrypt

    def _trim(self, key: Key, body: dict) -> None:
        least = body["min_available_version"]
        if not key.min_encryption_version or least > min(key.min_decryption_version, key.min_encryption_version):
            raise Refused("minimum available version cannot be higher than minimum decryption/encryption version")
        key.versions = {v: material for v, material in key.versions.items() if v >= least}

    def _encrypt(self, key: Key, body: dict) -> dict:
        version = body.get("key_version") or max(key.versions)
        if version < key.min_encryption_version:
            raise Refused("requested version for encryption is less than the minimum encryption key version")
        nonce = os.urandom(12)
        cipher = key.cipher(version, body.get("context"))
        content = nonce + cipher.encrypt(nonce, base64.b64decode(body["plaintext"]), None)
        return {"ciphertext": f"vault:v{version}:{base64.b64encode(content).decode()}"}

    def _decrypt(self, key: Key, body: dict) -> dict:
        return {"batch_results": [self._decrypt_one(key, item) for item in body["batch_input"]]}

    def _decrypt_one(self, key: Key, item: dict) -> dict:
        _, version, text = item["ciphertext"].split(":")
        content = base64.b64decode(text)
        try:
            plain = key.cipher(int(version[1:]), item.get("context")).decrypt(content[:12], content[12:], None)
        except InvalidTag as error:
            raise Refused("cipher: message authentication failed") from error
        return {"plaintext": base64.b64encode(plain).decode()}

    def _hmac(self, key: Key, body: dict) -> dict:
        version = body.get("key_version") or max(key.versions)
        digest = hmac.digest(key.versions[version], base64.b64decode(body["input"]), "sha256")
        return {"hmac": f"vault:v{version}:{base64.b64encode(digest).decode()}"}


@contextmanager
def serving() -> Iterator[str]:
    """Address of a running fake server."""
    transit = FakeTransit()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size) or b"{}")
            if self.headers.get("X-Vault-Token") != TOKEN:
                return self._send(403, {"errors": ["permission denied"]})
            try:
                data = transit.answer(self.command, self.path, body)
            except KeyError:
                return self._send(404, {"errors": []})
            except Refused as error:
                return self._send(400, {"errors": [str(error)]})
            return self._send(200, {"data": data}) if data is not None else self._send(204, None)

        do_GET = do_POST = _serve  # noqa: N815  # names of the standard library

        def _send(self, status: int, body: dict | None) -> None:
            content = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
