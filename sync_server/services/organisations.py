"""The trusts on this server, as the domain knows them."""

import json

from app.domain.organisation import Organisation
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.errors import ServerError


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
    raise ServerError("There is no trust yet. Run: python -m sync_server serve")


def add_organisation(database: Database, organisation: Organisation) -> bool:
    """Keep a trust; False when one of its id is there already."""
    document = json.dumps(organisation.to_document(), ensure_ascii=False)
    with database.write() as connection:
        return Organisations(connection).add(organisation.id, document)
