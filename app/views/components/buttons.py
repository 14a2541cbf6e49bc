"""Buttons for gloves: full width, at least 56 pixels high, one hand.

Every handler is guarded here; a screen that has its own place for trouble guards it first.

Each has a key, its words unless told otherwise: a redraw that puts something above a button must
not make it another button, or a tap on its way then reaches none, or the wrong one. One whose
words change under the finger ("Save", "Saving…") needs a ``key`` that stays.
"""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.domain.wording import tr
from app.views.boundary import guard
from app.views.components.room import is_tight
from app.views.theme import BODY, BOLD, CORNER, FONT, ICON, SMALL, TAP

OnClick = Callable[..., Any]
#: Pixels of the edge around the entry of a list that is open beside it.
_EDGE = 2


def _style(bgcolor: str | None = None, color: str | None = None) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        bgcolor=bgcolor,
        color=color,
        shape=ft.RoundedRectangleBorder(radius=CORNER),
        text_style=ft.TextStyle(size=BODY, weight=BOLD, font_family=FONT),
        padding=ft.Padding.symmetric(horizontal=20, vertical=17),
    )


def centred(words: str) -> ft.Control:
    """Give a button's words: in its middle on every line, also where they need two."""
    return ft.Text(words, text_align=ft.TextAlign.CENTER)


def beside(picture: ft.IconData | None) -> ft.IconData | None:
    """Give a button's picture; none where large letters need all the room for words."""
    return None if is_tight() else picture


def primary(
    words: str,
    on_click: OnClick,
    *,
    icon: ft.IconData | None = None,
    disabled: bool = False,
    key: str = "",
) -> ft.Control:
    """Give the one main action of a screen."""
    return ft.FilledButton(
        centred(words),
        icon=beside(icon),
        on_click=guard(on_click),
        disabled=disabled,
        style=_style(),
        key=key or words,
    )


def working(
    words: str,
    meanwhile: str,
    on_click: OnClick,
    *,
    busy: bool,
    icon: ft.IconData | None = None,
) -> ft.Control:
    """Give the main action, which says ``meanwhile``, and hears no tap, while it is done.

    It is never disabled: Flutter would put the cursor back into a field with all of its words
    selected, for the next key to wipe out.
    """
    said = meanwhile if busy else words
    return primary(said, _unheard if busy else on_click, icon=icon, key=words)


def _unheard() -> None:
    """Hear a tap that comes too early."""


def secondary(
    words: str,
    on_click: OnClick,
    *,
    icon: ft.IconData | None = None,
    disabled: bool = False,
    key: str = "",
) -> ft.Control:
    """Give a further action."""
    return ft.OutlinedButton(
        centred(words),
        icon=beside(icon),
        on_click=guard(on_click),
        disabled=disabled,
        style=_style(),
        key=key or words,
    )


def quiet(
    words: str, on_click: OnClick, *, icon: ft.IconData | None = None, key: str = ""
) -> ft.Control:
    """Give an action that should not draw the eye."""
    return ft.TextButton(
        centred(words),
        icon=beside(icon),
        on_click=guard(on_click),
        style=_style(),
        key=key or words,
    )


def grave(words: str, on_click: OnClick) -> ft.Control:
    """Give the last tap before something is gone: of another colour than what leads on."""
    return ft.FilledButton(
        centred(words),
        on_click=guard(on_click),
        style=_style(ft.Colors.ERROR_CONTAINER, ft.Colors.ON_ERROR_CONTAINER),
        key=words,
    )


def support(on_click: OnClick) -> ft.Control:
    """Give the way to help, the same on every screen that has room for it."""
    return ft.FilledButton(
        centred(tr("Get support now")),
        icon=beside(ft.Icons.FAVORITE),
        on_click=guard(on_click),
        style=_style(ft.Colors.TERTIARY_CONTAINER, ft.Colors.ON_TERTIARY_CONTAINER),
        key="support",
    )


def call(words: str, uri: str, *, icon: ft.IconData) -> ft.Control:
    """Give a button that dials or texts in the very tap, as phones demand."""
    return ft.FilledButton(
        centred(words), icon=beside(icon), action=ft.OpenUrl(uri), style=_style(), key=uri
    )


