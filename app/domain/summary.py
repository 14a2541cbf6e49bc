"""The summary: all that ever leaves a device about a conversation.

``WireSummary`` is the wire schema, version 3. It has no author, no device, no time of day,
no wording from before anonymising and no count of what was removed. Its id is random, never
time-based, so that ids say nothing about order or origin.

Version 2 added ``self_referral``, version 3 ``withdrawal`` and ``looked_again`` (see
``app.domain.second_look``). All can be read, as they stand in outboxes that were filled before.
A server stores this version and the one before; what is older is told so and kept by its device.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from app.domain.errors import InvalidSummary
from app.domain.organisation import STAFF_GROUPS
from app.domain.periods import IsoWeek
from app.domain.support import SERVICE_TYPES
from app.domain.wording import amount, tr

#: The schema that new summaries are written in, and all that are taken.
SCHEMA = 3
SCHEMAS = (1, 2, SCHEMA)
#: The lowest and the highest schema that a server takes: this one and the one before.
WIRE_VERSIONS = (SCHEMA - 1, SCHEMA)

#: How the colleague wants to reach support, where it came up: themselves, or referred.
SELF_REFERRAL = ("self", "referred")

MAX_CHARACTERS = 2000

_SLUG = re.compile(r"^[a-z0-9][a-z0-9-]{0,63}$")
_LANGUAGE = re.compile(r"^[a-z]{2}(-[A-Z]{2})?$")
_HASH = re.compile(r"^[0-9a-f]{64}$")
_VERSION = re.compile(r"^[A-Za-z0-9.+-]{1,32}$")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_RANDOM_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_LIST_MAX = 12
_REQUIRED = (
    "id schema organisation staff_group area week kind text plan_made follow_up_agreed "
    "language anonymiser"
).split()
_OPTIONAL = (
    "role_family themes support_offered helpful self_referral withdrawal looked_again"
).split()


@dataclass(frozen=True)
class WireSummary:
    """One agreed, de-identified summary as it is sent and stored.

    ``area`` is a leaf of the organisation's area tree, ``week`` an ISO week, ``kind`` the
    guide's id, ``text`` the agreed wording (1 to 2,000 characters), ``themes`` codebook ids
    the two people picked, ``support_offered`` ids of SERVICE_TYPES, ``helpful`` the colleague's
    own rating from 1 to 5 or None, ``self_referral`` one of SELF_REFERRAL or None (schema 2).
    From schema 3 on ``withdrawal`` is the SHA-256 of a code that only the author's device knows,
    in hex, and ``looked_again`` says that its text was looked over once more after the server
    had asked for that; both are None before.
    """

    id: str
    organisation: str
    staff_group: str
    area: str
    week: str
    kind: str
    text: str
    plan_made: bool
    follow_up_agreed: bool
    language: str
    anonymiser: str
    role_family: str | None = None
    themes: tuple[str, ...] = ()
    support_offered: tuple[str, ...] = ()
    helpful: int | None = None
    self_referral: str | None = None
    withdrawal: str | None = None
    looked_again: bool | None = None
    schema: int = field(default=SCHEMA)

    def __post_init__(self) -> None:
        """Refuse anything that breaks the schema; raises InvalidSummary naming the field."""
        for name, sound in self._checks():
            if not sound:
                raise InvalidSummary(_COMPLAINTS.get(name), field=name)

    def _checks(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("schema", self.schema in SCHEMAS and not isinstance(self.schema, bool)),
            ("id", _is_random_uuid(self.id)),
            ("organisation", _matches(_SLUG, self.organisation)),
            ("staff_group", isinstance(self.staff_group, str) and self.staff_group in STAFF_GROUPS),
            ("role_family", self.role_family is None or _matches(_SLUG, self.role_family)),
            ("area", _matches(_SLUG, self.area)),
            ("week", _is_week(self.week)),
            ("kind", _matches(_SLUG, self.kind)),
            ("text", _is_sound_text(self.text)),
            ("themes", _are_slugs(self.themes)),
            ("plan_made", isinstance(self.plan_made, bool)),
            ("follow_up_agreed", isinstance(self.follow_up_agreed, bool)),
            ("support_offered", _are_service_types(self.support_offered)),
            ("helpful", self.helpful is None or _is_rating(self.helpful)),
            ("self_referral", self.self_referral is None or self._says_self_referral()),
            ("withdrawal", self._came_third(self.withdrawal, _matches(_HASH, self.withdrawal))),
            ("looked_again", self._came_third(self.looked_again, _is_truth(self.looked_again))),
            ("language", _matches(_LANGUAGE, self.language)),
            ("anonymiser", _matches(_VERSION, self.anonymiser)),
        )

    def _says_self_referral(self) -> bool:
        known = isinstance(self.self_referral, str) and self.self_referral in SELF_REFERRAL
        return known and self.schema != 1

    def _came_third(self, value: object, sound: bool) -> bool:
        """What came with schema 3 must be there since, and must not be there before."""
        return value is None if self.schema in (1, 2) else sound

    def to_wire(self) -> dict[str, object]:
        """Give the JSON object that is sent; lists instead of tuples, no absent optionals."""
        wire = asdict(self)
        wire["themes"] = list(self.themes)
        wire["support_offered"] = list(self.support_offered)
        return {key: value for key, value in wire.items() if value is not None}

    @classmethod
    def from_wire(cls, wire: object) -> "WireSummary":
        """Read one received object strictly; raises InvalidSummary naming the first misfit.

        Unknown fields are refused: what this version does not know it must not store.
        """
        if not isinstance(wire, Mapping):
            raise InvalidSummary("A summary must be an object.", field="")
        for name in _REQUIRED:
            if name not in wire:
                raise InvalidSummary("A required field is missing.", field=name)
        for name in wire:
            if name not in _REQUIRED and name not in _OPTIONAL:
                # The name itself is not echoed: it may hold anything.
                raise InvalidSummary("There is a field this version does not know.", field="")
        values = dict(wire)
        for name in ("themes", "support_offered"):
            value = values.get(name, [])
            if not isinstance(value, list):
                raise InvalidSummary(field=name)
            values[name] = tuple(value)
        return cls(**values)


_COMPLAINTS = {
    "text": f"The summary needs 1 to {MAX_CHARACTERS:,} characters.",
    "week": "The week is not an ISO week.",
    "staff_group": "Choose one of the staff groups.",
    "area": "Choose one of your trust's areas.",
    "schema": "This version of the summary is not supported.",
}


def text_problem(text: str) -> str | None:
    """Say, for a person, why ``text`` cannot be sent as a summary; None when it can."""
    length = len(text.strip())
    if length == 0:
        return tr("The summary is empty. Write a sentence or two, or choose not to send one.")
    if length > MAX_CHARACTERS:
        over = length - MAX_CHARACTERS
        return tr(
            "The summary is {over} characters too long. The limit is {limit}.",
            over=amount(over),
            limit=f"{MAX_CHARACTERS:,}",
        )
    return None


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


def _is_random_uuid(value: object) -> bool:
    return isinstance(value, str) and _RANDOM_UUID.fullmatch(value) is not None


def _is_week(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        IsoWeek.parse(value)
    except ValueError:
        return False
    return True


def _is_sound_text(value: object) -> bool:
    if not isinstance(value, str) or text_problem(value) is not None:
        return False
    # Lone surrogates and NUL cannot be stored in every database.
    return _UNSTORABLE.search(value) is None


def _are_slugs(values: object) -> bool:
    return (
        isinstance(values, tuple)
        and len(values) <= _LIST_MAX
        and all(_matches(_SLUG, value) for value in values)
        and len(set(values)) == len(values)
    )


def _are_service_types(values: object) -> bool:
    # Categories, never a service's name: a trust's own services could tell where somebody is.
    return (
        isinstance(values, tuple)
        and _are_slugs(values)
        and all(value in SERVICE_TYPES for value in values)
    )


def _is_rating(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5
