"""A process that commits notes without end and says so, for others to kill.

Run with a database path and the number to begin at; prints each number once it is durable.
"""

import asyncio
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


async def commit_without_end(path: Path, start: int) -> None:
    """Commit two documents at a time, so that a torn transaction would show."""
    tables = await VaultTables.open(
        NativeStore(path), cipher(), PROFILE, manifest_expected=start > 0
    )
    for number in count(start):
        tables.put("notes", str(number), {"n": number, "text": TEXT})
        tables.put("plans", str(number), {"n": number})
        await tables.commit()
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(commit_without_end(Path(sys.argv[1]), int(sys.argv[2])))
