"""A backup with a thousand plans, each agreed on five times: what years of use leave behind."""

import asyncio
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.domain.conversation import Conversation, Outcome
from app.domain.plan import Action, Owner, Plan, Section
from app.domain.plan_record import PlanRecord
from app.store.memory import MemoryRecords
from app.usecases.back_up import BackupDesk
from app.usecases.hold_conversation import Conversations
from app.usecases.keep_plans import Plans
from app.usecases.keep_saved import Saver
from app.usecases.unlock import ProfileDesk
from app.vault.native import NativeKeyChest
from tests.app.usecases.parts import Board, Window

PLANS = 1000
VERSIONS = 5


def back_up_many(
    path: Path, passphrase: str, plans: int = PLANS, conversations: int = 0
) -> list[float]:
    """Write the backup to ``path``; gives the milliseconds of first reading all the plans.

    ``conversations`` finished ones of about 3.9 kB lie beside the plans.
    """
    return asyncio.run(_back_up(path, passphrase, plans, conversations))


def a_plan(number: int, version: int) -> Plan:
    """Give a plan of ordinary length."""
    today = date.today()
    words = {
        Section.KEEPS_WELL.value: f"Allotment on Sunday mornings, {version} times a month",
        Section.AT_WORK.value: "Three late jobs in a row and no hot meal: quiet, short with people",
        Section.IF_WORSE.value: "Ring Jo, then the helpline",
    }
    actions = (
        Action("Ring the GP", due=today + timedelta(days=60 + number % 90), id=f"a{number}"),
        Action("Ask control for protected meal breaks", Owner.HOLDER, id=f"b{number}"),
    )
    return Plan(words, actions, today + timedelta(days=40 + number % 200))


def a_conversation(number: int) -> Conversation:
    """Give a finished one with notes of ordinary length in five areas."""
    words = "Late jobs, no hot meal, quiet at home since the night on the bridge. " * 9
    return Conversation(
        guide="routine-wellbeing-conversation",
        guide_version=1,
        held_on=date.today(),
        label=f"Person {number:04}",
        limits_said=True,
        notes=dict.fromkeys(("going-well", "workload", "control", "sleep", "home"), words),
        outcome=Outcome.KEPT,
        finished_on=date.today(),
    )


async def _back_up(path: Path, passphrase: str, count: int, held: int) -> list[float]:
    store, chest = MemoryRecords(), NativeKeyChest()

    async def never_lost() -> None:
        raise AssertionError("no other window is there")

    desk = ProfileDesk(store, chest, Window(Board()), time.time, _nothing)
    profile = (await desk.create(passphrase, never_lost)).profile
    saver = Saver(profile.tables, _nothing)
    plans = Plans(saver, date.today)
    for number in range(count):
        record = PlanRecord(label=f"Person {number:04}")
        for version in range(VERSIONS):
            record.plan = a_plan(number, version)
            plans.agree(record)
    conversations = Conversations(saver, date.today)
    for number in range(held):
        conversations.save(a_conversation(number))
    made = await BackupDesk(store, chest, date.today, _nothing).make(profile, saver)
    path.write_bytes(made.content)
    return [_first_reading(saver, count) for _ in range(5)]


def _first_reading(saver: Saver, count: int) -> float:
    plans = Plans(saver, date.today)
    begun = time.perf_counter()
    assert len(plans.all()) == count
    return 1000 * (time.perf_counter() - begun)


def _nothing(*_: Any) -> None:
    """Allow every passphrase, and hear that it is saved."""
