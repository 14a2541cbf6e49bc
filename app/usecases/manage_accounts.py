"""An admin sees who may sign in, invites, suspends, and helps after a lost phone.

What is being typed for an invitation, and the code of a new one until it is put away, are held
here, apart from any screen. Nothing of it is kept on the device, and nothing is sent to anybody:
the admin hands the code on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.area_scope import scope_words
from app.domain.days import day_words
from app.domain.enrolment_link import read_code
from app.domain.errors import InputError, ServerNotUnderstood, ServerRefused
from app.domain.organisation import Area
from app.sync.account_calls import AccountCalls
from app.usecases.new_password import typed_twice
from app.usecases.one_reader import Once, OneReader

LEAD, ICS_LEAD, ADMIN, AUDITOR = "lead", "ics-lead", "admin", "auditor"
#: What an account is for, in words: its name, and what it may do.
ROLES: Mapping[str, tuple[str, str]] = {
    LEAD: ("Wellbeing lead", "Reads themes and summaries, edits what devices show"),
    ADMIN: ("Admin", "Accounts, codes and what devices show; reads nothing of what was said"),
    AUDITOR: ("Auditor", "Reads who did what, and nothing else"),
    ICS_LEAD: ("Lead for several trusts", "Reads themes and summaries, edits nothing"),
}
OFFERED = (LEAD, ADMIN, AUDITOR)
#: How long an invitation may last, in days: the choices, the first one by itself.
DAYS = (7, 1, 3, 14)


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in. ``elsewhere``: of another trust, which may read this one."""

    id: str
    username: str
    name: str
    role: str
    areas: tuple[str, ...]
    suspended: bool
    second_factor: bool
    sign_on: bool
    elsewhere: bool
    you: bool

    def words(self, areas: tuple[Area, ...]) -> str:
        """Say in a line what the account is for and how it stands."""
        scope = f", {scope_words(areas, self.areas)}" if self.areas else ""
        told = f"{ROLES.get(self.role, (self.role, ''))[0]}{scope}"
        if self.suspended:
            return f"Suspended. {told}"
        if self.elsewhere:
            return f"{told}. From another trust"
        return told if self.second_factor or self.sign_on else f"{told}. Password alone"


@dataclass(frozen=True)
class Invitation:
    """An account that is offered and not taken yet: never the code itself."""

    id: str
    first_group: str
    username: str
    name: str
    role: str
    areas: tuple[str, ...]
    expires_on: date
    made_by: str
    ended: bool

    def words(self) -> str:
        """Say how it stands."""
        day = day_words(self.expires_on)
        return f"Ended on {day}, not taken" if self.ended else f"Not taken yet. Until {day}"


@dataclass(frozen=True)
class People:
    """Who may sign in, who is invited, and the areas a lead may be limited to."""

    accounts: tuple[Account, ...]
    invitations: tuple[Invitation, ...]
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Offered:
    """A new invitation: ``message`` says how to take it, for handing on."""

    code: str = field(repr=False)
    message: str = field(repr=False)
    invitation: Invitation


@dataclass
class Offer:
    """What is asked of a new invitation, as it is typed and ticked."""

    name: str = ""
    username: str = ""
    role: str = LEAD
    areas: tuple[str, ...] = ()
    days: int = DAYS[0]
    _once: Once = field(default_factory=Once)

    def document(self) -> dict[str, object]:
        """Give what is sent; raises InputError. The same again makes no second invitation."""
        name, username = self.name.strip(), self.username.strip()
        if not name:
            raise InputError("Write the name of the person it is for.", field="display_name")
        if not username:
            raise InputError("Write the name they will sign in with.", field="username")
        areas = self.areas if self.role == LEAD else ()
        attempt = self._once.named(name, username, self.role, areas, self.days)
        named = {"display_name": name, "username": username, "role": self.role}
        return {**named, "areas": list(areas), "days": self.days, "attempt": attempt}


class AccountsDesk(OneReader):
    """Asks the server. Every method raises a SyncError when that fails.

    ``site`` gives where people open the app, as in ``https://layby.example``.
    """

    def __init__(self, calls: AccountCalls, site: Callable[[], str]) -> None:
        self._calls = calls
        self._site = site
        self.offer = Offer()
        self.made: Offered | None = None

    def forget(self) -> None:
        """Put the new code away, and what was being typed."""
        self.offer, self.made = Offer(), None

    async def people(self) -> People:
        """List everybody."""
        found = await self._calls.listing()
        try:
            accounts = tuple(_account(one) for one in found["accounts"])
            invitations = tuple(_invitation(one) for one in found["invitations"])
            areas = (Area(str(a["id"]), str(a["name"]), a["parent"]) for a in found["areas"])
            return People(accounts, invitations, tuple(areas))
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error

    async def invite(self) -> Offered:
        """Make what ``offer`` says; raises InputError with the field that does not fit."""
        try:
            found = await self._calls.invite(self.offer.document())
        except ServerRefused as error:
            if error.field:
                raise InputError(error.message, field=error.field) from error
            raise
        try:
            code, invitation = str(found["code"]), _invitation(found)
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error
        self.made = Offered(code, self._message(code, invitation), invitation)
        self.offer = Offer()
        return self.made

    async def take_back(self, invitation: Invitation) -> None:
        """End an invitation."""
        await self._calls.take_back(invitation.id)

    async def suspend(self, account: Account) -> None:
        """Close every way in for somebody, at once."""
        await self._calls.change(account.id, "suspend")

    async def readmit(self, account: Account) -> None:
        """Let somebody in again."""
        await self._calls.change(account.id, "readmit")

    async def reset_second_factor(self, account: Account) -> None:
        """Take away the codes and passkeys of somebody whose phone is lost."""
        await self._calls.change(account.id, "reset-second-factor")

    async def take(self, code: str, password: str, again: str) -> str:
        """Take an account that was offered; gives the name to sign in with. Raises InputError."""
        read = read_code(code)
        return await self._calls.redeem(read, typed_twice(password, again))

    def _message(self, code: str, invitation: Invitation) -> str:
        return (
            f"You have an account in Layby waiting: {self._site()}\n"
            "Tap “I am a wellbeing lead”, then “I was invited”, and enter this code:\n"
            f"{code}\n"
            f"It works once, until {day_words(invitation.expires_on)}."
        )


def _account(found: Mapping[str, Any]) -> Account:
    flags = ("suspended", "second_factor", "sign_on", "elsewhere", "you")
    texts = ("id", "username", "display_name", "role")
    identity, username, name, role = (str(found[key]) for key in texts)
    states = (found[flag] is True for flag in flags)
    return Account(identity, username, name, role, tuple(map(str, found["areas"])), *states)


def _invitation(found: Mapping[str, Any]) -> Invitation:
    return Invitation(
        id=str(found["id"]),
        first_group=str(found["first_group"]),
        username=str(found["username"]),
        name=str(found["display_name"]),
        role=str(found["role"]),
        areas=tuple(map(str, found["areas"])),
        expires_on=date.fromisoformat(found["expires_on"]),
        made_by=str(found["made_by"]),
        ended=found["ended"] is True,
    )
