"""Where the organisations' own keys live. None of them is ever in the database."""

from functools import cache
from pathlib import Path

from django.conf import settings

from sapar.kernel.vault.errors import KeyStoreDown

from .base import KeyProvider
from .files import FileKeys
from .openbao import OpenBaoKeys

__all__ = ["FileKeys", "KeyProvider", "OpenBaoKeys", "provider"]


@cache
def provider() -> KeyProvider:
    """The provider that the options name, made once per process.

    Raises KeyStoreDown when it is empty although wrapped keys exist: a folder that was not
    mounted must not quietly be replaced by new keys that open nothing.
    """
    made = _named(settings.SAPAR)
    if not made.initialised():
        from sapar.kernel.vault.models import KeyWrap

        if KeyWrap.objects.exists():
            raise KeyStoreDown("the key store is empty, but person keys were wrapped with its keys")
        made.initialise()
    return made


def _named(options: dict[str, object]) -> KeyProvider:
    name = options["SAPAR_KEY_PROVIDER"]
    if name == "file":
        return FileKeys(Path(str(options["SAPAR_KEYS_DIR"])))
    if name == "openbao":
        return OpenBaoKeys(str(options["SAPAR_OPENBAO_URL"]), str(options["SAPAR_OPENBAO_TOKEN"]))
    raise KeyStoreDown(f"SAPAR_KEY_PROVIDER is {name!r}: write file or openbao")
