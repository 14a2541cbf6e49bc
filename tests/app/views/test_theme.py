"""The design system: contrast in every scheme, one place for every value, one look for the page."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from app.views import theme

ROOT = Path(__file__).parents[3]
SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK, "night": theme.NIGHT}
GROUNDS = (
    "surface",
    *(f"surface_container{step}" for step in ("_lowest", "_low", "", "_high", "_highest")),
)
#: Body text, and what is quiet: the words people read.
READ = ("on_surface", "on_surface_variant")
#: Words of buttons, marks in a text, pictures that say something.
SHORT = ("primary", "secondary", "tertiary", "error")


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance: 0 for black, 1 for white."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def of(name: str, role: str) -> str:
    colour: Any = getattr(SCHEMES[name], role)
    assert re.fullmatch("#[0-9A-F]{6}", colour), role
    return str(colour)


def test_the_measure_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", SCHEMES)
def test_what_is_read_reaches_aaa_on_every_ground(name: str) -> None:
    pairs = list(product(READ, GROUNDS))
    pairs += [(f"on_{role}_container", f"{role}_container") for role in SHORT]
    pairs += [(f"on_{role}", role) for role in SHORT if role == "primary"]
    low = {p: contrast(of(name, p[0]), of(name, p[1])) for p in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 7} == {}


@pytest.mark.parametrize("scheme", ["device", "light", "dark", "night"])
def test_a_camera_reads_a_code_in_every_look_and_night_has_no_white_square(scheme: Any) -> None:
    ground = theme.code_ground(scheme)
    assert contrast("#000000", ground) >= 7
    assert (luminance(ground) > 0.5) is (scheme != "night")


@pytest.mark.parametrize("name", SCHEMES)
def test_all_other_words_reach_aa_and_edges_can_be_seen(name: str) -> None:
    words = [*product(SHORT, GROUNDS), *((f"on_{role}", role) for role in SHORT)]
    low = {p: contrast(of(name, p[0]), of(name, p[1])) for p in words}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}
    edges = {ground: contrast(of(name, "outline"), of(name, ground)) for ground in GROUNDS}
    assert {ground: ratio for ground, ratio in edges.items() if ratio < 3} == {}


def test_night_is_dim_and_warm() -> None:
    colours = [of("night", role) for role in (*READ, *SHORT)]
    colours += [of("night", f"on_{role}_container") for role in SHORT]
    assert max(map(luminance, colours)) < 0.6
    assert luminance(of("night", "on_surface")) < luminance(of("dark", "on_surface")) * 0.6
    assert max(luminance(of("night", ground)) for ground in GROUNDS) < 0.01
    for colour in [*colours, *(of("night", ground) for ground in GROUNDS)]:
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        assert red >= green >= blue or red > green, colour


def test_a_filled_button_can_be_told_from_a_notice_on_the_same_ground_at_night() -> None:
    filled: Any = theme._theme(theme.NIGHT, still=True).filled_button_theme
    edge = filled.style.side.color
    for ground in ("primary_container", "surface", "surface_container_low"):
        assert contrast(edge, of("night", ground)) >= 3, ground


def _page_colours() -> dict[str, dict[str, str]]:
    """Read the plain page's colours by scheme from its style sheet."""
    css = (ROOT / "assets" / "shell" / "splash.css").read_text(encoding="utf-8")
    rules = re.findall(r":root(\S*) \{ (--[^}]*)\}", css)
    assert len(rules) == 4
    read = [dict(re.findall(r"--([\w-]+): (#\w{6});", rule)) for _, rule in rules]
    assert read[1] == read[2], "dark is another when it is chosen than when the device asks for it"
    return {"light": read[0], "dark": read[2], "night": read[3]}


@pytest.mark.parametrize("name", SCHEMES)
def test_the_plain_page_has_the_colours_of_the_app(name: str) -> None:
    page = _page_colours()[name]
    roles = {"ground": "surface", "ink": "on_surface", "soft": "on_surface_variant"}
    roles |= {"mark": "primary", "line": "outline_variant"}
    # A wide button that is filled brightly would light up a cab.
    filled = "primary_container" if name == "night" else "primary"
    roles |= {"button": filled, "on-button": f"on_{filled}"}
    assert {part: page[part].upper() for part in roles} == {
        part: of(name, role) for part, role in roles.items()
    }
    script = (ROOT / "assets" / "shell" / "look.js").read_text(encoding="utf-8")
    assert f'{name}: "{page["ground"]}"' in script


def _views() -> list[Path]:
    """Give the files of crews' and managers' screens; a lead's grid is drawn to its own measure."""
    leads = ("lead", "heat_grid", "theme", "accounts", "audit")
    found = (ROOT / "app" / "views").rglob("*.py")
    return [file for file in found if not file.name.startswith(leads)]


def test_no_screen_names_a_value_that_the_design_system_has() -> None:
    literal = re.compile(
        r"""["']\#[0-9A-Fa-f]{3,8}["'] | Colors\.(?:WHITE|BLACK|RED|GREY|AMBER)
        | \b(?:text_)?size=\d | border_radius=\d | FontWeight\. | font_family=["']""",
        re.VERBOSE,
    )
    found = {
        f"{file.name}: {line.strip()}"
        for file in _views()
        for line in file.read_text(encoding="utf-8").splitlines()
        if literal.search(line)
    }
    assert found == set()
