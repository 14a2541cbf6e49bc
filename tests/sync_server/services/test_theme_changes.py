"""Since when a theme has found what it finds: never earlier than it truly has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codebook import Codebook, Theme
from sync_server.db.coding_releases import LIVE, PAST
from sync_server.services.codebook_file import read_codebook
from sync_server.services.theme_changes import changes, is_after
from tests.sync_server.trust import ASSETS

LIKE: Theme = read_codebook(ASSETS).live()[0]
A = replace(LIKE, id="a", include=("kettle*",), exclude=("kettle drum",))
B = replace(LIKE, id="b", include=("zebra*",), exclude=())
FIRST = date(2026, 1, 1)


@dataclass
class Row:
    """A release as the database has it."""

    number: int
    published_on: str
    why: str = "codebook"
    own: bool = True
    state: str = PAST


class History:
    """Releases as they come in, one a day unless said otherwise."""

    def __init__(self, *themes: Theme) -> None:
        self.rows: list[Row] = []
        self.books: dict[int, Codebook] = {}
        self.day = FIRST
        self.publish(*themes, why="shipped", own=False)

    def publish(self, *themes: Theme, why: str = "codebook", own: bool = True) -> None:
        number = len(self.rows) + 1
        self.rows.append(Row(number, "", why, own))
        self.books[number] = Codebook(1, themes)
        self.come_in(number)

    def come_in(self, number: int) -> None:
        """Let a release come in, for the first time or by a roll-back."""
        for row in self.rows:
            row.state = LIVE if row.number == number else PAST
        self.rows[number - 1].published_on = self.day.isoformat()
        self.day += timedelta(days=1)

    def since(self) -> dict[str, date]:
        return changes(cast(Sequence[Any], self.rows), self.books)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_what_was_there_from_the_first_release_always_was() -> None:
    history = History(A, B)
    assert history.since() == {}
    history.publish(A, B)
    assert history.since() == {}


@pytest.mark.parametrize(
    "change",
    [
        {"include": ("kettle*", "teapot*")},
        {"exclude": ()},
        {"absence_counts": not LIKE.absence_counts},
    ],
)
def test_what_changes_what_a_theme_finds_counts_from_its_publishing(change: dict[str, Any]) -> None:
    history = History(A, B)
    history.publish(replace(A, **change), B)
    assert history.since() == {"a": day(1)}
    history.publish(replace(A, **change), B, why="refit")
    assert history.since() == {"a": day(1)}, "learning anew is no change"


def test_what_does_not_change_what_it_finds_is_no_change() -> None:
    history = History(A, B)
    history.publish(
        replace(A, label="Tea", description="All of it.", owner="Estates", examples=("A kettle.",)),
        replace(B, group="Animals", hse=()),
    )
    assert history.since() == {}
    history.publish(replace(A, include=("kettle*",), exclude=("kettle drum",)), B)
    assert history.since() == {}


def test_a_new_theme_one_made_live_and_one_that_others_join_have_changed() -> None:
    history = History(A, replace(B, status="draft"))
    history.publish(A, B)
    assert history.since() == {"b": day(1)}
    history.publish(replace(A, status="retired", merged_into="b"), B)
    assert history.since() == {"b": day(2)}


def test_a_roll_back_counts_for_what_it_changed_and_for_nothing_else() -> None:
    history = History(A, B)
    history.publish(replace(A, include=("teapot*",)), B)
    history.come_in(1)
    assert history.since() == {"a": day(2)}
    history.publish(replace(A, include=("teapot*",)), B)
    assert history.since() == {"a": day(3)}, "the time between was a gap"


def test_what_an_upgrade_brings_was_written_by_nobody_who_reads_texts() -> None:
    history = History(A)
    history.day = FIRST  # the first release and the newer one are noted on the same day
    history.publish(A, B, why="shipped", own=False)
    assert history.since() == {}
    history.publish(A, B, why="refit", own=False)
    assert history.since() == {}
    history.publish(A, replace(B, include=("otter*",)))
    assert history.since() == {"b": day(2)}


def test_one_that_differed_on_the_same_day_is_held_to_have_come_last() -> None:
    history = History(A)
    history.publish(A, B)
    history.day = day(1)
    history.publish(A)
    history.day = day(5)
    history.publish(A, B)
    assert history.since() == {"b": day(5)}


STEPS = st.lists(st.tuples(st.sampled_from(["a", "b", "c", "back"]), st.integers(0, 2)), max_size=8)


@given(STEPS)
def test_no_row_of_releases_makes_a_theme_look_older_than_it_is(
    steps: list[tuple[str, int]],
) -> None:
    history = History(replace(A, include=("a",)))
    true: list[tuple[date, str]] = [(history.day - timedelta(days=1), "a")]
    live, before = 1, 0
    for what, days in steps:
        history.day = true[-1][0] + timedelta(days=days)
        on = history.day
        if what == "back" and before:
            history.come_in(before)
            live, before = before, 0
        elif what != "back":
            history.publish(replace(A, include=(what,)))
            live, before = len(history.rows), live
        true.append((on, history.books[live].themes[0].include[0]))
    differs = [place for place, (_, phrase) in enumerate(true) if phrase != true[-1][1]]
    found = history.since().get("a")
    if not differs:
        assert found is None
    else:
        assert found is not None, "it was something else once"
        assert found >= true[differs[-1] + 1][0]


def test_a_period_is_told_that_begins_more_than_a_week_later() -> None:
    # 2026-Q2 and its first block begin on Monday 30 March; the year on Monday 29 December.
    for period in ("2026-Q2", "2026-Q2-B1"):
        assert is_after(period, date(2026, 3, 22))
        assert not is_after(period, date(2026, 3, 23)), "a clock ahead may have sent one that day"
    assert is_after("2026", date(2025, 12, 21))
    assert not is_after("2026", date(2025, 12, 22))
