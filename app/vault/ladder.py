"""How much work a guess at a passphrase shall cost: as much as this device can bear.

Every device tries the top rung first and steps down only when it took too long or its memory
is not to be had. The lowest rung is what OWASP asks for at the least.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.vault.kdf import SALT_BYTES, Argon2id
from app.vault.primitives import K, Primitives

#: Seconds. A person who opens the app many times a shift waits this long each time.
TOO_SLOW = 1.5


@dataclass(frozen=True)
class Rung:
    """Argon2id's cost: ``memory`` in KiB, ``passes`` over it, ``lanes`` side by side."""

    memory: int
    passes: int
    lanes: int = 1


#: RFC 9106's second recommended choice (64 MiB, three passes) with one lane, for browsers have
#: no threads; half of it; and the OWASP Password Storage Cheat Sheet's minimum.
RUNGS = (Rung(64 * 1024, 3), Rung(32 * 1024, 3), Rung(19 * 1024, 2))


async def step_down(
    primitives: Primitives[K],
    secret: bytes,
    clock: Callable[[], float],
    rungs: Sequence[Rung] = RUNGS,
) -> tuple[Argon2id, K]:
    """Stretch a secret at the highest rung that this device can bear.

    Gives the parameters to store, with a new salt, and the wrapping key. ``clock`` counts
    seconds. Raises MemoryError when not even the last rung's memory is to be had.
    """
    await primitives.warm_up()
    for rung in rungs[:-1]:
        kdf = _parameters(rung)
        started = clock()
        try:
            key = await _stretch(primitives, secret, kdf)
        except MemoryError:
            continue
        if clock() - started <= TOO_SLOW:
            return kdf, key
    kdf = _parameters(rungs[-1])
    return kdf, await _stretch(primitives, secret, kdf)


def _parameters(rung: Rung) -> Argon2id:
    return Argon2id(rung.memory, rung.passes, rung.lanes, os.urandom(SALT_BYTES))


async def _stretch(primitives: Primitives[K], secret: bytes, kdf: Argon2id) -> K:
    return await primitives.argon2id(secret, kdf.salt, kdf.memory, kdf.passes, kdf.lanes)
