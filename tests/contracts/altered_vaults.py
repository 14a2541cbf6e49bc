"""What every KeyChest notices of a vault, or of what it sealed, that was altered."""

from dataclasses import replace

from app.domain.errors import (
    RecordDamaged,
    VaultError,
    VaultFormatUnknown,
    WrongPasskey,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.vault.envelope import (
    PASSPHRASE,
    RECOVERY,
    Envelope,
    KeySlot,
)
from app.vault.kdf import Argon2id
from app.vault.secrets import Secret
from tests.contracts.expect import raises
from tests.contracts.kept_vaults import (
    ANSWER,
    CODE,
    FORMAT_1,
    FORMAT_2,
    NOTE,
    SECRET,
    WORDS,
    Make,
    any_cipher,
)


async def an_altered_passphrase_slot_does_not_open(make: Make) -> None:
    envelope, _ = await make().create("vault-1", WORDS)
    (slot,) = envelope.slots
    kdf = slot.kdf
    assert isinstance(kdf, Argon2id)
    altered = (
        replace(slot, wrapped=flipped(slot.wrapped)),
        replace(slot, kind=RECOVERY),
        replace(slot, kdf=replace(kdf, salt=kdf.salt[::-1])),
        replace(slot, kdf=replace(kdf, memory=kdf.memory + 1024)),
        replace(slot, kdf=replace(kdf, passes=kdf.passes + 1)),
        replace(slot, kdf=replace(kdf, lanes=kdf.lanes + 1)),
    )
    for other in (
        replace(envelope, vault_id="vault-2"),
        replace(envelope, format=1),
        *(replace(envelope, slots=(one,)) for one in altered),
    ):
        await raises(WrongPassphrase, make().unlock(other, SECRET))
        await raises(WrongPassphrase, make().set_slot(other, SECRET, CODE))


async def an_altered_slot_of_another_kind_does_not_open(make: Make) -> None:
    envelope = Envelope.from_document(FORMAT_2)
    passphrase, recovery, passkey = envelope.slots
    secrets: tuple[tuple[KeySlot, Secret, type[VaultError]], ...] = (
        (recovery, CODE, WrongRecoveryCode),
        (passkey, ANSWER, WrongPasskey),
    )
    for slot, secret, error in secrets:
        altered = (
            replace(slot, wrapped=flipped(slot.wrapped)),
            replace(slot, wrapped=passphrase.wrapped),
            replace(slot, kind=PASSPHRASE),
            replace(slot, kdf=replace(slot.kdf, salt=slot.kdf.salt[::-1])),
            replace(slot, credential=b"credential-2"),
        )
        for other in (
            replace(envelope, vault_id="vault-1"),
            replace(envelope, format=1),
            *(replace(envelope, slots=(one,)) for one in altered),
        ):
            await raises(error, make().unlock(other, secret))
    # Also when whoever holds the passkey answers to the name that was put in its place.
    renamed = replace(envelope, slots=(replace(passkey, credential=b"credential-2"),))
    forged = replace(ANSWER, credential=b"credential-2")
    await raises(WrongPasskey, make().unlock(renamed, forged))


async def formats_do_not_mix(_make: Make) -> None:
    for document in (FORMAT_2 | {"format": 1}, FORMAT_1 | {"format": 2}):
        try:
            Envelope.from_document(document)
        except VaultFormatUnknown:
            continue
        raise AssertionError("a mixture of formats was read")


async def every_flipped_bit_and_every_cut_is_seen(make: Make) -> None:
    cipher = await any_cipher(make)
    sealed = await cipher.seal(b"short note", b"here")
    for position in range(len(sealed)):
        for bit in range(8):
            altered = bytearray(sealed)
            altered[position] ^= 1 << bit
            await raises(RecordDamaged, cipher.open(bytes(altered), b"here"))
    for length in range(len(sealed)):
        await raises(RecordDamaged, cipher.open(sealed[:length], b"here"))
    await raises(RecordDamaged, cipher.open(sealed + b"\x00", b"here"))
    for context in (b"", b"there", b"here "):
        await raises(RecordDamaged, cipher.open(sealed, context))


async def many_open_at_once_as_one_by_one(make: Make) -> None:
    cipher = await any_cipher(make)
    given = [(await cipher.seal(NOTE + bytes([n]), bytes([n])), bytes([n])) for n in range(5)]
    given[1] = (flipped(given[1][0]), given[1][1])
    given[3] = (b"LBY", given[3][1])
    expected = [NOTE + bytes([n]) if n not in (1, 3) else None for n in range(5)]
    assert await cipher.open_all([*given, (await cipher.seal(b"", b""), b"")]) == [*expected, b""]
    assert await cipher.open_all([]) == []


def flipped(wrapped: bytes) -> bytes:
    return wrapped[:-1] + bytes([wrapped[-1] ^ 0x80])


CONTRACT = (
    an_altered_passphrase_slot_does_not_open,
    an_altered_slot_of_another_kind_does_not_open,
    formats_do_not_mix,
    every_flipped_bit_and_every_cut_is_seen,
    many_open_at_once_as_one_by_one,
)
