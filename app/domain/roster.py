"""The names of a trust's staff as a salted Bloom filter: it can be asked, but not read.

A Bloom filter (B. H. Bloom, Communications of the ACM 13 (1970), 422-426) is a row of bits. Each
name part sets a few of them, chosen by a hash with the trust's own salt. A word whose bits are
all set is "probably there"; one whose bits are not is certainly not. No name can be read out of
it, and how often another word is taken for a name can be computed from the bits themselves.

What it does not do: whoever holds the filter can try names on it one by one, as with any list
that works offline. It confirms a guess, about one time in a thousand wrongly. The salt only
prevents one table of guesses from serving for every trust. So it holds name parts, each by
itself, never whole names, numbers or workplaces: it says that somebody is called Grace, and
somebody Okafor, in a trust of thousands.
"""

import base64
import hashlib
import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import ContentError

MAX_BYTES = 64_000
SALT_BYTES = 16
#: How often a word that is no name of the roster may be taken for one.
WANTED_RATE = 0.001
_MOST_HASHES = 20
#: A filter with more of its bits set says yes to nearly anything: a mistake, or an attack.
_WORST_RATE = 0.02
_UNREADABLE = "The list of staff names could not be read."


@dataclass(frozen=True)
class Roster:
    """The filter. ``names`` is the number of different name parts that went into it."""

    salt: bytes
    bits: bytes
    hashes: int
    names: int

    @classmethod
    def of(cls, parts: Collection[str], salt: bytes, rate: float = WANTED_RATE) -> "Roster":
        """Build it from folded name parts; ``salt`` is 16 random bytes, ``rate`` as above.

        Size and number of hashes are the best ones for the rate (m = -n ln p / ln² 2 bits,
        k = m/n ln 2). Raises ContentError where there are none, or far too many.
        """
        if not parts:
            raise ContentError("There is no name to put into the list of staff names.")
        count = math.ceil(-len(parts) * math.log(rate) / math.log(2) ** 2 / 8)
        if count > MAX_BYTES:
            raise ContentError("There are more names than the list of staff names can hold.")
        size = max(8, count)
        hashes = min(_MOST_HASHES, max(1, round(size * 8 / len(parts) * math.log(2))))
        bits = bytearray(size)
        for part in parts:
            for place in _places(part, salt, hashes, size * 8):
                bits[place >> 3] |= 1 << (place & 7)
        return cls(salt, bytes(bits), hashes, len(parts))

    def holds(self, word: str) -> bool:
        """Tell whether the folded ``word`` is one of the name parts, or taken for one."""
        bits, size = self.bits, len(self.bits) * 8
        place, step = _start(word, self.salt, size)
        for _ in range(self.hashes):
            if not bits[place >> 3] >> (place & 7) & 1:
                return False
            place = (place + step) % size
        return True

    @property
    def false_positive(self) -> float:
        """How often a word that is no name part is taken for one: the share of set bits,
        to the power of the number of hashes. It is computed from the bits, so it cannot be wrong.
        """
        filled = int.from_bytes(self.bits).bit_count() / (len(self.bits) * 8)
        return float(filled**self.hashes)

    @property
    def one_in(self) -> int:
        """The same as "one in so many", to two figures: what a person is told."""
        many = 1 / max(self.false_positive, 1e-9)
        step = 10 ** max(0, math.floor(math.log10(many)) - 1)
        return max(1, int(round(many / step) * step))

    def check(self) -> None:
        """Judge it; raises ContentError."""
        sizes = len(self.salt) == SALT_BYTES and 0 < len(self.bits) <= MAX_BYTES
        if not (sizes and 1 <= self.hashes <= _MOST_HASHES and self.names >= 1):
            raise ContentError(_UNREADABLE)
        if self.false_positive > _WORST_RATE:
            raise ContentError("The list of staff names would take too many words for names.")

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping, as sent and kept; bytes are base64."""
        return {
            "salt": base64.b64encode(self.salt).decode(),
            "bits": base64.b64encode(self.bits).decode(),
            "hashes": self.hashes,
            "names": self.names,
        }

    @classmethod
    def from_document(cls, document: object) -> "Roster":
        """Read what ``to_document`` wrote and judge it; raises ContentError on anything else."""
        try:
            if not isinstance(document, Mapping):
                raise TypeError
            salt, bits = _bytes(document, "salt"), _bytes(document, "bits")
            made = cls(salt, bits, _whole(document, "hashes"), _whole(document, "names"))
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(_UNREADABLE) from error
        made.check()
        return made


def _places(word: str, salt: bytes, hashes: int, size: int) -> Iterator[int]:
    place, step = _start(word, salt, size)
    for _ in range(hashes):
        yield place
        place = (place + step) % size


def _start(word: str, salt: bytes, size: int) -> tuple[int, int]:
    """Give a word's first bit and the way to the next ones: two hashes do for any number
    (Kirsch and Mitzenmacher, Random Structures and Algorithms 33 (2008), 187-218).
    """
    data = word.encode("utf-8", "replace")
    digest = int.from_bytes(hashlib.blake2b(data, digest_size=16, salt=salt).digest())
    return digest % size, (digest >> 64) % size | 1


def _bytes(document: Mapping[str, Any], key: str) -> bytes:
    text = document[key]
    if not isinstance(text, str) or len(text) > MAX_BYTES * 2:
        raise TypeError
    return base64.b64decode(text, validate=True)


def _whole(document: Mapping[str, Any], key: str) -> int:
    value = document[key]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value
