"""A trust's keys for tests: real signatures, quickly made, and worth nothing.

The keys have twelve small factors instead of two large ones, so that signing takes a fiftieth of
the time; whoever has the public key could factor it. What devices see of them is as the real
ones: 3,072 bits, the usual exponent.
"""

import random
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from app.domain import pss
from app.domain.base64url import read_bytes, write_bytes
from app.domain.rsa_key import EXPONENT, PublicKey
from app.domain.server_meta import IssuerKey, ServerMeta
from app.domain.signed_document import META, payload_of, signed_document

_FACTORS, _BITS = 12, 256
_SMALL = [p for p in range(3, 1000, 2) if all(p % d for d in range(3, int(p**0.5) + 1, 2))]


class QuickKey:
    """A private key whose public half passes for one of Layby's."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)  # noqa: S311 - a test's key, the same in every run
        self._primes: list[int] = []
        while len(self._primes) < _FACTORS:
            found = _prime(draw)
            if found not in self._primes:
                self._primes.append(found)
        n = prod(self._primes)
        self.public = PublicKey(n)
        self._parts = [
            (p, pow(EXPONENT, -1, p - 1), n // p * pow(n // p, -1, p)) for p in self._primes
        ]

    def raw(self, message: bytes) -> bytes:
        """The private operation on a number below the modulus."""
        number = int.from_bytes(message)
        found = sum(pow(number, d, p) * share for p, d, share in self._parts) % self.public.n
        return found.to_bytes(self.public.size)

    def sign(self, payload: bytes) -> bytes:
        """A signature as documents have it: without salt."""
        return self.raw(pss.encode(payload, b"", self.public.n.bit_length() - 1))


class ScriptedIssuer:
    """Publishes its keys, signs what is blinded, and can go through a restore or a backup."""

    def __init__(self, organisation: str = "trust", areas: Sequence[str] = ("north", "south")):
        self.organisation = organisation
        self.trust = _key(1)
        self.keys = [(_key(2), tuple(areas), "2026-Q4", "2027-07-01")]
        self.versions = (1, 3)
        self.epoch, self.mark = "epoch-1", 1
        self.signed = 0

    def meta(self) -> ServerMeta:
        """What it says of itself."""
        keys = [
            IssuerKey(key.public, areas, quarter, until) for key, areas, quarter, until in self.keys
        ]
        return ServerMeta(self.organisation, self.versions, self.epoch, self.mark, tuple(keys))

    def meta_document(self) -> dict[str, object]:
        """The same, signed."""
        return self.published(META, self.meta().to_document())

    def published(self, purpose: str, body: Mapping[str, object]) -> dict[str, object]:
        """What the trust's key signs."""
        payload = payload_of(purpose, body)
        return {**signed_document(payload, self.trust.sign(payload)), "successors": []}

    def issue(self, sent: Any) -> dict[str, object]:
        """Sign what a device blinded."""
        (key,) = [key for key, *_ in self.keys if key.public.key_id == sent["key"]]
        self.signed += len(sent["blinded"])
        signed = [write_bytes(key.raw(read_bytes(one))) for one in sent["blinded"]]
        return {"signatures": signed}

    def key_of(self, key_id: str) -> PublicKey | None:
        """The public key of that id."""
        return next((key.public for key, *_ in self.keys if key.public.key_id == key_id), None)


_MADE: dict[int, QuickKey] = {}


def _key(seed: int) -> QuickKey:
    if seed not in _MADE:
        _MADE[seed] = QuickKey(seed)
    return _MADE[seed]


def _prime(draw: random.Random) -> int:
    while True:
        # The top six bits are set, so that twelve of them have 3,072 bits together.
        found = draw.getrandbits(_BITS) | (0b111111 << (_BITS - 6)) | 1
        if (
            all(found % p for p in _SMALL)
            and pow(2, found - 1, found) == 1
            and found % EXPONENT != 1
        ):
            return found
