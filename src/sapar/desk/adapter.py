"""How allauth behaves here: nobody signs up by themselves, and one-time secrets are not kept readable."""

import base64
import os
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """An administrator opens accounts; the page for signing up does not exist."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps TOTP secrets and recovery seeds encrypted under a key made from SAPAR_SECRET_KEY."""

    def _cipher(self) -> AESGCM:
        key = HKDF(SHA256(), 32, salt=None, info=b"sapar second factor").derive(settings.SECRET_KEY.encode())
        return AESGCM(key)

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(12)
        return base64.b64encode(nonce + self._cipher().encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        box: Any = base64.b64decode(encrypted_text)
        return self._cipher().decrypt(box[:12], box[12:], None).decode()
