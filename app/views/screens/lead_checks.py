"""Check the themes: one text at a time, what was found is ticked, a lead puts it right."""

from collections.abc import Callable
from itertools import groupby

import flet as ft

from app.usecases.check_themes import CheckDesk, Pile, TextToCheck, ThemeToTick
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Line, Tick
from app.views.components.fold import Fold
from app.views.components.foot import way_on
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.leaving import exact_words
from app.views.components.text import body, section
from app.views.screens.lead_gate import asking
from app.views.screens.lead_opening import use_opening
from app.views.services import use_session

TITLE = "Check the themes"

_WHAT = "Which themes do these words speak of? What Layby found is ticked. Put it right."
_LEARNS = "Layby learns from each one. Half of them are drawn by chance, to tell how often it errs."
#: What the box of a theme takes before its words.
_BOX = 48
_WAITS = "Choosing twenty texts…"
_NOTHING = "There is nothing to check now. Texts come here once they may be read."


@component
def LeadChecksScreen() -> ft.View:
    """Deal a pile, and go through it; what is ticked is held until it is sent."""
    services, session = use_session()
    desk, lead = services.checks, session.lead
    if lead is not None:
        desk.belong_to(f"{lead.trust}: {lead.name}")
    pile = desk.pile if lead is not None else None

    opening = use_opening(desk.deal, held=lambda: desk.pile is not None)

    def again() -> None:
        opening.report("")
        opening.redraw()

    async def deal() -> None:
        await desk.deal()
        again()

    async def send() -> None:
        await asking(session, desk.send)
        again()

    back = to_figures()
    top = pile.top if pile is not None else None
    if pile is None or top is None:
        done = guard(lambda: asking(session, deal), opening.report)
        return screen(TITLE, opening.rows(lambda: _done(pile, done), [back], waits=_WAITS))
    return screen(
        TITLE,
        [
            _place(pile),
            exact_words(top.text),
            Ticks(top, pile.themes, key=top.handle),
            *([_before(desk, again)] if pile.at else [body(_LEARNS, quiet=True)]),
            back,
        ],
        foot=way_on(opening.problem, "Correct: next one", guard(send, opening.report)),
    )


def _place(pile: Pile) -> ft.Control:
    """Say how far the pile is; aloud too: whoever sits on the button sees no words change."""
    said = body(f"{pile.at + 1} of {len(pile.texts)}", quiet=True)
    return ft.Semantics(live_region=True, container=True, content=said, key="place")


@component
def Ticks(text: TextToCheck, themes: tuple[ThemeToTick, ...]) -> ft.Control:
    """What was found, each with its words; the other themes; what none of them says."""
    ticked, set_ticked = ft.use_state(tuple(text.ticked))
    found, _ = ft.use_state(tuple(one for one in themes if one.code in text.ticked))

    def tick(code: str, on: bool) -> None:
        text.tick(code, on)
        set_ticked(tuple(text.ticked))

    def named(words: str) -> None:
        text.new_theme = words

    others = [one for one in themes if one not in found]
    first = [row for one in found for row in _found(one, text, one.code in ticked, tick)]
    if not found:
        first = [body("No theme was found in these words.")]
    return stack(
        [
            body(_WHAT),
            card(first, spacing=6),
            Fold(
                "Other themes",
                _picked(others, ticked),
                lambda: _grouped(others, ticked, tick),
                key="others",
            ),
            Line("A missing theme", text.new_theme, named, key="new"),
        ]
    )


def _found(
    theme: ThemeToTick, text: TextToCheck, on: bool, tick: Callable[[str, bool], None]
) -> list[ft.Control]:
    because = ", ".join(f"“{words}”" for words in text.suggested.get(theme.code, ()))
    box = _box(theme, on, tick)
    if not because:
        return [box]
    # Below the theme's own words, and nearer to them than to the next theme.
    why = ft.Container(
        body(f"Because of {because}", quiet=True), padding=ft.Padding.only(left=_BOX)
    )
    return [stack([box, why], spacing=0)]


def _grouped(
    themes: list[ThemeToTick], ticked: tuple[str, ...], tick: Callable[[str, bool], None]
) -> list[ft.Control]:
    rows: list[ft.Control] = []
    for group, members in groupby(themes, key=lambda theme: theme.group):
        rows += [section(group), *[_box(one, one.code in ticked, tick) for one in members]]
    return rows


def _box(theme: ThemeToTick, on: bool, tick: Callable[[str, bool], None]) -> ft.Control:
    box: ft.Control = Tick(theme.label, on, lambda now: tick(theme.code, now), key=theme.code)
    return box


def _picked(others: list[ThemeToTick], ticked: tuple[str, ...]) -> str:
    return ", ".join(one.label for one in others if one.code in ticked) or "None ticked"


def _before(desk: CheckDesk, again: Callable[[], None]) -> ft.Control:
    def back() -> None:
        desk.back()
        again()

    return buttons.quiet("Back to the one before", lambda _: back(), icon=ft.Icons.UNDO)


def _done(pile: Pile | None, more: buttons.OnClick) -> list[ft.Control]:
    if pile is None or not pile.texts:
        return [body(_NOTHING)]
    sent = sum(one.sent for one in pile.texts)
    return [
        notice.good(f"{sent} checked. Thank you."),
        body(f"In {pile.agreed()} of them you found what Layby had found."),
        buttons.primary("Check more", more),
    ]
