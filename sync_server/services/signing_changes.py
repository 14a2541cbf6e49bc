"""Changes of trusts' signing keys, noted beside the database.

Devices follow from one key to the next, and never back. A backup from before a change, restored
later, signs with a key that they have left: they would keep what they have and send nothing.
Neither the doctor nor a restore could know that from the database alone.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection

from sync_server.db.issuer_keys import TrustKeyRows
from sync_server.db.server_state import ServerState
from sync_server.db.verified_backups import VerifiedBackups
from sync_server.services.files import write_file

TODO = (
    "Restore a backup made after that day (restore --force). Where there is none, devices have "
    "to enrol again: enrol."
)


def note_change(file: Path, connection: Connection, trust: str, key_id: str, day: str) -> None:
    """Keep that devices of ``trust`` follow to this key from ``day`` on (ISO date)."""
    mark = ServerState(connection).read().mark
    noted = {**_read(file), trust: {"key": key_id, "on": day, "mark": mark}}
    write_file(file, json.dumps(noted, indent=1, sort_keys=True).encode())


def left_behind(file: Path, connection: Connection) -> Iterator[str]:
    """Give a sentence for each trust whose devices have left the key that this database has."""
    for trust, noted in sorted(_read(file).items()):
        if not TrustKeyRows(connection).knows(trust, str(noted.get("key"))):
            yield (
                f"{trust}: its signing key was changed on {noted.get('on')}, and these data are "
                "from before. Devices that followed refuse this server."
            )


def not_backed_up(file: Path, connection: Connection) -> Iterator[str]:
    """Give a sentence for each change that no verified backup holds yet."""
    newest = VerifiedBackups(connection).highest_mark()
    for trust, noted in sorted(_read(file).items()):
        if newest <= int(str(noted.get("mark", 0))):
            yield f"{trust}: no backup holds its signing key of {noted.get('on')}."


def _read(file: Path) -> Mapping[str, dict[str, object]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError):
        return {}
