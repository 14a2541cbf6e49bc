"""GET /api/v1/insights/texts: some of the texts behind a theme's figures in a closed quarter."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from app.domain.organisation import Organisation
from app.domain.theme_texts import TextsOfTheme
from sync_server.api import insight_answers as say
from sync_server.api.insights import PeriodText, ThemeText
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.look_log import LookLog
from sync_server.services.theme_texts import MOST, ThemeTexts

_REFUSALS = ("signed-out", "not-permitted", "invalid-request", "cross-site")
_FORM: TypeAdapter[Any] = TypeAdapter(TextsOfTheme)


def routes(
    texts: ThemeTexts,
    sessions: Sessions,
    organisation_of: Callable[[str], Organisation],
    looks: LookLog,
) -> APIRouter:
    """Make the route."""
    router = APIRouter(prefix="/insights", tags=["leads"])
    reads = Depends(sessions.may(Permission.READ_SUMMARIES))

    @router.get("/texts", response_model=TextsOfTheme, responses=documented(*_REFUSALS))
    def of_theme(
        account: Annotated[SignedIn, reads], period: PeriodText, theme: ThemeText
    ) -> JSONResponse:
        """Give up to five texts of each staff group that has a figure for a theme.

        The same ones each time; of those that are hidden or taken back none, nor others instead.
        """
        insights, trust = texts.insights, organisation_of(account.organisation)
        asked, about = insights.period(trust, period), insights.theme(trust, theme)
        looks.note(
            trust.id, account.username, f"looked at texts that speak of a theme in {asked.id}"
        )
        return said(
            TextsOfTheme(
                note=insights.note(),
                minimum_group=insights.minimum_group,
                code_version=say.newest(asked),
                period=say.period(asked),
                theme=about.id,
                label=about.label,
                most=MOST,
                groups=texts.of(trust, asked, about),
            )
        )

    return router


def said(answer: TextsOfTheme) -> JSONResponse:
    """Give an answer as JSON; raises pydantic's error where a part is not what its form says."""
    return JSONResponse(_FORM.dump_python(_FORM.validate_python(answer), mode="json"))
