"""How long what was deleted waits, whatever the device's clock does."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.deletion import KEPT_DAYS, counted_from, is_over, last_day

days = st.dates()


@given(days, days)
def test_it_waits_through_its_last_day_and_not_a_day_longer(deleted_on: date, today: date) -> None:
    since = counted_from(deleted_on, today)
    assert since <= today
    assert is_over(deleted_on, today) == (today > last_day(since))
    assert (last_day(since) - since).days <= KEPT_DAYS
    assert not is_over(None, today)


@given(st.dates(max_value=date.max - timedelta(days=KEPT_DAYS + 1)))
def test_seven_days_on_it_is_there_and_on_the_eighth_it_is_not(deleted_on: date) -> None:
    assert not is_over(deleted_on, deleted_on + timedelta(days=KEPT_DAYS))
    assert is_over(deleted_on, deleted_on + timedelta(days=KEPT_DAYS + 1))


@given(days, days)
def test_a_day_that_lies_ahead_counts_as_today(today: date, ahead: date) -> None:
    if ahead > today:
        assert counted_from(ahead, today) == today
        assert not is_over(ahead, today)
