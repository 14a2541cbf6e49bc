"""A process whose children commit notes without end and say so, for others to kill.

Reads lines ``<number to begin at> <database path>``. For each a child is forked, which writes
its process id, then each number once it is durable; when it is dead, ``dead`` is written.
Forking spares each of them the start of Python.
"""

import asyncio
import os
import sys
from itertools import count
from pathlib import Path

from app.store.native import NativeStore
from app.store.tables import VaultTables
from app.vault.chest import ProfileCipher
from app.vault.native import NativePrimitives

PROFILE = "profile-1"
TEXT = "x" * 3000


def cipher() -> ProfileCipher[bytes]:
    """Give the cipher that both sides of the test use."""
    return ProfileCipher(NativePrimitives(), bytes(range(32)))


def say(word: object) -> None:
    """Write a line at once: so short a write to a pipe is whole or not there at all."""
    os.write(1, f"{word}\n".encode())


async def commit_without_end(path: Path, start: int) -> None:
    """Commit two documents at a time, so that a torn transaction would show."""
    tables = await VaultTables.open(
        NativeStore(path), cipher(), PROFILE, manifest_expected=start > 0
    )
    for number in count(start):
        tables.put("notes", str(number), {"n": number, "text": TEXT})
        tables.put("plans", str(number), {"n": number})
        await tables.commit()
        say(number)


def main() -> None:
    """Fork a committing child for each line that comes in, and outlive it."""
    for line in sys.stdin:
        start, path = line.strip().split(" ", 1)
        child = os.fork()
        if child == 0:
            say(os.getpid())
            asyncio.run(commit_without_end(Path(path), int(start)))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
