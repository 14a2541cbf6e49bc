"""Editing a codebook: history keeps its map, no phrase is lost, and misfits are named by field."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codebook import parse_codebook
from app.domain.codebook_edit import (
    Form,
    merged,
    new_theme,
    owner_of,
    phrases_in,
    placed,
    problems_of,
    retired,
    split,
    taken_in,
    theme_of,
)
from app.domain.codebook_writer import theme_form
from app.domain.errors import ContentError

FILE = Path(__file__).parents[3] / "assets" / "codebook.toml"
SHIPPED: list[Form] = [
    theme_form(one) for one in parse_codebook(FILE.read_text(encoding="utf-8")).themes[:4]
]
IDS = [one["id"] for one in SHIPPED]
LIVE = set(IDS)


def described(themes: list[Form]) -> list[Form]:
    """Give the parts of a split what a person would write."""
    filled = {"description": "Words.", "examples": ["A sentence."]}
    return [one if one["description"] else {**one, **filled} for one in themes]


def test_what_ships_fits() -> None:
    assert problems_of(SHIPPED, SHIPPED, 1) == {}


@given(pair=st.permutations(range(4)))
@settings(max_examples=24, deadline=None)
def test_a_merge_keeps_every_phrase_and_the_map_and_still_fits(pair: list[int]) -> None:
    gone, heir = IDS[pair[0]], IDS[pair[1]]
    after = merged(SHIPPED, gone, heir, LIVE)
    assert problems_of(after, SHIPPED, 2) == {}
    one, other = theme_of(after, gone), theme_of(after, heir)
    assert one is not None and other is not None
    assert (one["status"], one["merged_into"]) == ("retired", heir)
    lost = set(one["include"]) - set(other["include"])
    assert lost <= set(other["exclude"])


@given(at=st.integers(0, 3), data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_split_shares_out_every_phrase_once(at: int, data: st.DataObject) -> None:
    whole = SHIPPED[at]
    second = data.draw(st.lists(st.sampled_from(whole["include"]), min_size=1, unique=True))
    after, ids = split(SHIPPED, whole["id"], ("One of them", "The other"), second, LIVE)
    parts = [theme_of(after, one) for one in ids]
    shares = [set(part["include"]) for part in parts if part]
    assert shares[0] | shares[1] == set(whole["include"])
    assert not shares[0] & shares[1]
    gone = theme_of(after, whole["id"])
    assert gone is not None and gone["split_into"] == list(ids)
    assert gone["include"] == whole["include"]
    if shares[0]:
        assert problems_of(described(after), SHIPPED, 2) == {}


def test_what_was_never_in_use_goes_and_what_was_is_retired() -> None:
    mine = [*SHIPPED, new_theme("Kettles", LIVE)]
    assert retired(mine, "kettles", LIVE) == SHIPPED
    after = theme_of(retired(mine, IDS[0], LIVE), IDS[0])
    assert after is not None and after["status"] == "retired"


def test_misfits_are_said_of_every_theme_by_field_in_plain_words() -> None:
    new = new_theme("Kettles", LIVE)
    other = {**SHIPPED[1], "label": " "}
    found = problems_of([SHIPPED[0], other, *SHIPPED[2:], new], SHIPPED, 1)
    assert found == {
        (IDS[1], "label"): "Write something here.",
        ("kettles", "description"): "Write something here.",
    }
    clash = {
        **described([new])[0],
        "group": "G",
        "owner": "O",
        "include": SHIPPED[0]["include"][:1],
    }
    ((place, words),) = problems_of([*SHIPPED, clash], SHIPPED, 1).items()
    assert place == ("kettles", "include")
    assert "already belongs to" in words


def test_history_is_not_rewritten() -> None:
    assert problems_of(SHIPPED[1:], SHIPPED, 1)
    back = [{**SHIPPED[0], "status": "retired"}, *SHIPPED[1:]]
    assert (IDS[0], "status") in problems_of(SHIPPED, back, 1)
    none_left = [{**one, "status": "retired"} for one in SHIPPED]
    assert problems_of(none_left, SHIPPED, 1) == {("", ""): "At least one theme has to be in use."}


def test_typed_phrases_are_read_one_by_one_and_their_owner_is_found() -> None:
    assert phrases_in("Late finish*, no-breaks\n ; ") == ["late finish*", "no breaks"]
    with pytest.raises(ContentError):
        phrases_in("ok, !!")
    phrase = SHIPPED[0]["include"][0]
    found = owner_of(SHIPPED, phrase)
    assert found is not None and found["id"] == IDS[0]
    assert owner_of(SHIPPED, phrase, besides=IDS[0]) is None


def test_two_people_at_once_lose_nothing() -> None:
    mine = [{**SHIPPED[0], "owner": "Me"}, *SHIPPED[1:], new_theme("Mine", LIVE)]
    theirs = [{**SHIPPED[0], "owner": "They"}, {**SHIPPED[1], "owner": "They"}, *SHIPPED[2:]]
    theirs.append(new_theme("Theirs", LIVE))
    found, both = taken_in(mine, SHIPPED, theirs)
    owners = {one["id"]: one["owner"] for one in found}
    assert (owners[IDS[0]], owners[IDS[1]]) == ("Me", "They")
    assert {"mine", "theirs"} <= owners.keys()
    assert both == [SHIPPED[0]["label"]]
    assert taken_in(SHIPPED, SHIPPED, theirs) == (theirs, [])


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("codebook: theme pay: include[3]: this phrase is there twice.", ("pay", "include")),
        ("codebook: theme pay: “pay” already belongs to money.", ("pay", "")),
        ("codebook: at least one theme has to be live.", ("", "")),
        ("something else", ("", "")),
    ],
)
def test_a_message_is_placed(said: str, place: tuple[str, str]) -> None:
    assert placed(said)[0] == place
