"""What the tests of backups share: a backup made, and a profile opened from it."""

from collections.abc import Awaitable, Callable

from app.usecases.back_up import BackupFile
from app.usecases.open_workspace import Workspace
from app.vault.secrets import Passphrase, RecoveryCode
from tests.app.usecases.parts import WORDS, Place, nobody_asks
from tests.app.usecases.summaries import talked

RIGHT = Passphrase(WORDS)


async def a_backup(
    place: Place, fill: Callable[[Workspace], Awaitable[object]] | None = None
) -> tuple[BackupFile, str]:
    """A profile with one conversation, backed up and closed: the file and the recovery code."""
    made = await place.create()
    workspace = place.enter(made.profile)
    await talked(place, workspace, "The lantern conversation.", label="Sam")
    if fill is not None:
        await fill(workspace)
    file = await place.backups.make(made.profile, workspace.saver)
    await place.leave(workspace)
    return file, made.recovery_code


async def opened(place: Place, label: str, secret: Passphrase | RecoveryCode = RIGHT) -> Workspace:
    (header,) = [found for found in await place.desk.profiles() if found.label == label]
    return place.enter(await place.desk.unlock(header, secret, nobody_asks))


def labels(workspace: Workspace) -> list[str]:
    return [found.label for found in workspace.conversations.open_ones()]
