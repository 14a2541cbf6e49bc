"""Find: only what may be read anyway, misspelt too, counted as every figure is."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.analysis.spelling import alike, slips_between
from sync_server.db.audit import Audit
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.api.test_quotes import hear
from tests.sync_server.trust import OWN, TRUST, Server, this_quarter


@pytest.fixture
def site(server: Server) -> Iterator[Server]:
    """Two groups that may be read, and one that is withheld."""
    hear(server, 11, "04", "quay", "Meal breaks are missed", last="hill")
    hear(server, 11, "07", "south", "The kettle is broken", last="hill")
    hear(server, 5, "08", "quay", "Parking is scarce and breaks are short")
    server.sign_in()
    yield server


def find(server: Server, words: str) -> dict[str, object]:
    answer = server.client.post("/api/v1/find", json={"words": words}, headers=OWN)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert isinstance(found, dict)
    return found


def test_words_are_found_whatever_their_case_ending_or_spelling(site: Server) -> None:
    for words in ("breaks", "BREAK", "braeks missed", "missed meal"):
        found = find(site, words)
        assert found["said"] == "About 10 texts.", words
        assert len(found["texts"]) == 11  # type: ignore[arg-type]
    (first, *_) = find(site, "kettle")["texts"]  # type: ignore[misc]
    assert (first["quarter"], first["staff_group"]) == (this_quarter(), "07")
    assert [first["text"][start:end] for start, end in first["marks"]] == ["kettle"]
    assert find(site, "kettle breaks")["said"] == "No text that you may read holds these words."
    (seen,) = find(site, "way 10 breaks")["texts"]  # type: ignore[misc]
    assert find(site, "way 10 breaks")["said"] == "Fewer than 8 texts."
    assert seen["handle"] in {
        one["handle"]
        for one in site.get("summaries", quarter=this_quarter(), staff_group="04")["summaries"]
    }


def test_what_is_withheld_or_hidden_is_neither_found_nor_counted(site: Server) -> None:
    assert find(site, "parking")["texts"] == []
    (first, *_) = find(site, "kettle")["texts"]  # type: ignore[misc]
    where = {"quarter": this_quarter(), "staff_group": "07"}
    site.client.post(f"/api/v1/texts/{first['handle']}/flag", json=where, headers=OWN)
    found = find(site, "kettle")
    assert first["handle"] not in {one["handle"] for one in found["texts"]}  # type: ignore[attr-defined]
    assert len(found["texts"]) == 10  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["", "…", "a", "one two three four five six seven", "x" * 201])
def test_too_little_or_too_much_to_look_for_is_said(site: Server, words: str) -> None:
    answer = site.client.post("/api/v1/find", json={"words": words}, headers=OWN)
    assert assert_problem(answer, 422)["field"] == "words"


def test_what_was_looked_for_is_kept_nowhere(site: Server) -> None:
    find(site, "zanzibar")
    with site.parts.database.read() as connection:
        said = [what for _, _, what in Audit(connection, TRUST.id).all()]
    assert said[-1] == "looked for words in texts"
    assert not any("zanzibar" in what for what in said)


KNOWN = ["break", "breaks", "breakfast", "brake", "handover", "handovers", "rota", "rate", "night"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("break", {"break", "breaks", "breakfast"}),
        ("breka", {"break"}),
        ("hadnover", {"handover"}),
        ("handovr", {"handover"}),
        ("rota", {"rota"}),
        ("nigth", {"night"}),
        ("xandover", set()),
    ],
)
def test_a_slip_is_forgiven_and_short_words_are_taken_as_written(
    word: str, meant: set[str]
) -> None:
    assert set(alike(word, KNOWN)) == meant


@settings(max_examples=60, deadline=None)
@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_slips_are_counted_alike_from_both_sides(one: str, other: str) -> None:
    found = slips_between(one, other, 9)
    assert found == slips_between(other, one, 9)
    assert (found == 0) == (one == other)
    assert abs(len(one) - len(other)) <= found <= max(len(one), len(other))
