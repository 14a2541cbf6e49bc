"""Words on a screen: one level-one heading each, sections, body text."""

import flet as ft

from app.domain.wording import amount
from app.views.theme import BODY, BOLD, LARGE, NEAR, SECTION, SMALL, SMALL_CORNER, TITLE


def heading(words: str) -> ft.Control:
    """Give the screen's one level-one heading."""
    return ft.Semantics(
        header=True,
        heading_level=1,
        content=ft.Text(words, size=TITLE, weight=BOLD),
    )


def section(words: str) -> ft.Control:
    """Give a level-two heading."""
    return ft.Semantics(
        header=True,
        heading_level=2,
        # Nearer to what it heads than to what stands before it.
        content=ft.Container(
            ft.Text(words, size=SECTION, weight=BOLD), padding=ft.Padding.only(top=NEAR)
        ),
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


def bullet(words: str) -> ft.Control:
    """Give one line of a list."""
    dot = ft.Container(
        width=7,
        height=7,
        margin=ft.Margin.only(top=9),
        border_radius=SMALL_CORNER,
        bgcolor=ft.Colors.PRIMARY,
    )
    return ft.Row(
        [dot, ft.Container(body(words), expand=True)],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def numbered(number: int, words: str) -> ft.Control:
    """Give one step of several, heard as one."""
    mark = ft.Text(amount(number), size=SECTION, weight=BOLD, color=ft.Colors.PRIMARY)
    return ft.MergeSemantics(
        ft.Row(
            [mark, ft.Container(body(words), expand=True)],
            spacing=12,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
    )
