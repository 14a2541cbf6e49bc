"""A public RSA key: the half of a key pair that everybody may know.

Layby's own keys have 3,072 bits and the exponent 65,537. Keys of another size are made only of
published test vectors, never of a document.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.domain.base64url import read_bytes, write_bytes
from app.domain.errors import ContentError
from app.domain.wording import tr

#: The size of every key of Layby's, in bits, and how many bytes a number under it takes.
BITS = 3072
BYTES = BITS // 8
EXPONENT = 65_537
_ID_BYTES = 16


@dataclass(frozen=True)
class PublicKey:
    """A modulus and an exponent; ``key_id`` names the key, in links and on the wire."""

    n: int
    e: int = EXPONENT

    @property
    def size(self) -> int:
        """How many bytes the modulus takes, and so every signature under this key."""
        return (self.n.bit_length() + 7) // 8

    @cached_property
    def key_id(self) -> str:
        """The first 16 bytes of the SHA-256 of the whole key, in hex.

        It serves as the key's fingerprint: to make another key of the same name takes 2**128
        tries.
        """
        whole = b"layby rsa key 1\x00" + self.e.to_bytes(4) + self.n.to_bytes(self.size)
        return hashlib.sha256(whole).hexdigest()[: 2 * _ID_BYTES]

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping, as kept and sent."""
        return {"n": write_bytes(self.n.to_bytes(self.size)), "e": self.e}

    @classmethod
    def from_document(cls, document: object) -> "PublicKey":
        """Read what ``to_document`` wrote; raises ContentError on anything but a key of Layby's."""
        try:
            if not isinstance(document, Mapping) or set(document) != {"n", "e"}:
                raise ValueError
            n, e = int.from_bytes(read_bytes(document["n"], BYTES)), document["e"]
        except ValueError:
            raise ContentError(tr("A key does not have the expected form.")) from None
        if n.bit_length() != BITS or n % 2 == 0 or isinstance(e, bool) or e != EXPONENT:
            raise ContentError(tr("A key does not have the expected form."))
        return cls(n)
