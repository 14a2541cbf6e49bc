"""Fields that keep every keystroke, and choices big enough for a thumb."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.views.boundary import component
from app.views.theme import CORNER

OnWords = Callable[[str], None]


def _border() -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(border_radius=ft.BorderRadius.all(CORNER))


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
    count, set_count = ft.use_state(len(value))

    def changed(event: Any) -> None:  # noqa: ANN401 - Flet's event
        on_words(event.control.value)
        if limit:
            set_count(len(event.control.value.strip()))

    counter = None
    if limit and count > limit - 300:
        over = count - limit
        counter = f"{over:,} too many" if over > 0 else f"{-over:,} left"
    return ft.TextField(
        label=label,
        value=value,
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


@component
def Secret(
    label: str, on_words: OnWords, *, on_submit: Callable[[Any], Any] | None = None, error: str = ""
) -> ft.Control:
    """A field for a passphrase or password: hidden, with a way to look at it."""
    return ft.TextField(
        label=label,
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
    return ft.TextField(
        label=label,
        value=value,
        hint_text=hint or None,
        text_size=17,
        error=error or None,
        border=_border(),
        on_change=lambda event: on_words(event.control.value),
        on_submit=on_submit,
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
