"""Follow what the trust's server publishes of itself: its keys, and how far its backups reach.

It is fetched without saying who asks, is the same for everybody, and counts only when the
trust's key signed it, or one that follows from that key. What it says of backups is applied to
the outbox at once: what is durable, and what a restored server has to be sent again.
"""

from typing import Any

from app.domain.errors import ContentError, ServerFailed, ServerUnreachable
from app.domain.rsa_key import PublicKey
from app.domain.server_meta import ServerMeta, follow, read_meta
from app.domain.signed_document import newest_key
from app.sync.moves import after_meta
from app.sync.outbox import State
from app.usecases.enrol_device import Enrolment
from app.usecases.outbox_means import Means
from app.usecases.outbox_shelf import OutboxShelf

TABLE = "server_meta"
CURRENT = "current"
#: Seconds between two looks while nothing else happens; each is drawn from half to all of it.
EVERY_SECONDS = 6 * 3600.0
#: Seconds between looks that something else asks for.
LEAST_SECONDS = 300.0


class MetaFollower:
    """What the open profile's trust publishes.

    ``trouble`` says for a person what went wrong at the last look, "" where nothing did.
    """

    def __init__(self, means: Means, shelf: OutboxShelf) -> None:
        self._means = means
        self._shelf = shelf
        self._next_at = float("-inf")
        self._asked_at = float("-inf")
        self._read: tuple[PublicKey, ServerMeta] | None = None
        self.trouble = ""

    def kept(self) -> ServerMeta | None:
        """Give what the server said last; None before, and for another trust than today's."""
        enrolment, document = self._means.enrolments.current(), self._document()
        if enrolment is None or document is None:
            return None
        if self._read is None or self._read[0] != enrolment.trust_key:
            try:
                found = _verified(document.get("document"), enrolment)
            except ContentError:
                return None
            self._read = enrolment.trust_key, found
        found = self._read[1]
        return found if found.organisation == enrolment.organisation.id else None

    def is_due(self) -> bool:
        """Tell whether it is time to look again; never before there is a trust."""
        return self._means.enrolments.current() is not None and self._means.now() >= self._next_at

    def look_soon(self) -> None:
        """Look again before the next fetch of tokens, unless that was just done and answered."""
        if self._means.now() - self._asked_at >= LEAST_SECONDS:
            self._next_at = float("-inf")

    async def follow(self) -> bool:
        """Ask once and apply what came; True when it said something new.

        Raises SyncError (BadSignature when another key signed), ContentError, StoreError.
        """
        enrolment = self._means.enrolments.current()
        if enrolment is None:
            return False
        self._asked_at = self._means.now()
        self._next_at = self._asked_at + self._means.chance.uniform(
            LEAST_SECONDS, 2 * LEAST_SECONDS
        )
        known = self.kept()
        tag = str((self._document() or {}).get("tag", "")) if known else ""
        try:
            answer = await self._means.client.meta(enrolment.organisation.id, tag)
        except (ServerUnreachable, ServerFailed):
            self._asked_at = float("-inf")  # nobody was there: a signal asks again at once
            raise
        self._next_at = self._asked_at + EVERY_SECONDS * self._means.chance.uniform(0.5, 1.0)
        if answer is not None:
            document, tag = answer
            known = follow(known, _verified(document, enrolment))
            kept = {"id": CURRENT, "tag": tag, "document": document}
            self._means.saver.put(TABLE, CURRENT, kept)
            self._read = enrolment.trust_key, known
        changed = known is not None and self._apply(known)
        await self._means.saver.flush()
        return changed or answer is not None

    def _apply(self, meta: ServerMeta) -> bool:
        changed = False
        for item in self._shelf.items():
            if item.wire.organisation != meta.organisation:
                continue
            after = after_meta(item, meta.epoch, meta.mark, self._means.today())
            if after.let_go and after.state is State.DURABLE:
                self._shelf.drop(item.id)
                changed = True
            elif after != item:
                self._shelf.keep(after)
                changed = True
        return changed

    def _document(self) -> dict[str, Any] | None:
        return self._means.saver.tables.get(TABLE, CURRENT)


def _verified(document: object, enrolment: Enrolment) -> ServerMeta:
    organisation = enrolment.organisation.id
    key = newest_key(document, organisation, enrolment.trust_key)
    return read_meta(document, key, organisation)
