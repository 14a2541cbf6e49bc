"""The trusts on this server, as the domain knows them."""

import json
from collections.abc import Sequence

from app.domain.organisation import Organisation
from app.domain.summary import WireSummary
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


def the_organisation(database: Database) -> Organisation:
    """Give the one trust of this server; raises ServerError when none is there yet."""
    for organisation in organisations(database).values():
        return organisation
    raise ServerError("There is no trust yet. Start the server once: make serve")


def add_organisation(database: Database, organisation: Organisation) -> None:
    """Keep a trust; one of the same id that is there already stays as it is."""
    found_with(database, organisation, None, ())


def found_with(
    database: Database,
    organisation: Organisation,
    intake: Intake | None,
    summaries: Sequence[WireSummary],
) -> None:
    """Keep a trust together with made-up summaries: all of it, or nothing."""
    document = json.dumps(organisation.to_document(), ensure_ascii=False)
    with database.write() as connection:
        if Organisations(connection).add(organisation.id, document) and intake:
            for start in range(0, len(summaries), _BATCH):
                intake.store_composed(connection, organisation, summaries[start : start + _BATCH])
