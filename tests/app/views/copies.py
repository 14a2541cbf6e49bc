"""What the tests of copies share: two phones, a plan to keep, codes to scan."""

from collections.abc import Awaitable, Callable
from typing import Any

from app.domain.plan import Section
from app.domain.plan_record import PlanRecord
from app.exports import plan_qr
from tests.app.views.care import CaredPhone, cared_for

LONG = "Walks before nights, the allotment, my sister on Sundays. "


async def keep_plan(phone: CaredPhone, words: str = LONG, **values: Any) -> PlanRecord:
    """Keep a plan on the phone, and a version of it."""
    record = PlanRecord(**values)
    record.plan = record.plan.with_section(Section.KEEPS_WELL, words)
    phone.workspace.plans.agree(record)
    await phone.workspace.saver.flush()
    return record


def codes_of(phone: CaredPhone, record: PlanRecord) -> list[str]:
    """Give what a camera reads in the plan's codes."""
    return plan_qr.split(phone.workspace.plans.write_copy(record))


def long_plan() -> str:
    """Words that do not fold up small, for three codes or more."""
    return " ".join(f"{number * number * 7919 % 100_003}" for number in range(250))


def both(story: Callable[[CaredPhone, CaredPhone], Awaitable[None]]) -> None:
    """Tell ``story`` on two phones, each with a profile open."""

    async def with_two(mine: CaredPhone) -> None:
        theirs = CaredPhone()
        await theirs.make_profile()
        await story(mine, theirs)

    cared_for(with_two)


async def scan(phone: CaredPhone, texts: list[str]) -> None:
    """Hold codes before the phone's camera."""
    for text in texts:
        phone.device.fires("scanned", text=text)
        await phone.screen.settle()