def copies(words: str, text: str, on_click: OnClick = lambda: None) -> ft.Control:
    """Give a button that puts ``text`` on the clipboard in the very tap, as phones demand.

    ``on_click`` comes after it; see ``copied.Copies`` for one that says that it copied.
    """
    return ft.OutlinedButton(
        centred(words),
        icon=beside(ft.Icons.COPY),
        action=ft.CopyToClipboard(text),
        on_click=guard(on_click),
        style=_style(),
        key=words,
    )


def leaves(words: str, uri: str, *, icon: ft.IconData) -> ft.Control:
    """Give a button that leaves the app; quieter than a call, since it may lead nowhere."""
    action = ft.OpenUrl(uri, target=ft.UrlTarget.BLANK)
    return ft.OutlinedButton(
        centred(words), icon=beside(icon), action=action, style=_style(), key=uri
    )


def icon(label: str, shown: ft.IconData, on_click: OnClick, *, key: str = "") -> ft.Control:
    """Give a button that is only a picture; ``label`` is its name for screen readers.

    Flutter puts a tooltip's words on a node of its own and leaves the button nameless, so the
    name is given here instead.
    """
    # It is all there is to see, so it grows with the letters; beside words a picture need not.
    picture = ft.Icon(shown, apply_text_scaling=True)
    button = ft.IconButton(picture, on_click=guard(on_click), width=TAP, height=TAP)
    return ft.MergeSemantics(ft.Semantics(label=label, content=button), key=key or label)


def tile(
    title: str,
    detail: str,
    on_click: OnClick,
    *,
    icon: ft.IconData,
    leads_on: bool = True,
    opened: bool | None = None,
    current: bool | None = None,
) -> ft.Control:
    """Give a row that opens something: a title, a line of detail, the whole of it a target.

    ``leads_on`` is False where it does something in place, so that no arrow promises another
    screen. ``opened`` tells of what opens under it whether it is open, and ``current`` of what
    opens beside it, to a screen reader too.
    """
    words: list[ft.Control] = [ft.Text(title, size=BODY, weight=BOLD)]
    if detail:
        words.append(ft.Text(detail, size=SMALL, color=ft.Colors.ON_SURFACE_VARIANT))
    # Large letters on a narrow screen need all of it: else words are broken in their middle.
    tight = is_tight()
    row = ft.Row(
        [
            ft.Icon(
                icon, color=ft.Colors.PRIMARY, size=ICON, visible=opened is not None or not tight
            ),
            ft.Column(words, spacing=2, expand=True, tight=True),
            ft.Icon(
                ft.Icons.CHEVRON_RIGHT,
                color=ft.Colors.ON_SURFACE_VARIANT,
                visible=leads_on and opened is None and current is not False and not tight,
            ),
        ],
        spacing=8 if tight else 16,
    )
    return pressable(row, on_click, key=title, opened=opened, current=current)


def pressable(
    content: ft.Control,
    on_click: OnClick,
    *,
    key: str,
    bgcolor: str = ft.Colors.SURFACE_CONTAINER_LOW,
    opened: bool | None = None,
    current: bool | None = None,
) -> ft.Control:
    """Give ``content`` as one button, named by the words in it; no handlers may be inside.

    ``opened`` and ``current`` as for ``tile``.
    """
    shown = ft.Container(
        content,
        on_click=guard(on_click),
        ink=True,
        bgcolor=ft.Colors.SECONDARY_CONTAINER if current else bgcolor,
        border_radius=CORNER,
        # Its edge, too, tells the open one: not everybody sees the colour of its ground.
        border=ft.Border.all(_EDGE, ft.Colors.PRIMARY) if current else None,
        padding=ft.Padding.symmetric(
            horizontal=16 - _EDGE * bool(current), vertical=14 - _EDGE * bool(current)
        ),
    )
    # Merged, the words name the button and the one tap is the container's own: a second handler
    # on the semantics node would run the action twice.
    spoken = ft.Semantics(button=True, expanded=opened, selected=current, content=shown)
    return ft.MergeSemantics(spoken, key=key)
