"""Days of the week and months as tired thumbs write them."""

from collections.abc import Iterator


def _slips(word: str) -> Iterator[str]:
    """Give what a thumb makes of a word: a letter left out, doubled, or two changed over."""
    for i in range(1, len(word) - 1):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + word[i] + word[i:]
        yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


_LONG_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_REAL = frozenset(
    "moday today sundays wednesday friday sunday saturday monday tuesday thursday".split()
)
SLIPS = sorted(
    {
        "wensday",
        "wedensday",
        "thurday",
        "saterday",
        "tuseday",
        "wendsday",
        "wendesday",
        "wenesday",
        "thersday",
        "thirsday",
        "frieday",
        "fryday",
        "sataday",
        "saturaday",
        "sonday",
        "munday",
        "tusday",
        "chewsday",
    }.union(*map(_slips, _LONG_DAYS))
    - _REAL
)
_LONG_MONTHS = (
    "January February August September October November December".split()  # short ones are words
)
MONTH_SLIPS = {
    slip: month
    for month in _LONG_MONTHS
    for slip in _slips(month.lower())
    if slip != month.lower()
} | {
    "feburary": "February", "febrary": "February", "novemeber": "November",
    "decemeber": "December", "septmeber": "September", "septembre": "September",
    "janurary": "January", "janury": "January", "agust": "August",
}  # fmt: skip
"""From a misspelt month, in small letters, to the month."""
