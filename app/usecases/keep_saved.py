"""Keeps what is typed: every keystroke is committed at once, and "saved" means durable.

Puts are counted. A commit that begins after a put makes it durable when it succeeds, and
"saved" is told only when every put made so far is. While one commit is under way further puts
gather and go together in the next, so fast typing costs few commits and the last one always
holds the last keystroke.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.errors import LaybyError, StoreError, StoreMoved, VaultLocked
from app.store.tables import VaultTables

#: Seconds between tries while the device refuses to save.
RETRY_SECONDS = (0.5, 1.0, 2.0, 5.0)


class SaveState(StrEnum):
    """What a person may be told about what they typed."""

    SAVED = "saved"
    SAVING = "saving"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Document:
    """A document of the open profile, and where it stands."""

    table: str
    id: str
    content: Mapping[str, Any]


class Saver:
    """Writes what is put to the device as soon as it can, again and again if it must.

    ``report`` hears every change of state, with a sentence for a person when there is trouble.
    Whatever goes wrong is trouble and tried again, also what no version of the store foresaw.
    Only once another window has written to the profile is nothing tried again: it could only
    fail, and what is on the screen is all that this window can still give.
    """

    def __init__(
        self,
        tables: VaultTables,
        report: Callable[[SaveState, str], None],
        retry_seconds: Sequence[float] | None = None,
    ) -> None:
        self.tables = tables
        self._retry_seconds = retry_seconds or RETRY_SECONDS
        self._report = report
        self._made = 0  # puts and removals so far
        self._durable = 0  # how many of them, the oldest first, are known to be durable
        self._writer: asyncio.Task[None] | None = None
        self._state = SaveState.SAVED
        self._moved = self._ended = False
        self._noted: list[Document] | None = None
        self._works_again = asyncio.Event()

    @property
    def moved(self) -> bool:
        """Whether another window has written, so that this one can never save again."""
        return self._moved

    def put(self, table: str, doc_id: str, document: Mapping[str, Any]) -> None:
        """Mark a document for saving and return at once."""
        self.tables.put(table, doc_id, document)
        self._made += 1
        self._wake()

    def remove(self, table: str, doc_id: str) -> None:
        """Mark a document for removal and return at once."""
        content = None if self._noted is None else self.tables.get(table, doc_id)
        if self._noted is not None and content is not None:
            self._noted.append(Document(table, doc_id, content))
        self.tables.remove(table, doc_id)
        self._made += 1
        self._wake()

    def noting(self, work: Callable[[], object]) -> list[Document]:
        """Do ``work``, which must not wait for anything, and give the documents it removes.

        Where it breaks off, they are back, and what it raised is raised.
        """
        noted: list[Document] = []
        self._noted = noted
        try:
            work()
        except BaseException:
            for one in noted:
                self.put(one.table, one.id, one.content)
            raise
        finally:
            self._noted = None
        return noted

    async def flush(self) -> None:
        """Return when everything put so far is durable; raises StoreError when it cannot be.

        Cancelled or failed, it forgets nothing: the writer goes on. Raises VaultLocked once
        the saver was closed or abandoned.
        """
        await self._write_now(self.tables.commit)

    async def close(self) -> None:
        """Write what is left, forget the documents and stop; raises what ``flush`` raises.

        Then everything is as it was, and goes on.
        """
        await self._write_now(self.tables.close)
        await self.abandon()

    async def abandon(self) -> None:
        """Stop without writing what is left: it is to be erased, or its holder lets it go."""
        self._ended = True
        self.tables.forget()
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.cancel()
            await asyncio.wait([writer])

    async def _write_now(self, write: Callable[[], Awaitable[None]]) -> None:
        if self._ended:
            raise VaultLocked
        try:
            await self._commit(write)
        except BaseException:  # cancelled too
            self._wake()
            raise

    async def _commit(self, write: Callable[[], Awaitable[None]]) -> None:
        """Write once, and tell how it went; raises StoreError whatever went wrong."""
        carried = self._made
        try:
            await write()
        except Exception as error:
            self._moved = self._moved or isinstance(error, StoreMoved)
            trouble = _as_trouble(error)
            self._tell(SaveState.TROUBLE, trouble.message)
            raise trouble from error
        self._durable = max(self._durable, carried)
        self._works_again.set()
        # More may have been put meanwhile. Then it is not saved, but the device is well.
        self._tell(SaveState.SAVING if self._durable < self._made else SaveState.SAVED, "")

    def _waits(self) -> bool:
        # Trouble counts by itself: a failed flush may have carried what was not put here.
        outstanding = self._durable < self._made or self._state is SaveState.TROUBLE
        return outstanding and not self._moved and not self._ended

    def _wake(self) -> None:
        if not self._waits():
            return
        if self._state is SaveState.SAVED:
            self._tell(SaveState.SAVING, "")
        if self._writer is None or self._writer.done():
            self._writer = asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        await asyncio.sleep(0)  # what was tapped or typed is drawn first: sealing takes its time
        failures = 0
        while self._waits():
            try:
                await self._commit(self.tables.commit)
                failures = 0
            except Exception:  # told already; a writer that died would try nothing again
                await self._pause(self._retry_seconds[min(failures, len(self._retry_seconds) - 1)])
                failures += 1

    async def _pause(self, seconds: float) -> None:
        # Cut short when somebody's flush shows that the device saves again: else the next key
        # typed would wait for the rest of the pause.
        if self._moved:
            return
        self._works_again.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._works_again.wait(), seconds)

    def _tell(self, state: SaveState, message: str) -> None:
        if not self._ended and (state is not self._state or message):
            self._state = state
            self._report(state, message)


def _as_trouble(error: Exception) -> StoreError:
    """Give the error as one that callers know, in words fit for a person."""
    if isinstance(error, StoreError):
        return error
    return StoreError(error.message) if isinstance(error, LaybyError) else StoreError()
