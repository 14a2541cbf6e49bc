"""Search in the support directory: a key redraws the results and nothing else."""

from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.wording import to_say, tr, trn
from app.usecases.find_support import Support
from app.views.boundary import component
from app.views.components import buttons, fields
from app.views.components.cards import stack
from app.views.components.need_tile import need_tile
from app.views.components.service_card import line_card, service_card
from app.views.components.text import body

#: Results that stand at once; the rest is built when somebody asks for it.
FIRST_RESULTS = 4
#: Needs that stand before them: more would hide the numbers.
MOST_NEEDS = 3


@ft.observable
@dataclass
class Heard:
    """What stands in the search field; its own observable, so that only the results redraw."""

    words: str = ""

    def hear(self, words: str) -> None:
        """Take in what was typed."""
        self.words = words


@component
def SearchSupport(desk: Support) -> ft.Control:
    """One field, and what it finds below it. What was looked for is kept nowhere."""
    # Made once, by the hook itself, and not followed here: only the results redraw.
    make: Any = Heard
    kept: Any = ft.use_ref(make)
    heard: Heard = kept.current
    return stack(
        [
            fields.Line(tr("Search"), "", heard.hear, hint=tr("a name, or what it is about")),
            Found(desk, heard),
        ]
    )


@component
def Found(desk: Support, heard: Heard) -> ft.Control:
    """The services found; without any it says so and names the ways that are left."""
    words = ft.use_state(heard)[0].words
    whole_for, set_whole_for = ft.use_state("")
    if not words.strip():
        return ft.Container(visible=False)
    found = desk.search(words)
    meant = [need_tile(*need) for need in desk.needs_meant(words)[:MOST_NEEDS]]
    about = [body(tr("What is it about?"), quiet=True), *meant] if meant else []
    if not found:
        said = [] if meant else [_said(tr(_NOTHING))]
        return stack([*said, *about, line_card([one.service for one in desk.listeners()])])
    shown = found if whole_for == words else found[:FIRST_RESULTS]
    rows = [
        _said(trn("{count} found", "{count} found", len(found))),
        *about,
        *(service_card(one, desk.today, compact=True) for one in shown),
    ]
    if len(shown) < len(found):
        rows.append(
            buttons.secondary(
                tr("Show all {number}", number=len(found)), lambda _: set_whole_for(words)
            )
        )
    return stack(rows)


_NOTHING = to_say(
    "Nothing found. Try another word, choose below what it is about, or call someone who listens, "
    "whatever it is."
)


def _said(words: str) -> ft.Control:
    """Say a result aloud too, for those who cannot see it appear."""
    return ft.Semantics(live_region=True, container=True, content=body(words, quiet=True))
