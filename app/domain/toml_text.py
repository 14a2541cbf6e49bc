"""Write TOML (version 1.0) by hand: the few kinds of value that content files use.

The standard library only reads TOML. Strings are basic strings on one line; what TOML does not
take as it is (quotes, backslashes, control characters) is escaped, all else stays readable.
"""

from collections.abc import Iterable, Sequence
from datetime import date

Value = str | bool | int | date | Sequence[str] | Sequence[int]

_WIDTH = 100
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def quoted(text: str) -> str:
    """Give ``text`` as a TOML basic string. A lone surrogate has no form in TOML: it becomes ?."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0x2028, 0x2029, 0xFEFF):
        return f"\\u{code:04X}"
    return "?" if 0xD800 <= code <= 0xDFFF else character


def line(name: str, value: Value) -> str:
    """Give ``name = value``; a list that is too long for one line gets a line per entry."""
    if isinstance(value, bool):
        return f"{name} = {'true' if value else 'false'}"
    if isinstance(value, str):
        return f"{name} = {quoted(value)}"
    if isinstance(value, int):
        return f"{name} = {value}"
    if isinstance(value, date):
        return f"{name} = {value.isoformat()}"
    entries = [quoted(entry) if isinstance(entry, str) else str(entry) for entry in value]
    short = f"{name} = [{', '.join(entries)}]"
    if len(short) <= _WIDTH:
        return short
    return "\n".join([f"{name} = [", *(f"  {entry}," for entry in entries), "]"])


def lines(fields: Iterable[tuple[str, Value | None]]) -> list[str]:
    """Give a line for each field; None, an empty text and an empty list are left out."""
    return [line(name, value) for name, value in fields if value is not None and not _empty(value)]


def _empty(value: Value) -> bool:
    return isinstance(value, str | list | tuple) and not value


def table(name: str, fields: Iterable[tuple[str, Value | None]]) -> str:
    """Give one ``[[name]]`` entry with its fields."""
    return "\n".join([f"[[{name}]]", *lines(fields)])
