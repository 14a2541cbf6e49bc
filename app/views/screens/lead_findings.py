"""What stands out in a closed period: what some say more often than others, and what is new."""

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import quote

import flet as ft

from app.domain.insight_figures import ClosedPeriod, Difference, Differences, NewInBlock
from app.usecases.sign_in import EDIT_CONTENT
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card
from app.views.components.closed_choice import ACROSS, nothing_closed, period_of
from app.views.components.frame import screen
from app.views.components.lead_way import WayUp
from app.views.components.text import body, section
from app.views.screens.lead_asked import Part, one_after_another, use_asked
from app.views.services import go, use_session
from app.views.theme import BODY, BOLD

TITLE = "What stands out"

_NO_THEME = "No theme stands out: no group speaks of one so much more often that it is not chance."
_HOW_SURE = (
    "What stands here differs by more than chance; after so many comparisons, up to one in twenty "
    "may still be chance. “About 5 times” is right within a fifth; “at least” is said where the "
    "rounded counts carry no more."
)
_NO_WORD = "No word stands out."
_NOTHING_NEW = "Nothing new was found in these weeks."
#: What an address may say instead of a period's id, for the newest of its kind.
_NEWEST = ("quarter", "block")
#: The length of a block's id, such as 2026-Q4-B1: only a block is held against those before it.
_BLOCK = 10


@component
def LeadFindingsScreen() -> ft.View:
    """Read both, in plain words with the figures behind them."""
    services, session = use_session()
    params = ft.use_route_params()
    period = params.get("period", "")
    tree = params.get("tree", "")
    tree = tree if tree in (ACROSS, "area") else "group"

    async def wanted() -> str:
        known = period not in _NEWEST
        return period if known else period_of(await services.insights.periods(), period)

    async def differ() -> tuple[Differences | None]:
        chosen = await wanted()
        return (await services.insights.distinctive(chosen, tree) if chosen else None,)

    # What is new is looked for in one trust at a time, and by an account for the whole of it.
    has_new = tree != ACROSS and not (session.lead and session.lead.areas)

    async def new() -> tuple[NewInBlock | None]:
        block = await wanted() if has_new else ""
        if block and len(block) != _BLOCK:
            block = last_block(await services.insights.periods(), block)
        return (await services.insights.emerging(block) if block else None,)

    def name(words: Sequence[str]) -> None:
        services.codebook.came_up = tuple(words)
        go("/lead/codebook")

    may = session.lead is not None and session.lead.may(EDIT_CONTENT)
    who = use_asked(differ, period, tree)
    new_ones = use_asked(new, period)
    parts: list[Part] = [(who, lambda found: _distinctive(found[0], tree, services.today()))]
    if has_new:
        parts.append((new_ones, lambda found: _new(found[0], name if may else None)))
    # Four weeks are looked at for what is new in them; a quarter for who differs.
    if period == "block" or len(period) == _BLOCK:
        parts.reverse()
    return screen(TITLE, one_after_another(parts, WayUp(key="up")))


def last_block(periods: tuple[ClosedPeriod, ...], period: str) -> str:
    """Give the last closed four weeks of a longer period; "" where none has closed."""
    held = (one.id for one in periods if one.kind == "block" and one.id.startswith(period))
    return max(held, default="")


def _distinctive(found: Differences | None, tree: str, today: date) -> list[ft.Control]:
    if found is None:
        return [body(nothing_closed(today))]
    return [
        body(found.period.words, quiet=True),
        section("Said more, or less, by some"),
        body(_HOW_SURE, quiet=True),
        *_differences(found.themes, _NO_THEME, tree),
        section("Their words"),
        *_differences(found.words, _NO_WORD, tree),
        body(found.note, quiet=True),
    ]


def _differences(found: Sequence[Difference], none: str, tree: str) -> list[ft.Control]:
    if not found:
        return [body(none)]
    return [
        card(
            [ft.Text(_title(one), size=BODY, weight=BOLD), body(one.words), *_over_time(one, tree)]
        )
        for one in found
    ]


def _over_time(one: Difference, tree: str) -> list[ft.Control]:
    """Give the way to how a theme moves there; words have none, nor have trusts side by side."""
    if not one.code or tree == ACROSS:
        return []
    where = quote(one.node.replace("/", "~"), safe="~*")
    return [
        buttons.tile(
            "Is it changing?",
            f"{one.label}: {one.name}",
            lambda _: go(f"/lead/theme/{one.code}/{tree}/{where}"),
            icon=ft.Icons.TIMELINE,
        )
    ]


def _title(one: Difference) -> str:
    return f"{one.name}: {one.label}, {'more' if one.more else 'less'} often"


def _new(
    found: NewInBlock | None, name: Callable[[Sequence[str]], None] | None
) -> list[ft.Control]:
    if found is None:
        return []
    rows: list[ft.Control] = [section("New in these weeks"), body(found.period.words, quiet=True)]
    for one in found.bursts:
        rows.append(card([body(one.words), *_naming(one.term.split(" + "), name)]))
    for cluster in found.clusters:
        named = _naming(cluster.words, name)
        rows.append(card([body(cluster.said), *_where(cluster.groups), *named]))
    if not (found.bursts or found.clusters):
        rows.append(body(_NOTHING_NEW))
    return [*rows, body(found.limits, quiet=True)]


def _naming(words: Sequence[str], name: Callable[[Sequence[str]], None] | None) -> list[ft.Control]:
    """Give the way from what came up to a theme of its own."""
    if name is None:
        return []
    said = f"Make it a theme: {', '.join(words)}"
    return [buttons.quiet(said, lambda _: name(words), icon=ft.Icons.NEW_LABEL_OUTLINED)]


def _where(groups: Sequence[str]) -> list[ft.Control]:
    return [body(f"Said by: {', '.join(groups)}.", quiet=True)] if groups else []
