"""Reads a server's answer strictly: what lacks something, or has another kind, is not understood.

Each function raises KeyError or TypeError for a misfit, which ``understood`` turns into
ServerNotUnderstood: a screen is never half filled.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from app.domain.days import date_words
from app.domain.errors import ServerNotUnderstood
from app.usecases.insight_figures import ClosedPeriod, Elsewhere, Node

Found = Mapping[str, object]
T = TypeVar("T")


def understood(read: Callable[[], T]) -> T:
    """Read an answer; raises ServerNotUnderstood."""
    try:
        return read()
    except (KeyError, TypeError) as error:
        raise ServerNotUnderstood from error


def part(found: Found, name: str) -> Found:
    """Give an object within."""
    part = found[name]
    if not isinstance(part, Mapping):
        raise TypeError
    return part


def each(found: Found, name: str, read: Callable[[Found], T]) -> tuple[T, ...]:
    """Read every object of a list within."""
    items = found[name]
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise TypeError
    return tuple(read(item) for item in items)


def text(found: Found, name: str) -> str:
    """Give a text."""
    value = found[name]
    if not isinstance(value, str):
        raise TypeError
    return value


def a_day(found: Found, name: str) -> str:
    """Give a day in words, such as 30 September 2026; "" where there is none."""
    value = text(found, name)
    try:
        return date_words(date.fromisoformat(value)) if value else ""
    except ValueError as error:
        raise TypeError from error


def texts(found: Found, name: str) -> tuple[str, ...]:
    """Give a list of texts."""
    values = found[name]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError
    return tuple(values)


def maybe_text(found: Found, name: str) -> str | None:
    """Give a text, or None."""
    return None if found[name] is None else text(found, name)


def whole(found: Found, name: str) -> int:
    """Give a whole number."""
    value = found[name]
    if type(value) is not int:
        raise TypeError
    return value


def maybe_whole(found: Found, name: str) -> int | None:
    """Give a whole number, or None."""
    return None if found[name] is None else whole(found, name)


def flag(found: Found, name: str) -> bool:
    """Give yes or no."""
    value = found[name]
    if not isinstance(value, bool):
        raise TypeError
    return value


def a_period(one: Found) -> ClosedPeriod:
    """Give a closed period."""
    identity, kind, words = (text(one, name) for name in ("id", "kind", "words"))
    version = whole(one, "code_version")
    return ClosedPeriod(identity, kind, words, maybe_text(one, "parent"), version)


def a_node(one: Found) -> Node:
    """Give a group or area; it is shown, or withheld with a reason."""
    coarser = None
    if one["coarser"] is not None:
        where = part(one, "coarser")
        coarser = Elsewhere(*(text(where, name) for name in ("period", "node", "words")))
    shown, withheld = maybe_whole(one, "shown"), maybe_text(one, "withheld")
    if (shown is None) == (withheld is None):
        raise TypeError
    identity, name, parent = text(one, "id"), text(one, "name"), maybe_text(one, "parent")
    return Node(identity, name, parent, whole(one, "depth"), shown, withheld, coarser)
