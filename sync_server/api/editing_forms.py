"""The shapes of what leads read and send when they edit their trust's content."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

State = Literal["draft", "published", "retired"]
Version = Annotated[int, Field(ge=0, le=10_000_000, strict=True)]


class ItemAnswer(BaseModel):
    """One item in the list. ``shipped`` comes with Layby; ``own`` says the trust touched it."""

    kind: str
    id: str
    language: str
    version: int
    state: State
    title: str
    edited_on: str
    shipped: bool
    own: bool
    published_version: int | None


class EditingAnswer(BaseModel):
    """All that can be edited; ``version`` is that of what devices fetch."""

    items: list[ItemAnswer]
    organisation: dict[str, Any]
    version: int


class VersionAnswer(BaseModel):
    """One version of an item."""

    version: int
    state: State
    edited_by: str
    edited_on: str


class WholeItemAnswer(BaseModel):
    """One item: what devices show, the draft if there is one, and every version."""

    kind: str
    id: str
    language: str
    version: int
    state: State
    shipped: bool
    text: str
    draft_text: str | None
    versions: list[VersionAnswer]


class ChangedAnswer(BaseModel):
    """The item's new version."""

    version: int
    state: State


class DraftRequest(BaseModel):
    """A whole text (TOML), made on ``if_version``: 0 for an item that is new."""

    model_config = ConfigDict(extra="forbid")

    text: str
    if_version: Version


class StateRequest(BaseModel):
    """The version that was looked at."""

    model_config = ConfigDict(extra="forbid")

    if_version: Version


class AreaForm(BaseModel):
    """An area. One whose id is unknown is new; the server makes its id from the name."""

    model_config = ConfigDict(extra="forbid")

    id: str = ""
    name: str
    parent: str | None = None
    retired: bool = False


class RoleFamilyForm(BaseModel):
    """A role family inside one ESR staff group."""

    model_config = ConfigDict(extra="forbid")

    id: str = ""
    name: str
    staff_group: str


class OrganisationRequest(BaseModel):
    """What a trust may change of itself; parts that are left out stay as they are."""

    model_config = ConfigDict(extra="forbid")

    areas: list[AreaForm] | None = None
    role_families: list[RoleFamilyForm] | None = None
    staff_group_hints: dict[str, str] | None = None
    staff_groups_offered: list[str] | None = None
    if_version: Version
