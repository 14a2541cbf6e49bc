"""The frame of every screen: a bar with the ways out, one heading, one column."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.domain.wording import tr
from app.usecases.keep_saved import SaveState
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.device_tiles import language_icon, look_icon
from app.views.components.panes import NO_PANES, SCROLL_MILLISECONDS, Panes
from app.views.components.sure import Sure
from app.views.components.text import Heading, body
from app.views.components.way_back import BackButton
from app.views.components.worried_way import worried_icon
from app.views.services import go, use_services, use_session
from app.views.theme import BELOW, BOLD, COLUMN, GAP, SECTION, SIDE, SMALL, SMALL_ICON, TWO_PANES

#: What the ways out leave of the smallest screen's bar.
_LEADING = 150


def screen(
    title: str,
    controls: Sequence[ft.Control],
    *,
    support: bool = True,
    back: bool = True,
    aside: bool = False,
    theirs: bool = False,
    on_scroll: Callable[[Any], None] | None = None,
    foot: ft.Control | None = None,
    widest: int = COLUMN,
    beside: Sequence[ft.Control] = (),
    panes: Panes = NO_PANES,
) -> ft.View:
    """Give a view with the shared bar, ``title`` as its level-one heading and ``controls``.

    ``aside`` marks a screen that is looked at in the middle of a conversation: its way back
    leads there. ``theirs`` marks one that the colleague holds: the bar must not tell them that
    somebody may worry about them. ``on_scroll`` hears of scrolling a few times a second; it must
    be guarded. ``foot`` stays in sight below all of it (see ``foot.way_on``). ``widest`` is how
    wide the column may grow. ``beside`` comes after ``controls``, and on a tablet held sideways in
    a second column, so that both are in sight. ``panes`` is what is in a pane of its own.
    """
    route = ft.use_view_path() or "/"
    talking = route.startswith("/talk/") and not theirs
    room = ft.Container(height=BELOW)
    first = [Heading(title, key=title), Alarm(), *controls]
    two = panes.are_two()
    if two:
        columns = panes.lay_out([*first, *beside], route)
    elif beside:
        columns = _two_columns(first, [*beside, room])
    else:
        columns = _column([*first, room], widest)
    known_by = _known_by(route, panes)
    return ft.View(
        route=known_by,
        key=known_by,
        appbar=_bar(BackButton(aside, route) if back else None, support, talking, route == "/"),
        # The client lays any control out there, as tall as it is; Material's own bar is of one
        # height and would cut a message or a large text off.
        bottom_appbar=foot,  # type: ignore[arg-type]
        scroll=None if two else ft.ScrollMode.AUTO,
        scroll_interval=SCROLL_MILLISECONDS,
        on_scroll=on_scroll,
        padding=_around(two),
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[ft.SafeArea(columns, expand=two)],
    )


def _known_by(route: str, panes: Panes) -> str:
    """Name what the client knows a screen by: it draws another one anew, and fades it in.

    The entries of a list are one screen, which is not that of the list alone. While one screen
    fades into another both stand. It names the controls as well, for were they the same ones, as
    of two entries of one line of the route table, the next change of colours would empty it.
    """
    return f"{panes.of}/" if panes.of else route


def _around(two: bool) -> ft.Padding:
    """Panes scroll off at the screen's edge; a column has its own room there."""
    around = ft.Padding.symmetric(horizontal=SIDE, vertical=8)
    if two:
        around.bottom = 0
    return around


def _column(rows: Sequence[ft.Control], widest: int) -> ft.Control:
    """Give ``rows`` in one column, as wide as the screen but no wider than ``widest``."""
    return ft.ResponsiveRow(
        [ft.Container(stack(rows, spacing=GAP), col={"xs": 12})],
        width=widest,
    )


def _two_columns(first: Sequence[ft.Control], second: Sequence[ft.Control]) -> ft.Control:
    """Give both side by side where there is room, else one below the other."""
    panes = [
        ft.Column([_column(rows, COLUMN)], horizontal_alignment=ft.CrossAxisAlignment.CENTER)
        for rows in (first, second)
    ]
    return ft.ResponsiveRow(
        [ft.Container(pane, col={"xs": 12, "pane": 6}) for pane in panes],
        breakpoints={"xs": 0, "pane": TWO_PANES},
        spacing=2 * GAP,
        run_spacing=GAP,
        width=2 * (COLUMN + GAP),
    )


