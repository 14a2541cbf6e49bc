"""Colours, letters, sizes, distances and movement, once. Screens name roles, never values.

Three schemes: light, dark, and night, which is dim and warm for a cab in the dark. In each of
them body text reaches WCAG AAA (7:1) on every ground it stands on, all other text AA (4.5:1)
and the edges of what can be tapped 3:1; ``tests/app/views/test_theme.py`` works them out.
The plain page before the app has the same colours in ``assets/shell/splash.css``.
"""

import flet as ft

from app.domain.look import Scheme

# -- distances, in logical pixels ----------------------------------------------------------------

#: Smallest height of anything that is tapped; gloves need more than 48.
TAP = 56
GAP = 16
#: Between rows that belong together.
NEAR = 10
CORNER = 14
#: Of what is small itself: a bar, a dot, a picture of a code.
SMALL_CORNER = 6
#: Spare room below the last field lets it rise above an on-screen keyboard.
BELOW = 120
#: From the text of a screen to its sides.
SIDE = 18
#: Widest column of text, so that tablets keep readable lines: 17-pixel words run to about 75
#: letters here, and WCAG 2.2 (1.4.8) asks for 80 at most.
COLUMN = 600
#: From this width on a screen may stand in two columns: a tablet held sideways.
TWO_PANES = 840
#: From this width on, for letters of their own size, a list stands beside the entry that is open:
#: any tablet, upright too, so that most stay as they are when they are turned.
LIST_BESIDE = 720
#: What was never wider and higher than this is a phone: held sideways it is too low for two panes.
TABLET = 500
#: A screen so wide, for letters of their own size, has no room for pictures beside words: one of
#: 320 pixels with letters half as large again, one of 390 with the largest.
TIGHT = 215
#: How wide a list grows beside an entry.
LIST = 384
#: From these widths on tiles stand two and three in a row.
TWO_TILES, THREE_TILES = 600, 1080
#: For a screen that holds a grid.
ROOMY = 1180

# -- letters, in logical pixels; the device's and Layby's own text size multiply them ------------

#: Made by the Braille Institute so that letters are not mistaken for one another. A style that
#: replaces Material's own must name it. Where it lacks a letter, Roboto has it; see
#: ``app/web/fonts.py`` for the rest.
FONT = "Atkinson Hyperlegible Next"
#: What is good to know but need not be read.
SMALL = 15
BODY = 17
SECTION = 19
#: For two people at one screen, read at arm's length.
LARGE = 20
TITLE = 26
#: Codes that are copied by hand, and words to breathe by.
READ_OUT = 28
#: What is there for those who listen alone: no letter to see, and no room taken. Material spaces
#: letters, however small they are.
HEARD = ft.TextStyle(size=0, letter_spacing=0, color=ft.Colors.TRANSPARENT)
BOLD = ft.FontWeight.W_600
#: Pictures beside words.
ICON = 24
SMALL_ICON = 20

#: A code before a camera stays dark on light in every scheme: cameras need it. White, but where
#: white would blind eyes that are used to the dark: see ``code_ground``.
_CODE_GROUND = "#FFFFFF"

LIGHT = ft.ColorScheme(
    primary="#0B5E57",
    on_primary="#FFFFFF",
    primary_container="#CFE9E4",
    on_primary_container="#06302C",
    secondary="#4C5F5B",
    on_secondary="#FFFFFF",
    secondary_container="#DDE8E4",
    on_secondary_container="#16211F",
    tertiary="#8A3B12",
    on_tertiary="#FFFFFF",
    tertiary_container="#FFE3D1",
    on_tertiary_container="#4A1B02",
    error="#A3201A",
    on_error="#FFFFFF",
    error_container="#FBE0DD",
    on_error_container="#55100C",
    surface="#FBFAF7",
    on_surface="#1B1F1E",
    on_surface_variant="#3F4946",
    outline="#6A7471",
    outline_variant="#C9CFCC",
    surface_container_lowest="#FFFFFF",
    surface_container_low="#F3F1EB",
    surface_container="#F1EFEA",
    surface_container_high="#EBE9E3",
    surface_container_highest="#E4E2DC",
)
DARK = ft.ColorScheme(
    primary="#84D3C6",
    on_primary="#00382F",
    primary_container="#134E47",
    on_primary_container="#C9F0E8",
    secondary="#B4C8C2",
    on_secondary="#20302C",
    secondary_container="#2C3B37",
    on_secondary_container="#D6E6E1",
    tertiary="#FFB68C",
    on_tertiary="#4A1B02",
    tertiary_container="#6B2F0C",
    on_tertiary_container="#FFDFCC",
    error="#FFB4AB",
    on_error="#5C0F0A",
    error_container="#6E1A14",
    on_error_container="#FFDAD5",
    surface="#111514",
    on_surface="#E3E8E5",
    on_surface_variant="#BFC9C5",
    outline="#8B9692",
    outline_variant="#3C4643",
    surface_container_lowest="#0C100F",
    surface_container_low="#171C1A",
    surface_container="#1B211F",
    surface_container_high="#232A28",
    surface_container_highest="#2D3532",
)
#: Hardly any blue, and white nowhere: eyes that are used to the dark stay so. The brightest
#: colour is half as bright as the dark scheme's.
NIGHT = ft.ColorScheme(
    primary="#DB9A55",
    on_primary="#241200",
    primary_container="#3A2109",
    on_primary_container="#E3BA8E",
    secondary="#BC9A78",
    on_secondary="#1F1308",
    secondary_container="#20160D",
    on_secondary_container="#CBA884",
    tertiary="#E8906A",
    on_tertiary="#2C0E00",
    tertiary_container="#43190A",
    on_tertiary_container="#F2B294",
    error="#F78B7A",
    on_error="#340603",
    error_container="#430D09",
    on_error_container="#F3B0A5",
    surface="#080503",
    on_surface="#C9A580",
    on_surface_variant="#BA9873",
    outline="#886C51",
    outline_variant="#33251A",
    surface_container_lowest="#050302",
    surface_container_low="#0E0906",
    surface_container="#120C07",
    surface_container_high="#150D08",
    surface_container_highest="#18100A",
)


