"""What is done with a theme as a whole: retire it, merge it, split it; history keeps the map."""

from collections.abc import Callable
from functools import partial
from typing import Any

import flet as ft

from app.domain.codebook_edit import Form, merged, retired, split
from app.domain.errors import InputError
from app.usecases.edit_codebook import CodebookDraft
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Choice, Line, Tick
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.text import body

#: Opens another theme, or with "" the list.
Open = Callable[[str], None]

_RETIRE = (
    "Nothing new is coded with it. It stays in the record, and old figures that name it still say "
    "what they said. A theme that is retired does not come back."
)
_GONE = "It was never in use, so it goes for good."
_MERGE = (
    "The other theme takes its phrases over, and what was coded with this one counts as the other "
    "from then on. This one is retired."
)
_SPLIT = (
    "Two new themes share its phrases. Every summary is coded again, so each finds its part. This "
    "one is retired and stays in the record."
)


def act_rows(draft: CodebookDraft, theme: Form, leads_to: Open) -> list[ft.Control]:
    """Give the three ways; nothing of it leaves the device before the draft is saved."""
    others = [
        one for one in draft.themes if one["id"] != theme["id"] and one["status"] != "retired"
    ]
    rows: list[ft.Control] = []
    if others:
        rows.append(
            Fold(
                "Merge it into another theme",
                "Two that say the same become one",
                lambda: [Merge(draft, theme, others, leads_to, key="merging")],
                icon=ft.Icons.CALL_MERGE,
                key="merge",
            )
        )
    rows.append(
        Fold(
            "Split it in two",
            "One that holds two things becomes two",
            lambda: [Split(draft, theme, leads_to, key="splitting")],
            icon=ft.Icons.CALL_SPLIT,
            key="split",
        )
    )
    return [*rows, *_retire(draft, theme, leads_to)]


def _retire(draft: CodebookDraft, theme: Form, leads_to: Open) -> list[ft.Control]:
    """Give the button that takes a theme out of the draft, where it can be undone at once."""
    used = theme["id"] in draft.in_use()

    def retire() -> None:
        words = f"{theme['label']} was {'retired' if used else 'taken off'}."
        draft.put(retired(draft.themes, theme["id"], draft.in_use()), words)
        leads_to("")

    words = "Retire this theme" if used else "Take this theme off"
    return [
        buttons.quiet(words, lambda _: retire(), icon=ft.Icons.DELETE_OUTLINE, key="retire"),
        body(_RETIRE if used else _GONE, quiet=True),
    ]


@component
def Merge(draft: CodebookDraft, theme: Form, others: list[Form], leads_to: Open) -> ft.Control:
    """Choose the theme that takes over."""
    into, set_into = ft.use_state("")
    heir = draft.theme(into)

    def merge() -> None:
        if heir is None:
            return
        words = f"{theme['label']} was merged into {heir['label']}."
        draft.put(merged(draft.themes, theme["id"], into, draft.in_use()), words)
        leads_to(into)

    rows: list[ft.Control] = [
        body(_MERGE),
        Choice("Into which", [(one["id"], one["label"], "") for one in others], into, set_into),
    ]
    if heir is not None:
        new = sum(one not in heir["include"] for one in theme["include"])
        rows.append(body(f"{heir['label']} gets {new} more phrases.", quiet=True))
        rows.append(
            buttons.primary(f"Merge into {heir['label']}", lambda _: merge(), key="do merge")
        )
    return stack(rows)


@component
def Split(draft: CodebookDraft, theme: Form, leads_to: Open) -> ft.Control:
    """Name the two, then say which phrases go to the second."""
    form = use_form()
    nobody: tuple[str, ...] = ()
    second, set_second = ft.use_state(nobody)
    named, set_named = ft.use_state(("", ""))

    def tick(phrase: str, on: bool) -> None:
        left = tuple(one for one in second if one != phrase)
        set_second((*left, phrase) if on else left)

    async def name() -> None:
        set_named(_names(form.typed, {one["label"].casefold() for one in draft.themes}))

    async def do() -> None:
        if not second or len(second) == len(theme["include"]):
            raise InputError("Each of the two needs a phrase at least.")
        themes, (first, _) = split(draft.themes, theme["id"], named, second, draft.in_use())
        words = f"{theme['label']} was split into {named[0]} and {named[1]}."
        draft.put(themes, words)
        leads_to(first)

    rows: list[ft.Control] = [body(_SPLIT)]
    if not named[0]:
        rows += [
            Line("Name of the first", "", form.hear("first"), error=form.problem("first")),
            Line("Name of the second", "", form.hear("second"), error=form.problem("second")),
            buttons.secondary("Share out the phrases", form.doing(name)),
        ]
        return stack(rows)
    rows.append(body(f"Tick what goes to {named[1]}. All else goes to {named[0]}."))
    rows += [
        Tick(phrase, phrase in second, partial(tick, phrase), key=phrase)
        for phrase in theme["include"]
    ]
    left = len(theme["include"]) - len(second)
    rows.append(body(f"{named[0]}: {left}. {named[1]}: {len(second)}.", quiet=True))
    rows.append(notice.trouble(form.problem()))
    rows.append(buttons.primary("Make the two themes", form.doing(do)))
    return stack(rows)


def _names(typed: dict[str, Any], taken: set[str]) -> tuple[str, str]:
    first, second = (str(typed.get(name, "")).strip() for name in ("first", "second"))
    for name, words in (("first", first), ("second", second)):
        if not words:
            raise InputError("Give it a name.", field=name)
        if words.casefold() in taken:
            raise InputError("There is a theme of this name already.", field=name)
    if first.casefold() == second.casefold():
        raise InputError("The two need different names.", field="second")
    return first, second
