"""/api/v1/coding: how well themes are told, learning from checks, publishing, rolling back."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.params import Depends as Needed
from fastapi.responses import JSONResponse

from app.domain.organisation import Organisation
from sync_server.analysis.agreement import Agreement
from sync_server.analysis.engine import FEWEST_LABELS
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.coding_answers import (
    AgreementAnswer,
    CodingAnswer,
    EmptyRequest,
    LearningAnswer,
    PreviewAnswer,
    RecodingAnswer,
    ReleaseAnswer,
    ThemeStatusAnswer,
)
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.db.repositories import Record
from sync_server.permissions import Permission
from sync_server.services import coding_standing as standing
from sync_server.services.accounts import SignedIn
from sync_server.services.coding_desk import CodingDesk
from sync_server.services.coding_standing import CodingStanding, Standing, ThemeStanding
from sync_server.services.look_log import LookLog
from sync_server.services.previewing import Preview

_READS = ("signed-out", "not-permitted", "cross-site")
_WRITES = (*_READS, "missing-header", "invalid-request", "not-json", "too-large")
Number = Annotated[int, Path(ge=1, le=1_000_000, description="The release's number.")]


def routes(
    reading: CodingStanding,
    desk: CodingDesk,
    sessions: Sessions,
    organisation_of: Callable[[str], Organisation],
    looks: LookLog,
) -> APIRouter:
    """Make the routes."""
    router = APIRouter(prefix="/coding", tags=["leads"])
    checks = Depends(sessions.may(Permission.CHECK_THEMES))

    @router.get("", response_model=CodingAnswer, responses=documented(*_READS))
    def coding(account: Annotated[SignedIn, checks]) -> JSONResponse:
        """Say how the trust's coding stands."""
        organisation = organisation_of(account.organisation)
        looks.note(organisation.id, account.username, "looked at how well themes are told")
        return _json(answer(reading.of(organisation)))

    _add_decisions(router, desk, checks)
    return router


def _add_decisions(router: APIRouter, desk: CodingDesk, checks: Needed) -> None:
    empty = Depends(fitted_body(EmptyRequest, SMALL_LIMIT))

    @router.post("/refits", status_code=202, **_write("too-few-checked", "recoding-runs"))
    def refit(
        account: Annotated[SignedIn, checks], _: Annotated[EmptyRequest, empty]
    ) -> JSONResponse:
        """Begin to learn from what was checked; what would change can be read when it is done."""
        return _begun(desk.refit(account.organisation, account.username))

    @router.post(
        "/releases/{number}/publish", status_code=202, **_write("release-unknown", "recoding-runs")
    )
    def publish(
        account: Annotated[SignedIn, checks], number: Number, _: Annotated[EmptyRequest, empty]
    ) -> JSONResponse:
        """Bring a draft in: every summary is coded again, then all is swapped at once."""
        return _begun(desk.publish(account.organisation, account.username, number))

    @router.post(
        "/releases/{number}/rollback", status_code=202, **_write("release-unknown", "recoding-runs")
    )
    def roll_back(
        account: Annotated[SignedIn, checks], number: Number, _: Annotated[EmptyRequest, empty]
    ) -> JSONResponse:
        """Bring back the release before this one, which must be the live one."""
        return _begun(desk.roll_back(account.organisation, account.username, number))

    @router.delete(
        "/releases/{number}",
        response_model=EmptyRequest,
        responses=documented(*_READS, "missing-header", "invalid-request", "recoding-runs"),
        dependencies=[Depends(own_request)],
    )
    def drop(account: Annotated[SignedIn, checks], number: Number) -> JSONResponse:
        """Drop a draft; one that is gone already is no fault."""
        desk.drop(account.organisation, account.username, number)
        return JSONResponse({})


def _write(*refusals: str) -> dict[str, Any]:
    return {
        "response_model": ReleaseAnswer,
        "responses": documented(*_WRITES, *refusals),
        "openapi_extra": described(EmptyRequest),
        "dependencies": [Depends(own_request)],
    }


def _begun(release: Record) -> JSONResponse:
    return JSONResponse(_release(release).model_dump(), 202)


def _json(found: CodingAnswer) -> JSONResponse:
    return JSONResponse(found.model_dump())


def answer(found: Standing) -> CodingAnswer:
    """Say how a trust's coding stands."""
    live, under_way = found.live, found.under_way
    releases = [_release(one) for one in found.releases if one.published_on]
    shipped = ReleaseAnswer(
        number=found.code_version,
        state="live",
        why="shipped",
        codebook_version=found.codebook_version,
        labels=0,
        made_by="",
        made_on="",
        published_on=None,
        words="Layby's own codebook. In use.",
        preview=None,
    )
    recoding = None
    if under_way is not None and found.percent is not None:
        words = f"{found.percent}% of the summaries are coded. Until the end all stays as it was."
        recoding = RecodingAnswer(number=int(under_way.number), percent=found.percent, words=words)
    return CodingAnswer(
        code_version=found.code_version,
        codebook_version=found.codebook_version,
        themes=[_theme(one) for one in found.themes],
        agreement=_agreement(found.agreement),
        learning=LearningAnswer(
            checked=found.checked,
            ticked=found.ticked,
            ready=found.checked >= FEWEST_LABELS and found.percent is None,
            words=standing.learning_words(found.checked),
        ),
        live=_release(live) if live else shipped,
        draft=_release(under_way) if under_way else None,
        recoding=recoding,
        roll_back_to=None if live is None or live.before is None else int(live.before),
        releases=releases or [shipped],
        note=standing.NOTE,
    )


def _theme(one: ThemeStanding) -> ThemeStatusAnswer:
    told = one.quality
    return ThemeStatusAnswer(
        code=one.theme.id,
        label=one.theme.label,
        group=one.theme.group,
        status=told.status,
        by=one.by,
        f1=None if told.f1 is None else round(told.f1, 3),
        low=round(told.low, 3),
        high=round(told.high, 3),
        checked=told.checked,
        agreement=_agreement(one.agreement),
        words=standing.theme_words(one),
    )


def _agreement(found: Agreement) -> AgreementAnswer:
    enough = found.checked >= standing.FEWEST_PAIRS
    kappa = None if found.kappa is None or not enough else round(found.kappa, 3)
    return AgreementAnswer(
        checked=found.checked,
        percent=found.percent if enough else None,
        kappa=kappa,
        words=standing.agreement_words(found),
    )


def preview_answer(found: Preview) -> PreviewAnswer:
    """Say what a release would change."""
    themes = [vars(one) for one in found.themes]
    return PreviewAnswer.model_validate(
        {"texts": found.texts, "words": found.words, "themes": themes}
    )


def _release(one: Record) -> ReleaseAnswer:
    preview = Preview.from_text(str(one.preview))
    head = str(one.codebook).partition("\n")[0]
    return ReleaseAnswer.model_validate(
        {
            "number": one.number,
            "state": one.state,
            "why": one.why,
            "codebook_version": int(head.rpartition("=")[2]),
            "labels": one.labels,
            "made_by": one.made_by,
            "made_on": one.made_on,
            "published_on": one.published_on,
            "words": standing.release_words(one),
            "preview": preview and preview_answer(preview),
        }
    )
