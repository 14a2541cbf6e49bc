"""What the tests of making and opening profiles share."""

import re

from tests.app.views.phone import Phone
from tests.contracts.memory_store import Disk, MemoryStore
from tests.harness import Screen

CODE = re.compile(r"^[0-9A-Z]{4}(?:-[0-9A-Z]{4})+$", re.MULTILINE)


def in_memory(phone: Phone) -> None:
    phone.disk = MemoryStore(Disk())


def shown_code(screen: Screen) -> str:
    return "-".join(CODE.findall(screen.words()))


async def try_words(phone: Phone, words: str) -> None:
    await phone.screen.type("Passphrase", words)
    await phone.screen.tap("Unlock")
    await phone.until(lambda: "Opening…" not in phone.screen.words())
