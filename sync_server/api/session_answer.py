"""What a signed-in person is told about their session, the same by whatever way they came."""

from collections.abc import Callable
from typing import Literal

from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.domain.organisation import Organisation
from sync_server.permissions import Permission, Role
from sync_server.services.accounts import AccountBook, SignedIn
from sync_server.services.open_sessions import PASSWORD_ALONE, SIGN_ON
from sync_server.settings import Settings

SecondFactor = Literal["none", "needed", "there", "elsewhere"]


class OrganisationAnswer(BaseModel):
    """The trust in short; ``synthetic`` marks made-up demonstration data."""

    id: str
    name: str
    synthetic: bool


class SessionAnswer(BaseModel):
    """Who is signed in, at which trust they look, and what they may do.

    ``areas`` are those they may read about, empty for all. ``second_factor`` is ``none`` where
    they came with a password alone, ``needed`` where nothing else works before they set one up,
    and ``elsewhere`` where the trust's own sign-in looks after it. ``organisations`` are all
    they may look at.
    """

    username: str
    display_name: str
    role: Role
    organisation: OrganisationAnswer
    organisations: list[OrganisationAnswer]
    areas: list[str]
    permissions: list[Permission]
    minimum_group: int
    second_factor: SecondFactor
    recovery_codes_left: int


class SessionTeller:
    """Tells people about their session."""

    def __init__(
        self,
        accounts: AccountBook,
        settings: Settings,
        organisation_of: Callable[[str], Organisation],
    ) -> None:
        self._accounts = accounts
        self._minimum_group = settings.minimum_group
        self._organisation_of = organisation_of

    def answer(self, account: SignedIn) -> JSONResponse:
        """Make the answer for one account."""
        factors = self._accounts.second_factors
        told = SessionAnswer(
            username=account.username,
            display_name=account.display_name,
            role=account.role,
            organisation=self._short(account.organisation),
            organisations=[self._short(identity) for identity in account.organisations],
            areas=list(account.areas),
            permissions=sorted(one for one in account.permissions if account.may(one)),
            minimum_group=self._minimum_group,
            second_factor=_factor(account),
            recovery_codes_left=factors.recovery_left(account.username),
        )
        return JSONResponse(told.model_dump(mode="json"))

    def _short(self, identity: str) -> OrganisationAnswer:
        found = self._organisation_of(identity)
        return OrganisationAnswer(id=found.id, name=found.name, synthetic=found.synthetic)


def _factor(account: SignedIn) -> SecondFactor:
    if account.held_up:
        return "needed"
    if account.factor == SIGN_ON:
        return "elsewhere"
    return "none" if account.factor == PASSWORD_ALONE else "there"
