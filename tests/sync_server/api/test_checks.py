"""Check 20: what a lead is dealt, what is kept of the answers, and what stays closed."""

import secrets
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from app.domain.second_look import hash_of
from sync_server.db.checks import AUDIT, SECOND, UNCERTAIN, Checks
from sync_server.db.learning_tables import check_answer
from sync_server.services.checking import AUDITED, DEALT, DOUBLED
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import OWN, PASSWORD, TRUST, Server, summary

MANY = 33


@pytest.fixture
def filled(server: Server) -> Iterator[Server]:
    """Three whole steps of one group, and a few of a group that stays withheld."""
    for number in range(MANY):
        hashed = hash_of(secrets.token_hex(16))
        text = f"Breaks are missed, said in way {number}."
        own = {"area": "quay" if number else "hill", "withdrawal": hashed}
        server.send(summary(text=text, schema=3, looked_again=False, **own))
    for number in range(3):
        server.send(summary(text=f"Parking is scarce {number}.", staff_group="08"))
    server.sign_in()
    yield server


def dealt(server: Server) -> list[dict[str, object]]:
    answer = server.client.get("/api/v1/checks")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert {theme["code"] for theme in found["themes"]}
    return list(found["texts"])


def signs_in_as_another(server: Server) -> None:
    server.parts.accounts.create("second", "Second Lead", TRUST.id, PASSWORD)
    them = {"username": "second", "password": PASSWORD}
    assert server.client.post("/api/v1/session", json=them, headers=OWN).status_code == 200


def check(server: Server, handle: object, codes: list[str], new_theme: str = ""):
    body = {"codes": codes, "new_theme": new_theme}
    return server.client.post(f"/api/v1/checks/{handle}", json=body, headers=OWN)


def kept(server: Server) -> Counter[str]:
    with server.parts.database.read() as connection:
        return Counter(connection.execute(select(check_answer.c.purpose)).scalars())


def codes_of(server: Server) -> list[str]:
    return [theme.id for theme in server.parts.coding.codebook(TRUST.id).live()]


def test_twenty_are_dealt_half_of_them_an_audit_and_none_twice(filled: Server) -> None:
    one = codes_of(filled)[0]
    first = dealt(filled)
    assert len(first) == DEALT
    assert all("Parking" not in str(text["text"]) for text in first)
    assert all(set(text) == {"handle", "text", "suggested"} for text in first)
    for text in first:
        assert check(filled, text["handle"], [one]).json() == {"kept": True}
    assert kept(filled) == {AUDIT: AUDITED, UNCERTAIN: DEALT - AUDITED}
    second = dealt(filled)
    assert len(second) == MANY - DEALT
    assert not {text["text"] for text in first} & {text["text"] for text in second}


def test_another_lead_is_dealt_some_that_were_checked_already(filled: Server) -> None:
    for text in dealt(filled):
        check(filled, text["handle"], [])
    signs_in_as_another(filled)
    again = dealt(filled)
    assert sum(str(text["handle"]).startswith("s") for text in again) == DOUBLED
    double = next(text for text in again if str(text["handle"]).startswith("s"))
    check(filled, double["handle"], codes_of(filled)[:1])
    assert kept(filled)[SECOND] == 1


def test_a_later_answer_stands_beside_the_first_and_counts(filled: Server) -> None:
    one, other = codes_of(filled)[:2]
    handle = dealt(filled)[0]["handle"]
    check(filled, handle, [one], "  kettles   and toilets ")
    check(filled, handle, [other, other])
    with filled.parts.database.read() as connection:
        rows = connection.execute(select(check_answer)).all()
        (latest,) = Checks(connection, TRUST.id).latest()
    assert [row.number for row in rows] == [1, 2]
    assert rows[0].new_theme == "kettles and toilets"
    assert latest.codes == (other,)


def test_what_does_not_fit_is_refused_and_nothing_is_kept(filled: Server) -> None:
    handle = str(dealt(filled)[0]["handle"])
    one = codes_of(filled)[0]
    assert_problem(check(filled, handle, ["no-such-theme"]), 422)
    assert_problem(check(filled, handle, [one], "x" * 121), 422)
    assert_problem(check(filled, "a" + "0" * 32, [one]), 404)
    # An audit is one only where it was dealt as one: the letter is part of the name.
    other = "u" if handle[0] == "a" else "a"
    assert_problem(check(filled, other + handle[1:], [one]), 404)
    signs_in_as_another(filled)
    assert_problem(check(filled, handle, [one]), 404)
    assert not kept(filled)
