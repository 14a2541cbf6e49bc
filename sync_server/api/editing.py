"""/api/v1/editing: leads and admins edit what their trust's devices receive.

Every write names the version it was made on and answers ``changed-meanwhile`` when somebody
else was faster; ``content-invalid`` says in a sentence what does not fit, and where.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query
from fastapi.params import Depends as Needed
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.domain.organisation import Organisation
from sync_server.api.bodies import KIB, SMALL_LIMIT, described, fitted_body
from sync_server.api.editing_forms import (
    ChangedAnswer,
    DraftRequest,
    EditingAnswer,
    OrganisationRequest,
    State,
    StateRequest,
    WholeItemAnswer,
)
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
_LISTS = ("signed-out", "not-permitted", "cross-site")
_READS = (*_LISTS, "invalid-request", "not-found")
_CREATES = (
    *(*_LISTS, "invalid-request", "missing-header", "too-large", "not-json"),
    *("content-invalid", "changed-meanwhile"),
)
_CHANGES = (*_CREATES, "not-found")

Kind = Annotated[Literal["guide", "overlay", "service", "action"], Path()]
Identity = Annotated[str, Path(max_length=64, pattern="^[a-z0-9-]+$", description="Its id.")]
Language = Annotated[str, Query(max_length=5, pattern="^[a-z]{2}(-[A-Z]{2})?$")]


def item_key(kind: Kind, identity: Identity, language: Language = "en") -> ItemKey:
    """Read which item an address names."""
    return ItemKey(kind, identity, language)


Key = Annotated[ItemKey, Depends(item_key)]


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

    def editor_of(account: Annotated[SignedIn, edits]) -> Editor:
        return Editor(account.username, account.organisation)

    def trust_of(account: Annotated[SignedIn, edits]) -> Organisation:
        return organisation_of(account.organisation)

    editor, own_trust = Depends(editor_of), Depends(trust_of)
    # An address of its own comes before those that name any item.
    _add_lists(router, lists, own_trust)
    _add_organisation(router, trust, editor)
    _add_item(router, lists, own_trust)
    _add_changes(router, editing, editor)
    return router


def _add_lists(router: APIRouter, lists: EditingLists, own_trust: Needed) -> None:
    @router.get("", response_model=EditingAnswer, responses=documented(*_LISTS))
    def everything(organisation: Annotated[Organisation, own_trust]) -> JSONResponse:
        """List every guide, overlay and service, with the trust's areas and roles."""
        return JSONResponse(lists.everything(organisation))


def _add_organisation(router: APIRouter, trust: OrganisationEditing, editor: Needed) -> None:
    @router.put("/organisation", **_write(OrganisationRequest, _CREATES))
    def save_organisation(
        by: Annotated[Editor, editor],
        request: Annotated[
            OrganisationRequest, Depends(fitted_body(OrganisationRequest, ORGANISATION_LIMIT))
        ],
    ) -> dict[str, Any]:
        """Save areas, role families and staff groups; an area in use is retired, not deleted."""
        wanted = request.model_dump(exclude={"if_version"}, exclude_none=True)
        return trust.save(by, wanted, request.if_version).to_document()


def _add_item(router: APIRouter, lists: EditingLists, own_trust: Needed) -> None:
    @router.get("/{kind}/{identity}", response_model=WholeItemAnswer, responses=documented(*_READS))
    def one(organisation: Annotated[Organisation, own_trust], key: Key) -> JSONResponse:
        """Give one item: its text, its draft and its versions."""
        return JSONResponse(lists.one(organisation, key))


def _add_changes(router: APIRouter, editing: Editing, editor: Needed) -> None:
    seen = Depends(fitted_body(StateRequest, SMALL_LIMIT))
    changed: dict[str, Any] = {"response_model": ChangedAnswer}

    @router.put("/{kind}/{identity}", **changed, **_write(DraftRequest, _CREATES))
    def save_draft(
        by: Annotated[Editor, editor],
        request: Annotated[DraftRequest, Depends(fitted_body(DraftRequest, DRAFT_LIMIT))],
        key: Key,
    ) -> JSONResponse:
        """Keep a draft, which no device sees yet. It must fit already."""
        return _now(editing.save_draft(by, key, request.text, request.if_version), "draft")

    @router.post("/{kind}/{identity}/publish", **changed, **_write(StateRequest, _CHANGES))
    def publish(
        by: Annotated[Editor, editor], request: Annotated[StateRequest, seen], key: Key
    ) -> JSONResponse:
        """Let devices have the draft, or what had been taken back."""
        return _now(editing.publish(by, key, request.if_version), "published")

    @router.post("/{kind}/{identity}/retire", **changed, **_write(StateRequest, _CHANGES))
    def retire(
        by: Annotated[Editor, editor], request: Annotated[StateRequest, seen], key: Key
    ) -> JSONResponse:
        """Take an item back: ours stands again where it replaced one; a service is hidden."""
        return _now(editing.retire(by, key, request.if_version), "retired")


def _write(form: type[BaseModel], refusals: tuple[str, ...]) -> dict[str, Any]:
    """Describe a write within a session: its body, how it is refused, and its header."""
    return {
        "responses": documented(*refusals),
        "dependencies": [Depends(own_request)],
        "openapi_extra": described(form),
    }


def _now(version: int, state: State) -> JSONResponse:
    return JSONResponse({"version": version, "state": state})
