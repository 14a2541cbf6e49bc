"""The native key chest keeps the contract and matches the published vectors."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from app.vault.native import NativeKeyChest, NativePrimitives
from app.vault.port import KeyChest
from tests.contracts import key_chest, vectors


@pytest.mark.parametrize("promise", key_chest.CONTRACT, ids=lambda promise: promise.__name__)
def test_keeps_the_contract(promise: Callable[[key_chest.Make], Awaitable[None]]) -> None:
    chest: KeyChest = NativeKeyChest()
    asyncio.run(promise(lambda: chest))


@pytest.mark.parametrize("promise", vectors.CONTRACT, ids=lambda promise: promise.__name__)
def test_matches_published_vectors(
    promise: Callable[[vectors.Platform], Awaitable[None]],
) -> None:
    async def as_it_is(key: bytes) -> bytes:
        return key

    asyncio.run(promise(vectors.Platform(NativePrimitives(), as_it_is, as_it_is)))
