"""A backup in which agreed summaries wait, all sending paused: brought along from an old phone.

Each conversation was held there by the app's own code, from its start to the agreed words in the
outbox, with the names that Layby ships; only nobody tapped.
"""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.organisation import Organisation
from app.domain.summary import WireSummary
from app.usecases.agree_together import send_agreed
from app.usecases.back_up import BackupDesk
from app.usecases.find_names import NameFinder
from app.usecases.open_workspace import Workspace
from app.usecases.review_summary import SummaryDesk
from app.usecases.unlock import ProfileDesk
from app.vault.native import NativeKeyChest
from tests.app.usecases.parts import CONTENT, Place

GUIDE = "routine-wellbeing-conversation"


def back_up_waiting(
    path: Path, passphrase: str, said: Sequence[tuple[str, str]], document: dict[str, Any]
) -> list[WireSummary]:
    """Write the backup of a profile whose outbox holds what was ``said`` in ``document``'s trust.

    Each is a staff group and a text, agreed today in the trust's first area. Gives what waits.
    """
    with ThreadPoolExecutor(1) as aside:  # a story's own thread has the browser's loop
        return aside.submit(asyncio.run, _back_up(path, passphrase, said, document)).result()


async def _back_up(
    path: Path, passphrase: str, said: Sequence[tuple[str, str]], document: dict[str, Any]
) -> list[WireSummary]:
    async def never_lost() -> None:
        raise AssertionError("no other window is there")

    old = Place()
    old.day = date.today()
    chest = NativeKeyChest()
    desk = ProfileDesk(old.store, chest, old.holds, time.time, _nothing)
    profile = (await desk.create(passphrase, never_lost)).profile
    workspace = old.enter(profile)  # it is never started: there is no signal
    await workspace.outbox.steer.pause_all(paused=True)
    names = SummaryDesk(NameFinder(CONTENT.load_names))
    trust = Organisation.from_document(document)
    waiting = [await _hold(workspace, names, trust, *words) for words in said]
    assert {item.id for item in workspace.outbox.items()} == {wire.id for wire in waiting}
    made = await BackupDesk(old.store, chest, date.today, _nothing).make(profile, workspace.saver)
    path.write_bytes(made.content)
    return waiting


async def _hold(
    workspace: Workspace, names: SummaryDesk, trust: Organisation, group: str, text: str
) -> WireSummary:
    """Hold a conversation from its start until its summary waits in the outbox."""
    conversation = workspace.conversations.start(CONTENT.guides[GUIDE])
    conversation.summary = text
    conversation.staff_group = group
    conversation.area = trust.leaves()[0].id
    workspace.conversations.save(conversation)
    review = await names.look(conversation)
    names.confirm(conversation, review.result())
    wire = names.to_send(conversation, trust, None)
    await send_agreed(conversation, wire, workspace.plans, workspace.outbox, date.today)
    return wire


def _nothing(*_: Any) -> None:
    """Allow every passphrase, and hear that it is saved."""