def _bar(back: ft.Control | None, support: bool, talking: bool, first: bool) -> ft.AppBar:
    # In the bar's own place for a title Flutter would make a heading of the name, before the
    # screen's. Beside a way back, the ways out need its room: it would be cut off at 200 %.
    words = ft.Text(
        "" if talking or back else tr("Layby"),
        size=SECTION,
        weight=BOLD,
        no_wrap=True,
        overflow=ft.TextOverflow.ELLIPSIS,
    )
    name = ft.Semantics(content=words, exclude_semantics=True, expand=True)
    start: list[ft.Control] = [back] if back else [ft.Container(width=GAP)]
    return ft.AppBar(
        automatically_imply_leading=False,
        leading=ft.Row([*start, name], spacing=0),
        leading_width=_LEADING,
        actions=[WaysOut(support, talking, first)],
        toolbar_height=60,
    )


def already_open() -> ft.View:
    """Say that a profile is open; reached by the browser's own way back."""
    return screen(
        tr("A profile is open"),
        [
            body(tr("Lock it first, with the padlock above, to open another.")),
            buttons.primary(tr("Go to home"), lambda _: go("/")),
        ],
    )


@component
def Alarm() -> ft.Control:
    """What went wrong where no field could say it; gone at the next screen."""
    services, session = use_session()
    if not session.owed:
        return notice.trouble(session.alarm)
    because = tr(
        "Layby could not lock yet: it could not save. {message}", message=services.saved.message
    ).rstrip()
    said = notice.trouble(session.alarm or because)
    # Full storage must not keep a shared tablet open; but losing words takes two taps.
    anyway = Sure(
        tr("Lock without saving"),
        [tr("What was typed since it last said “Saved on this device” is lost.")],
        tr("Yes, lock without saving"),
        tr("Stay open"),
        lambda: session.lock_unsaved(services),
    )
    return stack([said, anyway])


@component
def WaysOut(support: bool, talking: bool, first: bool) -> ft.Control:
    """Support, the neutral page and the lock, one tap from everywhere.

    In a conversation, what to do when worried too: in sight however far it is scrolled. On the
    first screen, another language: whoever cannot read this one would not look for it below. And
    the colours: whoever is dazzled would not either.
    """
    services, session = use_session()
    actions: list[ft.Control] = [worried_icon()] if talking else []
    if first and session.workspace is None:
        actions.append(language_icon(services))
    if first and session.lead is None:
        actions.append(look_icon())
    if support:
        actions.append(
            buttons.icon(tr("Get support now"), ft.Icons.FAVORITE_BORDER, lambda _: go("/support"))
        )
    if session.workspace is not None or session.lead is not None:
        if services.has_page:
            actions.append(
                buttons.icon(
                    tr("Hide now"), ft.Icons.VISIBILITY_OFF_OUTLINED, services.device.cover
                )
            )
        actions.append(
            buttons.icon(tr("Lock"), ft.Icons.LOCK_OUTLINE, lambda: session.lock(services, "asked"))
        )
    return ft.Row(actions, spacing=0, tight=True)


#: Whether a screen has told that it saves: not yet, as soon as it has, now, before.
_NEXT = {
    ("", SaveState.SAVING): "soon",
    ("soon", SaveState.SAVED): "now",
    ("now", SaveState.SAVING): "before",
}


@component
def SavedLine() -> ft.Control:
    """One quiet line that says whether what was typed is safe.

    A screen reader says it aloud the first time that something was saved here, and whenever it
    could not be; at every keystroke it would talk over the person.
    """
    services = use_services()
    status, _ = ft.use_state(services.saved)
    told = ft.use_ref("")
    words: dict[Any, str] = {
        SaveState.SAVED: tr("Saved on this device"),
        SaveState.SAVING: tr("Saving…"),
        SaveState.TROUBLE: status.message,
    }
    trouble = status.state is SaveState.TROUBLE
    before = told.current or ""
    told.current = _NEXT.get((before, status.state), before)
    icon = ft.Icons.ERROR_OUTLINE if trouble else ft.Icons.CHECK
    if status.state is SaveState.SAVING:
        icon = ft.Icons.MORE_HORIZ
    colour = ft.Colors.ERROR if trouble else ft.Colors.ON_SURFACE_VARIANT
    return ft.Semantics(
        live_region=trouble or told.current == "now",
        container=True,
        content=ft.Row(
            [
                ft.Icon(icon, size=SMALL_ICON, color=colour),
                ft.Text(words[status.state], size=SMALL, color=colour, expand=True),
            ],
            spacing=8,
        ),
    )
