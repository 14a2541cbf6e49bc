"""Fields that keep every keystroke, and choices big enough for a thumb.

A field is given its words once, when it first stands; from then on it owns them. A key's new
value reaches Python before its handler runs, so a redraw in between that set the field from any
other place would wipe the key out. Each redraw therefore takes the words from the field as it
was; a caller that wants other words in it gives it another ``key``.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import flet as ft

from app.views.boundary import component
from app.views.theme import CORNER

OnWords = Callable[[str], None]


def _border() -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(border_radius=ft.BorderRadius.all(CORNER))


class _Kept:
    """Remembers a component's text field across redraws, and so its words."""

    def __init__(self, words: str) -> None:
        self._field = ft.TextField(value=words)

    @property
    def words(self) -> str:
        """What stands in the field now, handlers or not."""
        return self._field.value or ""

    def put(self, field: ft.TextField) -> ft.TextField:
        """Take the redrawn field in the place of the last one."""
        self._field = field
        return field


def _use_kept(words: str) -> _Kept:
    # Made once, by the hook itself; its stub does not know that it calls what it is given.
    make: Any = partial(_Kept, words)
    kept: _Kept = ft.use_state(make)[0]
    return kept


@component
def Words(
    label: str,
    value: str,
    on_words: OnWords,
    *,
    hint: str = "",
    lines: int = 3,
    error: str = "",
    limit: int = 0,
) -> ft.Control:
    """A field for free text. ``on_words`` hears every change at once.

    No ``max_length``: it stops the keyboard from opening on iPads, and cutting what someone
    pastes would lose words. ``limit`` only counts, and says when it is passed.
    """
    kept = _use_kept(value)
    count, set_count = ft.use_state(len(value))

    def changed(event: Any) -> None:  # noqa: ANN401 - Flet's event
        on_words(event.control.value)
        if limit:
            set_count(len(event.control.value.strip()))

    counter = None
    if limit and count > limit - 300:
        over = count - limit
        counter = f"{over:,} too many" if over > 0 else f"{-over:,} left"
    return kept.put(
        ft.TextField(
            label=label,
            value=kept.words,
            hint_text=hint or None,
            multiline=lines > 1,
            min_lines=lines if lines > 1 else None,
            max_lines=12 if lines > 1 else 1,
            text_size=17,
            error=error or None,
            counter=counter,
            capitalization=ft.TextCapitalization.SENTENCES,
            border=_border(),
            on_change=changed,
        )
    )


@component
def Secret(
    label: str, on_words: OnWords, *, on_submit: Callable[[Any], Any] | None = None, error: str = ""
) -> ft.Control:
    """A field for a passphrase or password: hidden, with a way to look at it."""
    kept = _use_kept("")
    return kept.put(
        ft.TextField(
            label=label,
            value=kept.words,
            password=True,
            can_reveal_password=True,
            autocorrect=False,
            enable_suggestions=False,
            text_size=17,
            error=error or None,
            border=_border(),
            on_change=lambda event: on_words(event.control.value),
            on_submit=on_submit,
        )
    )


@component
def Line(
    label: str,
    value: str,
    on_words: OnWords,
    *,
    hint: str = "",
    error: str = "",
    on_submit: Callable[[Any], Any] | None = None,
) -> ft.Control:
    """A field for one line of words."""
    kept = _use_kept(value)
    return kept.put(
        ft.TextField(
            label=label,
            value=kept.words,
            hint_text=hint or None,
            text_size=17,
            error=error or None,
            border=_border(),
            on_change=lambda event: on_words(event.control.value),
            on_submit=on_submit,
        )
    )


def choice(
    options: Sequence[tuple[str, str]], value: str, on_choice: Callable[[str], None]
) -> ft.Control:
    """Give a list to choose one of; each option is ``(id, words)``."""
    return ft.RadioGroup(
        value=value or None,
        on_change=lambda event: on_choice(event.control.value or ""),
        content=ft.Column(
            [
                ft.Radio(value=key, label=words, label_style=ft.TextStyle(size=17), height=52)
                for key, words in options
            ],
            spacing=0,
        ),
    )


def tick(label: str, value: bool, on_tick: Callable[[bool], None]) -> ft.Control:
    """Give a box to tick."""
    return ft.Checkbox(
        label=label,
        value=value,
        label_style=ft.TextStyle(size=17),
        on_change=lambda event: on_tick(bool(event.control.value)),
    )
