"""How well this device keeps a profile, and what its holder should know about it.

Safari clears what a site keeps on a device when the site was not used for seven days of
browsing (WebKit, "Full Third-Party Cookie Blocking and More", 24 March 2020; sites added to
the home screen are exempt). Hence the warnings at three and at five days: before the seventh.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.wording import tr, trn

#: An unsent summary this many days old is mentioned, and then pressed for.
UNSENT_NOTE_DAYS = 3
UNSENT_URGENT_DAYS = 5
#: A backup older than this is worth renewing.
BACKUP_DAYS = 30
#: Share of the room in per cent from which it counts as nearly full.
NEARLY_FULL = 80


@dataclass(frozen=True)
class StorageHealth:
    """What is kept, and how safely.

    ``room`` is (used, allowed) in bytes for all of Layby on this device, ``persistent``
    whether the browser promised not to clear it; both None where it does not say.
    ``set_aside`` counts damaged records; ``lacks_parts``: the app would not open offline.
    """

    records: int
    bytes: int
    room: tuple[int, int] | None
    persistent: bool | None
    oldest_unsent_days: int | None
    last_backup_on: date | None
    set_aside: int
    lacks_parts: bool


class Warning(StrEnum):
    """What there is to warn about; the urgent ones come first."""

    UNSENT_URGENT = "unsent-urgent"
    SET_ASIDE = "set-aside"
    LACKS_PARTS = "lacks-parts"
    NEARLY_FULL = "nearly-full"
    UNSENT = "unsent"
    NOT_PERSISTENT = "not-persistent"
    NO_BACKUP = "no-backup"
    OLD_BACKUP = "old-backup"


_URGENT = frozenset(
    {Warning.UNSENT_URGENT, Warning.SET_ASIDE, Warning.LACKS_PARTS, Warning.NEARLY_FULL}
)


@dataclass(frozen=True)
class Finding:
    """One warning, in words for a person."""

    kind: Warning
    words: str

    @property
    def urgent(self) -> bool:
        """Tell whether something could be lost soon, or not be opened when it is needed."""
        return self.kind in _URGENT


def warnings(health: StorageHealth, today: date) -> list[Finding]:
    """Give what its holder should know, the most urgent first; empty when all is well."""
    found = [*_unsent(health), *_device(health), *_backup(health, today)]
    return sorted(found, key=lambda finding: list(Warning).index(finding.kind))


def _unsent(health: StorageHealth) -> Iterator[Finding]:
    days = health.oldest_unsent_days
    if days is None or days < UNSENT_NOTE_DAYS:
        return
    waited = trn(
        "A summary has waited {count} day to be sent.",
        "A summary has waited {count} days to be sent.",
        days,
    )
    if days >= UNSENT_URGENT_DAYS:
        yield Finding(
            Warning.UNSENT_URGENT,
            tr(
                "{waited} Connect this device now, or make a backup. Safari clears what a site "
                "keeps when it was not used for 7 days.",
                waited=waited,
            ),
        )
    else:
        yield Finding(
            Warning.UNSENT,
            tr(
                "{waited} Connect this device when you can. Safari clears what a site keeps "
                "when it was not used for 7 days.",
                waited=waited,
            ),
        )


def _device(health: StorageHealth) -> Iterator[Finding]:
    if health.set_aside:
        yield Finding(
            Warning.SET_ASIDE,
            trn(
                "{count} saved item is damaged and set aside. Everything else is fine.",
                "{count} saved items are damaged and set aside. Everything else is fine.",
                health.set_aside,
            ),
        )
    if health.lacks_parts:
        yield Finding(
            Warning.LACKS_PARTS,
            tr(
                "A part of Layby is not on this device: without a signal it would not open. "
                "Open it again on a good connection. If this stays, free some room."
            ),
        )
    used, allowed = health.room or (0, 0)
    if allowed > 0 and used * 100 >= allowed * NEARLY_FULL:
        yield Finding(
            Warning.NEARLY_FULL,
            tr("This device has little room left for Layby. Free some, so that saving goes on."),
        )
    if health.persistent is False:
        yield Finding(
            Warning.NOT_PERSISTENT,
            tr(
                "This browser may clear Layby when the device runs short of room. Add Layby to "
                "the home screen, and make backups."
            ),
        )


def _backup(health: StorageHealth, today: date) -> Iterator[Finding]:
    if not health.records:
        return
    if health.last_backup_on is None:
        yield Finding(
            Warning.NO_BACKUP,
            tr("There is no backup yet. If this device is lost, so is all of it."),
        )
    elif (days := (today - health.last_backup_on).days) > BACKUP_DAYS:
        yield Finding(
            Warning.OLD_BACKUP,
            trn(
                "The last backup is {count} day old. Make a new one.",
                "The last backup is {count} days old. Make a new one.",
                days,
            ),
        )
