"""What a trust answers: read and written the same, short, and shown what is done first."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codebook import parse_codebook
from app.domain.errors import ContentError
from app.domain.trust_action import (
    STATES,
    TrustAction,
    parse_action,
    shown_order,
    write_action,
)

ASSETS = Path(__file__).parents[3] / "assets"
FILES = sorted((ASSETS / "demo/content").glob("answer-*.toml"))
ACTION = TrustAction(
    "breaks", "Breaks are missed.", "Control protects them now.", "done", "Operations",
    "Since October", date(2026, 11, 16),
)  # fmt: skip
WORDS = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)


def test_the_demonstration_has_answers_that_read_well() -> None:
    themes = {theme.id for theme in parse_codebook((ASSETS / "codebook.toml").read_text()).live()}
    found = [parse_action(file.read_text(encoding="utf-8")) for file in FILES]
    assert len(found) >= 3
    assert {action.theme for action in found} - {None} <= themes


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, st.sampled_from(sorted(STATES)), st.dates(), st.sampled_from([None, "pay"]))
def test_any_action_is_read_back_the_same(said, did, state, as_of, theme) -> None:
    made = replace(ACTION, you_said=said, we_did=did, state=state, as_of=as_of, theme=theme)
    assert parse_action(write_action(made)) == made


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"you_said": "x" * 161}, "you_said: must be shorter: 160"),
        ({"we_did": "x" * 601}, "we_did: must be shorter: 600"),
        ({"state": "soon"}, "state: must be one of"),
        ({"theme": "Late breaks"}, "theme: must be small letters"),
        ({"owner": "x" * 161}, "owner: must be shorter"),
    ],
)
def test_a_misfit_names_its_field(change: dict[str, str], says: str) -> None:
    with pytest.raises(ContentError, match=says):
        parse_action(write_action(replace(ACTION, **change)))


def test_what_is_done_comes_first_and_the_latest_of_it_before_the_older() -> None:
    old = replace(ACTION, id="old", as_of=date(2026, 1, 1))
    plan = replace(ACTION, id="plan", state="planned", as_of=date(2026, 12, 1))
    cannot = replace(ACTION, id="cannot", state="cannot")
    assert sorted([cannot, plan, old, ACTION], key=shown_order) == [ACTION, old, plan, cannot]
