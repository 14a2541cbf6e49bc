"""What is written is read back the same: shipped guides, and any guide at all."""

import tomllib
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codebook import HSE_STRESSORS, HWB_ELEMENTS
from app.domain.errors import ContentError
from app.domain.guide import (
    KINDS,
    TIMINGS,
    USERS,
    Exit,
    Fact,
    Guide,
    Help,
    Prompt,
    PromptArea,
    Reminder,
    Source,
)
from app.domain.guide_file import Overlay, parse_guide, parse_overlay, read_guide
from app.domain.guide_writer import with_version, write_guide, write_overlay
from app.domain.support import SERVICE_TYPES
from app.domain.toml_text import line, quoted
from tests.app.domain.guides import FOLDER, WHOLE

TEXT = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)
TEXTS = st.lists(TEXT, max_size=3, unique=True).map(tuple)
SOME = st.lists(TEXT, min_size=1, max_size=3, unique=True).map(tuple)
SLUG = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
LANGUAGE = st.sampled_from(["en", "cy", "en-GB"])
VERSION = st.integers(1, 1_000_000)


def several(entry: st.SearchStrategy, least: int = 0) -> st.SearchStrategy:
    return st.lists(entry, min_size=least, max_size=2).map(tuple)


def some_of(known: object, least: int = 0) -> st.SearchStrategy:
    return st.lists(st.sampled_from(sorted(known)), min_size=least, max_size=2, unique=True).map(
        tuple
    )


PROMPTS = st.builds(
    Prompt, SLUG, TEXT, some_of(HWB_ELEMENTS, 1), some_of(HSE_STRESSORS), TEXTS, st.booleans()
)
AREAS = st.builds(PromptArea, SLUG, TEXT, TEXT, several(PROMPTS, 1))
AFTER = st.integers(1, 366).map(lambda days: timedelta(days=days)) | st.integers(1, 8784).map(
    lambda hours: timedelta(hours=hours)
)
PARTS = {
    "plan_ideas": TEXTS,
    "reminders": several(
        st.builds(Reminder, SLUG, TEXT, st.sampled_from(sorted(TIMINGS)), AFTER, SOME)
    ),
    "facts": several(st.builds(Fact, SLUG, TEXT, SOME)),
    "in_the_moment": several(st.builds(Help, SLUG, TEXT, SOME, SOME)),
    "exits": several(st.builds(Exit, SLUG, TEXT, SOME, some_of(SERVICE_TYPES, 1), SOME)),
}
SOURCES = st.builds(Source, SLUG, TEXT, TEXT, TEXT, st.dates())
GUIDES = st.builds(
    Guide,
    id=SLUG,
    version=VERSION,
    language=LANGUAGE,
    kind=st.sampled_from(sorted(KINDS)),
    used_by=st.sampled_from(sorted(USERS)),
    order=st.integers(1, 999),
    common=SLUG,
    title=TEXT,
    in_brief=TEXT,
    purpose=TEXT,
    time_needed=TEXT,
    private_check=SOME,
    opening=SOME,
    limits=TEXTS,
    limits_sources=TEXTS,
    areas=several(AREAS, 1),
    closing=SOME,
    review_offsets_days=st.lists(st.integers(1, 366), min_size=1, max_size=4, unique=True).map(
        lambda days: tuple(sorted(days))
    ),
    sources=several(SOURCES, 1),
    **PARTS,
)
OVERLAYS = st.builds(
    Overlay,
    overlays=SLUG,
    version=VERSION,
    language=LANGUAGE,
    areas=several(AREAS),
    sources=several(SOURCES),
    **PARTS,
)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.toml")))
def test_every_shipped_guide_is_written_and_read_back(name: str) -> None:
    guide = parse_guide((FOLDER / name).read_text(encoding="utf-8"))
    assert parse_guide(write_guide(guide)) == guide


@settings(max_examples=60, deadline=None)
@given(GUIDES)
def test_any_guide_is_read_back_the_same(guide: Guide) -> None:
    assert read_guide(write_guide(guide)) == guide


@settings(max_examples=60, deadline=None)
@given(OVERLAYS)
def test_any_overlay_is_read_back_the_same(overlay: Overlay) -> None:
    assert parse_overlay(write_overlay(overlay)) == overlay


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_is_a_string_on_one_line(text: str) -> None:
    written = quoted(text)
    assert tomllib.loads(f"a = {written}")["a"] == text
    assert len(written.splitlines()) == 1


def test_half_a_character_does_not_stop_the_writing() -> None:
    assert tomllib.loads(line("a", "half \ud83d"))["a"] == "half ?"


def test_a_reminder_of_72_hours_is_told_in_hours() -> None:
    assert "after_hours = 72" in write_guide(parse_guide(WHOLE))


def test_a_new_version_keeps_comments_and_layout() -> None:
    text = "# Why this guide is there.\n" + WHOLE.replace("version = 1", "version = 1 # first")
    changed = with_version(text, 41)
    assert changed == text.replace("version = 1 #", "version = 41 #")
    assert parse_guide(changed).version == 41


def test_a_version_that_cannot_be_found_in_the_text_is_written_all_the_same() -> None:
    # A text over several lines pretends to hold the version; the true one has quotes around.
    hidden = WHOLE.replace("version = 1", '"version" = 1').replace(
        'purpose = "Time for one person."', "purpose = '''Time\nversion = 7\nfor one person.'''"
    )
    changed = with_version(hidden, 9)
    assert read_guide(changed).version == 9
    assert read_guide(changed).purpose == "Time\nversion = 7\nfor one person."


def test_an_overlay_is_numbered_too_and_nothing_else_is() -> None:
    text = 'overlays = "short-talk"\nversion = 1\nlanguage = "en"\nplan_ideas = ["Rest."]\n'
    assert parse_overlay(with_version(text, 5)).version == 5
    with pytest.raises(ContentError):
        with_version('id = "samaritans"', 2)
