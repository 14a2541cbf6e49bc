"""Whom conversations reach: held against headcount, the least reached first."""

from datetime import date

import flet as ft

from app.domain.days import date_words
from app.domain.insight_figures import ClosedPeriod, Given, ReachRow, ReachView
from app.domain.support import SERVICE_TYPES
from app.usecases.sign_in import EDIT_CONTENT
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.closed_choice import Periods, asked_tree, look_by, newest
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.text import body, bullet, section
from app.views.components.theme_cells import hidden_row
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_session

TITLE = "Who is reached"

_NOTHING = "No period has closed yet. The first one does a fortnight after its last week."
_LESS = "Reached less than half as often as the whole trust."
_QUESTIONS = {
    "plan_made": "A plan was made",
    "follow_up_agreed": "A follow-up was agreed",
    "helpful": "How helpful it was (1 to 5)",
    "self_referral": "How they want to reach support",
    "language": "Language",
    "support_offered": "Support that was offered",
}
_ANSWERS = {"yes": "yes", "self": "they will ask themselves", "referred": "they were referred",
            "en": "English", "other": "another language"}  # fmt: skip


@component
def LeadReachScreen() -> ft.View:
    """Choose a period and a tree; read who is reached, and who is not."""
    services, session = use_session()
    params = ft.use_route_params()
    lead = session.lead
    only_areas = bool(lead and lead.areas)
    tree = asked_tree(params.get("tree", ""), only_areas=only_areas)
    listed = use_asked(services.insights.periods)
    chosen = params.get("period", "") or newest(listed.found)

    async def read() -> ReachView | None:
        return await services.reach.reach(chosen, tree) if chosen else None

    reach = use_asked(read, chosen, tree)

    may_bring = lead is not None and lead.may(EDIT_CONTENT)
    back = to_figures()

    def show(periods: tuple[ClosedPeriod, ...]) -> list[ft.Control]:
        if not periods:
            return [body(_NOTHING), back]
        pick = Periods(
            periods, chosen, lambda value: f"/lead/reach/{value}/{tree}", key=f"at-{chosen}"
        )
        ways = [] if only_areas else look_by("/lead/reach", chosen, tree)
        figures = reach.rows(lambda found: _rows(found, may_bring), [back])
        return [pick, *ways, *figures]

    # What is shown of the periods has the way back itself, below the figures.
    rows = listed.rows(show, [] if listed.found is not None else [back])
    return screen(TITLE, rows)


def _rows(found: ReachView, may_bring: bool) -> list[ft.Control]:
    rows: list[ft.Control] = []
    if found.as_at:
        as_at = date_words(date.fromisoformat(found.as_at))
        rows.append(body(f"Headcount as at {as_at}. {found.about}", quiet=True))
    else:
        rows.append(notice.note(found.about))
    if may_bring:
        rows.append(
            buttons.tile(
                "Headcount",
                "How many people work where",
                lambda _: go("/lead/headcount"),
                icon=ft.Icons.GROUPS_OUTLINED,
            )
        )
    said = [row for row in found.rows if row.shown is not None or row.people is not None]
    known = [row for row in said if row.people is not None] or said
    rows += [_card(row) for row in known]
    others = [row for row in said if row not in known]
    if others:
        rows.append(
            Fold(
                "Headcount not known",
                f"{len(others)} more, with what came of their conversations",
                lambda: [_card(row) for row in others],
                key="others",
            )
        )
    rest = [row.name for row in found.rows if row not in said]
    if rest:
        rows += [section("Not shown"), hidden_row([f"{', '.join(rest)}.", _why(found.rows)])]
    return [*rows, body(found.note, quiet=True)]


def _why(rows: tuple[ReachRow, ...]) -> str:
    """Give the reasons why nodes that have nothing at all have nothing, each once."""
    reasons = [row.withheld or row.said for row in rows if row.shown is None and row.people is None]
    return " ".join(dict.fromkeys(reasons))


def _card(row: ReachRow) -> ft.Control:
    rows: list[ft.Control] = [section(row.name)]
    if row.people is None and row.shown is not None:
        rows.append(body(f"About {row.shown:,} summaries."))
    rows.append(body(row.said))
    if row.per_hundred is not None:
        rows.append(_bar(row.per_hundred))
    if row.left_out:
        icon = ft.Icon(ft.Icons.FLAG_OUTLINED, size=22, color=ft.Colors.PRIMARY)
        rows.append(ft.Row([icon, ft.Container(body(_LESS), expand=True)], spacing=10))
    if row.answers:
        given = row.answers
        rows.append(
            Fold("What came of it", _first(given), lambda: _given(given), key=f"of-{row.id}")
        )
    return card(rows, spacing=8)


def _bar(per_hundred: int) -> ft.Control:
    """Give the rate as a bar, which is full at one conversation for everybody."""
    shown = ft.ProgressBar(
        value=min(per_hundred, 100) / 100,
        bar_height=8,
        border_radius=4,
        color=ft.Colors.PRIMARY,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
    )
    # The words above say it: without this a screen reader would say a percentage as well.
    return ft.Semantics(exclude_semantics=True, content=shown)


def _first(given: tuple[Given, ...]) -> str:
    count = len({one.question for one in given})
    return "Plans, support offered, languages" if count > 1 else "1 answer"


def _given(given: tuple[Given, ...]) -> list[ft.Control]:
    rows: list[ft.Control] = []
    for question in dict.fromkeys(one.question for one in given):
        rows.append(body(f"{_QUESTIONS.get(question, question)}:"))
        for one in given:
            if one.question == question:
                share = f" ({one.percent}%)" if one.percent is not None else ""
                rows.append(bullet(f"{_answer(one)}: {one.words}{share}"))
    return rows


def _answer(one: Given) -> str:
    if one.question == "support_offered":
        return SERVICE_TYPES.get(one.answer, one.answer)
    return _ANSWERS.get(one.answer, one.answer)
