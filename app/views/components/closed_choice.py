"""Choose a closed period and a tree; both stand in the address of the screen that asks."""

from collections.abc import Callable
from datetime import date

import flet as ft

from app.domain.closing import (
    closes_on,
    next_block_to_close,
    next_quarter_to_close,
    quarter_closes_on,
)
from app.domain.days import day_words
from app.domain.insight_figures import ClosedPeriod, Tree
from app.domain.periods import in_whole_weeks, parse_span
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.fields import Choice
from app.views.components.text import body, section
from app.views.services import go

_TREES: list[tuple[str, str, str]] = [("group", "Staff group", ""), ("area", "Trust area", "")]
_TRUSTS: tuple[str, str, str] = ("organisation", "Trust by trust", "Your trusts beside each other")
_KINDS = {"block": "four weeks", "quarter": "quarter", "year": "year"}


#: The way across trusts, for those who look after several.
ACROSS = "organisation"


def nothing_closed(today: date, what: str = "period") -> str:
    """Say that no period, or no ``quarter``, has closed yet, and when the first one does.

    A quarter closes with its last weeks, so what is not closed today is the first to be.
    """
    if what == "quarter":
        quarter = next_quarter_to_close(today)
        period, day = in_whole_weeks(quarter), quarter_closes_on(quarter)
    else:
        block = next_block_to_close(today)
        period, day = in_whole_weeks(block), closes_on(block)
    return f"No {what} has closed yet. The first one, {period}, closes on {day_words(day)}."


def asked_tree(asked: str, *, only_areas: bool) -> Tree:
    """Read a tree from an address."""
    return "area" if asked == "area" or only_areas else "group"


def newest(periods: tuple[ClosedPeriod, ...] | None) -> str:
    """Give the newest quarter, or what there is."""
    known = periods or ()
    quarters = [period.id for period in known if period.kind == "quarter"]
    return next(iter([*quarters, *(period.id for period in known)]), "")


def period_of(periods: tuple[ClosedPeriod, ...], asked: str) -> str:
    """Give the period that an address asks for, where it may name the newest by its kind.

    "" where none of the kind has closed.
    """
    if asked == "quarter":
        return newest(periods)
    if asked == "block":
        return next((period.id for period in periods if period.kind == "block"), "")
    return asked


def quarter_of(periods: tuple[ClosedPeriod, ...], asked: str) -> ClosedPeriod | None:
    """Give the closed quarter in which texts of a period are read: of a year its last.

    None while the quarter that four weeks lie in is still open.
    """
    quarters = (one for one in periods if one.kind == "quarter")
    near = (one for one in quarters if one.id.startswith(asked) or asked.startswith(one.id))
    return next(near, None)


def texts_tile(quarter: str, words: str, theme: str, group: str = "") -> ft.Control:
    """Give the way to texts that say a theme in a closed quarter, those of ``group`` first."""
    where = f"/lead/said/{quarter}/{theme}"
    return buttons.tile(
        "Read texts that say this",
        f"A few of each staff group, {words}",
        lambda _: go(f"{where}/{group}" if group else where),
        icon=ft.Icons.FORMAT_QUOTE,
    )


def look_by(base: str, chosen: str, tree: str, *, trusts: bool = False) -> list[ft.Control]:
    """Give the trees to look along; ``base`` is the address, with ``trusts`` also across them."""
    ways = [*_TREES, _TRUSTS] if trusts else _TREES
    choice = Choice(
        "Look by", ways, tree, lambda value: go(f"{base}/{chosen}/{value}"), key=f"by-{tree}"
    )
    return [section("Look by"), choice]


@component
def Periods(periods: tuple[ClosedPeriod, ...], chosen: str, to: Callable[[str], str]) -> ft.Control:
    """The period that is shown; the others open under it. ``to`` gives the address of one."""
    opened, set_opened = ft.use_state(False)
    words = next((period.words for period in periods if period.id == chosen), chosen)
    tile = buttons.tile(
        words,
        "Choose another period",
        lambda _: set_opened(not opened),
        icon=ft.Icons.CALENDAR_MONTH,
        opened=opened,
    )
    offered = [(period.id, period.words, _KINDS.get(period.kind, "")) for period in periods]

    def pick(value: str) -> None:
        set_opened(False)
        go(to(value))

    inside = [weeks(chosen), Choice("Period", offered, chosen, pick)] if opened else []
    return stack([tile, *inside], spacing=4)


def weeks(chosen: str) -> ft.Control:
    """Say that periods go by whole weeks, with the days of the one that is shown."""
    try:
        days = f" This one is {in_whole_weeks(parse_span(chosen))}."
    except ValueError:  # an address may say anything
        days = ""
    return body(f"Periods go by whole weeks, from a Monday to a Sunday.{days}", quiet=True)
