"""Enrol this profile with a trust: once, online, with a code from the wellbeing lead."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from app.domain.errors import ContentError, InputError
from app.domain.organisation import Organisation
from app.sync.client import ApiClient
from app.usecases.keep_saved import Saver

TABLE = "enrolment"
CURRENT = "current"
ATTEMPT = "attempt"


@dataclass(frozen=True)
class Enrolment:
    """What the trust gave this profile. The pass is the same for all of the trust's devices."""

    organisation: Organisation
    submission_pass: str


class EnrolmentDesk:
    """Enrols the open profile and remembers it."""

    def __init__(self, saver: Saver, client: ApiClient) -> None:
        self._saver = saver
        self._client = client

    def current(self) -> Enrolment | None:
        """Give the enrolment of the open profile; None before the first code."""
        document = self._saver.tables.get(TABLE, CURRENT)
        if document is None:
            return None
        try:
            organisation = Organisation.from_document(document["organisation"])
            return Enrolment(organisation, str(document["submission_pass"]))
        except (ContentError, KeyError):
            return None

    async def enrol(self, code: str) -> Enrolment:
        """Trade a code for the trust's areas and pass.

        Raises InputError when nothing like a code was typed, SyncError when the server cannot
        be asked or says no. The attempt's number is saved first: if the answer gets lost, the
        same code works again.
        """
        if len(re.sub(r"[^A-Za-z0-9]", "", code)) < 8:
            raise InputError(
                "An enrolment code has three groups of letters and digits. Check it and try again.",
                field="code",
            )
        organisation, submission_pass = await self._client.enrol(
            code.strip(), await self._attempt(code)
        )
        self._saver.put(
            TABLE,
            CURRENT,
            {
                "id": CURRENT,
                "organisation": organisation.to_document(),
                "submission_pass": submission_pass,
            },
        )
        self._saver.remove(TABLE, ATTEMPT)
        await self._saver.flush()
        return Enrolment(organisation, submission_pass)

    def renew(self, organisation: Organisation) -> None:
        """Take the trust's areas as they are now; put at once, and durable with the next flush."""
        document = self._saver.tables.get(TABLE, CURRENT)
        if document is not None:
            renewed = {**document, "organisation": organisation.to_document()}
            self._saver.put(TABLE, CURRENT, renewed)

    async def _attempt(self, code: str) -> str:
        known: dict[str, Any] | None = self._saver.tables.get(TABLE, ATTEMPT)
        if known is not None and known.get("code") == code.strip():
            return str(known["attempt"])
        attempt = str(uuid.uuid4())
        document = {"id": ATTEMPT, "code": code.strip(), "attempt": attempt}
        self._saver.put(TABLE, ATTEMPT, document)
        await self._saver.flush()
        return attempt
