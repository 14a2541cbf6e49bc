"""A lead signs in: by name, password and code, by a passkey, or at the trust's own sign-in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.device.port import Device
from app.domain.errors import InputError, ServerNotUnderstood, ServerRefused, WrongPasskey
from app.exports.qr_picture import picture
from app.sync.client import ApiClient
from app.sync.sign_in_calls import SignInCalls
from app.usecases.new_password import typed_twice

READ_THEMES, EDIT_CONTENT = "read-themes", "edit-content"
READ_SUMMARIES, MANAGE_ENROLMENT = "read-summaries", "manage-enrolment"
CHECK_THEMES, ACT_ON_THEMES = "check-themes", "act-on-themes"
MANAGE_ACCOUNTS, READ_AUDIT = "manage-accounts", "read-audit"
#: What a lead may do where a server does not say.
_USUAL = frozenset({READ_THEMES, READ_SUMMARIES, EDIT_CONTENT, MANAGE_ENROLMENT})
#: Whether the account has a second factor: it should, it must before anything else, it has, or
#: the trust's own sign-in looks after it.
NONE, NEEDED, THERE, ELSEWHERE = "none", "needed", "there", "elsewhere"
#: The server's name for a field of the change of a password, and the form's.
_PLACES = {"current": "current", "new": "password"}
_NO_PASSKEY = "No passkey was used. This device refused, or it was cancelled."
_NO_NEW_PASSKEY = "No passkey was added. This device refused, or it was cancelled."


@dataclass(frozen=True)
class Lead:
    """Who is signed in, at which trust they look, and what they may do.

    ``trusts`` are (id, name) of all they may look at; ``areas`` those they may read about, empty
    for all; ``factor`` is one of NONE, NEEDED, THERE, ELSEWHERE.
    """

    name: str
    organisation: str
    synthetic: bool
    minimum_group: int
    trust: str = ""
    trusts: tuple[tuple[str, str], ...] = ()
    areas: tuple[str, ...] = ()
    permissions: frozenset[str] = _USUAL
    factor: str = THERE
    recovery_codes: int = 0

    def may(self, permission: str) -> bool:
        """Say whether they may do this."""
        return permission in self.permissions


@dataclass(frozen=True)
class Ways:
    """The ways in beside name and password; ``providers`` are (id, name).

    ``came_back`` says that somebody has just signed in at the trust's own and is let in,
    ``problem`` why not.
    """

    passkeys: bool = False
    providers: tuple[tuple[str, str], ...] = ()
    came_back: bool = False
    problem: str = ""


@dataclass(frozen=True)
class CodesBegun:
    """What an authenticator app needs: ``secret`` in groups for typing, ``code`` as a PNG."""

    secret: str = field(repr=False)
    code: bytes = field(repr=False)
    setup: str = field(repr=False)


class SignInDesk:
    """Every way of signing in. Nothing of it is kept on the device."""

    def __init__(self, client: ApiClient, calls: SignInCalls, device: Device) -> None:
        self._client = client
        self._calls = calls
        self._device = device

    async def ways(self) -> Ways:
        """Ask which ways in there are; raises SyncError."""
        found = await self._calls.ways()
        able = bool(found.get("passkeys")) and await self._device.has_passkeys()
        return Ways(
            able,
            _pairs(found.get("providers")),
            found.get("came_back") is True,
            str(found.get("problem") or ""),
        )

    async def sign_in(self, username: str, password: str, code: str = "") -> Lead:
        """Open a session; raises ServerRefused ``sign-in-failed``, ``second-factor-needed``,
        ``second-factor-wrong`` and other SyncErrors.
        """
        return lead_of(await self._client.sign_in(username.strip(), password, code.strip()))

    async def resume(self) -> Lead:
        """Give who came back from the trust's own sign-in; raises SyncError."""
        return lead_of(await self._calls.who())

    async def look_at(self, trust: str) -> Lead:
        """Look at another of one's trusts; raises SyncError."""
        return lead_of(await self._calls.look_at(trust))

    async def begin_codes(self) -> CodesBegun:
        """Begin to set up codes; raises SyncError, of it ServerRefused ``sign-in-again``."""
        found = await self._calls.begin_codes()
        try:
            secret, address, setup = (str(found[name]) for name in ("secret", "address", "setup"))
        except KeyError as error:
            raise ServerNotUnderstood from error
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return CodesBegun(groups, picture(address)[0], setup)

    async def confirm_codes(
        self, begun: CodesBegun, code: str, current: str = ""
    ) -> tuple[str, ...]:
        """Set codes up; gives recovery codes, shown once. Raises InputError, SyncError."""
        if not code.strip():
            raise InputError("Enter the six digits that your app shows now.", field="code")
        found = await self._calls.confirm_codes(begun.setup, code.strip(), current.strip())
        codes = found.get("recovery_codes")
        if not isinstance(codes, list):
            raise ServerNotUnderstood
        return tuple(str(one) for one in codes)

    async def change_password(self, current: str, new: str, again: str) -> None:
        """Change one's own password; raises InputError by its field, and other SyncErrors."""
        if not current:
            raise InputError("Type the password that you sign in with now.", field="current")
        new = typed_twice(new, again)
        try:
            await self._calls.change_password(current, new)
        except ServerRefused as error:
            if place := _PLACES.get(error.field):
                raise InputError(error.message, field=place) from error
            raise

    async def sign_in_by_passkey(self) -> Lead:
        """Sign in by a passkey of this device; raises WrongPasskey, SyncError."""
        return lead_of(await self._by_passkey(new=False))

    async def add_passkey(self) -> int:
        """Make a passkey for signing in; gives how many. Raises WrongPasskey, SyncError."""
        return int(str((await self._by_passkey(new=True)).get("passkeys", 1)))

    async def begin_sign_on(self, provider: str) -> None:
        """Leave for the trust's own sign-in; raises SyncError, InputError where none can be."""
        address = str((await self._calls.begin_sign_on(provider)).get("address", ""))
        if urlsplit(address).scheme not in ("https", "http"):
            raise ServerNotUnderstood
        if not await self._device.visit(address):
            raise InputError("Open Layby in a browser to sign in this way.")

    async def _by_passkey(self, *, new: bool) -> dict[str, object]:
        options = (await self._calls.begin_passkey(new=new)).get("options")
        ask = self._device.make_sign_in_passkey if new else self._device.use_sign_in_passkey
        given = await ask(json.dumps(options))
        if given is None:
            raise WrongPasskey(_NO_NEW_PASSKEY if new else _NO_PASSKEY)
        return await self._calls.passkey(json.loads(given), new=new)


def lead_of(found: Mapping[str, object]) -> Lead:
    """Read who is signed in; raises ServerNotUnderstood."""
    organisation = found.get("organisation")
    if not isinstance(organisation, Mapping):
        raise ServerNotUnderstood
    permissions, areas = found.get("permissions"), found.get("areas")
    return Lead(
        name=str(found.get("display_name") or found.get("username") or ""),
        organisation=str(organisation.get("name", "")),
        synthetic=bool(organisation.get("synthetic", False)),
        minimum_group=int(str(found.get("minimum_group", 11))),
        trust=str(organisation.get("id", "")),
        trusts=_pairs(found.get("organisations")),
        areas=tuple(map(str, areas)) if isinstance(areas, list) else (),
        permissions=frozenset(map(str, permissions)) if isinstance(permissions, list) else _USUAL,
        factor=str(found.get("second_factor") or THERE),
        recovery_codes=int(str(found.get("recovery_codes_left", 0))),
    )


def _pairs(found: object) -> tuple[tuple[str, str], ...]:
    rows = found if isinstance(found, list) else []
    return tuple(
        (str(row.get("id", "")), str(row.get("name", ""))) for row in rows if isinstance(row, dict)
    )
