"""The trusts on this server, as the domain knows them."""

import json
from collections.abc import Sequence
from datetime import datetime

from app.domain.organisation import Organisation
from app.domain.summary import WireSummary
from sync_server.db.audit import COMMAND_LINE, Audit
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.errors import ServerError
from sync_server.services.intake import Intake

_BATCH = 200


def organisations(database: Database) -> dict[str, Organisation]:
    """Read every trust by its id."""
    with database.read() as connection:
        documents = Organisations(connection).all()
    return {
        identity: Organisation.from_document(json.loads(document))
        for identity, document in documents.items()
    }


def the_organisation(database: Database, wanted: str = "") -> Organisation:
    """Give the trust of this id, or the only one; raises ServerError where that is not clear."""
    found = organisations(database)
    if not found:
        raise ServerError(
            "There is no trust yet. Is LAYBY_DATA_DIR the server's own? Then start it once, "
            "with serve, or name your trust before that: add-trust ID NAME"
        )
    if not wanted and len(found) > 1:
        raise ServerError(
            f"There are several trusts here: {', '.join(found)}. Name one with --trust, or in "
            "the setting LAYBY_TRUST."
        )
    if wanted and wanted not in found:
        raise ServerError(f"There is no trust {wanted}. There are: {', '.join(found)}.")
    return found[wanted or next(iter(found))]


def add_organisation(database: Database, organisation: Organisation, act: str = "") -> None:
    """Keep a trust; one of the same id that is there already stays as it is.

    With an ``act`` it is the first in the new trust's log: somebody added it, and no first start.
    """
    found_with(database, organisation, None, (), act)


def found_with(
    database: Database,
    organisation: Organisation,
    intake: Intake | None,
    summaries: Sequence[WireSummary],
    act: str = "",
) -> None:
    """Keep a trust together with made-up summaries, and the act of adding it: all, or nothing."""
    document = json.dumps(organisation.to_document(), ensure_ascii=False)
    with database.write() as connection:
        if not Organisations(connection).add(organisation.id, document):
            return
        if act:
            at = datetime.now().isoformat(timespec="minutes")[:16]
            Audit(connection, organisation.id).add(COMMAND_LINE, act, at)
        if intake:
            for start in range(0, len(summaries), _BATCH):
                intake.store_composed(connection, organisation, summaries[start : start + _BATCH])
