"""Colours, shapes and sizes, once. Screens name roles, never colours.

Text on its ground reaches WCAG AA (4.5:1) in both schemes; the dark one is dim on purpose, for
a cab at night.
"""

import flet as ft

#: Smallest height of anything that is tapped, in logical pixels; gloves need more than 48.
TAP = 56
GAP = 16
CORNER = 14
#: The one family that ships. A style that replaces Material's own must name it: without it the
#: engine knows too few letters and asks the server for more, at each redraw.
FONT = "Roboto"
#: Widest column of text, in logical pixels, so that tablets keep readable lines: 17-pixel words run
#: to about 75 letters here, and WCAG 2.2 (1.4.8) asks for 80 at most.
COLUMN = 600
#: For a screen that holds a grid.
ROOMY = 1180

_LIGHT = ft.ColorScheme(
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
    on_surface_variant="#454F4C",
    outline="#6A7471",
    outline_variant="#C9CFCC",
    surface_container_lowest="#FFFFFF",
    surface_container_low="#F6F4F0",
    surface_container="#F1EFEA",
    surface_container_high="#EBE9E3",
    surface_container_highest="#E4E2DC",
)
_DARK = ft.ColorScheme(
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
    on_surface_variant="#B9C3BF",
    outline="#8B9692",
    outline_variant="#3C4643",
    surface_container_lowest="#0C100F",
    surface_container_low="#171C1A",
    surface_container="#1B211F",
    surface_container_high="#232A28",
    surface_container_highest="#2D3532",
)


def light_theme() -> ft.Theme:
    """Give the theme for daylight."""
    return _theme(_LIGHT)


def dark_theme() -> ft.Theme:
    """Give the theme for a dark cab."""
    return _theme(_DARK)


def _theme(scheme: ft.ColorScheme) -> ft.Theme:
    return ft.Theme(
        color_scheme=scheme,
        font_family=FONT,
        scaffold_bgcolor=scheme.surface,
        visual_density=ft.VisualDensity.STANDARD,
    )


def corner() -> ft.BorderRadius:
    """Give the one corner radius of cards and buttons."""
    return ft.BorderRadius.all(CORNER)
