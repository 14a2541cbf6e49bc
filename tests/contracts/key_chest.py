"""What every KeyChest promises. Plain async functions: also run inside the browser.

Each stretching of a passphrase costs some tenths of a second on purpose, so chests under test
are made with the lowest rung, and what needs no passphrase opens with a recovery code.
"""

import base64
from dataclasses import replace

from app.domain.errors import (
    PassphraseTooShort,
    RecordDamaged,
    VaultError,
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
from app.vault.secrets import Passphrase, RecoveryCode
from tests.contracts import altered_vaults
from tests.contracts.expect import raises
from tests.contracts.kept_vaults import (
    ANSWER,
    CODE,
    FORMAT_1,
    FORMAT_1_SEALED,
    FORMAT_2,
    FORMAT_2_SEALED,
    NOTE,
    OLD_NOTE,
    SECRET,
    WORDS,
    Make,
    any_cipher,
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


async def the_same_passphrase_makes_a_different_vault(make: Make) -> None:
    one, cipher = await make().create("vault-1", WORDS)
    other, foreign = await make().create("vault-1", WORDS)
    assert one.slots[0].kdf.salt != other.slots[0].kdf.salt
    assert one.slots[0].wrapped != other.slots[0].wrapped
    sealed = await cipher.seal(NOTE, b"here")
    await raises(RecordDamaged, foreign.open(sealed, b"here"))


async def nothing_seals_the_same_way_twice(make: Make) -> None:
    cipher = await any_cipher(make)
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
    the_same_passphrase_makes_a_different_vault,
    nothing_seals_the_same_way_twice,
    random_bytes_are_random,
    *altered_vaults.CONTRACT,
)


async def _with_all_slots(make: Make) -> tuple[Envelope, bytes]:
    """Give a vault with a slot of each kind, and the note that it sealed."""
    envelope, cipher = await make().create("vault-1", WORDS)
    envelope = await make().set_slot(envelope, SECRET, CODE)
    envelope = await make().set_slot(envelope, CODE, ANSWER)
    return envelope, await cipher.seal(NOTE, b"here")


def _slot(envelope: Envelope, kind: str) -> KeySlot:
    (slot,) = (one for one in envelope.slots if one.kind == kind)
    return slot
