"""Staff groups, role families and trust areas.

Staff groups are the NHS Data Dictionary's ESR staff groups (codes 01 to 10). Role families
are a coarse second level for ambulance work that a trust may edit. Areas form a tree that
the trust defines; a summary names one leaf.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import ContentError
from app.domain.lock import LockTimes

#: ESR staff groups, NHS Data Dictionary "STAFF GROUP".
STAFF_GROUPS: Mapping[str, str] = {
    "01": "Medical and Dental",
    "02": "Students",
    "03": "Nursing and Midwifery Registered",
    "04": "Allied Health Professionals",
    "05": "Additional Professional Scientific and Technical",
    "06": "Healthcare Scientists",
    "07": "Additional Clinical Services",
    "08": "Administrative and Clerical",
    "09": "Estates and Ancillary",
    "10": "Supplementary Roles",
}

#: What the groups mean in an ambulance trust, for the person who has to choose one.
STAFF_GROUP_HINTS: Mapping[str, str] = {
    "01": "doctors, dentists",
    "02": "student paramedics and other students",
    "03": "registered nurses and midwives",
    "04": "paramedics of every grade",
    "05": "pharmacists, psychologists and similar",
    "06": "scientists and physicists",
    "07": "technicians, care assistants, call handlers, dispatchers",
    "08": "office staff, managers without patient contact",
    "09": "fleet, make-ready, estates, catering",
    "10": "chaplains, volunteers and others",
}

#: The smallest group a lead may see. A trust may raise it, never lower it.
MINIMUM_GROUP = 11


@dataclass(frozen=True)
class Area:
    """A trust area: ``parent`` is None at the top of the tree."""

    id: str
    name: str
    parent: str | None = None


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
    shorten what a person chose.
    """

    id: str
    name: str
    areas: tuple[Area, ...]
    role_families: tuple[RoleFamily, ...] = ()
    synthetic: bool = False
    lock: LockTimes | None = None

    def leaves(self) -> tuple[Area, ...]:
        """Give the areas a summary may name: those that no other area lies in."""
        parents = {area.parent for area in self.areas}
        return tuple(area for area in self.areas if area.id not in parents)

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
            "areas": [{"id": a.id, "name": a.name, "parent": a.parent} for a in self.areas],
            "role_families": [
                {"id": r.id, "name": r.name, "staff_group": r.staff_group}
                for r in self.role_families
            ],
            **(lock or {}),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Organisation":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            areas = tuple(_area(item) for item in _sequence(document["areas"]))
            roles = tuple(_role(item) for item in _sequence(document.get("role_families", [])))
            identity, name = document["id"], document["name"]
            if not (isinstance(identity, str) and isinstance(name, str)):
                raise TypeError
            synthetic = bool(document.get("synthetic", False))
            return cls(identity, name, areas, roles, synthetic, _lock(document))
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
    parent = item.get("parent")
    return Area(_text(item, "id"), _text(item, "name"), None if parent is None else str(parent))


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
