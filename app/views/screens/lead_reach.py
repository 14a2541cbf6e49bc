"""Whom conversations reach: held against headcount, the least reached first."""

from datetime import date
from functools import partial

import flet as ft

from app.domain.days import date_words
from app.domain.insight_figures import ClosedPeriod, Given, ReachRow, ReachView
from app.domain.support import SERVICE_TYPES
from app.usecases.sign_in import EDIT_CONTENT
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.closed_choice import Periods, asked_tree, look_by, newest, nothing_closed
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.text import body, bullet, section
from app.views.components.theme_cells import hidden_row
from app.views.screens.lead_asked import use_asked
from app.views.services import go, use_session

TITLE = "Who is reached"

_WHO_BRINGS = "Somebody who may change guides and services can bring one, under “Headcount”."
#: Below so many summaries, rounded to 5 as they are, one step moves a share by a tenth or more. The
#: server calls a group as small (``sync_server.analysis.rounding``).
SMALL_BASE = 50
_COUNTS_ALONE = "Few summaries: counts are given without shares, which would look too sure."
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
            return [body(nothing_closed(services.today())), back]
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
    said = [row for row in found.rows if row.shown is not None or row.people is not None]
    known = [row for row in said if row.people is not None]
    rest = [row.name for row in found.rows if row not in said]
    rows = [*_headcount(found, may_bring), *map(_card, known)]
    rows += _unknown([row for row in said if row not in known], any_known=bool(known))
    if rest:
        rows += [section("Not shown"), hidden_row([f"{', '.join(rest)}.", _why(found.rows)])]
    return [*rows, body(found.note, quiet=True)]


def _headcount(found: ReachView, may_bring: bool) -> list[ft.Control]:
    """Say which headcount it is held against, or once that there is none; give the way to it."""
    rows: list[ft.Control] = []
    if found.as_at:
        as_at = date_words(date.fromisoformat(found.as_at))
        rows.append(body(f"Headcount as at {as_at}. {found.about}", quiet=True))
    else:
        rows.append(notice.note(found.about if may_bring else f"{found.about} {_WHO_BRINGS}"))
    if may_bring:
        rows.append(
            buttons.tile(
                "Headcount",
                "How many people work where" if found.as_at else "Bring how many people work where",
                lambda _: go("/lead/headcount"),
                icon=ft.Icons.GROUPS_OUTLINED,
            )
        )
    return rows


def _unknown(rows: list[ReachRow], *, any_known: bool) -> list[ft.Control]:
    """Name once who has no headcount; what came of their conversations opens below."""
    if not rows:
        return []
    if any_known:
        names = ", ".join(row.name for row in rows)
        head: list[ft.Control] = [section("Headcount not known"), body(f"{names}.", quiet=True)]
    else:
        head = [section("What came of conversations")]
    whole = [row for row in rows if row.depth == 0]
    others = [row for row in rows if row.depth]
    head += [_came(row, row.name) for row in whole]
    if others:
        head.append(
            Fold(
                "What came of their conversations" if any_known else "One by one",
                "With how many summaries each rests on",
                lambda: [_came(row, row.name) for row in others],
                key="others",
            )
        )
    return head


def _why(rows: tuple[ReachRow, ...]) -> str:
    """Give the reasons why nodes that have nothing at all have nothing, each once."""
    reasons = [row.withheld or row.said for row in rows if row.shown is None and row.people is None]
    return " ".join(dict.fromkeys(reasons))


def _card(row: ReachRow) -> ft.Control:
    rows: list[ft.Control] = [section(row.name), body(row.said)]
    if row.per_hundred is not None and not _is_small(row):
        rows.append(_bar(row.per_hundred))
    if row.left_out:
        icon = ft.Icon(ft.Icons.FLAG_OUTLINED, size=22, color=ft.Colors.PRIMARY)
        rows.append(ft.Row([icon, ft.Container(body(_LESS), expand=True)], spacing=10))
    if row.answers:
        rows.append(_came(row, "What came of it"))
    return card(rows, spacing=8)


def _came(row: ReachRow, called: str) -> ft.Control:
    """Give what came of a node's conversations, with how many there were always in sight."""
    base = f"About {row.shown:,} summaries"
    if not row.answers:
        return body(f"{called}: about {row.shown:,} summaries.", quiet=True)
    inside = partial(_given, row.answers, small=_is_small(row))
    return Fold(called, base, inside, key=f"of-{row.id}")  # type: ignore[no-any-return]


def _is_small(row: ReachRow) -> bool:
    """Tell whether there are so few that a share or a bar would look firmer than its count."""
    return row.shown is not None and row.shown < SMALL_BASE


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


def _given(given: tuple[Given, ...], *, small: bool) -> list[ft.Control]:
    """Give the answers, each with its count; a share besides where enough spoke for one."""
    rows: list[ft.Control] = [body(_COUNTS_ALONE, quiet=True)] if small else []
    for question in dict.fromkeys(one.question for one in given):
        rows.append(body(f"{_QUESTIONS.get(question, question)}:"))
        for one in given:
            if one.question == question:
                share = "" if small or one.percent is None else f" ({one.percent}%)"
                rows.append(bullet(f"{_answer(one)}: {one.words}{share}"))
    return rows


def _answer(one: Given) -> str:
    if one.question == "support_offered":
        return SERVICE_TYPES.get(one.answer, one.answer)
    return _ANSWERS.get(one.answer, one.answer)
