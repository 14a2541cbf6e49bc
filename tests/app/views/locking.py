"""What the tests of locking share: a phone on which somebody is typing."""

from app.usecases.open_workspace import Workspace
from tests.app.views.phone import PASSPHRASE, Phone, start_talking, with_profile
from tests.contracts.memory_store import Disk, MemoryStore
from tests.harness import Screen

NOTES = "Notes: Workload"


def on_disk(phone: Phone) -> Disk:
    disk = Disk()
    phone.disk = MemoryStore(disk)
    return disk


async def typing(phone: Phone, words: str) -> Screen:
    """A profile with a conversation under way and these words in its notes."""
    screen = await with_profile(phone)
    await start_talking(screen)
    await screen.tap("Workload and demand")
    await screen.type(NOTES, words)
    return screen


def opened(phone: Phone) -> Workspace:
    workspace = phone.services.session.workspace
    assert workspace is not None
    return workspace


async def reads_again(phone: Phone, words: str) -> None:
    """Unlock and see these words in the notes."""
    screen = phone.screen
    await screen.tap("Unlock Profile 1")
    await screen.type("Passphrase", PASSPHRASE)
    await screen.tap("Unlock")
    await phone.until(lambda: "Carry on" in screen.words())
    await screen.tap("Conversation without a label")
    assert screen.find(NOTES, ("TextField",)).value == words


def names(phone: Phone) -> list[str]:
    return [name for name, _ in phone.device.calls]
