"""Texts at rest: what people said is sealed before it reaches the database.

A sealed text reads ``v1.<key id>.<base64url of nonce and ciphertext>``: AES-256-GCM (NIST SP
800-38D) with a random 96-bit nonce, bound to its summary's number, so that a text moved to
another row does not open. The keys lie in a file (``sync_server.services.text_keys``): a copy
of the database alone, a disk thrown away or a database administrator's look shows no words.

No text is ever part of an error here.
"""

import base64
import binascii
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync_server.errors import ServerError
from sync_server.services.text_keys import TextKeys

_NONCE = 12
_TAG = 16
_SEALED = re.compile(r"v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+=*)")


def sealed_with(stored: str) -> str | None:
    """Name the key that a stored text is sealed with; None when it is empty or not sealed."""
    found = _SEALED.fullmatch(stored)
    return found.group(1) if found else None


class TextUnreadable(ServerError):
    """A stored text does not open: its key is missing, or it was altered or moved."""

    code = "text-unreadable"
    default = (
        "A stored text does not open. Either text.keys is not the one that belongs to this "
        "database, or the text was altered. Ask the doctor: python -m sync_server doctor"
    )


class TextCipher:
    """Seals and opens the words of summaries; safe to share between threads."""

    def __init__(self, keys: TextKeys) -> None:
        self.keys = keys

    def seal(self, text: str, identity: str) -> str:
        """Seal a text for the summary of this id. An empty text stays empty: it says nothing."""
        if not text:
            return ""
        known = self.keys.all()
        current = next(reversed(known))
        nonce = secrets.token_bytes(_NONCE)
        # A lone surrogate cannot come so far; were it to, nothing of the text is to be lost.
        words = text.encode("utf-8", "surrogatepass")
        sealed = AESGCM(known[current]).encrypt(nonce, words, identity.encode())
        return f"v1.{current}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, stored: str, identity: str) -> str:
        """Give the words of a stored text; one that is not sealed yet comes back as it is.

        Raises TextUnreadable.
        """
        found = _SEALED.fullmatch(stored)
        if not found:
            return stored
        key = self.keys.all().get(found.group(1))
        if key is None:
            raise TextUnreadable
        try:
            raw = base64.urlsafe_b64decode(found.group(2))
            if len(raw) < _NONCE + _TAG:
                raise TextUnreadable
            words = AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], identity.encode())
            return words.decode("utf-8", "surrogatepass")
        except (InvalidTag, binascii.Error, UnicodeDecodeError) as error:
            raise TextUnreadable from error


def load_cipher(file: Path) -> TextCipher:
    """Read the keys, or make a first one; raises ServerError when neither works."""
    keys = TextKeys(file)
    keys.ensure()
    return TextCipher(keys)
