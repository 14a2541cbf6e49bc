"""The roster knows its names, is seldom wrong about others, says how seldom, and tells nothing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.domain.roster import MAX_BYTES, SALT_BYTES, Roster

SALT = bytes(range(SALT_BYTES))


def made_up(number: int, seed: int = 1) -> list[str]:
    dice = random.Random(seed)  # noqa: S311 - made-up words, the same every time
    letters = "abcdefghijklmnoprstuvwyz"
    return ["".join(dice.choices(letters, k=dice.randint(3, 12))) for _ in range(number)]


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.text(min_size=1, max_size=20), min_size=1, max_size=50),
    st.binary(min_size=16, max_size=16),
)
def test_every_name_that_went_in_is_known(parts: set[str], salt: bytes) -> None:
    roster = Roster.of(parts, salt)
    roster.check()
    assert all(roster.holds(part) for part in parts)
    again = Roster.from_document(roster.to_document())
    assert again == roster
    assert all(again.holds(part) for part in parts)


def test_four_thousand_staff_take_little_room_and_others_are_seldom_taken_for_one() -> None:
    names = set(made_up(4012))
    roster = Roster.of(names, SALT)
    assert len(roster.bits) <= 10_000
    others = [word for word in made_up(40_000, seed=2) if word not in names]
    wrong = sum(map(roster.holds, others)) / len(others)
    assert 0.0004 < wrong < 0.0016
    assert 0.0007 < roster.false_positive < 0.0013
    assert 770 <= roster.one_in <= 1400


def test_another_salt_makes_another_filter() -> None:
    names = made_up(400)
    one, other = Roster.of(names, SALT), Roster.of(names, SALT[::-1])
    differing = int.from_bytes(one.bits) ^ int.from_bytes(other.bits)
    assert differing.bit_count() > len(one.bits) * 2


def test_no_name_stands_in_the_document() -> None:
    told = str(Roster.of(["okonjo", "bronagh"], SALT).to_document())
    assert "okonjo" not in told
    assert "bronagh" not in told


def test_no_names_and_far_too_many_are_refused() -> None:
    with pytest.raises(ContentError, match="no name"):
        Roster.of([], SALT)
    with pytest.raises(ContentError, match="more names"):
        Roster.of({str(number) for number in range(MAX_BYTES)}, SALT)


SOUND = Roster.of(made_up(50), SALT).to_document()


@pytest.mark.parametrize(
    "damage",
    [
        {"salt": "AAAA"},
        {"salt": 1},
        {"bits": ""},
        {"bits": "not base64!"},
        {"bits": "/" * 400},
        {"bits": "A" * (MAX_BYTES * 2 + 1)},
        {"hashes": 0},
        {"hashes": 10_000},
        {"hashes": True},
        {"names": -1},
        {"names": "many"},
    ],
    ids=lambda damage: str(damage)[:24],
)
def test_a_damaged_one_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        Roster.from_document({**SOUND, **damage})
    with pytest.raises(ContentError):
        Roster.from_document([damage])
