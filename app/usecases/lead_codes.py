"""Leads and admins make enrolment codes, hand them on, see which are open and take them back.

A new code is held here until it is put away, apart from any screen: an answer that gets lost is
asked for once more, and a look elsewhere does not lose it. Nothing of it is kept on the device.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.enrolment_link import EnrolmentLink
from app.domain.errors import InputError, ServerNotUnderstood
from app.domain.listed_code import MOST_USES, ListedCode
from app.domain.organisation import Area
from app.sync.lead_enrolment import LeadEnrolment
from app.usecases.answer_reading import read_as
from app.usecases.one_reader import Once, OneReader

#: How long a code may be good for, in days: the choices, the first one by itself.
DAYS = (7, 1, 30, 90)


@dataclass(frozen=True)
class MadeCode:
    """A new code: to be read out, shown as a picture (PNG), or sent as a link."""

    code: str = field(repr=False)
    link: str = field(repr=False)
    picture: bytes = field(repr=False)
    listed: ListedCode


@dataclass(frozen=True)
class Codes:
    """All codes, those that still work first, and the ``areas`` that a new one may be for.

    ``whole_trust`` says whether one may be for all areas; ``fingerprint`` is of the trust's key.
    """

    codes: tuple[ListedCode, ...]
    areas: tuple[Area, ...]
    whole_trust: bool
    fingerprint: str


@dataclass
class CodeDraft:
    """What is asked of a new code, as it is typed and ticked."""

    uses: str = "1"
    days: int = DAYS[0]
    areas: tuple[str, ...] = ()
    _once: Once = field(default_factory=Once)

    def number(self) -> int:
        """Give how many devices; raises InputError."""
        typed = self.uses.strip()
        if not typed.isdecimal() or not 1 <= int(typed[:6]) <= MOST_USES:
            raise InputError(f"Say for how many devices: 1 to {MOST_USES:,}.", field="uses")
        return int(typed)

    def attempt(self) -> str:
        """Name this asking: the same again makes no second code, anything else does."""
        return self._once.named(self.number(), self.days, self.areas)


class LeadCodes(OneReader):
    """Asks the server. Every method raises a SyncError when that fails.

    ``site`` gives where people open the app, as in ``https://layby.example``.
    """

    def __init__(self, calls: LeadEnrolment, site: Callable[[], str]) -> None:
        self._calls = calls
        self._site = site
        self.draft = CodeDraft()
        self.made: MadeCode | None = None

    def forget(self) -> None:
        """Put the new code away, and what was being asked for."""
        self.draft, self.made = CodeDraft(), None

    async def listing(self) -> Codes:
        """List the codes."""
        found = await self._calls.codes()
        try:
            codes = tuple(read_as(ListedCode, code) for code in found["codes"])
            areas = tuple(
                Area(str(one["id"]), str(one["name"]), one["parent"]) for one in found["areas"]
            )
            return Codes(codes, areas, bool(found["whole_trust"]), str(found["fingerprint"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error

    async def make(self) -> MadeCode:
        """Make what the draft asks for; raises InputError when that does not fit yet."""
        draft = self.draft
        found = await self._calls.make_code(
            draft.areas, draft.number(), draft.days, draft.attempt()
        )
        try:
            link = EnrolmentLink(str(found["code"]), str(found["fingerprint"])).write(self._site())
            listed = read_as(ListedCode, found)
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error
        self.made = MadeCode(str(found["code"]), link, _drawn(link), listed)
        self.draft = CodeDraft()
        return self.made

    async def revoke(self, code: ListedCode, *, devices: bool = False) -> None:
        """Take a code back; with ``devices`` those it enrolled must enrol again."""
        await self._calls.revoke_code(code.id, devices=devices)


def _drawn(link: str) -> bytes:
    from app.exports.qr_picture import picture

    return picture(link)[0]
