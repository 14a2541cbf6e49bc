"""What leads read about closed periods: periods, heat map, trend, what is distinctive or new.

Every look is kept in the audit before the answer is given. An account for some areas sees those
alone, and nothing that is of the whole trust.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

from app.domain.insight_figures import (
    AnswersRow,
    ClosedPeriods,
    Difference,
    Differences,
    HeatMap,
    HeatTree,
    NewInBlock,
    OtherAnswers,
    Protected,
    ReachView,
    Tree,
)
from app.domain.insight_trends import ThemeTrend
from app.domain.organisation import Organisation
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.sentences import RULES
from sync_server.api import insight_answers as say
from sync_server.api.insight_answers import newest
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions
from sync_server.errors import Refusal
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.frozen import Period
from sync_server.services.ics_view import IcsView
from sync_server.services.insight_emerging import NewThemes
from sync_server.services.insight_findings import Findings
from sync_server.services.insight_trends import Trends
from sync_server.services.insights import Insights
from sync_server.services.look_log import LookLog

_REFUSALS = ("signed-out", "not-permitted", "invalid-request", "cross-site")
TrustOf = Callable[[str], Organisation]
PeriodText = Annotated[str, Query(max_length=10, description="Such as 2026-Q4-B1 or 2026-Q4.")]
NodeText = Annotated[str, Query(max_length=140, description="Such as 04/paramedic, or an area.")]
_FORMS: dict[type[Protected], TypeAdapter[Any]] = {
    form: TypeAdapter(form)
    for form in (
        ClosedPeriods, HeatMap, OtherAnswers, ReachView, ThemeTrend, Differences, NewInBlock,
    )
}  # fmt: skip
ThemeText = Annotated[str, Query(max_length=64, description="A theme's id.")]


@dataclass(frozen=True)
class Desk:
    """What the routes read from."""

    insights: Insights
    trends: Trends
    findings: Findings
    new_themes: NewThemes


@dataclass(frozen=True)
class _Looking:
    """Somebody who looks: settles what they may see, keeps the look, makes the answer."""

    desk: Desk
    organisation_of: TrustOf
    looks: LookLog

    def view(self, account: SignedIn, period: Period) -> IcsView:
        """Give the view across an ICS-wide lead's trusts; every one of them keeps that look."""
        view = IcsView.of(self.desk.insights, account.organisations, self.organisation_of)
        for trust in view.trusts:
            said = f"looked at themes by trust in {period.id}"
            self.looks.note(trust.id, account.username, said)
        return view

    def trust(
        self, account: SignedIn, tree: HeatTree | None = None, node: str = ""
    ) -> Organisation:
        """Give the account's trust; raises Refusal not-permitted outside of its areas.

        An account for some areas has no view of the whole trust (``tree`` None), none of groups
        and none of other areas.
        """
        if account.areas and (tree != "area" or (node and node not in account.areas)):
            raise Refusal("not-permitted")
        return self.organisation_of(account.organisation)

    def period(self, trust: Organisation, asked: str) -> Period:
        return self.desk.insights.period(trust, asked)

    def note(self, account: SignedIn, what: str) -> None:
        """Keep the look; ``what`` names a view, and a period once it is known to be one."""
        self.looks.note(account.organisation, account.username, f"looked at {what}")

    def answer(
        self, form: type[Protected], version: int, parts: Mapping[str, Any], new: str = ""
    ) -> JSONResponse:
        """Make an answer; ``new`` says which themes are left out by area, if any are."""
        insights = self.desk.insights
        protected: dict[str, Any] = {
            "note": f"{new} {insights.note()}".lstrip(),
            "minimum_group": insights.minimum_group,
            "code_version": version,
        }
        return said(form(**protected, **parts))


def said(answer: Protected) -> JSONResponse:
    """Give an answer as JSON; raises pydantic's error where a part is not what its form says."""
    adapter = _FORMS[type(answer)]
    return JSONResponse(adapter.dump_python(adapter.validate_python(answer), mode="json"))


def routes(desk: Desk, sessions: Sessions, organisation_of: TrustOf, looks: LookLog) -> APIRouter:
    """Make the routes about closed periods."""
    router = APIRouter(prefix="/insights", tags=["leads"])
    looking = _Looking(desk, organisation_of, looks)
    reads = Depends(sessions.may(Permission.READ_THEMES))
    _add_overviews(router, looking, reads)
    _add_trend(router, looking, reads)
    _add_findings(router, looking, reads)
    return router


