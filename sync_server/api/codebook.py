"""/api/v1/codebook: leads and admins edit their trust's codebook; one draft, previewed, published.

Every write names the version it was made on. ``content-invalid`` says in a sentence which theme
and field does not fit, and names them in ``field`` as "theme/field".
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.params import Depends as Needed
from fastapi.responses import JSONResponse

from app.domain.codebook_writer import theme_form
from app.domain.theme import HSE_STRESSORS, HWB_ELEMENTS, PEOPLE_PROMISE
from sync_server.api.bodies import KIB, SMALL_LIMIT, described, fitted_body
from sync_server.api.codebook_answers import (
    CodebookAnswer,
    CodebookDraftRequest,
    CodebookPreviewAnswer,
    CodebookPublishedAnswer,
    DraftAnswer,
    DraftKeptAnswer,
    ThemeForm,
)
from sync_server.api.coding import preview_answer
from sync_server.api.editing_forms import StateRequest
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.codebook_editing import MOST_THEMES, CodebookEditing, Standing
from sync_server.services.look_log import LookLog

LIMIT = 1200 * KIB
_READS = ("signed-out", "not-permitted", "cross-site")
_DROPS = (*_READS, "missing-header", "invalid-request", "changed-meanwhile")
_WRITES = (*_DROPS, "not-json", "too-large", "content-invalid")

NOTE = (
    "What you change here is a draft until you publish it. Publishing codes every summary again "
    "and gives the new themes to devices. What a theme means stays what it was: one that is "
    "no longer wanted is retired, and may be merged into another or split."
)
COMING_IN = (
    "It is coming in: every summary is coded with it, then devices get it. Until then all stays "
    "as it was."
)


def routes(editing: CodebookEditing, sessions: Sessions, looks: LookLog) -> APIRouter:
    """Make the routes."""
    router = APIRouter(prefix="/codebook", tags=["leads"])
    edits = Depends(sessions.may(Permission.EDIT_CONTENT))
    # What a codebook finds is for those who may read what people said.
    reads = Depends(sessions.may(Permission.CHECK_THEMES))

    @router.get("", response_model=CodebookAnswer, responses=documented(*_READS))
    def codebook(account: Annotated[SignedIn, edits]) -> JSONResponse:
        """Give the codebook in use and the draft."""
        return JSONResponse(_answer(editing.standing(account.organisation)).model_dump())

    _add_draft(router, editing, edits)
    _add_preview(router, editing, reads, looks)
    _add_publish(router, editing, edits)
    return router


def _add_draft(router: APIRouter, editing: CodebookEditing, edits: Needed) -> None:
    whole = Depends(fitted_body(CodebookDraftRequest, LIMIT))

    @router.put(
        "/draft", response_model=DraftKeptAnswer, **_write(_WRITES, described(CodebookDraftRequest))
    )
    def save(
        account: Annotated[SignedIn, edits], request: Annotated[CodebookDraftRequest, whole]
    ) -> JSONResponse:
        """Keep a draft, which nothing is coded by yet. It must be sound already."""
        themes = [theme.model_dump() for theme in request.themes]
        kept = editing.save(account.organisation, account.username, themes, request.if_version)
        return JSONResponse({"if_version": kept})

    @router.delete("/draft", response_model=DraftKeptAnswer, **_write(_DROPS))
    def drop(
        account: Annotated[SignedIn, edits],
        if_version: Annotated[int, Query(ge=0, le=10_000_000)],
    ) -> JSONResponse:
        """Drop the draft; one that is gone already is no fault."""
        kept = editing.drop(account.organisation, account.username, if_version)
        return JSONResponse({"if_version": kept})


def _add_preview(
    router: APIRouter, editing: CodebookEditing, reads: Needed, looks: LookLog
) -> None:
    seen = Depends(fitted_body(StateRequest, SMALL_LIMIT))

    @router.post(
        "/preview", response_model=CodebookPreviewAnswer, **_write(_WRITES, described(StateRequest))
    )
    def preview(
        account: Annotated[SignedIn, reads], request: Annotated[StateRequest, seen]
    ) -> JSONResponse:
        """Say what publishing the draft would change, on texts that leads may read anyway."""
        looks.note(account.organisation, account.username, "tried a codebook on texts")
        found = preview_answer(editing.preview(account.organisation, request.if_version))
        return JSONResponse(found.model_dump() | {"if_version": request.if_version})


def _add_publish(router: APIRouter, editing: CodebookEditing, edits: Needed) -> None:
    seen = Depends(fitted_body(StateRequest, SMALL_LIMIT))

    @router.post(
        "/publish",
        status_code=202,
        response_model=CodebookPublishedAnswer,
        **_write((*_WRITES, "recoding-runs"), described(StateRequest)),
    )
    def publish(
        account: Annotated[SignedIn, edits], request: Annotated[StateRequest, seen]
    ) -> JSONResponse:
        """Begin to bring the draft in as a coding release."""
        number, version = editing.publish(
            account.organisation, account.username, request.if_version
        )
        told = {"number": number, "if_version": version, "words": COMING_IN}
        return JSONResponse(told, 202)


def _write(refusals: tuple[str, ...], body: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "responses": documented(*refusals),
        "dependencies": [Depends(own_request)],
        "openapi_extra": body,
    }


def _answer(found: Standing) -> CodebookAnswer:
    draft = None
    if found.draft is not None:
        themes = [ThemeForm(**theme_form(one)) for one in found.draft.themes]
        draft = DraftAnswer(themes=themes, edited_by=found.edited_by, edited_on=found.edited_on)
    return CodebookAnswer(
        codebook_version=found.live.version,
        code_version=found.code_version,
        own=found.own,
        if_version=found.if_version,
        themes=[ThemeForm(**theme_form(one)) for one in found.live.themes],
        draft=draft,
        offered=[ThemeForm(**theme_form(one)) for one in found.offered],
        group_names=list(dict.fromkeys(one.group for one in found.live.themes)),
        frameworks={
            "hwb": dict(HWB_ELEMENTS),
            "hse": dict(HSE_STRESSORS),
            "people_promise": dict(PEOPLE_PROMISE),
        },
        most_themes=MOST_THEMES,
        note=NOTE,
    )
