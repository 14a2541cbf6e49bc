"""Enrol this profile with a trust: by a code from the wellbeing lead, or by a link with one.

A link that is opened without a signal is kept in the profile and tried again by itself. What a
device gets is a credential of its own; the server keeps only its hash. It is shown to fetch
tokens and content, never with a summary.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.domain.enrolment_link import EnrolmentLink, read_enrolment
from app.domain.errors import ContentError, InputError, ServerRefused, SyncError
from app.domain.organisation import Organisation
from app.domain.rsa_key import PublicKey
from app.domain.wording import to_say, tr
from app.sync.client import ApiClient
from app.usecases.keep_saved import Saver

TABLE = "enrolment"
CURRENT = "current"
ATTEMPT = "attempt"
PENDING = "pending"
_OTHER_TRUST = to_say(
    "The answer did not come from the trust that this link is from, or the trust's key has changed "
    "since. Nothing was taken from it. Ask your wellbeing lead for a new link, and tell them why."
)
_OTHER_KEY = to_say(
    "Your trust's key is not the one that this profile knows. A typed code cannot show that the "
    "new one is right. Ask your wellbeing lead for a link or a QR code."
)
#: Refusals after which the same code never works.
_FINAL = ("unknown", "used", "expired", "revoked")


@dataclass(frozen=True)
class Enrolment:
    """What the trust gave this profile; ``areas`` is what it may speak for, none for all."""

    organisation: Organisation
    credential: str = field(repr=False)
    trust_key: PublicKey
    areas: tuple[str, ...] = ()


class Standing(StrEnum):
    """Where a profile stands with its trust."""

    NONE = "none"
    ENROLLED = "enrolled"
    #: Enrolled by a Layby from before devices had credentials.
    AGAIN = "again"
    #: The trust has ended it.
    ENDED = "ended"


@dataclass(frozen=True)
class Pending:
    """A link that waits to be used; ``problem`` says why it never will be."""

    link: EnrolmentLink
    problem: str = ""


class EnrolmentDesk:
    """Enrols the open profile and remembers it."""

    def __init__(self, saver: Saver, client: ApiClient) -> None:
        self._saver = saver
        self._client = client
        self._trying = False

    def standing(self) -> Standing:
        """Tell where the profile stands; items wait in the outbox wherever that is."""
        document = self._document()
        if self.organisation() is None:
            return Standing.NONE
        if document.get("ended"):
            return Standing.ENDED
        return Standing.AGAIN if self.current() is None else Standing.ENROLLED

    def current(self) -> Enrolment | None:
        """Give the enrolment that counts; None before the first code, and when it must be anew."""
        document = self._document()
        if document.get("ended"):
            return None
        try:
            organisation = Organisation.from_document(document["organisation"])
            trust_key = PublicKey.from_document(document["trust_key"])
            areas = tuple(map(str, document.get("areas", ())))
            return Enrolment(organisation, str(document["credential"]), trust_key, areas)
        except (ContentError, KeyError):
            return None

    def organisation(self) -> Organisation | None:
        """Give the profile's trust, also where it must enrol again: people go on writing."""
        try:
            return Organisation.from_document(self._document()["organisation"])
        except (ContentError, KeyError):
            return None

    def scope(self) -> tuple[str, ...]:
        """Give the areas, at any level, that this device may send for; none for all."""
        enrolment = self.current()
        return enrolment.areas if enrolment is not None else ()

    def pending(self) -> Pending | None:
        """Give the link that was opened and has not been used yet."""
        document = self._saver.tables.get(TABLE, PENDING)
        if document is None:
            return None
        link = EnrolmentLink(str(document.get("code", "")), str(document.get("trust", "")))
        return Pending(link, str(document.get("problem", "")))

    async def keep(self, link: EnrolmentLink) -> None:
        """Keep a link that was opened; the last one counts. Raises StoreError."""
        self._keep(Pending(link))
        await self._saver.flush()

    async def drop(self) -> None:
        """Let a kept link go. Raises StoreError."""
        self._saver.remove(TABLE, PENDING)
        await self._saver.flush()

    async def try_pending(self) -> Enrolment | None:
        """Use a kept link where the profile is not enrolled; None when that was not possible.

        One that is enrolled is asked first, on the screen: a link must not move anybody to
        another trust unasked. Raises StoreError.
        """
        kept = self.pending()
        if kept is None or kept.problem or self._trying or self.current() is not None:
            return None
        try:
            return await self._redeem(kept.link)
        except InputError as error:
            self._keep(Pending(kept.link, error.message))
        except SyncError as error:
            if not _never_works(error):
                return None
            self._keep(Pending(kept.link, error.message))
        await self._saver.flush()
        return None

    async def enrol(self, given: str) -> Enrolment:
        """Trade a code, or a link with one, for the trust's areas and a credential.

        Raises InputError when it is neither, or when the answer is not from the trust that the
        link is from; SyncError when the server cannot be asked or says no. The attempt's number
        is saved first: if the answer gets lost, the same code works again.
        """
        return await self._redeem(read_enrolment(given))

    async def end(self) -> None:
        """Note that the server does not know this device any more. Raises StoreError."""
        document = self._document()
        if document and not document.get("ended"):
            self._saver.put(TABLE, CURRENT, {**document, "ended": True})
            await self._saver.flush()

    def renew(self, organisation: Organisation, trust_key: PublicKey | None = None) -> None:
        """Take the trust's areas as they are now, and the key that followed the one known.

        Put at once, and durable with the next flush.
        """
        document = self._document()
        if document:
            renewed = {**document, "organisation": organisation.to_document()}
            if trust_key is not None:
                renewed["trust_key"] = trust_key.to_document()
            self._saver.put(TABLE, CURRENT, renewed)

    async def _redeem(self, link: EnrolmentLink) -> Enrolment:
        self._trying = True
        try:
            attempt = await self._attempt(link.code)
            found = Enrolment(*await self._client.enrol(link.code, attempt))
        finally:
            self._trying = False
        self._check_key(link, found)
        document = {
            "id": CURRENT,
            "organisation": found.organisation.to_document(),
            "credential": found.credential,
            "trust_key": found.trust_key.to_document(),
            "areas": list(found.areas),
        }
        self._saver.put(TABLE, CURRENT, document)
        self._saver.remove(TABLE, ATTEMPT)
        self._saver.remove(TABLE, PENDING)
        await self._saver.flush()
        return found

    def _check_key(self, link: EnrolmentLink, found: Enrolment) -> None:
        """Hold the answer's key to the one the link names, or else to the one known so far."""
        if link.trust:
            if found.trust_key.key_id != link.trust:
                raise InputError(tr(_OTHER_TRUST), field="code")
            return
        known = self._document().get("trust_key")
        same_trust = self.organisation() is not None and (
            self._document()["organisation"].get("id") == found.organisation.id
        )
        if same_trust and known is not None and known != found.trust_key.to_document():
            raise InputError(tr(_OTHER_KEY), field="code")

    async def _attempt(self, code: str) -> str:
        known: dict[str, Any] | None = self._saver.tables.get(TABLE, ATTEMPT)
        if known is not None and known.get("code") == code:
            return str(known["attempt"])
        attempt = str(uuid.uuid4())
        self._saver.put(TABLE, ATTEMPT, {"id": ATTEMPT, "code": code, "attempt": attempt})
        await self._saver.flush()
        return attempt

    def _keep(self, pending: Pending) -> None:
        link = pending.link
        kept = {"id": PENDING, "code": link.code, "trust": link.trust, "problem": pending.problem}
        self._saver.put(TABLE, PENDING, kept)

    def _document(self) -> Mapping[str, Any]:
        return self._saver.tables.get(TABLE, CURRENT) or {}


def _never_works(error: SyncError) -> bool:
    return isinstance(error, ServerRefused) and error.problem in {
        f"enrolment-code-{why}" for why in _FINAL
    }
