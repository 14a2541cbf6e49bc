"""Sealing every text under the newest key, row by row, while the server goes on.

A row is replaced only where it still holds what was read, so that nobody's change is lost. It
may be broken off at any moment: what is left is done at the next start, or at the next purge.
The key before stays in the file until nothing is under it and a day has passed.
"""

from collections.abc import Callable
from datetime import date

from sync_server.db.engine import Database
from sync_server.db.sealed_texts import ALL, StoredWords, Word, Words
from sync_server.db.verified_backups import TextKeyRecords
from sync_server.errors import ServerError
from sync_server.services.text_cipher import TextCipher

_PAGE = 500


class Resealing:
    """Keeps every text under the key that seals now."""

    def __init__(
        self,
        database: Database,
        cipher: TextCipher,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._today = today

    def begin(self) -> int:
        """At the start: check that the keys fit the database, and finish what was broken off.

        Raises ServerError when text.keys lacks the key that the database's texts are under.
        """
        self._check()
        with self._database.read() as connection:
            done = TextKeyRecords(connection).all().get(self._cipher.keys.current, False)
        return 0 if done else self.run()

    def rotate(self) -> int:
        """Seal with a new key from now on, and every stored text too; gives how many rows."""
        self._check()
        self._cipher.keys.add()
        return self.run()

    def run(self) -> int:
        """Seal what is not under the newest key; gives how many rows were."""
        current = self._cipher.keys.current
        with self._database.write() as connection:
            TextKeyRecords(connection).add(current, self._today().isoformat())
        number = sum(self._column(words, current) for words in ALL)
        with self._database.write() as connection:
            TextKeyRecords(connection).complete(current)
        if number:
            self._database.scrub()
        return number

    def drop_unused(self) -> list[str]:
        """Take out the keys that seal nothing since yesterday; gives their names.

        Not on the day of the rotation: another process may be writing under the key before, and
        a backup may just be copying.
        """
        keys = self._cipher.keys
        self.run()
        with self._database.read() as connection:
            made_on = TextKeyRecords(connection).made_on(keys.current)
        dropped: list[str] = []
        if made_on >= self._today().isoformat():
            return dropped
        for identity in [name for name in keys.all() if name != keys.current]:
            with self._database.write() as connection:
                if not any(StoredWords(connection, words).any_under(identity) for words in ALL):
                    TextKeyRecords(connection).drop(identity)
                    dropped.append(identity)
        for identity in dropped:
            keys.drop(identity)
        return dropped

    def _check(self) -> None:
        with self._database.read() as connection:
            known = TextKeyRecords(connection).all()
        if known and not known.keys() <= self._cipher.keys.all().keys():
            raise ServerError(
                "The texts in this database are sealed with a key that is not in "
                f"{self._cipher.keys.file}. Put that file back from a backup. Nothing was changed."
            )

    def _column(self, words: Words, current: str) -> int:
        number = 0
        after: tuple[str, ...] = ()
        while True:
            with self._database.read() as connection:
                page = StoredWords(connection, words).page(after, _PAGE, not_under=current)
            if not page:
                return number
            # Sealed before the transaction: nobody else has to wait for that.
            changes = [(row, self._sealed(row)) for row in page]
            with self._database.write() as connection:
                number += StoredWords(connection, words).replace(changes)
            after = page[-1].key

    def _sealed(self, word: Word) -> str:
        return self._cipher.seal(self._cipher.open(word.stored, word.bound_to), word.bound_to)
