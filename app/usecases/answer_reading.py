"""Reads a server's answer strictly: what lacks something, or has another kind, is not understood.

Each function raises KeyError or TypeError for a misfit, which ``understood`` turns into
ServerNotUnderstood: a screen is never half filled. A form of ``app.domain`` that the server says
is read as it stands there, by ``read_as``.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from app.domain.days import date_words
from app.domain.errors import ServerNotUnderstood

Found = Mapping[str, object]
T = TypeVar("T")


def understood(read: Callable[[], T]) -> T:
    """Read an answer; raises ServerNotUnderstood."""
    try:
        return read()
    except (KeyError, TypeError) as error:
        raise ServerNotUnderstood from error


def read_as(form: type[T], found: object) -> T:
    """Read an answer as ``form``, a dataclass of the domain; raises ServerNotUnderstood.

    Every field must be there and of its kind: a whole number where a whole number should be, and
    no yes or no in its place. What the form does not name is left alone.
    """
    return cast("T", understood(lambda: _formed(form, found)))


def _formed(form: Any, found: object) -> object:  # noqa: ANN401 - a field's kind, not its value
    kinds = _kinds(form)
    if kinds:
        if not isinstance(found, Mapping):
            raise TypeError
        return form(**{name: _formed(kind, found[name]) for name, kind in kinds.items()})
    among, origin = get_args(form), get_origin(form)
    if origin is UnionType:
        inner = next(one for one in among if one is not type(None))
        return None if found is None else _formed(inner, found)
    if origin is tuple:
        if not isinstance(found, list):
            raise TypeError
        return tuple(_formed(among[0], one) for one in found)
    if origin is Literal:
        if not isinstance(found, str) or found not in among:
            raise TypeError
    elif type(found) is not form:
        raise TypeError
    return found


@cache
def _kinds(form: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    """Give the kinds of a form's fields by their names; none for what is no form."""
    if not is_dataclass(form):
        return {}
    hints = get_type_hints(form)
    return {one.name: hints[one.name] for one in fields(form)}


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
