"""Fields that keep every keystroke, and choices big enough for a thumb.

A field is given its words once, when it first stands; from then on it owns them. A key's new
value reaches Python before its handler runs, so a redraw in between that set the field from any
other place would wipe the key out. Each redraw therefore takes the words from the field as it
was; a caller that wants other words in it gives it another ``key``.
"""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.domain.wording import amount, tr
from app.views.boundary import at_once, component
from app.views.components import buttons
from app.views.components.kept_field import EYE, Cursor, use_kept, use_label
from app.views.components.resume import Mark
from app.views.state.late_keys import KeptTextField
from app.views.theme import BODY, CORNER, FONT, ICON, SMALL

OnWords = Callable[[str], None]

#: What every field has in common. Without a number of lines Flutter cuts an error off after one;
#: its own 12 pixels are too small.
_LOOK: dict[str, Any] = {
    "text_size": BODY,
    "error_max_lines": 6,
    "error_style": ft.TextStyle(size=SMALL, color=ft.Colors.ERROR, font_family=FONT),
}


def _on_focus(mark: Mark | None) -> Callable[[Any], None] | None:
    return None if mark is None else at_once(lambda _: mark.entered())


def _counted(over: int) -> str | None:
    if over > 0:
        return tr("{number} too many", number=amount(over))
    return tr("{number} left", number=amount(-over)) if over > -300 else None


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
    mark: Mark | None = None,
) -> ft.Control:
    """A field for free text. ``on_words`` hears every change at once.

    With a ``mark`` (see ``resume``) it takes the cursor when it had it last.
    No ``max_length``: it stops the keyboard from opening on iPads, and cutting what someone
    pastes would lose words. ``limit`` only counts, and says when it is passed.
    """
    kept = use_kept(value, mark)
    shown = use_label(label, lines)
    count, set_count = ft.use_state(len(value))

    def changed(words: str) -> None:
        on_words(words)
        if limit:
            set_count(len(words.strip()))

    return kept.put(
        KeptTextField(
            value=kept.words,
            hint_text=hint or None,
            multiline=lines > 1,
            align_label_with_hint=lines > 1,
            min_lines=lines if lines > 1 else None,
            max_lines=12 if lines > 1 else 1,
            **_LOOK,
            error=error or None,
            counter=_counted(count - limit) if limit else None,
            capitalization=ft.TextCapitalization.SENTENCES,
            autofocus=kept.takes_cursor,
            on_focus=_on_focus(mark),
        ),
        changed,
        shown,
    )


@component
def Secret(
    label: str,
    on_words: OnWords,
    *,
    on_submit: Callable[[Any], Any] | None = None,
    error: str = "",
    digits: bool = False,
    cursor: Cursor | None = None,
) -> ft.Control:
    """A field for a passphrase or password: hidden, with a way to look at it.

    ``digits`` brings up the keys for numbers; ``cursor`` can be put into it.
    """
    kept = use_kept("")
    named = use_label(label, taken=EYE)
    shown, show = ft.use_state(False)
    # Flet's own eye has no name for a screen reader.
    eye = buttons.icon(
        tr("Hide: {label}", label=label) if shown else tr("Show: {label}", label=label),
        ft.Icons.VISIBILITY_OFF_OUTLINED if shown else ft.Icons.VISIBILITY_OUTLINED,
        lambda _: show(not shown),
        key="eye",
    )
    return kept.put(
        KeptTextField(
            value=kept.words,
            password=not shown,
            suffix_icon=eye,
            autocorrect=False,
            enable_suggestions=False,
            keyboard_type=ft.KeyboardType.NUMBER if digits else ft.KeyboardType.TEXT,
            **_LOOK,
            error=error or None,
            on_submit=on_submit,
        ),
        on_words,
        named,
        cursor,
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
    mark: Mark | None = None,
    cursor: Cursor | None = None,
) -> ft.Control:
    """A field for one line of words; ``mark`` as for ``Words``, ``cursor`` as for ``Secret``."""
    kept = use_kept(value, mark)
    shown = use_label(label)
    return kept.put(
        KeptTextField(
            value=kept.words,
            hint_text=hint or None,
            **_LOOK,
            error=error or None,
            autofocus=kept.takes_cursor,
            on_focus=_on_focus(mark),
            on_submit=on_submit,
        ),
        on_words,
        shown,
        cursor,
    )


@component
def Choice(
    name: str,
    options: Sequence[tuple[str, str, str]],
    value: str,
    on_choice: Callable[[str], None],
) -> ft.Control:
    """A list to choose one of; each option is ``(id, words, hint)``, the whole row a target.

    ``name`` is what a screen reader calls the group.
    """
    chosen, set_chosen = ft.use_state(value)

    def choose(key: str) -> None:
        set_chosen(key)
        on_choice(key)

    group = ft.RadioGroup(
        value=chosen or None,
        on_change=at_once(lambda event: choose(event.control.value or "")),
        content=ft.Column(
            [_option(key, words, hint, choose) for key, words, hint in options], spacing=2
        ),
    )
    return ft.Semantics(container=True, label=name, content=group)


def _option(key: str, words: str, hint: str, choose: Callable[[str], None]) -> ft.Control:
    # A radio's own label is cut off at the edge of a small phone; words beside it wrap.
    return _row(ft.Radio(value=key), words, hint, lambda _: choose(key))


def _row(box: ft.Control, words: str, hint: str, on_click: Callable[[Any], Any]) -> ft.Control:
    texts: list[ft.Control] = [ft.Text(words, size=BODY)]
    if hint:
        texts.append(ft.Text(hint, size=SMALL, color=ft.Colors.ON_SURFACE_VARIANT))
    row = ft.Row([box, ft.Column(texts, spacing=0, expand=True, tight=True)], spacing=8)
    return ft.MergeSemantics(
        ft.Container(
            row,
            on_click=at_once(on_click),
            ink=True,
            border_radius=CORNER,
            padding=ft.Padding.symmetric(vertical=6),
        )
    )


@component
def Tick(label: str, value: bool, on_tick: Callable[[bool], None]) -> ft.Control:
    """A box to tick, the whole row a target."""
    ticked, set_ticked = ft.use_state(value)

    def tick(on: bool) -> None:
        set_ticked(on)
        on_tick(on)

    # Flutter's own box would be one more stop for the Tab key in the row, with nothing to see of
    # it, and Flet cannot leave it out.
    picture = ft.Icon(
        ft.Icons.CHECK_BOX if ticked else ft.Icons.CHECK_BOX_OUTLINE_BLANK,
        color=ft.Colors.PRIMARY if ticked else ft.Colors.ON_SURFACE_VARIANT,
        size=ICON,
    )
    box = ft.Container(ft.Semantics(checked=ticked, content=picture), padding=8)
    return _row(box, label, "", lambda _: tick(not ticked))
