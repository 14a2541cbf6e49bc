"""/api/v1/editing: leads and admins edit what their trust's devices receive.

Every write names the version it was made on and answers ``changed-meanwhile`` when somebody
else was faster; ``content-invalid`` says in a sentence what does not fit, and where.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import Organisation
from sync_server.api.bodies import KIB, SMALL_LIMIT, described, fitted, json_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.db.content import ItemKey
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.editing import Editing, Editor
from sync_server.services.editing_lists import EditingLists
from sync_server.services.organisation_editing import OrganisationEditing

#: A text of 200 kB with every character escaped still fits.
DRAFT_LIMIT = 1200 * KIB
ORGANISATION_LIMIT = 256 * KIB
_READS = ("signed-out", "not-permitted", "cross-site", "invalid-request", "not-found")
_WRITES = (*_READS, "missing-header", "too-large", "not-json", "content-invalid")
_REFUSALS = (*_WRITES, "changed-meanwhile")

State = Literal["draft", "published", "retired"]
Kind = Annotated[Literal["guide", "overlay", "service"], Path()]
Identity = Annotated[str, Path(max_length=64, pattern="^[a-z0-9-]+$", description="Its id.")]
Language = Annotated[str, Query(max_length=5, pattern="^[a-z]{2}(-[A-Z]{2})?$")]
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


def routes(
    lists: EditingLists,
    editing: Editing,
    trust: OrganisationEditing,
    sessions: Sessions,
    organisation_of: Callable[[str], Organisation],
) -> APIRouter:
    """Make the editing routes."""
    router = APIRouter(prefix="/editing", tags=["leads"])
    edits = Depends(sessions.may(Permission.EDIT_CONTENT))
    writes = [Depends(own_request)]

    @router.get("", response_model=EditingAnswer, responses=documented(*_READS[:3]))
    def everything(account: Annotated[SignedIn, edits]) -> JSONResponse:
        """List every guide, overlay and service, with the trust's areas and roles."""
        return JSONResponse(lists.everything(organisation_of(account.organisation)))

    @router.put(
        "/organisation",
        responses=documented(*(slug for slug in _REFUSALS if slug != "not-found")),
        dependencies=writes,
        openapi_extra=described(OrganisationRequest),
    )
    def save_organisation(
        account: Annotated[SignedIn, edits],
        body: Annotated[object, Depends(json_body(ORGANISATION_LIMIT))],
    ) -> dict[str, Any]:
        """Save areas, role families and staff groups; an area in use is retired, not deleted."""
        request = fitted(OrganisationRequest, body)
        wanted = request.model_dump(exclude={"if_version"}, exclude_none=True)
        return trust.save(_editor(account), wanted, request.if_version).to_document()

    @router.get("/{kind}/{identity}", response_model=WholeItemAnswer, responses=documented(*_READS))
    def one(
        account: Annotated[SignedIn, edits],
        kind: Kind,
        identity: Identity,
        language: Language = "en",
    ) -> JSONResponse:
        """Give one item: its text, its draft and its versions."""
        organisation = organisation_of(account.organisation)
        return JSONResponse(lists.one(organisation, ItemKey(kind, identity, language)))

    @router.put(
        "/{kind}/{identity}",
        response_model=ChangedAnswer,
        responses=documented(*(slug for slug in _REFUSALS if slug != "not-found")),
        dependencies=writes,
        openapi_extra=described(DraftRequest),
    )
    def save_draft(
        account: Annotated[SignedIn, edits],
        body: Annotated[object, Depends(json_body(DRAFT_LIMIT))],
        kind: Kind,
        identity: Identity,
        language: Language = "en",
    ) -> JSONResponse:
        """Keep a draft, which no device sees yet. It must fit already."""
        request, key = fitted(DraftRequest, body), ItemKey(kind, identity, language)
        version = editing.save_draft(_editor(account), key, request.text, request.if_version)
        return JSONResponse({"version": version, "state": "draft"})

    @router.post(
        "/{kind}/{identity}/publish",
        response_model=ChangedAnswer,
        responses=documented(*_REFUSALS),
        dependencies=writes,
        openapi_extra=described(StateRequest),
    )
    def publish(
        account: Annotated[SignedIn, edits],
        body: Annotated[object, Depends(json_body(SMALL_LIMIT))],
        kind: Kind,
        identity: Identity,
        language: Language = "en",
    ) -> JSONResponse:
        """Let devices have the draft, or what had been taken back."""
        request, key = fitted(StateRequest, body), ItemKey(kind, identity, language)
        version = editing.publish(_editor(account), key, request.if_version)
        return JSONResponse({"version": version, "state": "published"})

    @router.post(
        "/{kind}/{identity}/retire",
        response_model=ChangedAnswer,
        responses=documented(*_REFUSALS),
        dependencies=writes,
        openapi_extra=described(StateRequest),
    )
    def retire(
        account: Annotated[SignedIn, edits],
        body: Annotated[object, Depends(json_body(SMALL_LIMIT))],
        kind: Kind,
        identity: Identity,
        language: Language = "en",
    ) -> JSONResponse:
        """Take an item back: ours stands again where it replaced one; a service is hidden."""
        request, key = fitted(StateRequest, body), ItemKey(kind, identity, language)
        version = editing.retire(_editor(account), key, request.if_version)
        return JSONResponse({"version": version, "state": "retired"})

    return router


def _editor(account: SignedIn) -> Editor:
    return Editor(account.username, account.organisation)
