"""What every KeyChest promises. Plain async functions: also run inside the browser.

Each unlocking costs some tenths of a second on purpose, so tests share what they can.
"""

import base64
from collections.abc import Callable
from dataclasses import replace

from app.domain.errors import PassphraseTooShort, RecordDamaged, WrongPassphrase
from app.vault.envelope import Envelope
from app.vault.port import KeyChest
from tests.contracts.expect import raises

Make = Callable[[], KeyChest]

PASSPHRASE = "gravel lantern Otter six"
NOTE = "Sam said: “I have not slept since Tuesday.”".encode()

#: A vault as format 1 wrote it, and a note it sealed with the context "here". Every later
#: version on every platform must open it: somebody's notes look like this.
FORMAT_1 = {
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
FORMAT_1_NOTE = "Sam said: “I have not slept.”".encode()
FORMAT_1_SEALED = (
    "TEJZAfsJkbe3p0MPme6/+HgMttbpY3oeAUXz0S/Z9zaMS61/NjjKrnpZVtwGFrwSjlpEsOKAQKN2f3A/0jeXVNk="
)


async def a_vault_of_format_1_still_opens(make: Make) -> None:
    cipher = await make().unlock(Envelope.from_document(FORMAT_1), PASSPHRASE)
    sealed = base64.b64decode(FORMAT_1_SEALED)
    assert await cipher.open(sealed, b"here") == FORMAT_1_NOTE
    await raises(RecordDamaged, cipher.open(sealed, b"there"))


async def a_vault_opens_with_its_passphrase(make: Make) -> None:
    envelope, cipher = await make().create("vault-1", PASSPHRASE)
    sealed = await cipher.seal(NOTE, b"here")
    stored = Envelope.from_document(envelope.to_document())
    assert stored == envelope
    again = await make().unlock(stored, PASSPHRASE)
    assert await again.open(sealed, b"here") == NOTE
    told = repr(envelope.to_document())
    words = [*PASSPHRASE.split(), base64.b64encode(PASSPHRASE.encode()).decode()]
    assert not any(word in told for word in words)
    assert await cipher.open(await again.seal(b"", b""), b"") == b""


async def another_passphrase_does_not_open_it(make: Make) -> None:
    envelope, _ = await make().create("vault-1", PASSPHRASE)
    for wrong in (PASSPHRASE.lower(), "\ud800"):
        await raises(WrongPassphrase, make().unlock(envelope, wrong))


async def a_short_passphrase_is_refused(make: Make) -> None:
    for short in ("", "x" * 11, " " * 20, "  elevenchars  "):
        await raises(PassphraseTooShort, make().create("vault-1", short))
    # Eleven letters, however a keyboard composes them.
    await raises(PassphraseTooShort, make().create("vault-1", "e\u0301" * 11))


async def a_passphrase_opens_however_it_is_composed(make: Make) -> None:
    composed, decomposed = "caf\u00e9 au lait ﬁne", "cafe\u0301 au lait fine"
    envelope, cipher = await make().create("vault-1", composed)
    sealed = await cipher.seal(NOTE, b"")
    again = await make().unlock(envelope, decomposed)
    assert await again.open(sealed, b"") == NOTE


async def an_altered_envelope_does_not_open(make: Make) -> None:
    envelope, _ = await make().create("vault-1", PASSPHRASE)
    (slot,) = envelope.slots
    flipped = slot.wrapped[:-1] + bytes([slot.wrapped[-1] ^ 0x80])
    altered = (
        replace(envelope, vault_id="vault-2"),
        replace(envelope, slots=(replace(slot, wrapped=flipped),)),
        replace(envelope, slots=(replace(slot, kind="recovery"),)),
        replace(envelope, slots=(replace(slot, kdf=replace(slot.kdf, salt=slot.kdf.salt[::-1])),)),
    )
    for other in altered:
        await raises(WrongPassphrase, make().unlock(other, PASSPHRASE))


async def the_same_passphrase_makes_a_different_vault(make: Make) -> None:
    one, cipher = await make().create("vault-1", PASSPHRASE)
    other, foreign = await make().create("vault-1", PASSPHRASE)
    assert one.slots[0].kdf.salt != other.slots[0].kdf.salt
    assert one.slots[0].wrapped != other.slots[0].wrapped
    sealed = await cipher.seal(NOTE, b"here")
    await raises(RecordDamaged, foreign.open(sealed, b"here"))


async def every_flipped_bit_and_every_cut_is_seen(make: Make) -> None:
    _, cipher = await make().create("vault-1", PASSPHRASE)
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


async def nothing_seals_the_same_way_twice(make: Make) -> None:
    _, cipher = await make().create("vault-1", PASSPHRASE)
    sealed = [await cipher.seal(NOTE, b"") for _ in range(200)]
    assert len({one[4:16] for one in sealed}) == 200
    assert all(NOTE[:8] not in one and len(one) == len(NOTE) + 32 for one in sealed)


async def random_bytes_are_random(make: Make) -> None:
    chest = make()
    assert [len(chest.random_bytes(count)) for count in (0, 1, 16, 70_000)] == [0, 1, 16, 70_000]
    assert len({chest.random_bytes(16) for _ in range(100)}) == 100


CONTRACT = (
    a_vault_of_format_1_still_opens,
    a_vault_opens_with_its_passphrase,
    another_passphrase_does_not_open_it,
    a_short_passphrase_is_refused,
    a_passphrase_opens_however_it_is_composed,
    an_altered_envelope_does_not_open,
    the_same_passphrase_makes_a_different_vault,
    every_flipped_bit_and_every_cut_is_seen,
    nothing_seals_the_same_way_twice,
    random_bytes_are_random,
)
