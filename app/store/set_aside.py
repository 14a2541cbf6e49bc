"""What was found damaged when a profile was opened, and kept out of sight.

Nothing of a set-aside record is shown. Its bytes stay in the store untouched, its id is never
given to another record, and it is reported at every opening until a person dismisses it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Damage(StrEnum):
    """What is wrong.

    UNREADABLE: it fails authentication, or decoding. OLDER: authentic, but not the version that
    the manifest lists (rolled back, or replaced by a later record of the same document).
    MISSING: listed, but not there. UNLISTED: authentic, but not listed (a deleted record that
    came back). NEWER: written by a newer Layby. LIST: a part of the manifest itself was lost or
    rolled back. The records it covers are shown, for each authenticates, but nobody can vouch
    that none of them is missing, old or back from the dead.
    """

    UNREADABLE = "unreadable"
    OLDER = "older"
    MISSING = "missing"
    UNLISTED = "unlisted"
    NEWER = "newer"
    LIST = "list"


@dataclass(frozen=True)
class SetAside:
    """One damaged record: its table and id in the store, which say nothing of its words."""

    damage: Damage
    table: str
    record_id: str

    @property
    def key(self) -> tuple[str, str]:
        """Where it lies in the store: table and record id."""
        return self.table, self.record_id
