"""Words on a screen: one level-one heading each, sections, body text."""

from typing import Any

import flet as ft

from app.domain.look import TEXT_SIZES
from app.domain.wording import amount
from app.views.boundary import at_once, component
from app.views.components.room import Room, use_room
from app.views.theme import BODY, BOLD, LARGE, NEAR, SECTION, SIDE, SMALL, TITLE

#: A screen of 320 pixels at the largest letters: what has room there has room anywhere.
_TIGHTEST = Room(320 - 2 * SIDE, max(TEXT_SIZES) / 100)


@component
def Heading(words: str) -> ft.Control:
    """The screen's one level-one heading; smaller where its longest word would be broken."""
    room, room_of = use_room()
    size, set_size = ft.use_state(room.fits_words(words, TITLE))

    def hear(event: Any) -> None:  # noqa: ANN401 - Flet's event
        # A column may be narrower than its screen, and a device may be turned.
        set_size(room_of(float(event.width)).fits_words(words, TITLE))

    at_risk = _TIGHTEST.fits_words(words, TITLE) < TITLE
    # It is as wide as its column, which stretches it.
    shown = ft.Text(
        words, size=size, weight=BOLD, on_size_change=at_once(hear) if at_risk else None
    )
    return ft.Semantics(header=True, heading_level=1, content=shown)


def section(words: str, *, first: bool = False) -> ft.Control:
    """Give a level-two heading; ``first`` in a card, whose own padding stands before it."""
    return ft.Semantics(
        header=True,
        heading_level=2,
        # Nearer to what it heads than to what stands before it.
        content=ft.Container(
            ft.Text(words, size=SECTION, weight=BOLD),
            padding=ft.Padding.only(top=0 if first else NEAR),
        ),
    )


def part(words: str) -> ft.Control:
    """Give a level-three heading: of what stands within a section."""
    shown = ft.Text(words, size=BODY, weight=BOLD, color=ft.Colors.ON_SURFACE_VARIANT)
    return ft.Semantics(
        header=True,
        heading_level=3,
        content=ft.Container(shown, padding=ft.Padding.only(top=NEAR)),
    )


def body(words: str, *, quiet: bool = False) -> ft.Text:
    """Give a paragraph; ``quiet`` for what is good to know but need not be read."""
    return ft.Text(
        words,
        size=SMALL if quiet else BODY,
        color=ft.Colors.ON_SURFACE_VARIANT if quiet else ft.Colors.ON_SURFACE,
    )


def large(words: str) -> ft.Text:
    """Give a paragraph for two people at one screen, read at arm's length."""
    return ft.Text(words, size=LARGE)


def bullet(words: str, *more: str) -> ft.Control:
    """Give one entry of a list; ``more`` stands quietly below its words."""
    said: list[ft.Control] = [body(words), *[body(line, quiet=True) for line in more]]
    # A letter like the others, so that it grows with them and stays in the middle of its line.
    dot = ft.Text("•", size=BODY, weight=BOLD, color=ft.Colors.PRIMARY)
    return ft.Row(
        [
            ft.Semantics(content=dot, exclude_semantics=True),
            ft.Column(said, spacing=2, expand=True, tight=True),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def numbered(number: int, words: str, *, size: int = BODY) -> ft.Control:
    """Give one step or point of several, heard as one.

    The number stands by itself: before words of the other direction it would change sides.
    """
    weight = BOLD if size > BODY else None
    mark = ft.Text(amount(number), size=max(size, SECTION), weight=BOLD, color=ft.Colors.PRIMARY)
    return ft.MergeSemantics(
        ft.Row(
            [mark, ft.Container(ft.Text(words, size=size, weight=weight), expand=True)],
            spacing=12,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
    )
