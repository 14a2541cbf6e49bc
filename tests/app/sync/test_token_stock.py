"""Which token goes: the oldest that the server still takes, one of today's last."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.sync.token_stock import (
    AGED,
    AIM,
    AT_ONCE,
    LOW,
    Stocked,
    choose,
    usable,
    useless,
    wanted,
)
from tests.app.scripted_issuer import QuickKey, ScriptedIssuer
from tests.app.sync.stamps import a_token

NOW, DAY = 1_800_000_000.0, date(2026, 11, 23)
ISSUER = ScriptedIssuer()
META = ISSUER.meta()
KEY = META.issuer_keys[0].key.key_id


def stocked(age: float, session: str = "before", key: str = KEY) -> Stocked:
    return Stocked(a_token(key), NOW - age, session)


def chosen(stock: list[Stocked], area: str = "north", today: date = DAY) -> Stocked | None:
    return choose(stock, META, area, now=NOW, today=today, session="now")


def test_the_oldest_goes_first() -> None:
    stock = [stocked(3 * AGED), stocked(9 * AGED), stocked(2 * AGED)]
    assert chosen(stock) == stock[1]
    assert chosen([]) is None
    assert chosen(stock, "elsewhere") is None


def test_one_of_this_session_goes_only_where_there_is_no_other() -> None:
    fresh, young, aged = stocked(10, "now"), stocked(5), stocked(2 * AGED)
    assert chosen([fresh, young, aged]) == aged
    assert chosen([fresh, young]) == young
    assert chosen([fresh]) == fresh


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-10 * AGED, 100 * AGED), min_size=1, max_size=8))
def test_none_young_while_an_aged_one_is_there(ages: list[float]) -> None:
    stock = [stocked(age) for age in ages]
    found = chosen(stock)
    assert found is not None
    is_aged = [one for one in stock if NOW - one.fetched_at >= AGED]
    assert not is_aged or found in is_aged
    assert all(one.fetched_at >= found.fetched_at for one in (is_aged or stock))


def test_a_clock_a_year_ahead_does_not_stop_what_the_server_still_takes() -> None:
    stock = [stocked(2 * AGED)]
    assert chosen(stock, today=date(2027, 12, 1)) == stock[0]


def test_what_the_clock_calls_expired_goes_last() -> None:
    issuer = ScriptedIssuer()
    issuer.keys.append((QuickKey(7), ("north", "south"), "2026-Q1", "2026-10-01"))
    old = stocked(90 * AGED, key=issuer.keys[1][0].public.key_id)
    new = stocked(2 * AGED)
    given = choose([old, new], issuer.meta(), "north", now=NOW, today=DAY, session="now")
    assert given == new
    assert useless([old, new], META) == [old]
    assert usable([old, new], META, "north") == [new]


def test_tokens_are_fetched_ahead_and_not_for_ever() -> None:
    assert wanted([], META, "north") == AT_ONCE
    some = [stocked(1) for _ in range(LOW - 1)]
    assert wanted(some, META, "north") == min(AT_ONCE, AIM - LOW + 1)
    assert wanted([*some, stocked(1)], META, "north") == 0
    assert 20 <= LOW <= AIM <= 60


def test_documents_round_trip_and_damage_is_named() -> None:
    one = stocked(5)
    assert Stocked.from_document(one.to_document()) == one
    damages: list[dict[str, object]] = [{"token": {}}, {"fetched_at": "then"}, {"token": 5}]
    for damage in damages:
        with pytest.raises(ContentError):
            Stocked.from_document({**one.to_document(), **damage})
    assert replace(one, session="x").id == one.id
