"""A lead flags a text that could point to someone: from then on nobody is shown it.

It goes on counting once, as it did: the person said it, and a figure that fell by one with
every flag would show whose text it was. Each act leaves an audit row without a word of the
text. The words themselves wait for the trust's own test cases, or 28 days, and are deleted.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from app.anonymise.policy import VERSION
from app.domain.periods import Quarter
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.second_looks import Flags, drop_texts
from sync_server.db.summaries import Summaries
from sync_server.errors import Refusal, ServerError
from sync_server.services.second_look import SecondLook
from sync_server.services.server_secret import ServerSecret


@dataclass(frozen=True)
class Where:
    """Where a lead read a text: whose texts, of which group, and the text's own handle."""

    organisation: str
    quarter: Quarter
    staff_group: str
    handle: str


class Flagging:
    """Hides texts and shows them again; writes the trust's test cases."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        now: Callable[[], datetime] = datetime.now,
        *,
        cipher: TextCipher = PLAIN,
    ) -> None:
        self._cipher = cipher
        self._database = database
        self._secret = secret
        self._now = now

    def flag(self, where: Where, who: str) -> None:
        """Hide a text everywhere, at once; again changes nothing. Raises Refusal text-unknown."""
        with self._database.write() as connection:
            Organisations(connection).lock(where.organisation)
            identity = self._identity(connection, where)
            flags = Flags(connection, where.organisation)
            if flags.add(identity, who, self._now().date().isoformat()):
                self._note(connection, where, who, "flagged")

    def take_back(self, where: Where, who: str) -> None:
        """Show a text again: only who hid it may, and only on the same day.

        Again changes nothing. Raises Refusal text-unknown, flag-stays.
        """
        with self._database.write() as connection:
            Organisations(connection).lock(where.organisation)
            identity = self._identity(connection, where)
            flags = Flags(connection, where.organisation)
            found = flags.find(identity)
            if found is None:
                return
            today = self._now().date().isoformat()
            if (found.made_by, found.made_on, found.text_there) != (who, today, True):
                raise Refusal("flag-stays")
            flags.remove(identity)
            self._note(connection, where, who, "unflagged")

    def cases(self, organisation: str, file: Path, look: SecondLook) -> int:
        """Move every flagged text into a new ``file`` of mode 0600; gives their number.

        Each stands in a line of its own, with what the present anonymiser marks in it. The
        texts are deleted here once the file is safe on the disk. Without any there is no file.
        Raises ServerError: then nothing was deleted.
        """
        with self._database.write() as connection:
            texts = Flags(connection, organisation, self._cipher).texts()
            if not texts:
                return 0
            _write_new(file, [_case(text, look, self._now().date()) for _, text in texts])
            drop_texts(connection, [identity for identity, _ in texts])
        self._database.scrub()
        return len(texts)

    def _identity(self, connection: Connection, where: Where) -> str:
        """Find the summary of a handle among what a lead may have read, hidden or not."""
        summaries = Summaries(connection, where.organisation, self._cipher)
        for flagged in (False, True):
            found = summaries.texts(str(where.quarter), where.staff_group, flagged=flagged)
            for identity, _ in found:
                if self._secret.handle(identity) == where.handle:
                    return identity
        raise Refusal("text-unknown")

    def _note(self, connection: Connection, where: Where, who: str, act: str) -> None:
        at = self._now().isoformat(timespec="minutes")[:16]
        what = f"{act} a text of staff group {where.staff_group} in {where.quarter}"
        Audit(connection, where.organisation).add(who, what, at)


def tried(file: Path, look: SecondLook) -> tuple[int, int, int]:
    """Read a file of cases; give (texts, those marked then, those marked now).

    Raises ServerError when it is no such file; the sentence repeats nothing of it.
    """
    try:
        cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        then = sum(bool(case["marks"]) for case in cases)
        now = sum(bool(look.look(str(case["text"]))) for case in cases)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ServerError(f"The file {file} holds no test cases that can be read.") from error
    return len(cases), then, now


def _case(text: str, look: SecondLook, today: date) -> str:
    marks = [place.to_document() for place in look.look(text)]
    case = {"text": text, "marks": marks, "anonymiser": VERSION, "taken_on": today.isoformat()}
    return json.dumps(case, ensure_ascii=False)


def _write_new(file: Path, lines: list[str]) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise ServerError(f"The file {file} exists. Name a new one.") from error
    except OSError as error:
        raise ServerError(f"The file {file} cannot be written.") from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        file.unlink(missing_ok=True)
        raise ServerError(f"The file {file} cannot be written.") from error
