"""A service, guide, overlay or action as it is being edited: whatever was typed, fit or not.

An entry maps the names of its fields to what stands in them: text as it was typed, a list of
ticked ids, or yes and no. Parts map to lists of entries. An entry keeps its id for good, because
notes, citations and summaries refer to it; a new one gets its id from its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.domain.content_form import Field, Form, Kind, Part
from app.domain.days import read_past_day
from app.domain.guide import REQUIRED_EXITS, REQUIRED_HELP, Guide
from app.domain.guide_file import Overlay, parse_overlay, read_guide
from app.domain.guide_form import GUIDE_FORM, OVERLAY_FORM
from app.domain.guide_writer import write_guide, write_overlay
from app.domain.organisation_edit import slug_of
from app.domain.service_form import SERVICE_FORM
from app.domain.service_writer import write_service
from app.domain.support import Service, in_full, parse_service
from app.domain.trust_action import ACTION_FORM, TrustAction, parse_action, write_action

Entry = dict[str, Any]
Item = Service | Guide | Overlay | TrustAction
#: Where an entry stands: (part, number) for each step down; () is the item itself.
Path = tuple[tuple[str, int], ...]

#: Ids are made of so many first words: they are for machines, and must not grow without end.
_ID_WORDS = 6
_HOUR = timedelta(hours=1)


@dataclass
class Draft:
    """One item under change. ``base`` is the guide that an overlay adds to."""

    form: Form
    entry: Entry
    made_from: Item
    base: Guide | None = None

    def shape(self, path: Path) -> Form | Part:
        """Give the fields and parts of the entry at ``path``."""
        return self.form.part(tuple(name for name, _ in path)) if path else self.form

    def at(self, path: Path) -> Entry:
        """Give the entry at ``path``; raises IndexError or KeyError when it is gone."""
        here = self.entry
        for name, number in path:
            here = here[name][number]
        return here

    def fields(self, path: Path) -> Sequence[Field]:
        """Give the fields to fill in there; the words of a guide's own area are not the trust's."""
        return () if self.at(path).get("known") else self.shape(path).fields

    def name(self, path: Path) -> str:
        """Call an entry by its own words, or by what it is where it has none yet."""
        shape = self.shape(path)
        if isinstance(shape, Form):
            return str(self.entry.get("title") or self.entry.get("name") or self._said())
        words = str(self.at(path).get(shape.called, "")).strip()
        return words or f"New {shape.one}"

    def _said(self) -> str:
        return str(self.entry.get("you_said", ""))

    def sources(self) -> dict[str, str]:
        """Give the sources that can be cited, id to title, with those of the guide added to."""
        self.give_ids()
        found = {one.id: one.title for one in (self.base.sources if self.base else ())}
        return found | {
            one["id"]: one["title"] for one in self.entry.get("sources", []) if one["id"]
        }

    def may_go(self, path: Path) -> bool:
        """Tell whether the entry may be taken away; what every guide must have may not."""
        wanted = {"exits": REQUIRED_EXITS, "in_the_moment": (REQUIRED_HELP,)}
        here = wanted.get(path[-1][0], ())
        return self.base is not None or self.at(path).get("id") not in here

    def give_ids(self) -> None:
        """Give every entry that has words but no id one of its own."""
        taken = {"begin", *_ids(self.form, self.entry)}
        if self.base is not None:
            taken |= _ids(GUIDE_FORM, opened(self.base).entry)
        for part, entry in _entries(self.form, self.entry):
            words = str(entry.get(part.called, "")).split()
            if words and not entry["id"]:
                entry["id"] = slug_of(" ".join(words[:_ID_WORDS]), taken)
                taken.add(entry["id"])

    def build(self, today: date) -> Item:
        """Make the item of what was typed; raises InputError for a day or number it cannot read.

        What is empty stays empty: ``content_check`` says so.
        """
        self.give_ids()
        return replace(self.made_from, **_values(self.form, self.entry, today))


def opened(item: Item, base: Guide | None = None) -> Draft:
    """Open an item for editing; ``base`` for an overlay."""
    form = form_of(item)
    entry = _opened(form, item)
    for area in entry.get("areas", []) if base is not None else []:
        if not area["title"]:
            _mark_known(area, base)
    return Draft(form, entry, item, base)


def form_of(item: Item) -> Form:
    """Give the form for an item."""
    if isinstance(item, Service):
        return SERVICE_FORM
    if isinstance(item, TrustAction):
        return ACTION_FORM
    return GUIDE_FORM if isinstance(item, Guide) else OVERLAY_FORM


def read_item(kind: str, text: str) -> Item:
    """Read the TOML text of an item; raises ContentError."""
    if kind == "service":
        return parse_service(text)
    if kind == "action":
        return parse_action(text)
    return read_guide(text) if kind == "guide" else parse_overlay(text)


def write_item(item: Item) -> str:
    """Write an item as TOML text."""
    if isinstance(item, Service):
        return write_service(item)
    if isinstance(item, TrustAction):
        return write_action(item)
    return write_guide(item) if isinstance(item, Guide) else write_overlay(item)


def new_entry(part: Part) -> Entry:
    """Give an empty entry of a part."""
    entry: Entry = {"id": "", **{one.name: _empty(one.kind) for one in part.fields}}
    return entry | {inner.name: [] for inner in part.parts}


def known_area(area_id: str, base: Guide) -> Entry:
    """Give an entry that adds prompts to an area which the guide has already."""
    entry: Entry = {"id": area_id, "title": "", "about": "", "prompts": []}
    _mark_known(entry, base)
    return entry


def told(shape: Form | Part, entry: Entry, where: str = "") -> Iterator[tuple[str, str]]:
    """Tell all that stands in an entry, as (where, words), for comparing two versions."""
    for one in shape.fields:
        value = entry.get(one.name)
        if isinstance(value, list):
            value = ", ".join(one.options.get(tick, tick) for tick in value)
        words = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
        yield f"{where}{one.label}", str(words or "")
    for part in shape.parts:
        for number, inner in enumerate(entry[part.name], start=1):
            name = str(inner.get(part.called, "")).strip() or f"{part.one} {number}"
            yield from told(part, inner, f"{where}{part.title}: {name}: ")


def _mark_known(area: Entry, base: Guide | None) -> None:
    names = {one.id: one.title for one in base.areas} if base else {}
    area["known"] = True
    area["title"] = names.get(area["id"], area["id"])


def _opened(shape: Form | Part, item: object) -> Entry:
    entry: Entry = {"id": getattr(item, "id", "")}
    for one in shape.fields:
        entry[one.name] = _shown(one.kind, getattr(item, one.name))
    for part in shape.parts:
        entry[part.name] = [_opened(part, inner) for inner in getattr(item, part.name)]
    return entry


def _empty(kind: Kind) -> object:
    if kind in (Kind.TICKS, Kind.CITES):
        return []
    return False if kind is Kind.FLAG else ""


def _shown(kind: Kind, value: Any) -> object:  # noqa: ANN401 - whatever the field holds
    if kind is Kind.LINES:
        return "\n".join(value)
    if kind in (Kind.TICKS, Kind.CITES):
        return list(value)
    if kind is Kind.DAY:
        return in_full(value)
    if kind is Kind.FLAG:
        return bool(value)
    return str(value // _HOUR if isinstance(value, timedelta) else value or "") or (
        "0" if value == 0 else ""
    )


def lines_of(words: str) -> tuple[str, ...]:
    """Give the lines of a text without blank ones."""
    return tuple(line for line in map(str.strip, words.splitlines()) if line)


def _values(shape: Form | Part, entry: Entry, today: date) -> dict[str, Any]:
    values = {one.name: _value(one, entry[one.name], today) for one in shape.fields}
    if entry.get("known"):
        values = dict.fromkeys(values, "")
    for part in shape.parts:
        values[part.name] = tuple(
            part.made(id=inner["id"], **_values(part, inner, today)) for inner in entry[part.name]
        )
    return values


def _value(one: Field, value: Any, today: date) -> object:  # noqa: ANN401 - as it was typed
    if one.kind is Kind.FLAG:
        return value
    if one.kind in (Kind.TICKS, Kind.CITES):
        return tuple(value)
    if one.kind is Kind.LINES:
        return lines_of(value)
    if one.kind is Kind.DAY:
        return read_past_day(value, today=today, field=one.name)
    if one.kind is Kind.WHOLE:
        return int(value) * _HOUR if one.name == "after" else int(value)
    return " ".join(value.split()) or ("" if one.needed else None)


def _entries(shape: Form | Part, entry: Entry) -> Iterator[tuple[Part, Entry]]:
    for part in shape.parts:
        for inner in entry[part.name]:
            yield part, inner
            yield from _entries(part, inner)


def _ids(shape: Form | Part, entry: Mapping[str, Any]) -> set[str]:
    return {inner["id"] for _, inner in _entries(shape, dict(entry)) if inner["id"]}
