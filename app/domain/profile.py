"""What a profile remembers about itself: whose it is, how it locks, when it was backed up.

Kept as one encrypted record inside the profile. Nothing here can be seen before unlocking,
the PIN least of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import ContentError
from app.domain.lock import LockTimes
from app.domain.wording import tr

_Kind = TypeVar("_Kind")


class Role(StrEnum):
    """What somebody uses Layby for; one profile may have several."""

    MANAGER = "manager"
    CREW = "crew"
    LEAD = "lead"


@dataclass(frozen=True)
class ProfileSettings:
    """One profile's settings.

    ``pin`` is empty when none is set. ``lock`` is the person's own choice of times, if any;
    the trust's may be shorter still. ``recovery_noted`` says that they told us the printed
    code is on paper. ``last_backup_count`` is how many records the last backup held.
    """

    roles: frozenset[Role]
    pin: str = field(default="", repr=False)
    lock: LockTimes | None = None
    recovery_noted: bool = False
    last_backup_on: date | None = None
    last_backup_count: int = 0

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        lock = self.lock
        return {
            "roles": sorted(role.value for role in self.roles),
            "pin": self.pin,
            "lock": lock
            and {"idle_seconds": lock.idle_seconds, "hidden_seconds": lock.hidden_seconds},
            "recovery_noted": self.recovery_noted,
            "last_backup_on": self.last_backup_on and self.last_backup_on.isoformat(),
            "last_backup_count": self.last_backup_count,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "ProfileSettings":
        """Read what ``to_document`` wrote; raises ContentError on anything else.

        Unknown keys are passed over and missing ones take their default; without roles it
        is a manager's, the only kind there was before roles were kept.
        """
        try:
            return cls(
                roles=_roles(document.get("roles", [Role.MANAGER])),
                pin=_typed(document.get("pin", ""), str),
                lock=_lock(document.get("lock")),
                recovery_noted=_typed(document.get("recovery_noted", False), bool),
                last_backup_on=_day(document.get("last_backup_on")),
                last_backup_count=_typed(document.get("last_backup_count", 0), int),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(tr("This profile's settings could not be read.")) from error


def _typed(value: object, kind: type[_Kind]) -> _Kind:
    if type(value) is not kind:
        raise TypeError
    return value


def _roles(value: object) -> frozenset[Role]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return frozenset(Role(role) for role in value)


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(_typed(value, str))


def _lock(value: object) -> LockTimes | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise TypeError
    idle, hidden = value["idle_seconds"], value["hidden_seconds"]
    if not all(type(seconds) in (int, float) for seconds in (idle, hidden)):
        raise TypeError
    return LockTimes(idle, hidden)
