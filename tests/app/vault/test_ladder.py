"""A passphrase is made as costly to guess as the device can bear, and never less than the floor."""

import asyncio
from dataclasses import dataclass, field

import pytest

from app.domain.errors import VaultError
from app.vault.chest import SlotChest
from app.vault.envelope import Envelope
from app.vault.kdf import MEMORY_MIN, PASSES_MIN, Argon2id
from app.vault.ladder import RUNGS, TOO_SLOW
from app.vault.native import NativePrimitives
from app.vault.secrets import Passphrase, RecoveryCode
from tests.contracts import kept_vaults
from tests.contracts.expect import raises

WORDS = kept_vaults.WORDS
TOP, MIDDLE, LOWEST = ((rung.memory, rung.passes, rung.lanes) for rung in RUNGS)


@dataclass
class Device(NativePrimitives):
    """A device with a clock of its own, whose Argon2id takes the time and memory it is told."""

    seconds: dict[int, float] = field(default_factory=dict)
    memory: int = 1 << 20
    loading: float = 0.0
    now: float = 1000.0
    tried: list[tuple[int, int, int]] = field(default_factory=list)

    async def argon2id(
        self, secret: bytes, salt: bytes, memory: int, passes: int, lanes: int
    ) -> bytes:
        self.tried.append((memory, passes, lanes))
        self.now += self.seconds.get(memory, 0.1) + self.loading
        self.loading = 0.0
        if memory > self.memory:
            raise MemoryError
        return await self.hkdf(secret, salt, f"{memory} {passes} {lanes}".encode())

    async def warm_up(self) -> None:
        self.now += self.loading
        self.loading = 0.0

    def clock(self) -> float:
        return self.now


def created(device: Device) -> Envelope:
    """Make a vault, and see that it opens again."""

    async def create() -> Envelope:
        chest = SlotChest(device, clock=device.clock)
        envelope, _ = await chest.create("vault-1", WORDS)
        tried = len(device.tried)
        await chest.unlock(Envelope.from_document(envelope.to_document()), Passphrase(WORDS))
        assert len(device.tried) == tried + 1  # and without trying another rung
        return envelope

    return asyncio.run(create())


def chosen(envelope: Envelope) -> tuple[int, int, int]:
    kdf = envelope.slots[0].kdf
    assert isinstance(kdf, Argon2id)
    return kdf.memory, kdf.passes, kdf.lanes


def test_the_rungs_are_the_published_ones_and_none_is_below_the_floor() -> None:
    assert (TOP, MIDDLE, LOWEST) == ((65536, 3, 1), (32768, 3, 1), (19456, 2, 1))
    assert (MEMORY_MIN, PASSES_MIN) == (19456, 2)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ({}, TOP),
        ({65536: TOO_SLOW}, TOP),
        ({65536: TOO_SLOW + 0.01, 32768: TOO_SLOW}, MIDDLE),
        ({65536: 4.0, 32768: 2.0}, LOWEST),
        ({65536: 60.0, 32768: 40.0, 19456: 20.0}, LOWEST),
    ],
)
def test_a_slow_device_steps_down(
    seconds: dict[int, float], expected: tuple[int, int, int]
) -> None:
    assert chosen(created(Device(seconds=seconds))) == expected


@pytest.mark.parametrize(
    ("memory", "expected"), [(65536, TOP), (65535, MIDDLE), (32767, LOWEST), (19456, LOWEST)]
)
def test_a_small_device_steps_down(memory: int, expected: tuple[int, int, int]) -> None:
    assert chosen(created(Device(memory=memory))) == expected


def test_loading_the_code_is_not_held_against_the_device() -> None:
    assert chosen(created(Device(loading=10.0))) == TOP


def test_a_device_below_the_floor_is_told_so() -> None:
    device = Device(memory=19455)
    chest = SlotChest(device, clock=device.clock)
    errors = [
        asyncio.run(raises(VaultError, chest.create("vault-1", WORDS))),
        # Made elsewhere, where there was more memory.
        asyncio.run(
            raises(
                VaultError,
                chest.unlock(Envelope.from_document(kept_vaults.FORMAT_2), Passphrase(WORDS)),
            )
        ),
    ]
    for error in errors:
        assert type(error) is VaultError
        assert "memory" in error.message
    assert device.tried == [TOP, MIDDLE, LOWEST, TOP]


def test_only_slots_of_the_secrets_kind_are_tried_and_each_once() -> None:
    device = Device()
    chest = SlotChest(device, clock=device.clock)
    envelope = Envelope.from_document(kept_vaults.FORMAT_2)
    asyncio.run(chest.unlock(envelope, kept_vaults.CODE))
    asyncio.run(chest.unlock(envelope, kept_vaults.ANSWER))
    asyncio.run(raises(VaultError, chest.unlock(envelope, RecoveryCode(b"x" * 20))))
    assert device.tried == []
    asyncio.run(raises(VaultError, chest.unlock(envelope, Passphrase("something else"))))
    assert device.tried == [TOP]


def test_a_new_slot_is_not_made_for_a_wrong_secret() -> None:
    device = Device()
    chest = SlotChest(device, clock=device.clock)
    envelope = Envelope.from_document(kept_vaults.FORMAT_2)
    wrong = RecoveryCode(b"x" * 20)
    asyncio.run(raises(VaultError, chest.set_slot(envelope, wrong, Passphrase(WORDS))))
    assert device.tried == []
