"""The fields of one theme of the codebook, each with its own complaint."""

from collections.abc import Callable
from functools import partial
from typing import Any

import flet as ft

from app.domain.codebook_edit import owner_of, phrases_in
from app.domain.errors import ContentError
from app.usecases.edit_codebook import CodebookDraft
from app.views.boundary import component
from app.views.components import notice
from app.views.components.cards import stack
from app.views.components.fields import Choice, Line, Tick, Words
from app.views.components.fold import Fold
from app.views.components.phrase_list import PhraseList
from app.views.components.text import body

#: Says that something of the theme changed.
Changed = Callable[[], None]

_FRAMEWORKS = {
    "hwb": "NHS Health and Wellbeing Framework",
    "hse": "HSE Management Standards",
    "people_promise": "NHS People Promise",
}
_INCLUDE = (
    "Words that show it. A * at a word's end stands for any ending: “late finish*”. Several at "
    "once: put commas between them. Tap one to take it off."
)
_EXCLUDE = "Words that look like it and are not: “peer pressure” is not about pressure of work."
_ABSENCE = "Lacking it is the theme too (“no breaks” is about breaks)"
_STATES = [
    ("live", "In use", "Summaries are coded with it once it is published"),
    ("draft", "Not in use yet", "It is kept, and nothing is coded with it"),
]


def name_rows(draft: CodebookDraft, identity: str, changed: Changed) -> list[ft.Control]:
    """Give what the theme is called, what it is about, where it stands, who can act on it."""
    theme = draft.theme(identity) or {}
    keep = partial(_keeps, draft, identity, changed)
    wrong = partial(draft.problem, identity)
    rows: list[ft.Control] = [
        Line("Name", theme["label"], keep("label"), error=wrong("label")),
        Words(
            "What it is about",
            theme["description"],
            keep("description"),
            lines=2,
            error=wrong("description"),
        ),
        Line("Who can act on it", theme["owner"], keep("owner"), error=wrong("owner")),
        Heading(draft, identity, changed, key="heading"),
    ]
    if identity not in draft.in_use():
        rows += [
            body("Is it in use?"),
            Choice("Is it in use?", _STATES, theme["status"], keep("status")),
        ]
    return rows


@component
def Heading(draft: CodebookDraft, identity: str, changed: Changed) -> ft.Control:
    """The heading that the theme stands under: one in use, or another."""
    theme = draft.theme(identity) or {"group": ""}
    turn, set_turn = ft.use_state(0)
    keep = _keeps(draft, identity, changed, "group")

    def pick(group: str) -> None:
        keep(group)
        set_turn(turn + 1)

    options = [(group, group, "") for group in draft.groups]
    return stack(
        [
            Line(
                "Heading it stands under",
                theme["group"],
                keep,
                error=draft.problem(identity, "group"),
                key=f"group-{turn}",
            ),
            Fold(
                "Headings in use",
                "Choose one of these",
                lambda: [Choice("Headings in use", options, theme["group"], pick)],
                key="headings",
            ),
        ],
        spacing=8,
    )


def phrase_rows(draft: CodebookDraft, identity: str, changed: Changed) -> list[ft.Control]:
    """Give the phrases and the examples, each as a list."""
    theme = draft.theme(identity) or {}
    keep = partial(_keeps, draft, identity, changed)
    wrong = partial(draft.problem, identity)

    def show(title: str, about: str, one: str, name: str, **how: Any) -> ft.Control:  # noqa: ANN401
        shown: ft.Control = PhraseList(
            title, about, one, theme[name], keep(name), error=wrong(name), key=name, **how
        )
        return shown

    free = partial(_free, draft, identity)
    return [
        show("Phrases that show it", _INCLUDE, "phrase", "include", read=free),
        show("Phrases that do not count", _EXCLUDE, "exception", "exclude", read=phrases_in),
        show(
            *("Examples", "Sentences that are about it.", "example", "examples"),
            read=_sentence,
            long=True,
        ),
        show(
            *("Look-alikes", "Sentences that seem to be, and are not.", "look-alike"),
            "counter_examples",
            read=_sentence,
            long=True,
        ),
        Tick(_ABSENCE, bool(theme["absence_counts"]), keep("absence_counts"), key="absence"),
    ]


def mapping_rows(draft: CodebookDraft, identity: str, changed: Changed) -> list[ft.Control]:
    """Give what of the three frameworks the theme belongs to."""
    return [
        Mapped(draft, identity, name, changed, key=name)
        for name in _FRAMEWORKS
        if name in draft.frameworks
    ]


@component
def Mapped(draft: CodebookDraft, identity: str, name: str, changed: Changed) -> ft.Control:
    """One framework, its elements to tick."""
    offered = draft.frameworks[name]
    theme = draft.theme(identity) or {name: []}
    ticked, set_ticked = ft.use_state(tuple(theme[name]))
    keep = _keeps(draft, identity, changed, name)

    def tick(element: str, on: bool) -> None:
        wanted = {*ticked, element} if on else {*ticked} - {element}
        now = [one for one in offered if one in wanted]
        set_ticked(tuple(now))
        keep(now)

    told = ", ".join(offered[one] for one in ticked if one in offered) or "None"
    return stack(
        [
            Fold(
                _FRAMEWORKS[name],
                told,
                lambda: [
                    Tick(words, one in ticked, partial(tick, one), key=one)
                    for one, words in offered.items()
                ],
                key=f"{name}-elements",
            ),
            notice.trouble(draft.problem(identity, name)),
        ],
        spacing=4,
    )


def _keeps(
    draft: CodebookDraft, identity: str, changed: Changed, name: str
) -> Callable[[Any], None]:
    def keep(value: Any) -> None:  # noqa: ANN401 - words, a list or a tick
        theme = draft.theme(identity)
        if theme is not None:
            theme[name] = value
            changed()

    return keep


def _free(draft: CodebookDraft, identity: str, typed: str) -> list[str]:
    """Read phrases that no other theme has; raises ContentError that names which has one."""
    found = phrases_in(typed)
    for phrase in found:
        other = owner_of(draft.themes, phrase, besides=identity)
        if other is not None:
            raise ContentError(f"“{phrase}” already belongs to {other['label']}.")
    return found


def _sentence(typed: str) -> list[str]:
    words = " ".join(typed.split())
    return [words] if words else []
