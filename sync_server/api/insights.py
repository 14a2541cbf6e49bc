"""What leads read about closed periods: periods, heat map, trend, what is distinctive or new.

Every look is kept in the audit before the answer is given. An account for some areas sees those
alone, and nothing that is of the whole trust.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from app.domain.organisation import Organisation
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.sentences import RULES
from sync_server.api.finding_answers import (
    DistinctiveAnswer,
    DistinctiveItem,
    EmergingAnswer,
    TrendAnswer,
    TrendPointAnswer,
)
from sync_server.api.insight_answers import (
    HeatAnswer,
    HeatRowAnswer,
    HeatTree,
    OtherRow,
    OthersAnswer,
    PeriodAnswer,
    PeriodsAnswer,
    Tree,
    newest,
)
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions
from sync_server.errors import Refusal
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.frozen import Period
from sync_server.services.ics_view import IcsView
from sync_server.services.insight_emerging import NewThemes
from sync_server.services.insight_findings import Distinctive, Findings
from sync_server.services.insight_trends import Trends
from sync_server.services.insights import Insights
from sync_server.services.look_log import LookLog

_REFUSALS = ("signed-out", "not-permitted", "invalid-request", "cross-site")
TrustOf = Callable[[str], Organisation]
PeriodText = Annotated[str, Query(max_length=10, description="Such as 2026-Q4-B1 or 2026-Q4.")]
NodeText = Annotated[str, Query(max_length=140, description="Such as 04/paramedic, or an area.")]
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
        self, form: type[BaseModel], version: int, parts: Mapping[str, object]
    ) -> JSONResponse:
        insights = self.desk.insights
        protected: dict[str, object] = {
            "note": insights.note(),
            "minimum_group": insights.minimum_group,
            "code_version": version,
        }
        return JSONResponse(form.model_validate(protected | dict(parts)).model_dump(mode="json"))


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

    @router.get("/periods", response_model=PeriodsAnswer, responses=documented(*_REFUSALS[:2]))
    def periods(account: Annotated[SignedIn, reads]) -> JSONResponse:
        """List the closed periods to choose from, newest first."""
        found = looking.desk.insights.periods(looking.organisation_of(account.organisation))
        version = max((newest(period) for period in found), default=0)
        parts = {"periods": [PeriodAnswer.of(period) for period in found]}
        return looking.answer(PeriodsAnswer, version, parts)

    @router.get("/heat", response_model=HeatAnswer, responses=refused)
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
            "period": PeriodAnswer.of(asked),
            "tree": tree,
            "rows": [HeatRowAnswer.of(row) for row in rows],
        }
        return looking.answer(HeatAnswer, newest(asked), parts)

    @router.get("/answers", response_model=OthersAnswer, responses=refused)
    def answers(
        account: Annotated[SignedIn, reads], period: PeriodText, tree: Tree
    ) -> JSONResponse:
        """Give support offered, self-referral, helpful rating, languages and more by node."""
        trust = looking.trust(account, tree)
        asked = looking.period(trust, period)
        looking.note(account, f"other answers by {tree} in {asked.id}")
        rows = looking.desk.insights.answers(trust, asked, tree, account.areas)
        parts = {
            "period": PeriodAnswer.of(asked),
            "tree": tree,
            "rows": [OtherRow.of(node, figures) for node, figures in rows],
        }
        return looking.answer(OthersAnswer, newest(asked), parts)


def _add_trend(router: APIRouter, looking: _Looking, reads: object) -> None:
    @router.get("/trend", response_model=TrendAnswer, responses=documented(*_REFUSALS))
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
            "blocks": [TrendPointAnswer.of(point) for point in found.blocks],
            "quarters": [TrendPointAnswer.of(point) for point in found.quarters],
        }
        version = max((newest(point.period) for point in every), default=0)
        return looking.answer(TrendAnswer, version, parts)


def _add_findings(router: APIRouter, looking: _Looking, reads: object) -> None:
    @router.get("/distinctive", response_model=DistinctiveAnswer, responses=documented(*_REFUSALS))
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
        words: list[Distinctive] = []
        if tree == "organisation":
            found = looking.view(account, asked).distinctive(asked)
        else:
            looking.note(account, f"what is distinctive by {tree} in {asked.id}")
            findings = looking.desk.findings
            found, words = findings.distinctive(trust, asked, tree, node, account.areas)
        parts = {
            "period": PeriodAnswer.of(asked),
            "tree": tree,
            "themes": [DistinctiveItem.of(one) for one in found],
            "words": [DistinctiveItem.of(one) for one in words],
        }
        return looking.answer(DistinctiveAnswer, newest(asked), parts)

    @router.get("/emerging", response_model=EmergingAnswer, responses=documented(*_REFUSALS))
    def emerging(account: Annotated[SignedIn, reads], period: PeriodText) -> JSONResponse:
        """Give words that burst in a block, and summaries that lie together unexplained."""
        trust = looking.trust(account)
        asked = looking.period(trust, period)
        looking.note(account, f"what is new in {asked.id}")
        found = looking.desk.new_themes.emerging(trust, asked)
        parts = {"period": PeriodAnswer.of(asked)} | EmergingAnswer.parts(found)
        return looking.answer(EmergingAnswer, newest(asked), parts)
