"""Flet's patches: without what cannot matter, worked out once, and never of two lists at once.

To index a new control Flet calls itself for each of its thirty-odd fields, nearly all of them
numbers, words or nothing, and comes back with nothing. ``quicken`` lets Flet's own code see those
fields alone that something can be inside of. And before it calls any handler Flet reads the
annotations of every class the control is made of, to learn which kind of event the handler wants,
which is the same for all controls of a class.

And Flet takes a row that went from one list for the same as one that came into another, if both
have one key and the lists had one place, the second after the first. A card then showed another
card's words. A row is only ever the same within its own list, where Flet finds it before.
"""

import dataclasses
from collections.abc import Callable, Iterator
from types import FunctionType, NoneType, SimpleNamespace
from typing import Any

from flet.controls import base_control
from flet.controls.object_patch import DiffBuilder
from flet.controls.value_types import Prop

#: Nothing can be inside these.
_PLAIN = frozenset({NoneType, bool, int, float, str, bytes})
#: The two walks, as Flet wrote them.
FLETS = {name: vars(DiffBuilder)[name] for name in ("_configure_dataclass", "_removed_controls")}
#: How Flet finds out which kind of event a control's handler wants.
_KIND = "get_event_field_type"
FLETS_KIND: Callable[[Any, str], Any] = vars(base_control)[_KIND]
#: By class and handler: that kind.
_kinds: dict[tuple[type, str], Any] = {}
#: By class: its fields, and whether one that was never set is plain.
_fields: dict[type, tuple[tuple[Any, bool], ...]] = {}


def quicken() -> None:
    """Let every patch from now on be made this way."""
    walks = {name: quick(walk) for name, walk in FLETS.items()}
    for name, own in {**walks, "_index_key": alone}.items():
        setattr(DiffBuilder, name, own)
    setattr(base_control, _KIND, kind_of_event)


def kind_of_event(control: Any, handler: str) -> Any:  # noqa: ANN401 - any control, any event
    """Give the kind of event that a control's ``handler`` wants, as Flet finds it."""
    asked = (type(control), handler)
    if asked not in _kinds:
        _kinds[asked] = FLETS_KIND(control, handler)
    return _kinds[asked]


def alone(_builder: DiffBuilder, item: Any, item_key: Any, _path: list[Any]) -> Any:  # noqa: ANN401 - Flet's
    """Give what an item that comes or goes is known by: a keyed row of a list by nothing."""
    return item if item_key is None else object()


def quick(walk: Callable[..., Any]) -> Callable[..., Any]:
    """Give the same function, for which objects have no plain fields."""
    assert isinstance(walk, FunctionType)  # noqa: S101 - narrows what Flet wrote for the checker
    seen = SimpleNamespace(is_dataclass=dataclasses.is_dataclass, fields=worth_walking)
    others = {**walk.__globals__, "dataclasses": seen}
    return FunctionType(walk.__code__, others, walk.__name__, walk.__defaults__, walk.__closure__)


def worth_walking(item: Any) -> Iterator[Any]:  # noqa: ANN401 - any dataclass
    """Give the fields of a dataclass that hold more than a plain value, in order."""
    values = getattr(item, "_values", ())
    for field, is_sparse in _fields_of(type(item)):
        if is_sparse and field.name not in values:
            continue
        if type(getattr(item, field.name)) not in _PLAIN:
            yield field


def _fields_of(kind: type) -> tuple[tuple[Any, bool], ...]:
    known = _fields.get(kind)
    if known is None:
        fields = dataclasses.fields(kind)
        known = tuple((field, _is_sparse(kind, field.name)) for field in fields)
        _fields[kind] = known
    return known


def _is_sparse(kind: type, name: str) -> bool:
    """Tell whether the field lies in ``_values`` once it is set, and is plain until then."""
    found = next((vars(base)[name] for base in kind.__mro__ if name in vars(base)), None)
    return isinstance(found, Prop) and type(found.default) in _PLAIN
