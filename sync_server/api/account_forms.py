"""What is asked and answered about accounts, as JSON."""

from typing import Annotated, Literal

from pydantic import UUID4, BaseModel, ConfigDict, Field

from sync_server.permissions import Role
from sync_server.services.invitations import MOST_DAYS, MOST_NAME

MOST_AREAS = 500
AreaId = Annotated[str, Field(max_length=64)]


class OfferRequest(BaseModel):
    """An account to offer: no ``areas`` means all. Repeat ``attempt`` when sending again."""

    model_config = ConfigDict(extra="forbid", strict=True)

    username: str = Field(min_length=1, max_length=64)
    display_name: str = Field(min_length=1, max_length=MOST_NAME)
    role: Literal["lead", "admin", "auditor"]
    areas: list[AreaId] = Field(max_length=MOST_AREAS)
    days: int = Field(ge=1, le=MOST_DAYS)
    attempt: Annotated[UUID4, Field(strict=False)]


class RedeemRequest(BaseModel):
    """The code as typed, and the password that its taker chooses."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=100, examples=["K7QF-2M9X-TR4B"])
    password: str = Field(max_length=1024)


class AccountAnswer(BaseModel):
    """Somebody who may sign in. ``you`` is who asks; ``elsewhere`` belongs to another trust."""

    id: str
    username: str
    display_name: str
    role: Role
    areas: list[str]
    suspended: bool
    second_factor: bool
    sign_on: bool
    elsewhere: bool
    you: bool


class InvitationAnswer(BaseModel):
    """An account that is offered: never the code itself, only its first four characters."""

    id: str
    first_group: str
    username: str
    display_name: str
    role: Role
    areas: list[str]
    expires_on: str
    made_by: str
    ended: bool


class MadeInvitationAnswer(InvitationAnswer):
    """A new invitation with its code, which is shown now and never again."""

    code: str


class AreaAnswer(BaseModel):
    """An area that a lead's account may be limited to."""

    id: str
    name: str
    parent: str | None


class AccountsAnswer(BaseModel):
    """Who may sign in, who is invited, and the areas there are."""

    accounts: list[AccountAnswer]
    invitations: list[InvitationAnswer]
    areas: list[AreaAnswer]


class RedeemedAnswer(BaseModel):
    """The name to sign in with from now on."""

    username: str
