"""A private RSA key: signs blinded messages, and what a trust publishes.

Blind signing is RSA without padding (RFC 9474, section 4.3: BlindSign), which ``cryptography``
does not offer, so it is put together here. What is worked on is never what was asked: each
message is first multiplied by a random number's power (base blinding) and each exponent gets a
random multiple added, so that the time taken tells nothing, even where ``modular_power`` has to
make do with Python's. A signature leaves only after it was checked: one fault in a computation by
remainders would give the key away. A key does one of two things, ever: blind signing, or signing
documents.
"""

import secrets
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from app.domain.rsa_key import BITS, EXPONENT, PublicKey
from sync_server.services.modular_power import secret_power

_HALF = BITS // 16
_EXTRA_BITS = 64
_DOCUMENT_PADDING = padding.PSS(padding.MGF1(hashes.SHA384()), salt_length=0)


class FaultyComputation(ArithmeticError):
    """A signature came out wrong; it was thrown away."""


@dataclass(frozen=True)
class PrivateKey:
    """A key of two primes; ``public`` is what everybody may know."""

    p: int = field(repr=False)
    q: int = field(repr=False)
    e: int = EXPONENT

    @cached_property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(self.p * self.q, self.e)

    def to_bytes(self) -> bytes:
        """Give both primes, 192 bytes each: to be sealed, never to be shown."""
        return self.p.to_bytes(_HALF) + self.q.to_bytes(_HALF)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "PrivateKey":
        """Read what ``to_bytes`` wrote; raises ValueError at another length."""
        if len(raw) != 2 * _HALF:
            raise ValueError("not a private key")
        return cls(int.from_bytes(raw[:_HALF]), int.from_bytes(raw[_HALF:]))

    def blind_sign(self, blinded: bytes) -> bytes:
        """Sign a blinded message without learning what it is.

        Raises ValueError where it is no number below the modulus, FaultyComputation where the
        result is wrong; then nothing of it is given.
        """
        key = self.public
        message = int.from_bytes(blinded)
        if len(blinded) != key.size or not 0 < message < key.n:
            raise ValueError("not a blinded message")
        cover, uncover = self._cover()
        hidden = self._root(message * cover % key.n)
        signature = hidden * uncover % key.n
        if pow(signature, key.e, key.n) != message:
            raise FaultyComputation
        return signature.to_bytes(key.size)

    def sign_document(self, payload: bytes) -> bytes:
        """Sign bytes with RSA-PSS, SHA-384 and no salt: always the same signature."""
        return self._openssl.sign(payload, _DOCUMENT_PADDING, hashes.SHA384())

    def _cover(self) -> tuple[int, int]:
        n = self.public.n
        while True:
            factor = secrets.randbelow(n - 1) + 1
            try:
                return pow(factor, self.e, n), pow(factor, -1, n)
            except ValueError:  # pragma: no cover -- it would have found a prime of the key
                continue

    def _root(self, number: int) -> int:
        """Give the e-th root by remainders (RFC 8017, section 5.1.2), each exponent disguised."""
        at_p, at_q = (
            secret_power(
                number % prime, exponent + secrets.randbits(_EXTRA_BITS) * (prime - 1), prime
            )
            for prime, exponent in ((self.p, self._exponents[0]), (self.q, self._exponents[1]))
        )
        step = (at_p - at_q) * self._exponents[2] % self.p
        return at_q + self.q * step

    @cached_property
    def _exponents(self) -> tuple[int, int, int]:
        return (
            pow(self.e, -1, self.p - 1),
            pow(self.e, -1, self.q - 1),
            pow(self.q, -1, self.p),
        )

    @cached_property
    def _openssl(self) -> rsa.RSAPrivateKey:
        at_p, at_q, inverse = self._exponents
        exponent = pow(self.e, -1, (self.p - 1) * (self.q - 1))
        public = rsa.RSAPublicNumbers(self.e, self.public.n)
        numbers = rsa.RSAPrivateNumbers(self.p, self.q, exponent, at_p, at_q, inverse, public)
        # It was sealed when it was made, and opens only unaltered: checking primes again is slow.
        return numbers.private_key(unsafe_skip_rsa_key_validation=True)


def make_key() -> PrivateKey:
    """Make a key of 3,072 bits with OpenSSL: some tenths of a second."""
    numbers = rsa.generate_private_key(EXPONENT, BITS).private_numbers()
    return PrivateKey(numbers.p, numbers.q)
