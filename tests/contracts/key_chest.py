"""What every KeyChest promises. Plain async functions: also run inside the browser.

Each stretching of a passphrase costs some tenths of a second on purpose, so chests under test
are made with the lowest rung, and what needs no passphrase opens with a recovery code.
"""

import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.domain.errors import (
    PassphraseTooShort,
    RecordDamaged,
    VaultError,
    VaultFormatUnknown,
    WrongPasskey,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.vault.envelope import (
    FORMAT,
    PASSKEY,
    PASSKEYS_MAX,
    PASSPHRASE,
    RECOVERY,
    Envelope,
    KeySlot,
)
from app.vault.kdf import Argon2id
from app.vault.port import Cipher, KeyChest
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode, Secret
from tests.contracts.expect import raises

Make = Callable[[], KeyChest]

WORDS = "gravel lantern Otter six"
SECRET = Passphrase(WORDS)
CODE = RecoveryCode(bytes(range(20)))
ANSWER = PasskeyAnswer(b"credential-1", bytes(range(32)), bytes(range(100, 132)))
NOTE = "Sam said: “I have not slept since Tuesday.”".encode()

#: A vault as format 1 wrote it, and a note it sealed with the context "here". Every later
#: version on every platform must open it: somebody's notes look like this.
FORMAT_1: dict[str, Any] = {
    "kind": "layby-vault",
    "format": 1,
    "vault": "vault-1",
    "slots": [
        {
            "kind": "passphrase",
            "kdf": {
                "name": "PBKDF2-SHA256",
                "iterations": 600000,
                "salt": "Qd/FUdPf2lgRjieJ8ptnFQ==",
            },
            "wrapped": "XXtuUY5xA0frb9TR921oH45wP5VUGYh7n7MkWOOtIURNBRqG"
            "71eWtKqXwXexq/fasIfFaSHtK+wpxO85",
        }
    ],
}
OLD_NOTE = "Sam said: “I have not slept.”".encode()
FORMAT_1_SEALED = base64.b64decode(
    "TEJZAfsJkbe3p0MPme6/+HgMttbpY3oeAUXz0S/Z9zaMS61/NjjKrnpZVtwGFrwSjlpEsOKAQKN2f3A/0jeXVNk="
)
#: The same of format 2, with the highest rung's passphrase slot and one of each other kind.
FORMAT_2: dict[str, Any] = {
    "kind": "layby-vault",
    "format": 2,
    "vault": "vault-2",
    "slots": [
        {
            "kind": "passphrase",
            "kdf": {
                "name": "Argon2id",
                "memory": 65536,
                "passes": 3,
                "lanes": 1,
                "salt": "R6QQzOctDUL/7eqzVhCAhg==",
            },
            "wrapped": "nXSvSnQRLasNCcpTiRxpnoUJ9g5wo16YkzThIa/26g8yrHmf"
            "wyVAzaNBJC4O4ZN9JGcrxvWSaVNUJEBh",
        },
        {
            "kind": "recovery",
            "kdf": {"name": "HKDF-SHA256", "salt": "Kj1pNbvnHaeXZB6VtgMr0w=="},
            "wrapped": "LiqswXRiB0XhEF6ctashdyMbpAFAz15xrEnAu7077nffCemC"
            "rDK79t8YCe4D8RwDg5r0b/kjgsEJqWlm",
        },
        {
            "kind": "passkey",
            "kdf": {
                "name": "HKDF-SHA256",
                "salt": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            },
            "credential": "Y3JlZGVudGlhbC0x",
            "wrapped": "RhAVNl6zUU+Vej36xEb4a9h21Lq4xOSVZZGYTbfXGJ6sReuZ"
            "CFfrPmMkv0E1AIZ5BHA4tE0XkA8diJAY",
        },
    ],
}
FORMAT_2_SEALED = base64.b64decode(
    "TEJZAYP6PC0CiLVgQjDvNi5+FTQvxaUNGEUh6l92/6HCP4LGYbZ0W6oIKkeHicMY9kJy/HghwFgiWOQZ1729xZk="
)


async def a_vault_of_format_1_still_opens(make: Make) -> None:
    cipher = await make().unlock(Envelope.from_document(FORMAT_1), SECRET)
    assert await cipher.open(FORMAT_1_SEALED, b"here") == OLD_NOTE
    await raises(RecordDamaged, cipher.open(FORMAT_1_SEALED, b"there"))


async def a_vault_of_format_2_still_opens_in_three_ways(make: Make) -> None:
    envelope = Envelope.from_document(FORMAT_2)
    assert envelope.to_document() == FORMAT_2
    for secret in (SECRET, CODE, ANSWER):
        cipher = await make().unlock(envelope, secret)
        assert await cipher.open(FORMAT_2_SEALED, b"here") == OLD_NOTE


async def changing_a_slot_brings_format_1_up_to_date(make: Make) -> None:
    old = Envelope.from_document(FORMAT_1)
    await raises(WrongPassphrase, make().set_slot(old, Passphrase(WORDS.upper()), CODE))
    await raises(WrongRecoveryCode, make().set_slot(old, CODE, SECRET))
    for new in (SECRET, CODE):
        changed = await make().set_slot(old, SECRET, new)
        assert changed == Envelope.from_document(changed.to_document())
        assert (changed.format, changed.is_outdated(), old.is_outdated()) == (FORMAT, False, True)
        assert isinstance(_slot(changed, PASSPHRASE).kdf, Argon2id)
        for secret in {SECRET, new}:
            cipher = await make().unlock(changed, secret)
            assert await cipher.open(FORMAT_1_SEALED, b"here") == OLD_NOTE


async def a_vault_opens_with_its_passphrase(make: Make) -> None:
    envelope, cipher = await make().create("vault-1", WORDS)
    sealed = await cipher.seal(NOTE, b"here")
    stored = Envelope.from_document(envelope.to_document())
    assert stored == envelope
    assert not envelope.is_outdated()
    again = await make().unlock(stored, SECRET)
    assert await again.open(sealed, b"here") == NOTE
    assert await cipher.open(await again.seal(b"", b""), b"") == b""


async def an_envelope_holds_nothing_of_what_opens_it(make: Make) -> None:
    envelope, _ = await _with_all_slots(make)
    code = RecoveryCode(bytes(range(200, 220)))
    told = repr((await make().set_slot(envelope, CODE, code)).to_document())
    raw = (WORDS.encode(), code.raw, ANSWER.output)
    words = [*WORDS.split()[:3], *(base64.b64encode(one).decode()[:12] for one in raw)]
    assert not any(word in told for word in words)


async def another_secret_does_not_open_it(make: Make) -> None:
    envelope, _ = await make().create("vault-1", WORDS)
    for wrong in (WORDS.lower(), "\ud800", ""):
        await raises(WrongPassphrase, make().unlock(envelope, Passphrase(wrong)))
    for absent, error in ((CODE, WrongRecoveryCode), (ANSWER, WrongPasskey)):
        await raises(error, make().unlock(envelope, absent))
    full, _ = await _with_all_slots(make)
    for raw in (CODE.raw[::-1], CODE.raw[:-1], b""):
        await raises(WrongRecoveryCode, make().unlock(full, RecoveryCode(raw)))
    for other in (
        replace(ANSWER, output=ANSWER.output[::-1]),
        replace(ANSWER, output=b""),
        replace(ANSWER, credential=b"credential-2"),
        replace(ANSWER, salt=ANSWER.salt[::-1]),
    ):
        await raises(WrongPasskey, make().unlock(full, other))


async def a_slot_takes_the_place_of_its_kind_and_others_stay(make: Make) -> None:
    envelope, sealed = await _with_all_slots(make)
    code, words = RecoveryCode(b"c" * 20), Passphrase("another four words here")
    second = replace(ANSWER, credential=b"credential-2")
    again = replace(ANSWER, salt=b"s" * 32, output=b"o" * 32)
    for opener, new in ((CODE, code), (code, words), (code, second), (second, again)):
        envelope = await make().set_slot(envelope, opener, new)
    kinds = [slot.kind for slot in envelope.slots]
    assert kinds == [PASSPHRASE, RECOVERY, PASSKEY, PASSKEY]
    asked = [(one.credential, one.salt) for one in (again, second)]
    assert envelope.passkeys() == asked
    assert envelope == Envelope.from_document(envelope.to_document())
    for secret in (code, words, second, again):
        cipher = await make().unlock(envelope, secret)
        assert await cipher.open(sealed, b"here") == NOTE
    for former, error in (
        (SECRET, WrongPassphrase),
        (CODE, WrongRecoveryCode),
        (ANSWER, WrongPasskey),
    ):
        await raises(error, make().unlock(envelope, former))
        await raises(error, make().set_slot(envelope, former, code))


async def passkeys_can_be_taken_out(make: Make) -> None:
    envelope, sealed = await _with_all_slots(make)
    assert envelope.has(PASSKEY)
    fewer = envelope.without_passkeys()
    assert (fewer.has(PASSKEY), fewer.passkeys()) == (False, [])
    await raises(WrongPasskey, make().unlock(fewer, ANSWER))
    cipher = await make().unlock(fewer, CODE)
    assert await cipher.open(sealed, b"here") == NOTE


async def more_passkeys_than_there_is_room_for_are_refused(make: Make) -> None:
    envelope, _ = await _with_all_slots(make)
    for number in range(2, PASSKEYS_MAX + 1):
        new = replace(ANSWER, credential=f"credential-{number}".encode())
        envelope = await make().set_slot(envelope, CODE, new)
    assert Envelope.from_document(envelope.to_document()) == envelope
    await raises(VaultError, make().set_slot(envelope, CODE, replace(ANSWER, credential=b"more")))
    await make().set_slot(envelope, CODE, replace(ANSWER, salt=b"s" * 32))  # in place of one


async def what_must_not_guard_a_vault_is_refused(make: Make) -> None:
    envelope = Envelope.from_document(FORMAT_2)
    # The last has eleven letters, however a keyboard composes them.
    for short in ("", "x" * 11, " " * 20, "  elevenchars  ", "e\u0301" * 11):
        await raises(PassphraseTooShort, make().create("vault-1", short))
        await raises(PassphraseTooShort, make().set_slot(envelope, CODE, Passphrase(short)))
    for malformed in (
        RecoveryCode(b"x" * 19),
        replace(ANSWER, output=b"x" * 31),
        replace(ANSWER, salt=b"x" * 16),
        replace(ANSWER, credential=b""),
        replace(ANSWER, credential=b"x" * 1024),
    ):
        await raises(ValueError, make().set_slot(envelope, CODE, malformed))


async def a_passphrase_opens_however_it_is_composed(make: Make) -> None:
    composed, decomposed = "caf\u00e9 au lait ﬁne", "cafe\u0301 au lait fine"
    envelope, cipher = await make().create("vault-1", composed)
    sealed = await cipher.seal(NOTE, b"")
    again = await make().unlock(envelope, Passphrase(decomposed))
    assert await again.open(sealed, b"") == NOTE


async def an_altered_passphrase_slot_does_not_open(make: Make) -> None:
    envelope, _ = await make().create("vault-1", WORDS)
    (slot,) = envelope.slots
    kdf = slot.kdf
    assert isinstance(kdf, Argon2id)
    altered = (
        replace(slot, wrapped=_flipped(slot.wrapped)),
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
            replace(slot, wrapped=_flipped(slot.wrapped)),
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


async def the_same_passphrase_makes_a_different_vault(make: Make) -> None:
    one, cipher = await make().create("vault-1", WORDS)
    other, foreign = await make().create("vault-1", WORDS)
    assert one.slots[0].kdf.salt != other.slots[0].kdf.salt
    assert one.slots[0].wrapped != other.slots[0].wrapped
    sealed = await cipher.seal(NOTE, b"here")
    await raises(RecordDamaged, foreign.open(sealed, b"here"))


async def every_flipped_bit_and_every_cut_is_seen(make: Make) -> None:
    cipher = await _any_cipher(make)
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
    cipher = await _any_cipher(make)
    given = [(await cipher.seal(NOTE + bytes([n]), bytes([n])), bytes([n])) for n in range(5)]
    given[1] = (_flipped(given[1][0]), given[1][1])
    given[3] = (b"LBY", given[3][1])
    expected = [NOTE + bytes([n]) if n not in (1, 3) else None for n in range(5)]
    assert await cipher.open_all([*given, (await cipher.seal(b"", b""), b"")]) == [*expected, b""]
    assert await cipher.open_all([]) == []


async def nothing_seals_the_same_way_twice(make: Make) -> None:
    cipher = await _any_cipher(make)
    sealed = [await cipher.seal(NOTE, b"") for _ in range(200)]
    assert len({one[4:16] for one in sealed}) == 200
    assert all(NOTE[:8] not in one and len(one) == len(NOTE) + 32 for one in sealed)


async def random_bytes_are_random(make: Make) -> None:
    chest = make()
    assert [len(chest.random_bytes(count)) for count in (0, 1, 16, 70_000)] == [0, 1, 16, 70_000]
    assert len({chest.random_bytes(16) for _ in range(100)}) == 100


CONTRACT = (
    a_vault_of_format_1_still_opens,
    a_vault_of_format_2_still_opens_in_three_ways,
    changing_a_slot_brings_format_1_up_to_date,
    a_vault_opens_with_its_passphrase,
    an_envelope_holds_nothing_of_what_opens_it,
    another_secret_does_not_open_it,
    a_slot_takes_the_place_of_its_kind_and_others_stay,
    passkeys_can_be_taken_out,
    more_passkeys_than_there_is_room_for_are_refused,
    what_must_not_guard_a_vault_is_refused,
    a_passphrase_opens_however_it_is_composed,
    an_altered_passphrase_slot_does_not_open,
    an_altered_slot_of_another_kind_does_not_open,
    formats_do_not_mix,
    the_same_passphrase_makes_a_different_vault,
    every_flipped_bit_and_every_cut_is_seen,
    many_open_at_once_as_one_by_one,
    nothing_seals_the_same_way_twice,
    random_bytes_are_random,
)


async def _with_all_slots(make: Make) -> tuple[Envelope, bytes]:
    """Give a vault with a slot of each kind, and the note that it sealed."""
    envelope, cipher = await make().create("vault-1", WORDS)
    envelope = await make().set_slot(envelope, SECRET, CODE)
    envelope = await make().set_slot(envelope, CODE, ANSWER)
    return envelope, await cipher.seal(NOTE, b"here")


async def _any_cipher(make: Make) -> Cipher:
    return await make().unlock(Envelope.from_document(FORMAT_2), CODE)


def _slot(envelope: Envelope, kind: str) -> KeySlot:
    (slot,) = (one for one in envelope.slots if one.kind == kind)
    return slot


def _flipped(wrapped: bytes) -> bytes:
    return wrapped[:-1] + bytes([wrapped[-1] ^ 0x80])
