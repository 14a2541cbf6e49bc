"""How long what somebody deleted can be brought back: seven days, whatever happens meanwhile.

A phone locks in a pocket after two minutes, so a deletion that could be undone only until then
was for good in practice. Seven days reach from one block of shifts to the next; that is this
project's choice. Whoever needs it gone at once says so, and then nothing waits.

Days come from the device's own clock, which may be wrong. A deletion that seems to lie in the
future was made under a clock that ran ahead: its days are counted from today.
"""

from datetime import date, timedelta

#: Days for which a deletion can be undone, the day of the deletion not counted.
KEPT_DAYS = 7


def counted_from(deleted_on: date | None, today: date) -> date:
    """Give the day that counts as the day of the deletion; None is a day that was never noted."""
    return today if deleted_on is None else min(deleted_on, today)


def last_day(deleted_on: date) -> date:
    """Give the last day on which it can be brought back."""
    return deleted_on + timedelta(days=min(KEPT_DAYS, (date.max - deleted_on).days))


def is_over(deleted_on: date | None, today: date) -> bool:
    """Tell whether it is past its last day."""
    return today > last_day(counted_from(deleted_on, today))
