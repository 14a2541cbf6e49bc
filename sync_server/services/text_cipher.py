"""Texts at rest: what people said is sealed before it reaches the database.

A sealed text reads ``v2.<key id>.<base64url of nonce and ciphertext>``: AES-256-GCM (NIST SP
800-38D) with a random 96-bit nonce, bound to what it is and to its summary's number, so that a
text moved to another row or column does not open. In what was sealed before (``v1``) wordings
were bound to the number alone; the next purge seals them again. The keys lie in a
file (``sync_server.services.text_keys``): a copy of the database alone, a disk thrown away or a
database administrator's look shows no words.

No text is ever part of an error here.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync_server.errors import ServerError
from sync_server.services.text_keys import TextKeys

_NONCE = 12
_TAG = 16
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_SEALED = re.compile(r"v([12])\.([0-9a-f]{8})\.([A-Za-z0-9_-]+=*)")


def sealed_with(stored: str) -> str | None:
    """Name the key that a stored text is sealed with; None when it is empty or not sealed."""
    found = _SEALED.fullmatch(stored)
    return found.group(2) if found else None


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
        return self.seal_all([(text, identity)])[0]

    def seal_all(self, texts: Sequence[tuple[str, str]]) -> list[str]:
        """Seal many texts, each for the id beside it, with the key as it stands now."""
        known = self.keys.all()
        current = next(reversed(known))
        key, start = AESGCM(known[current]), f"v2.{current}."
        return [_sealed(key, start, text, identity) for text, identity in texts]

    def open(self, stored: str, identity: str) -> str:
        """Give the words of a stored text; one that is not sealed yet comes back as it is.

        Raises TextUnreadable.
        """
        found = _SEALED.fullmatch(stored)
        if not found:
            return stored
        key = self.keys.all().get(found.group(2))
        if key is None:
            raise TextUnreadable
        bound = identity if found.group(1) == "2" else _bound_before(identity)
        try:
            raw = base64.urlsafe_b64decode(found.group(3))
            if len(raw) < _NONCE + _TAG:
                raise TextUnreadable
            words = AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], bound.encode())
            return words.decode("utf-8", "surrogatepass")
        except (InvalidTag, binascii.Error, UnicodeDecodeError) as error:
            raise TextUnreadable from error


def _sealed(key: AESGCM, start: str, text: str, identity: str) -> str:
    if not text:
        return ""
    nonce = secrets.token_bytes(_NONCE)
    # A lone surrogate cannot come so far; were it to, nothing of the text is to be lost.
    words = text.encode("utf-8", "surrogatepass")
    raw = nonce + key.encrypt(nonce, words, identity.encode())
    return start + binascii.b2a_base64(raw, newline=False).translate(_URL_SAFE).decode("ascii")


def _bound_before(identity: str) -> str:
    """Give what version 1 bound: of a wording's place (see ``phrase_of``) the summary alone."""
    parts = identity.split("\n")
    return parts[1] if len(parts) == 3 else identity


def load_cipher(file: Path) -> TextCipher:
    """Read the keys, or make a first one; raises ServerError when neither works."""
    keys = TextKeys(file)
    keys.ensure()
    return TextCipher(keys)
