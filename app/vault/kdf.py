"""How a secret becomes the key that wraps a data key: three ways and their parameters.

* Argon2id (RFC 9106) for passphrases: it makes each guess cost memory and time.
* HKDF-SHA256 (RFC 5869) for what is random already and beyond guessing: a recovery code's
  160 bits, a passkey's 256.
* PBKDF2-HMAC-SHA256, for passphrases in envelopes of format 1. Only ever read.

Parameters below the floors are refused, so that nobody can weaken a vault by handing over an
altered envelope; those far above as well, for they would only freeze whoever opens it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.vault.strict import from_base64, to_base64, whole

#: NIST SP 800-132: a salt of at least 128 bits. RFC 9106 recommends the same.
SALT_BYTES = 16
_SALT_MAX = 64

#: OWASP Password Storage Cheat Sheet: PBKDF2-HMAC-SHA256 with at least 600,000 iterations.
ITERATIONS = 600_000
_ITERATIONS_MAX = 10_000_000

#: OWASP Password Storage Cheat Sheet: Argon2id with at least 19 MiB and two passes.
MEMORY_MIN = 19 * 1024
MEMORY_MAX = 512 * 1024
PASSES_MIN, PASSES_MAX = 2, 16
LANES_MAX = 4


@dataclass(frozen=True)
class Argon2id:
    """``memory`` in KiB, ``passes`` over it, ``lanes`` side by side; ``salt`` in bytes."""

    memory: int
    passes: int
    lanes: int
    salt: bytes

    def to_document(self) -> dict[str, object]:
        """Give plain JSON values, in the order in which they are authenticated."""
        return {
            "name": "Argon2id",
            "memory": self.memory,
            "passes": self.passes,
            "lanes": self.lanes,
            "salt": to_base64(self.salt),
        }


@dataclass(frozen=True)
class Hkdf:
    """``salt`` in bytes."""

    salt: bytes

    def to_document(self) -> dict[str, object]:
        """Give plain JSON values, in the order in which they are authenticated."""
        return {"name": "HKDF-SHA256", "salt": to_base64(self.salt)}


@dataclass(frozen=True)
class Pbkdf2:
    """``iterations`` as a count, ``salt`` in bytes."""

    iterations: int
    salt: bytes

    def to_document(self) -> dict[str, object]:
        """Give plain JSON values, in the order in which they are authenticated."""
        return {
            "name": "PBKDF2-SHA256",
            "iterations": self.iterations,
            "salt": to_base64(self.salt),
        }


Kdf = Argon2id | Hkdf | Pbkdf2


def read_kdf(document: Mapping[object, object]) -> Kdf:
    """Read what ``to_document`` wrote; raises KeyError, TypeError or ValueError."""
    name, salt = document["name"], from_base64(document["salt"], SALT_BYTES, _SALT_MAX)
    if name == "Argon2id":
        return Argon2id(
            whole(document["memory"], MEMORY_MIN, MEMORY_MAX),
            whole(document["passes"], PASSES_MIN, PASSES_MAX),
            whole(document["lanes"], 1, LANES_MAX),
            salt,
        )
    if name == "HKDF-SHA256":
        return Hkdf(salt)
    if name == "PBKDF2-SHA256":
        return Pbkdf2(whole(document["iterations"], ITERATIONS, _ITERATIONS_MAX), salt)
    raise ValueError
