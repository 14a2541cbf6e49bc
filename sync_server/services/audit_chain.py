"""Whether the audit is as it was written: each trust's chain, and its end kept outside.

The chain alone shows a row altered, taken out or put between. Somebody who may change the
database as they like could still write the whole chain anew, or cut off its end. Against that
the end of each chain is kept in a file beside the server's secret, and in every backup: what
was there when it was last looked at must still be there.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection

from sync_server.db.audit import BEGINNING, Audit, link
from sync_server.db.repositories import Organisations
from sync_server.services.files import write_file

#: By trust: the number and hash of the last row.
Ends = Mapping[str, tuple[int, str]]


def chain_ends(connection: Connection) -> dict[str, tuple[int, str]]:
    """Give the end of every trust's chain."""
    return {trust: Audit(connection, trust).end() for trust in Organisations(connection).all()}


def breaks(connection: Connection, before: Ends) -> list[str]:
    """Follow every chain; give a sentence for each trust whose chain is not as it was written.

    ``before`` are ends that were seen earlier.
    """
    found = []
    for trust in Organisations(connection).all():
        number = first_break(connection, trust)
        if number:
            found.append(f"{trust}: row {number} of the audit is not as it was written.")
    for trust, (number, expected) in before.items():
        if number and Audit(connection, trust).hash_of(number) != expected:
            found.append(f"{trust}: the audit no longer holds what stood there at row {number}.")
    return found


def first_break(connection: Connection, trust: str) -> int:
    """Give the number of the first row that does not follow, 0 where all do."""
    previous = BEGINNING
    for expected, row in enumerate(Audit(connection, trust).rows(), start=1):
        said = (row.at, row.who, row.what)
        if row.number != expected or row.hash != link(previous, trust, expected, said):
            return expected
        previous = row.hash
    return 0


def read_ends(file: Path) -> dict[str, tuple[int, str]]:
    """Read the ends that were kept; empty where there are none or the file is no such."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {str(trust): (int(end[0]), str(end[1])) for trust, end in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError, IndexError, KeyError):
        return {}


def keep_ends(file: Path, ends: Ends) -> None:
    """Keep the ends for the next look; raises OSError."""
    document = {trust: [number, value] for trust, (number, value) in ends.items()}
    write_file(file, json.dumps(document, sort_keys=True).encode())