def _add_overviews(router: APIRouter, looking: _Looking, reads: object) -> None:
    refused = documented(*_REFUSALS)

    @router.get("/periods", response_model=ClosedPeriods, responses=documented(*_REFUSALS[:2]))
    def periods(account: Annotated[SignedIn, reads]) -> JSONResponse:
        """List the closed periods to choose from, newest first."""
        found = looking.desk.insights.periods(looking.organisation_of(account.organisation))
        version = max((newest(period) for period in found), default=0)
        parts = {"periods": tuple(map(say.period, found))}
        return looking.answer(ClosedPeriods, version, parts)

    @router.get("/heat", response_model=HeatMap, responses=refused)
    def heat(
        account: Annotated[SignedIn, reads], period: PeriodText, tree: HeatTree
    ) -> JSONResponse:
        """Give the themes of every group, area or (an ICS-wide lead) trust in a closed period."""
        trust = looking.trust(account, tree)
        asked = looking.period(trust, period)
        if tree == "organisation":
            rows = looking.view(account, asked).heat(asked)
        else:
            looking.note(account, f"themes by {tree} in {asked.id}")
            rows = looking.desk.insights.heat(trust, asked, tree, account.areas)
        parts = {
            "period": say.period(asked),
            "tree": tree,
            "rows": tuple(map(say.theme_row, rows)),
        }
        new = looking.desk.insights.too_new(trust, asked, tree) if tree == "area" else ""
        return looking.answer(HeatMap, newest(asked), parts, new)

    @router.get("/answers", response_model=OtherAnswers, responses=refused)
    def answers(
        account: Annotated[SignedIn, reads], period: PeriodText, tree: Tree
    ) -> JSONResponse:
        """Give support offered, self-referral, helpful rating, languages and more by node."""
        trust = looking.trust(account, tree)
        asked = looking.period(trust, period)
        looking.note(account, f"other answers by {tree} in {asked.id}")
        rows = looking.desk.insights.answers(trust, asked, tree, account.areas)
        parts = {
            "period": say.period(asked),
            "tree": tree,
            "rows": tuple(AnswersRow(**vars(node), answers=given) for node, given in rows),
        }
        return looking.answer(OtherAnswers, newest(asked), parts)


def _add_trend(router: APIRouter, looking: _Looking, reads: object) -> None:
    @router.get("/trend", response_model=ThemeTrend, responses=documented(*_REFUSALS))
    def trend(
        account: Annotated[SignedIn, reads], theme: ThemeText, tree: Tree, node: NodeText = ROOT
    ) -> JSONResponse:
        """Give a theme of one group or area by block and by quarter, a year ago beside it."""
        trust = looking.trust(account, tree, node)
        looking.note(account, f"the trend of a theme by {tree}")
        found = looking.desk.trends.trend(trust, theme, tree, node)
        every = [*found.blocks, *found.quarters]
        parts = {
            "theme": found.theme.id,
            "label": found.theme.label,
            "tree": tree,
            "node": node,
            "name": found.name,
            "rules": RULES,
            "blocks": tuple(map(say.trend_point, found.blocks)),
            "quarters": tuple(map(say.trend_point, found.quarters)),
        }
        version = max((newest(point.period) for point in every), default=0)
        return looking.answer(ThemeTrend, version, parts, found.too_new)


def _add_findings(router: APIRouter, looking: _Looking, reads: object) -> None:
    @router.get("/distinctive", response_model=Differences, responses=documented(*_REFUSALS))
    def distinctive(
        account: Annotated[SignedIn, reads],
        period: PeriodText,
        tree: HeatTree,
        node: NodeText = "",
    ) -> JSONResponse:
        """Give what a group or area differs in from the rest of the trust; of each for none.

        By ``organisation`` it is what each trust differs in from the others, themes alone.
        """
        trust = looking.trust(account, tree, node)
        asked = looking.period(trust, period)
        words, new = list[Difference](), ""
        if tree == "organisation":
            found = looking.view(account, asked).distinctive(asked)
        else:
            looking.note(account, f"what is distinctive by {tree} in {asked.id}")
            findings = looking.desk.findings
            found, words = findings.distinctive(trust, asked, tree, node, account.areas)
            new = looking.desk.insights.too_new(trust, asked, "area")
        parts = {
            "period": say.period(asked),
            "tree": tree,
            "themes": tuple(found),
            "words": tuple(words),
        }
        return looking.answer(Differences, newest(asked), parts, new)

    @router.get("/emerging", response_model=NewInBlock, responses=documented(*_REFUSALS))
    def emerging(account: Annotated[SignedIn, reads], period: PeriodText) -> JSONResponse:
        """Give words that burst in a block, and summaries that lie together unexplained."""
        trust = looking.trust(account)
        asked = looking.period(trust, period)
        looking.note(account, f"what is new in {asked.id}")
        found = looking.desk.new_themes.emerging(trust, asked)
        parts = {
            "period": say.period(asked),
            "limits": found.note,
            "bursts": found.bursts,
            "clusters": found.clusters,
        }
        return looking.answer(NewInBlock, newest(asked), parts)
