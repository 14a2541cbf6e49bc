"""An enrolment code, as it is typed, scanned or opened as a link.

A code has 12 signs of Crockford's base 32 (60 random bits), written in three groups. A link
carries it, and the fingerprint of the trust's key, after the "#": browsers keep that part to
themselves and send it to no server::

    https://layby.example/#enrol=K7QF-2M9X-TR4B&trust=00112233445566778899aabbccddeeff
"""

import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import unquote

from app.domain.crockford import read_number, write_number
from app.domain.errors import InputError
from app.domain.wording import to_say, tr

SIGNS = 12
_BITS = SIGNS * 5
#: Far longer than any link of ours; nothing longer is looked at.
_LONGEST = 2_000
_MARK = re.compile(r"(?:^|[#?&])enrol=", re.IGNORECASE)
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_NO_CODE = to_say(
    "An enrolment code has three groups of four letters and digits. Check it and try again."
)
_CUT_SHORT = to_say("This enrolment link is not whole. Ask for it again, or type the code by hand.")


@dataclass(frozen=True)
class EnrolmentLink:
    """A code in its written form, and the fingerprint of the key it promises, "" without one."""

    code: str = field(repr=False)
    trust: str = ""

    def write(self, site: str) -> str:
        """Give the link that opens the app on ``site``, such as ``https://layby.example``."""
        promised = f"&trust={self.trust}" if self.trust else ""
        return f"{site.rstrip('/')}/#enrol={self.code}{promised}"


def new_code() -> str:
    """Make a code at random, in its written form."""
    return write_number(secrets.randbits(_BITS), SIGNS)


def code_of(seed: bytes) -> str:
    """Give the code that the first 60 bits of ``seed`` make; it must be secret and uniform."""
    return write_number(int.from_bytes(seed[:8], "big") >> (64 - _BITS), SIGNS)


def read_code(typed: str) -> str:
    """Give a typed code in its written form; raises InputError when it is none.

    Case, spaces, dashes and dots do not matter; O counts as 0, I and L as 1.
    """
    try:
        return write_number(read_number(typed, SIGNS), SIGNS)
    except ValueError:
        raise InputError(tr(_NO_CODE), field="code") from None


def read_enrolment(given: str) -> EnrolmentLink:
    """Read a code, a whole link or what follows its "#"; raises InputError.

    A link whose fingerprint did not arrive whole is refused: to take it without would leave out
    the very check it was made for.
    """
    given = given.strip()
    found = _MARK.search(given[:_LONGEST])
    if found is None:
        return EnrolmentLink(read_code(given))
    if len(given) > _LONGEST:
        raise InputError(tr(_CUT_SHORT), field="code")
    parts = [part.partition("=") for part in given[found.end() - len("enrol=") :].split("&")]
    values = {name.lower(): unquote(value).strip() for name, _, value in parts}
    trust = values.get("trust", "").lower()
    if "trust" in values and not _FINGERPRINT.fullmatch(trust):
        raise InputError(tr(_CUT_SHORT), field="code")
    try:
        return EnrolmentLink(read_code(values["enrol"]), trust)
    except InputError:
        raise InputError(tr(_CUT_SHORT), field="code") from None


def fingerprint_words(fingerprint: str) -> str:
    """Write a fingerprint so that two people can compare it: 32 signs in groups of four."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4)).upper()
