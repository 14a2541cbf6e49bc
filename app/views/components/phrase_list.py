"""A list of phrases or sentences as one edits a good list: add on top, tap one to take it off."""

from collections.abc import Callable, Sequence

import flet as ft

from app.domain.errors import ContentError
from app.views.boundary import component, guard
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.fields import Line, Words
from app.views.components.text import body, section
from app.views.theme import BODY, CORNER, SMALL_ICON

#: Phrases that stand at once; the rest is built when somebody asks for it.
FIRST = 24


@component
def PhraseList(
    title: str,
    about: str,
    one: str,
    phrases: list[str],
    changed: Callable[[list[str]], None],
    *,
    read: Callable[[str], list[str]],
    error: str = "",
    long: bool = False,
) -> ft.Control:
    """The ``phrases`` under ``title``; ``read`` makes new ones of what is typed, or says why not.

    ``one`` is what one of them is called. ``long`` ones stand on lines, short ones beside each
    other. ``changed`` gets the whole list.
    """
    known, set_known = ft.use_state(tuple(phrases))
    gone, set_gone = ft.use_state("")
    whole, set_whole = ft.use_state(False)
    nothing: tuple[str, ...] = ()
    asked, set_asked = ft.use_state(nothing)

    def put(now: Sequence[str], removed: str = "") -> None:
        set_known(tuple(now))
        set_gone(removed)
        changed(list(now))

    def remove(phrase: str) -> None:
        put([other for other in known if other != phrase], phrase)

    def add(new: list[str]) -> None:
        put((*new, *known))

    # What was typed and is there already stands first, to be seen and taken off.
    listed = tuple(dict.fromkeys((*(one for one in asked if one in known), *known)))
    shown = listed if whole else listed[:FIRST]
    rows: list[ft.Control] = [
        section(f"{title} ({len(known)})"),
        body(about, quiet=True),
        Adding(one, known, read, add, set_asked, error=error, long=long, key="adding"),
        _chips(shown, remove, long=long),
    ]
    if gone:
        back = buttons.quiet(f"Put it back: {gone}", lambda _: put((gone, *known)), key="put back")
        rows += [body(f"Taken off: {gone}", quiet=True), back]
    if len(shown) < len(known):
        rows.append(
            buttons.quiet(f"Show all {len(known)}", lambda _: set_whole(True), key="show all")
        )
    return stack(rows, spacing=8)


@component
def Adding(
    one: str,
    known: Sequence[str],
    read: Callable[[str], list[str]],
    add: Callable[[list[str]], None],
    show: Callable[[tuple[str, ...]], None],
    *,
    error: str = "",
    long: bool = False,
) -> ft.Control:
    """The field for new ones; what does not fit stays in it, with the reason.

    ``show`` gets those that were typed and are there already.
    """
    nothing: dict[str, str] = {}
    typed, _ = ft.use_state(nothing)
    problem, set_problem = ft.use_state("")
    turn, set_turn = ft.use_state(0)

    def hear(words: str) -> None:
        typed["words"] = words

    def take() -> None:
        words = typed.get("words", "")
        set_problem("")
        try:
            found = read(words)
        except ContentError as wrong:
            set_problem(f"{wrong.message[:1].upper()}{wrong.message[1:]}")
            return
        show(tuple(found))
        new = [phrase for phrase in found if phrase not in known]
        if not new:
            set_problem(_there(found) if found else f"Type a {one} first.")
            return
        add(new)
        typed.clear()
        set_turn(turn + 1)

    field = Words if long else Line
    return stack(
        [
            field(f"New {one}", "", hear, error=problem or error, key=f"new-{turn}"),
            buttons.secondary(f"Add this {one}", lambda _: take(), icon=ft.Icons.ADD),
        ],
        spacing=8,
    )


def _there(found: Sequence[str]) -> str:
    named = ", ".join(f"“{one}”" for one in found)
    told = "is there already: it stands" if len(found) == 1 else "are there already: they stand"
    return f"{named} {told} first below."


def _chips(phrases: Sequence[str], remove: Callable[[str], None], *, long: bool) -> ft.Control:
    chips = [_chip(phrase, remove, long=long) for phrase in phrases]
    if long:
        return stack(chips, spacing=8)
    return ft.Row(chips, wrap=True, spacing=8, run_spacing=8)


def _chip(phrase: str, remove: Callable[[str], None], *, long: bool) -> ft.Control:
    # A short one takes what it needs and no more than there is: large letters go on below.
    words = ft.Text(phrase, size=BODY, expand=True, expand_loose=not long)
    close = ft.Icon(ft.Icons.CLOSE, size=SMALL_ICON, color=ft.Colors.ON_SURFACE_VARIANT)
    label = f"Take off: {phrase}"
    shown = ft.Semantics(
        exclude_semantics=True,
        content=ft.Row([words, close], spacing=8, tight=not long),
    )
    return ft.MergeSemantics(
        ft.Semantics(
            button=True,
            label=label,
            content=ft.Container(
                shown,
                on_click=guard(lambda: remove(phrase)),
                ink=True,
                bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
                border_radius=CORNER,
                padding=ft.Padding.symmetric(horizontal=14, vertical=13),
            ),
        ),
        key=label,
    )
