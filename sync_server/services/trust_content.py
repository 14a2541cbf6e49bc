"""What devices fetch: a trust's areas and all that it has published, at one version."""

import json
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from app.domain.lock import LockTimes
from app.domain.organisation import Organisation
from app.domain.trust_content import TrustContent
from app.domain.trust_lists import TrustLists
from app.domain.trust_policy import TrustPolicy
from sync_server.db.content import CODEBOOK, LISTS, PUBLISHED, ROSTER, ContentItems, ItemKey
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.services.shipped import Shipped


class ContentDesk:
    """Gives content out, with ``lock`` (asked of devices) and ``policy`` (what the trust does)."""

    def __init__(
        self,
        database: Database,
        shipped: Shipped,
        lock: LockTimes | None = None,
        policy: TrustPolicy | None = None,
    ) -> None:
        self._database = database
        self._shipped = shipped
        self._lock = lock
        self._policy = policy

    def content(self, organisation: Organisation) -> TrustContent:
        """Give everything, in one consistent view."""
        with self._database.read() as connection:
            document = Organisations(connection).all()[organisation.id]
            found = assembled(connection, organisation.id, document, self._shipped)
        organisation = replace(found.organisation, lock=self._lock)
        return replace(found, organisation=organisation, policy=self._policy)


def organisation_text(organisation: Organisation) -> str:
    """Give a trust as the database keeps it."""
    return json.dumps(organisation.to_document(), ensure_ascii=False)


def assembled(
    connection: Connection,
    identity: str,
    document: str,
    shipped: Shipped,
    changes: Mapping[ItemKey, str | None] | None = None,
) -> TrustContent:
    """Put a trust's content together from what stands published.

    ``changes`` are texts to be judged as if they were, None for an item taken back. A text that
    is empty stands for the shipped one.
    """
    texts: dict[ItemKey, str | None] = {
        ItemKey(row.kind, row.id, row.language): row.text if row.state == PUBLISHED else None
        for row in ContentItems(connection, identity).standing()
    }
    texts.update(changes or {})
    return TrustContent(
        Organisations(connection).version(identity),
        Organisation.from_document(json.loads(document)),
        _published(texts, "guide"),
        _published(texts, "overlay"),
        _published(texts, "service"),
        tuple(key.id for key, text in texts.items() if text is None and key in shipped.hideable),
        lists_of(texts),
        _published(texts, "action"),
        texts.get(CODEBOOK) or "",
    )


def lists_of(texts: Mapping[ItemKey, str | None]) -> TrustLists:
    """Give what the anonymiser is to look for, from the two texts that hold it."""
    words, roster = (json.loads(texts.get(key) or "null") for key in (LISTS, ROSTER))
    return TrustLists.from_document({**(words or {}), "roster": roster})


def _published(texts: Mapping[ItemKey, str | None], kind: str) -> tuple[str, ...]:
    return tuple(text for key, text in texts.items() if key.kind == kind and text)
