"""Fields of a saved document, read back as what they were when it was written.

Whatever else is found there raises TypeError or ValueError, which the reader of the whole
document answers with a ContentError: a damaged document is told, never guessed around.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime


def words_in(value: object) -> dict[str, str]:
    """Give the texts of a mapping by their names; raises TypeError."""
    if not isinstance(value, Mapping):
        raise TypeError
    return {str(key): str(words) for key, words in value.items()}


def day_in(value: object) -> date | None:
    """Give a day, or None; raises ValueError."""
    return None if value is None else date.fromisoformat(str(value))


def moment_in(value: object) -> datetime | None:
    """Give a moment, or None; raises ValueError."""
    return None if value is None else datetime.fromisoformat(str(value))


def ids_in(value: object) -> list[str]:
    """Give a list of ids; raises TypeError."""
    if not isinstance(value, list):
        raise TypeError
    return [str(item) for item in value]


def one_of(value: object, known: Collection[str]) -> str:
    """Give one of the ``known`` values, or "" for none; raises ValueError."""
    if value != "" and value not in known:
        raise ValueError
    return str(value)
