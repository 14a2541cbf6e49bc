"""The frame of every screen: a bar with the ways out, one heading, one column."""

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.device_tiles import language_icon, look_icon
from app.views.components.panes import NO_PANES, SCROLL_MILLISECONDS, Panes
from app.views.components.saved_sign import NotSaved, SavedSign
from app.views.components.sure import Sure
from app.views.components.text import Heading, body
from app.views.components.turned import PASS_BACK, is_covered, pass_back
from app.views.components.way_back import BackButton
from app.views.components.worried_way import worried_icon
from app.views.services import go, use_session
from app.views.state.session import Session
from app.views.theme import BELOW, BOLD, COLUMN, GAP, SECTION, SIDE, TAP, TWO_PANES

#: What the ways out leave of the smallest screen's bar.
_LEADING = 150
#: A conversation has one way out more. What is wider than a sign of saving needs stays free.
_WAYS, _WIDEST_SIGN = 4 * TAP, 280


def screen(
    title: str,
    controls: Sequence[ft.Control],
    *,
    support: bool = True,
    back: bool = True,
    aside: bool = False,
    theirs: bool = False,
    saves: bool = False,
    on_scroll: Callable[[Any], None] | None = None,
    foot: ft.Control | None = None,
    widest: int = COLUMN,
    beside: Sequence[ft.Control] = (),
    panes: Panes = NO_PANES,
) -> ft.View:
    """Give a view with the shared bar, ``title`` as its level-one heading and ``controls``.

    ``aside`` marks one that is looked at in the middle of a conversation: its way back leads there.
    ``theirs`` marks one that the colleague holds: the bar must not tell them that somebody may
    worry about them. The bar of one that ``saves`` every key says whether all of it is safe.
    ``on_scroll`` hears of scrolling a few times a second; it must be guarded. ``foot`` stays in
    sight below (see ``foot.way_on``). ``widest`` is how wide the column may grow. ``beside`` comes
    after ``controls``, on a tablet held sideways beside them. ``panes`` is in a pane of its own.
    """
    route = ft.use_view_path() or "/"
    _, session = use_session()
    if is_covered(session, route) and not theirs:
        title, controls, beside, panes, foot = tr(PASS_BACK), pass_back(session), (), NO_PANES, None
        theirs, back, saves = True, False, False
    talking = route.startswith("/talk/") and not theirs
    start = BackButton(aside, route) if back else None
    first = [Heading(title, key=title), Alarm(), *_unsaved(saves, foot), *controls]
    two = panes.are_two()
    columns = panes.lay_out([*first, *beside], route) if two else _in_columns(first, beside, widest)
    known_by = _known_by(route, panes)
    return ft.View(
        route=known_by,
        key=known_by,
        appbar=_bar(start, support, talking, route == "/", saves=saves),
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


def _room() -> ft.Control:
    return ft.Container(height=BELOW)


def _unsaved(saves: bool, foot: ft.Control | None) -> list[ft.Control]:
    """Say what keeps the device from saving where no foot says it."""
    return [NotSaved()] if saves and foot is None else []


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


def _in_columns(
    first: Sequence[ft.Control], beside: Sequence[ft.Control], widest: int
) -> ft.Control:
    if beside:
        return _two_columns(first, [*beside, _room()])
    return _column([*first, _room()], widest)


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


def _bar(
    back: ft.Control | None, support: bool, talking: bool, first: bool, *, saves: bool
) -> ft.AppBar:
    start: list[ft.Control] = [back] if back else [ft.Container(width=GAP)]
    wide = _beside_the_ways() if saves else _LEADING
    # Beside a way back, the ways out need the name's room: it would be cut off at 200 %.
    name = "" if talking or back else tr("Layby")
    said = SavedSign(wide - TAP, key="saved") if saves else _named(name)
    return ft.AppBar(
        automatically_imply_leading=False,
        leading=ft.Row([*start, said], spacing=0),
        leading_width=wide,
        actions=[WaysOut(support, talking, first)],
        toolbar_height=60,
    )


def _named(name: str) -> ft.Control:
    # In the bar's own place for a title Flutter would make a heading of the name, before the
    # screen's.
    words = ft.Text(
        name, size=SECTION, weight=BOLD, no_wrap=True, overflow=ft.TextOverflow.ELLIPSIS
    )
    return ft.Semantics(content=words, exclude_semantics=True, expand=True)


def _beside_the_ways() -> float:
    """Give how wide the bar is beside the ways out, as the screen is now."""
    wide = float(ft.context.page.width or 0)
    return min(_WIDEST_SIGN, max(TAP, wide - _WAYS)) if wide else _LEADING


def already_open(session: Session, done: str = "") -> ft.View:
    """Say that a profile is open; reached by the browser's own way back.

    From a code that has just been made that way leads here: then the next step is that code, and
    ``done`` says what was done before it.
    """
    if session.new_code():
        return screen(
            tr("A profile is open"),
            [
                notice.good(done),
                body(tr("You have not said yet that your code is on paper.")),
                buttons.primary(tr("Your recovery code"), lambda _: go("/profile/recovery")),
            ],
        )
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
