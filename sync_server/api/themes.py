"""What leads read: quarters, themes by staff group or area, texts by staff group."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.domain.area_scope import leaves_in
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import Quarter
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions
from sync_server.errors import Refusal
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.look_log import LookLog
from sync_server.services.reporting import GroupThemes, Reporting

_EARLIEST, _LATEST = 2000, 2999
_REFUSALS = ("signed-out", "not-permitted", "invalid-request", "cross-site")
TrustOf = Callable[[str], Organisation]
QuarterText = Annotated[str, Query(max_length=7, description="Such as 2026-Q4.")]


class QuartersAnswer(BaseModel):
    """Quarters that show something, and the current one, newest first; ``first`` to begin with."""

    quarters: list[str]
    first: str


class ThemeAnswer(BaseModel):
    """A theme of one group, in rounded words; ``share`` is a whole percent of those."""

    code: str
    label: str
    share_words: str
    share: int | None


class GroupAnswer(BaseModel):
    """A staff group or area: its count and themes, or the sentence why it is withheld."""

    id: str
    name: str
    summaries: int | None
    withheld: str | None
    themes: list[ThemeAnswer]


class ThemesAnswer(BaseModel):
    """Themes of one quarter by one dimension. ``shown`` sums the groups that are shown.

    A closed quarter's figures are the frozen ones. One that still takes summaries has no themes,
    and its numbers are provisional: they grow in steps of ``minimum_group``, and a group that is
    shown may be held back again at such a step.
    """

    quarter: str
    quarter_words: str
    by: Literal["staff_group", "area"]
    minimum_group: int
    shown: int
    note: str
    groups: list[GroupAnswer]


class TextAnswer(BaseModel):
    """One agreed text; no id, week, area, theme code or order of arrival.

    ``handle`` is for flagging it, and stands nowhere else.
    """

    handle: str
    text: str


class TextsAnswer(BaseModel):
    """The texts of one staff group in one quarter, or the sentence why they are withheld."""

    quarter: str
    staff_group: str
    withheld: str | None
    summaries: list[TextAnswer]


def routes(
    reporting: Reporting, sessions: Sessions, organisation_of: TrustOf, looks: LookLog
) -> APIRouter:
    """Make the lead routes."""
    router = APIRouter(tags=["leads"])
    _add_themes(router, reporting, sessions, organisation_of, looks)
    _add_texts(router, reporting, sessions, organisation_of, looks)
    return router


def _add_themes(
    router: APIRouter,
    reporting: Reporting,
    sessions: Sessions,
    organisation_of: TrustOf,
    looks: LookLog,
) -> None:
    reads_themes = Depends(sessions.may(Permission.READ_THEMES))

    @router.get("/quarters", response_model=QuartersAnswer, responses=documented(*_REFUSALS[:2]))
    def quarters(account: Annotated[SignedIn, reads_themes]) -> JSONResponse:
        """List the quarters to choose from."""
        organisation = organisation_of(account.organisation)
        first = reporting.first(organisation)
        return JSONResponse({"quarters": reporting.quarters(organisation), "first": first})

    @router.get(
        "/themes",
        response_model=ThemesAnswer,
        responses=documented(*_REFUSALS, "quarter-unknown"),
    )
    def themes(
        account: Annotated[SignedIn, reads_themes],
        quarter: QuarterText,
        by: Literal["staff_group", "area"],
    ) -> JSONResponse:
        """Give the themes of a quarter for every staff group, or for every area.

        An account for some areas has those alone. What is withheld is settled before that, over
        the whole trust, so that two such accounts together learn nothing more.
        """
        if account.areas and by != "area":
            raise Refusal("not-permitted")
        organisation, asked = organisation_of(account.organisation), asked_quarter(quarter)
        view = "areas" if by == "area" else "staff groups"
        looks.note(organisation.id, account.username, f"looked at themes of {view} in {asked}")
        groups = _theirs(reporting.themes(organisation, asked, by), organisation, account)
        shown = sum(group.summaries or 0 for group in groups)
        note = reporting.note(organisation, asked, by)
        said = {"minimum_group": reporting.minimum_group, "shown": shown, "note": note}
        named = {"quarter": str(asked), "quarter_words": asked.in_words(), "by": by}
        return JSONResponse(named | said | {"groups": [_group(group) for group in groups]})


def _theirs(
    groups: list[GroupThemes], organisation: Organisation, account: SignedIn
) -> list[GroupThemes]:
    if not account.areas:
        return groups
    # Their account may name "North", whose figures stand under the areas below it.
    theirs = leaves_in(organisation, account.areas)
    return [group for group in groups if group.id in theirs]


def _add_texts(
    router: APIRouter,
    reporting: Reporting,
    sessions: Sessions,
    organisation_of: TrustOf,
    looks: LookLog,
) -> None:
    reads_summaries = Depends(sessions.may(Permission.READ_SUMMARIES))

    @router.get(
        "/summaries",
        response_model=TextsAnswer,
        responses=documented(*_REFUSALS, "quarter-unknown", "staff-group-unknown"),
    )
    def summaries(
        account: Annotated[SignedIn, reads_summaries],
        quarter: QuarterText,
        staff_group: Annotated[str, Query(max_length=2)],
    ) -> JSONResponse:
        """Give the agreed texts of one staff group in one quarter, and nothing about each.

        Themes are given as rounded figures only: codes by text could be counted exactly.
        """
        organisation, asked = organisation_of(account.organisation), asked_quarter(quarter)
        if staff_group not in STAFF_GROUPS:
            raise Refusal("staff-group-unknown", field="staff_group")
        said = f"looked at texts of staff group {staff_group} in {asked}"
        looks.note(organisation.id, account.username, said)
        withheld, texts = reporting.texts(organisation, asked, staff_group)
        asked_for = {"quarter": str(asked), "staff_group": staff_group, "withheld": withheld}
        summaries = [{"handle": quote.handle, "text": quote.text} for quote in texts]
        return JSONResponse(asked_for | {"summaries": summaries})


def asked_quarter(text: str) -> Quarter:
    """Read a quarter as it was asked for; raises Refusal quarter-unknown."""
    try:
        quarter = Quarter.parse(text)
    except ValueError as error:
        raise Refusal("quarter-unknown", field="quarter") from error
    if str(quarter) != text or not _EARLIEST <= quarter.year <= _LATEST:
        raise Refusal("quarter-unknown", field="quarter")
    return quarter


def _group(group: GroupThemes) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "summaries": group.summaries,
        "withheld": group.withheld,
        "themes": [
            {
                "code": theme.code,
                "label": theme.label,
                "share_words": theme.words,
                "share": theme.percent,
            }
            for theme in group.themes
        ],
    }