def code_ground(scheme: Scheme) -> str:
    """Name the ground on which a code's black squares stand.

    At night the dim amber of the words: a white square would be the one bright thing in a dark
    cab. A reader parts dark from light midway between the darkest and the lightest it sees
    (ISO/IEC 18004, reference decoding), so that what counts is how far black is from the ground,
    not how white that is: it is kept at 7:1 and more.
    """
    return str(NIGHT.on_surface) if scheme == "night" else _CODE_GROUND


def show_scheme(page: ft.Page, scheme: Scheme, *, still: bool = False) -> None:
    """Give ``page`` the scheme's colours; ``still`` where less movement was asked for."""
    night = scheme == "night"
    page.theme = _theme(NIGHT if night else LIGHT, still)
    page.dark_theme = _theme(NIGHT if night else DARK, still)
    page.theme_mode = {
        "device": ft.ThemeMode.SYSTEM,
        "light": ft.ThemeMode.LIGHT,
        "dark": ft.ThemeMode.DARK,
        "night": ft.ThemeMode.DARK,
    }[scheme]


def _theme(scheme: ft.ColorScheme, still: bool) -> ft.Theme:
    # Screens fade into one another: nothing slides or grows in the corner of a tired eye.
    moves = ft.PageTransitionTheme.NONE if still else ft.PageTransitionTheme.FADE_FORWARDS
    return ft.Theme(
        color_scheme=scheme,
        font_family=FONT,
        scaffold_bgcolor=scheme.surface,
        visual_density=ft.VisualDensity.STANDARD,
        page_transitions=ft.PageTransitionsTheme(
            android=moves, ios=moves, linux=moves, macos=moves, windows=moves
        ),
        text_theme=_letters(scheme),
        filled_button_theme=_dim_buttons(scheme) if scheme is NIGHT else None,
        # What lies higher is set off by its ground, not by a shadow: flat in every scheme.
        appbar_theme=ft.AppBarTheme(
            bgcolor=scheme.surface, elevation=0, elevation_on_scroll=0, center_title=False
        ),
    )


def _letters(scheme: ft.ColorScheme) -> ft.TextTheme:
    """Name the colour of all words: Flet's own would be white in every dark scheme."""
    style = ft.TextStyle(color=scheme.on_surface, font_family=FONT)
    return ft.TextTheme(
        body_large=style, body_medium=style, body_small=style, title_medium=style, title_small=style
    )


def _dim_buttons(scheme: ft.ColorScheme) -> ft.FilledButtonTheme:
    """Fill buttons darkly: several wide ones would light up a cab.

    An edge tells them from notices, which stand on the same ground.
    """
    off = ft.ControlState.DISABLED
    ground = {off: scheme.surface_container_high, ft.ControlState.DEFAULT: scheme.primary_container}
    words = {off: scheme.outline, ft.ControlState.DEFAULT: scheme.on_primary_container}
    return ft.FilledButtonTheme(
        ft.ButtonStyle(
            bgcolor=ground,  # type: ignore[arg-type]
            color=words,  # type: ignore[arg-type]
            icon_color=words,  # type: ignore[arg-type]
            side=ft.BorderSide(1, str(scheme.outline)),
        )
    )
