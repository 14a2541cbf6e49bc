"""The native key chest keeps the contract and matches the published vectors."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.vault.ladder import RUNGS
from app.vault.native import NativeKeyChest, NativePrimitives
from app.vault.port import KeyChest
from tests.contracts import kept_vaults, key_chest, vectors


@pytest.mark.parametrize("promise", key_chest.CONTRACT, ids=lambda promise: promise.__name__)
def test_keeps_the_contract(promise: Callable[[kept_vaults.Make], Awaitable[None]]) -> None:
    chest: KeyChest = NativeKeyChest(rungs=RUNGS[-1:])
    asyncio.run(promise(lambda: chest))


@pytest.mark.parametrize("promise", vectors.CONTRACT, ids=lambda promise: promise.__name__)
def test_matches_published_vectors(
    promise: Callable[[vectors.Platform], Awaitable[None]],
) -> None:
    async def as_it_is(key: bytes) -> bytes:
        return key

    asyncio.run(promise(vectors.Platform(NativePrimitives(), as_it_is, as_it_is)))


def test_the_library_matches_rfc_9106() -> None:
    # Section 5.3. The vault itself uses neither a second secret nor associated data.
    kdf = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    )
    published = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert kdf.derive(b"\x01" * 32).hex() == published
