"""Keeps what is typed: every keystroke is committed at once, and "saved" means durable.

A put marks the document and wakes the writer. While one commit is under way further puts
gather and go together in the next, so fast typing costs few commits and the last one always
holds the last keystroke.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any

from app.domain.errors import LaybyError, StoreError, StoreMoved
from app.store.tables import VaultTables

#: Seconds between tries while the device refuses to save.
RETRY_SECONDS = (0.5, 1.0, 2.0, 5.0)


class SaveState(StrEnum):
    """What a person may be told about what they typed."""

    SAVED = "saved"
    SAVING = "saving"
    TROUBLE = "trouble"


class Saver:
    """Writes marked documents to the device as soon as it can, again and again if it must.

    ``report`` hears every change of state, with a sentence for a person when there is trouble.
    Once another window has written to the profile, nothing is tried again: it could only fail,
    and what is on the screen is all that this window can still give.
    """

    def __init__(
        self,
        tables: VaultTables,
        report: Callable[[SaveState, str], None],
        retry_seconds: Sequence[float] = RETRY_SECONDS,
    ) -> None:
        self.tables = tables
        self._retry_seconds = retry_seconds
        self._report = report
        self._dirty = False
        self._writer: asyncio.Task[None] | None = None
        self._state = SaveState.SAVED
        self._moved = False
        self._works_again = asyncio.Event()

    def put(self, table: str, doc_id: str, document: Mapping[str, Any]) -> None:
        """Mark a document for saving and return at once."""
        self.tables.put(table, doc_id, document)
        self._wake()

    def remove(self, table: str, doc_id: str) -> None:
        """Mark a document for removal and return at once."""
        self.tables.remove(table, doc_id)
        self._wake()

    async def flush(self) -> None:
        """Return when everything put so far is durable; raises StoreError when it cannot be."""
        self._dirty = False
        try:
            await self.tables.commit()
        except StoreError as error:
            self._dirty = True
            self._moved = self._moved or isinstance(error, StoreMoved)
            self._tell(SaveState.TROUBLE, error.message)
            self._wake()
            raise
        self._works_again.set()
        if not self._dirty:
            self._tell(SaveState.SAVED, "")

    async def close(self) -> None:
        """Write what is left, then stop; raises StoreError when that is not possible."""
        await self.flush()
        await self._stop()

    async def abandon(self) -> None:
        """Stop without writing what is left: it is to be erased, or its holder lets it go."""
        self._dirty = False
        await self._stop()

    async def _stop(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.cancel()
            await asyncio.wait([writer])

    def _wake(self) -> None:
        self._dirty = True
        if self._moved:
            return
        if self._state is SaveState.SAVED:
            self._tell(SaveState.SAVING, "")
        if self._writer is None or self._writer.done():
            self._writer = asyncio.get_running_loop().create_task(self._write())

    async def _write(self) -> None:
        failures = 0
        while self._dirty:
            self._dirty = False
            try:
                await self.tables.commit()
                failures = 0
            except StoreMoved as error:
                self._dirty = self._moved = True
                self._tell(SaveState.TROUBLE, error.message)
                return
            except LaybyError as error:
                self._dirty = True
                self._tell(SaveState.TROUBLE, error.message)
                await self._pause(self._retry_seconds[min(failures, len(self._retry_seconds) - 1)])
                failures += 1
        self._tell(SaveState.SAVED, "")

    async def _pause(self, seconds: float) -> None:
        # Cut short when somebody's flush shows that the device saves again: else the next key
        # typed would wait for the rest of the pause.
        self._works_again.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._works_again.wait(), seconds)

    def _tell(self, state: SaveState, message: str) -> None:
        if state is not self._state or message:
            self._state = state
            self._report(state, message)
