"""Staff groups, role families and trust areas.

Staff groups are the NHS Data Dictionary's ESR staff groups (codes 01 to 10): a trust may leave
some out and explain them in its own words, never rename them. Role families are a coarse second
level for ambulance work that a trust may edit. Areas form a tree that the trust defines; a
summary names one leaf. What a trust may change, and how, is ``organisation_edit``'s to say.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.errors import ContentError
from app.domain.lock import LockTimes
from app.domain.wording import to_say

#: ESR staff groups, NHS Data Dictionary "STAFF GROUP".
STAFF_GROUPS: Mapping[str, str] = {
    "01": to_say("Medical and Dental"),
    "02": to_say("Students"),
    "03": to_say("Nursing and Midwifery Registered"),
    "04": to_say("Allied Health Professionals"),
    "05": to_say("Additional Professional Scientific and Technical"),
    "06": to_say("Healthcare Scientists"),
    "07": to_say("Additional Clinical Services"),
    "08": to_say("Administrative and Clerical"),
    "09": to_say("Estates and Ancillary"),
    "10": to_say("Supplementary Roles"),
}

#: What the groups mean in an ambulance trust, for the person who has to choose one.
STAFF_GROUP_HINTS: Mapping[str, str] = {
    "01": to_say("doctors, dentists"),
    "02": to_say("student paramedics and other students"),
    "03": to_say("registered nurses and midwives"),
    "04": to_say("paramedics of every grade"),
    "05": to_say("pharmacists, psychologists and similar"),
    "06": to_say("scientists and physicists"),
    "07": to_say("technicians, care assistants, call handlers, dispatchers"),
    "08": to_say("office staff, managers without patient contact"),
    "09": to_say("fleet, make-ready, estates, catering"),
    "10": to_say("chaplains, volunteers and others"),
}

#: The smallest group a lead may see. A trust may raise it, never lower it.
MINIMUM_GROUP = 11


@dataclass(frozen=True)
class Area:
    """A trust area: ``parent`` is None at the top of the tree.

    A ``retired`` one is offered to nobody any more; what names it already keeps its name.
    """

    id: str
    name: str
    parent: str | None = None
    retired: bool = False


@dataclass(frozen=True)
class RoleFamily:
    """A coarse role, inside one ESR staff group."""

    id: str
    name: str
    staff_group: str


@dataclass(frozen=True)
class Organisation:
    """A trust as a device knows it after enrolling.

    ``lock`` holds the trust's own times for locking, None where it never said. They can only
    shorten what a person chose. ``staff_group_hints`` explains staff groups by code in the
    trust's own words; ``staff_groups_offered`` are the codes to choose from, none meaning all.
    ``version`` rises with every edit. ``former_areas`` are ids that were given up: an id never
    comes to mean another place.
    """

    id: str
    name: str
    areas: tuple[Area, ...]
    role_families: tuple[RoleFamily, ...] = ()
    synthetic: bool = False
    lock: LockTimes | None = None
    staff_group_hints: Mapping[str, str] = field(default_factory=dict, hash=False)
    staff_groups_offered: tuple[str, ...] = ()
    version: int = 1
    former_areas: tuple[str, ...] = ()

    def leaves(self, *, retired: bool = False) -> tuple[Area, ...]:
        """Give the areas to choose from: live ones that no other live area lies in.

        With ``retired`` also those that were chosen once: what intake must still take, because
        a summary may have waited in an outbox, and what reports must still name.
        """
        parents = {area.parent for area in self.areas}
        live_parents = {area.parent for area in self.areas if not area.retired}
        return tuple(
            area
            for area in self.areas
            if (retired and area.id not in parents)
            or (not area.retired and area.id not in live_parents)
        )

    def area_name(self, area_id: str) -> str:
        """Give the area's name, whatever became of it; its id where it is not known."""
        return next((area.name for area in self.areas if area.id == area_id), area_id)

    def staff_groups(self) -> Mapping[str, str]:
        """Give the staff groups to choose from, code to the NHS's own name."""
        wanted = self.staff_groups_offered or tuple(STAFF_GROUPS)
        return {code: name for code, name in STAFF_GROUPS.items() if code in wanted}

    def hint(self, staff_group: str) -> str:
        """Explain a staff group: in the trust's own words, or else in ours."""
        return self.staff_group_hints.get(staff_group) or STAFF_GROUP_HINTS.get(staff_group, "")

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping, as kept on the device and sent by the server."""
        lock = self.lock and {
            "lock_idle_minutes": self.lock.idle_seconds / 60,
            "lock_hidden_minutes": self.lock.hidden_seconds / 60,
        }
        return {
            "id": self.id,
            "name": self.name,
            "synthetic": self.synthetic,
            "version": self.version,
            "areas": [
                {"id": a.id, "name": a.name, "parent": a.parent, "retired": a.retired}
                for a in self.areas
            ],
            "role_families": [
                {"id": r.id, "name": r.name, "staff_group": r.staff_group}
                for r in self.role_families
            ],
            "staff_group_hints": dict(self.staff_group_hints),
            "staff_groups_offered": list(self.staff_groups_offered),
            "former_areas": list(self.former_areas),
            **(lock or {}),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Organisation":
        """Read what ``to_document`` wrote; raises ContentError on anything else.

        What older versions did not write yet may be absent: devices keep old documents.
        """
        try:
            areas = tuple(_area(item) for item in _sequence(document["areas"]))
            roles = tuple(_role(item) for item in _sequence(document.get("role_families", [])))
            identity, name = document["id"], document["name"]
            if not (isinstance(identity, str) and isinstance(name, str)):
                raise TypeError
            return cls(
                identity,
                name,
                areas,
                roles,
                bool(document.get("synthetic", False)),
                _lock(document),
                _hints(document.get("staff_group_hints", {})),
                _codes(document.get("staff_groups_offered", [])),
                _version(document.get("version", 1)),
                tuple(_plain_text(item) for item in _sequence(document.get("former_areas", []))),
            )
        except (KeyError, TypeError) as error:
            raise ContentError("The trust's areas could not be read.") from error


def _sequence(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return value


def _text(item: object, key: str) -> str:
    if not isinstance(item, Mapping) or not isinstance(item[key], str):
        raise TypeError
    return str(item[key])


def _area(item: object) -> Area:
    if not isinstance(item, Mapping):
        raise TypeError
    parent, retired = item.get("parent"), item.get("retired", False)
    if not isinstance(retired, bool):
        raise TypeError
    above = None if parent is None else _plain_text(parent)
    return Area(_text(item, "id"), _text(item, "name"), above, retired)


def _plain_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _hints(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise TypeError
    return {_code(code): _plain_text(hint) for code, hint in value.items()}


def _codes(value: object) -> tuple[str, ...]:
    return tuple(_code(item) for item in _sequence(value))


def _code(value: object) -> str:
    if not isinstance(value, str) or value not in STAFF_GROUPS:
        raise TypeError
    return value


def _version(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise TypeError
    return value


def _role(item: object) -> RoleFamily:
    return RoleFamily(_text(item, "id"), _text(item, "name"), _text(item, "staff_group"))


def _lock(document: Mapping[str, object]) -> LockTimes | None:
    """Read the trust's times; LockTimes brings those outside its bounds to the nearer one."""
    keys = ("lock_idle_minutes", "lock_hidden_minutes")
    if all(document.get(key) is None for key in keys):
        return None
    idle, hidden = (_seconds(document.get(key)) for key in keys)
    return LockTimes(idle, hidden)


def _seconds(minutes: object) -> float:
    if minutes is None:
        return math.inf
    if isinstance(minutes, bool) or not isinstance(minutes, int | float):
        raise TypeError
    return round(minutes * 60, 3)
