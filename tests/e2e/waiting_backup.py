"""A backup in which agreed summaries wait, all sending paused: brought along from an old phone."""

import asyncio
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.second_look import hash_of, new_code
from app.domain.summary import WireSummary
from app.store.memory import MemoryRecords
from app.sync.outbox import OutboxItem
from app.usecases.back_up import BackupDesk
from app.usecases.keep_saved import Saver
from app.usecases.outbox_shelf import OutboxShelf
from app.usecases.unlock import ProfileDesk
from app.vault.native import NativeKeyChest
from tests.app.usecases.parts import Board, Window


def back_up_waiting(path: Path, passphrase: str, waiting: Sequence[WireSummary]) -> None:
    """Write the backup of a profile whose outbox holds ``waiting``, agreed today."""
    with ThreadPoolExecutor(1) as aside:  # a story's own thread has the browser's loop
        aside.submit(asyncio.run, _back_up(path, passphrase, waiting)).result()


def agreed(organisation: str, area: str, week: str, text: str) -> WireSummary:
    """Give a summary as two people agree it."""
    return WireSummary(
        id=str(uuid.uuid4()),
        organisation=organisation,
        staff_group="04",
        area=area,
        week=week,
        kind="routine-wellbeing-conversation",
        text=text,
        plan_made=True,
        follow_up_agreed=True,
        language="en",
        anonymiser="rules-1",
        withdrawal=hash_of(new_code()),
        looked_again=False,
    )


async def _back_up(path: Path, passphrase: str, waiting: Sequence[WireSummary]) -> None:
    store, chest = MemoryRecords(), NativeKeyChest()

    async def never_lost() -> None:
        raise AssertionError("no other window is there")

    desk = ProfileDesk(store, chest, Window(Board()), time.time, _nothing)
    profile = (await desk.create(passphrase, never_lost)).profile
    saver = Saver(profile.tables, _nothing)
    shelf = OutboxShelf(saver)
    shelf.pause_all(paused=True)
    for wire in waiting:
        shelf.keep(OutboxItem(wire, date.today()))
    made = await BackupDesk(store, chest, date.today, _nothing).make(profile, saver)
    path.write_bytes(made.content)


def _nothing(*_: Any) -> None:
    """Allow every passphrase, and hear that it is saved."""
