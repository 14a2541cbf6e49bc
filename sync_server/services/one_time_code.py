"""One-time codes by time (RFC 6238) over HMAC-SHA-1 (RFC 4226): what authenticator apps show.

Six digits, a new code every 30 seconds. A code of the half minute before or after is taken too,
for clocks that are a little off (RFC 6238, section 5.2).
"""

import hashlib
import hmac
import struct

STEP_SECONDS = 30
DIGITS = 6
#: As RFC 4226 section 4 recommends: 160 bits.
SECRET_BYTES = 20
_DRIFT = 1


def code_at(secret: bytes, step: int, digits: int = DIGITS) -> str:
    """Give the code of a step: the number of 30 seconds since 1970 (RFC 4226, section 5.3)."""
    digest = hmac.digest(secret, struct.pack(">Q", step), hashlib.sha1)
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return str((number & 0x7FFFFFFF) % 10**digits).zfill(digits)


def step_at(seconds: float) -> int:
    """Give the step of a moment, in seconds since 1970."""
    return int(seconds) // STEP_SECONDS


def matching_step(secret: bytes, code: str, seconds: float) -> int | None:
    """Give the step whose code this is, about now; None when it is none of them.

    Every candidate is compared, each in constant time.
    """
    given = code.encode("utf-8", "replace")
    now, found = step_at(seconds), None
    for step in range(max(0, now - _DRIFT), now + _DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), given):
            found = step
    return found
