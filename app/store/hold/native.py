"""Holds over locked files: the system frees a lock when its process dies."""

import asyncio
import os
import sys
from pathlib import Path
from urllib.parse import quote

from app.domain.errors import ProfileInUse
from app.store.hold.port import Lost

#: Seconds to wait for another process to let go. It cannot be asked, nor its lock taken.
PATIENCE = 4.0
_STEP = 0.05

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class NativeHolds:
    """What one process holds, as open files in ``folder``."""

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._patience = patience
        self._files: dict[str, int] = {}

    async def hold(self, profile_id: str, lost: Lost) -> bool:  # noqa: ARG002 - nobody asks here
        """Hold a profile; False when another process has it. ``lost`` is never called."""
        if profile_id in self._files:
            return True
        file = self._try(profile_id)
        if file is None:
            # Perhaps somebody only looked, just now.
            await asyncio.sleep(_STEP)
            file = self._try(profile_id)
        if file is not None:
            self._files[profile_id] = file
        return file is not None

    async def take_over(self, profile_id: str, lost: Lost) -> None:
        """Wait some seconds for the holder to let go; raises ProfileInUse when it does not."""
        clock = asyncio.get_running_loop()
        deadline = clock.time() + self._patience
        while not await self.hold(profile_id, lost):
            if clock.time() >= deadline:
                raise ProfileInUse
            await asyncio.sleep(_STEP)

    async def release(self, profile_id: str) -> None:
        """Let go. The file stays: removing it could split later holders between two files."""
        file = self._files.pop(profile_id, None)
        if file is not None:
            os.close(file)

    async def is_held_elsewhere(self, profile_id: str) -> bool:
        """Tell whether another process has it open just now."""
        if profile_id in self._files:
            return False
        file = self._try(profile_id)
        if file is not None:
            os.close(file)
        return file is None

    def _try(self, profile_id: str) -> int | None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{quote(profile_id, safe='')}.hold"
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file)
        except OSError:
            os.close(file)
            return None
        return file
