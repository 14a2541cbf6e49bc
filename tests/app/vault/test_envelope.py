"""The envelope reads back what it wrote and refuses everything else by name."""

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import VaultFormatUnknown
from app.vault.envelope import (
    CREDENTIAL_MAX,
    PASSKEY,
    PASSKEYS_MAX,
    PASSPHRASE,
    RECOVERY,
    Envelope,
    KeySlot,
)
from app.vault.kdf import (
    ITERATIONS,
    LANES_MAX,
    MEMORY_MAX,
    MEMORY_MIN,
    PASSES_MAX,
    PASSES_MIN,
    Argon2id,
    Hkdf,
    Pbkdf2,
)

SALT = bytes(range(16))
SALT_TEXT = "AAECAwQFBgcICQoLDA0ODw=="
LONG_SALT = bytes(range(32))
LONG_SALT_TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
WRAPPED = bytes(range(60))
WRAPPED_TEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7"

FORMAT_1: dict[str, Any] = {
    "kind": "layby-vault",
    "format": 1,
    "vault": "vault-1",
    "slots": [
        {
            "kind": "passphrase",
            "kdf": {"name": "PBKDF2-SHA256", "iterations": 600_000, "salt": SALT_TEXT},
            "wrapped": WRAPPED_TEXT,
        }
    ],
}
FORMAT_2: dict[str, Any] = {
    "kind": "layby-vault",
    "format": 2,
    "vault": "vault-1",
    "slots": [
        {
            "kind": "passphrase",
            "kdf": {
                "name": "Argon2id",
                "memory": 65536,
                "passes": 3,
                "lanes": 1,
                "salt": SALT_TEXT,
            },
            "wrapped": WRAPPED_TEXT,
        },
        {
            "kind": "recovery",
            "kdf": {"name": "HKDF-SHA256", "salt": SALT_TEXT},
            "wrapped": WRAPPED_TEXT,
        },
        {
            "kind": "passkey",
            "kdf": {"name": "HKDF-SHA256", "salt": LONG_SALT_TEXT},
            "credential": "Y3JlZGVudGlhbA==",
            "wrapped": WRAPPED_TEXT,
        },
    ],
}
PASSPHRASE_SLOT = KeySlot(PASSPHRASE, Argon2id(65536, 3, 1, SALT), WRAPPED)
RECOVERY_SLOT = KeySlot(RECOVERY, Hkdf(SALT), WRAPPED)
PASSKEY_SLOT = KeySlot(PASSKEY, Hkdf(LONG_SALT), WRAPPED, b"credential")


def read(document: object) -> Envelope:
    return Envelope.from_document(json.loads(json.dumps(document)))


def test_format_1_is_read_and_written_as_it_was_published() -> None:
    slot = KeySlot(PASSPHRASE, Pbkdf2(600_000, SALT), WRAPPED)
    envelope = Envelope("vault-1", 1, (slot,))
    assert envelope.to_document() == FORMAT_1
    assert read(FORMAT_1) == envelope
    assert slot.context("vault-1", 1) == (
        b'["layby-vault",1,"vault-1","passphrase","PBKDF2-SHA256",600000,"AAECAwQFBgcICQoLDA0ODw=="]'
    )
    assert envelope.is_outdated()


def test_format_2_is_read_and_written_as_it_was_published() -> None:
    envelope = Envelope("vault-1", 2, (PASSPHRASE_SLOT, RECOVERY_SLOT, PASSKEY_SLOT))
    assert envelope.to_document() == FORMAT_2
    assert read(FORMAT_2) == envelope
    assert not envelope.is_outdated()
    assert [slot.context("vault-1", 2) for slot in envelope.slots] == [
        b'["layby-vault",2,"vault-1","passphrase","Argon2id",65536,3,1,"AAECAwQFBgcICQoLDA0ODw=="]',
        b'["layby-vault",2,"vault-1","recovery","HKDF-SHA256","AAECAwQFBgcICQoLDA0ODw=="]',
        b'["layby-vault",2,"vault-1","passkey","HKDF-SHA256",'
        b'"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","Y3JlZGVudGlhbA=="]',
    ]


salts = st.binary(min_size=16, max_size=64)
wrapped_keys = st.binary(min_size=60, max_size=60)
passphrase_slots = st.builds(
    KeySlot,
    st.just(PASSPHRASE),
    st.builds(
        Argon2id,
        st.integers(MEMORY_MIN, MEMORY_MAX),
        st.integers(PASSES_MIN, PASSES_MAX),
        st.integers(1, LANES_MAX),
        salts,
    ),
    wrapped_keys,
)
recovery_slots = st.builds(KeySlot, st.just(RECOVERY), st.builds(Hkdf, salts), wrapped_keys)
passkey_slots = st.builds(
    KeySlot,
    st.just(PASSKEY),
    st.builds(Hkdf, st.binary(min_size=32, max_size=32)),
    wrapped_keys,
    st.binary(min_size=1, max_size=CREDENTIAL_MAX),
)
new_slots = st.lists(st.one_of(passphrase_slots, recovery_slots, passkey_slots), max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), passphrase_slots, new_slots)
def test_round_trip_after_any_changes(vault_id: str, first: KeySlot, later: list[KeySlot]) -> None:
    envelope = Envelope(vault_id, 2, (first,))
    model = {(PASSPHRASE, b""): first}
    for slot in later:
        envelope = envelope.with_slot(slot)
        model[slot.kind, slot.credential] = slot
    assert list(envelope.slots) == list(model.values())
    assert read(envelope.to_document()) == envelope
    assert len({slot.context(vault_id, 2) for slot in envelope.slots}) >= len(envelope.passkeys())
    bare = envelope.without_passkeys()
    assert bare.passkeys() == []
    assert set(bare.slots) == {one for one in envelope.slots if one.kind != PASSKEY}
    assert read(bare.to_document()) == bare


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), passphrase_slots, salts, wrapped_keys)
def test_what_describes_a_slot_is_authenticated_and_its_key_is_not_in_it(
    vault_id: str, slot: KeySlot, salt: bytes, wrapped: bytes
) -> None:
    kdf = slot.kdf
    assert isinstance(kdf, Argon2id)
    variants = {
        replace(slot, kdf=replace(kdf, memory=kdf.memory + 1)),
        replace(slot, kdf=replace(kdf, passes=kdf.passes + 1)),
        replace(slot, kdf=replace(kdf, lanes=kdf.lanes + 1)),
        replace(slot, kdf=replace(kdf, salt=kdf.salt + b"\x00")),
        replace(slot, kind=RECOVERY),
        replace(slot, kdf=Hkdf(kdf.salt)),
        replace(slot, credential=b"\x00"),
        slot,
    }
    contexts = {one.context(vault_id, 2) for one in variants}
    contexts |= {slot.context(vault_id, 1), slot.context(vault_id + "'", 2)}
    assert len(contexts) == len(variants) + 2
    assert replace(slot, wrapped=wrapped).context(vault_id, 2) == slot.context(vault_id, 2)
    other = replace(slot, kdf=replace(kdf, salt=salt))
    assert (other.context(vault_id, 2) == slot.context(vault_id, 2)) == (salt == kdf.salt)


GONE = object()


def _changed(document: dict[str, Any], path: tuple[Any, ...], value: object) -> dict[str, Any]:
    changed: dict[str, Any] = copy.deepcopy(document)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    if value is GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


FIRST, RECOVERS, PASSES_BY = (("slots", number) for number in range(3))
SAME_PASSKEY = FORMAT_2["slots"][2]
MANY = [SAME_PASSKEY | {"credential": f"{number:03}="} for number in range(100, 101 + PASSKEYS_MAX)]


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "layby-vault",
        {},
        *(_changed(FORMAT_2, (name,), GONE) for name in FORMAT_2),
        *(
            _changed(FORMAT_2, (*slot, name), GONE)
            for slot in (FIRST, RECOVERS, PASSES_BY)
            for name in ("kind", "kdf", "wrapped")
        ),
        *(_changed(FORMAT_2, (*FIRST, "kdf", name), GONE) for name in FORMAT_2["slots"][0]["kdf"]),
        _changed(FORMAT_2, ("kind",), "another-vault"),
        _changed(FORMAT_2, ("format",), 3),
        _changed(FORMAT_2, ("format",), "2"),
        _changed(FORMAT_2, ("format",), 2.0),
        _changed(FORMAT_2, ("format",), True),
        _changed(FORMAT_2, ("format",), 0),
        _changed(FORMAT_2, ("format",), 1),
        _changed(FORMAT_1, ("format",), 2),
        _changed(FORMAT_2, ("vault",), ""),
        _changed(FORMAT_2, ("vault",), 5),
        _changed(FORMAT_2, ("slots",), []),
        _changed(FORMAT_2, ("slots",), "slots"),
        _changed(FORMAT_2, ("slots",), FORMAT_2["slots"] + MANY),
        _changed(FORMAT_2, ("slots",), [*FORMAT_2["slots"], SAME_PASSKEY]),
        _changed(FORMAT_2, ("slots",), FORMAT_2["slots"][1:]),
        _changed(FORMAT_2, ("slots",), FORMAT_2["slots"][:1] * 2),
        _changed(FORMAT_1, ("slots",), FORMAT_1["slots"] * 2),
        _changed(FORMAT_1, ("slots",), FORMAT_1["slots"] + FORMAT_2["slots"][1:]),
        _changed(FORMAT_2, ("slots",), FORMAT_1["slots"] + FORMAT_2["slots"][1:]),
        _changed(FORMAT_2, FIRST, None),
        _changed(FORMAT_2, (*FIRST, "kind"), "smart-card"),
        _changed(FORMAT_2, (*FIRST, "kind"), ["passphrase"]),
        _changed(FORMAT_2, (*FIRST, "kind"), "passkey"),
        _changed(FORMAT_2, (*RECOVERS, "kind"), "passphrase"),
        _changed(FORMAT_2, (*FIRST, "wrapped"), "AAEC"),
        _changed(FORMAT_2, (*FIRST, "wrapped"), "not base64!"),
        _changed(FORMAT_2, (*FIRST, "kdf"), None),
        _changed(FORMAT_2, (*FIRST, "kdf"), FORMAT_2["slots"][1]["kdf"]),
        _changed(FORMAT_2, (*FIRST, "kdf", "name"), "Argon2d"),
        _changed(FORMAT_2, (*FIRST, "kdf", "name"), ["Argon2id"]),
        _changed(FORMAT_2, (*FIRST, "kdf", "memory"), MEMORY_MIN - 1),
        _changed(FORMAT_2, (*FIRST, "kdf", "memory"), MEMORY_MAX + 1),
        _changed(FORMAT_2, (*FIRST, "kdf", "memory"), 65536.0),
        _changed(FORMAT_2, (*FIRST, "kdf", "passes"), PASSES_MIN - 1),
        _changed(FORMAT_2, (*FIRST, "kdf", "passes"), PASSES_MAX + 1),
        _changed(FORMAT_2, (*FIRST, "kdf", "passes"), "3"),
        _changed(FORMAT_2, (*FIRST, "kdf", "lanes"), 0),
        _changed(FORMAT_2, (*FIRST, "kdf", "lanes"), LANES_MAX + 1),
        _changed(FORMAT_2, (*FIRST, "kdf", "lanes"), True),
        _changed(FORMAT_2, (*FIRST, "kdf", "salt"), "AAEC"),
        _changed(FORMAT_2, (*FIRST, "kdf", "salt"), "A" * 88),
        _changed(FORMAT_2, (*FIRST, "kdf", "salt"), "é"),
        _changed(FORMAT_2, (*FIRST, "kdf", "salt"), 7),
        _changed(FORMAT_2, (*PASSES_BY, "kdf", "salt"), SALT_TEXT),
        _changed(FORMAT_2, (*PASSES_BY, "credential"), GONE),
        _changed(FORMAT_2, (*PASSES_BY, "credential"), ""),
        _changed(FORMAT_2, (*PASSES_BY, "credential"), "AAAA" * 342),
        _changed(FORMAT_1, (*FIRST, "kdf", "iterations"), ITERATIONS - 1),
        _changed(FORMAT_1, (*FIRST, "kdf", "iterations"), 10_000_001),
        _changed(FORMAT_1, (*FIRST, "kdf", "iterations"), 600_000.0),
    ],
)
def test_newer_foreign_or_damaged_is_refused_by_name(document: object) -> None:
    with pytest.raises(VaultFormatUnknown):
        Envelope.from_document(document)


@settings(max_examples=50, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_document_fails_in_another_way(document: object) -> None:
    for candidate in (
        document,
        _changed(FORMAT_2, ("slots",), [document]),
        _changed(FORMAT_2, ("slots",), document),
        _changed(FORMAT_2, PASSES_BY, document),
        _changed(FORMAT_2, (*FIRST, "kdf"), document),
    ):
        with pytest.raises(VaultFormatUnknown):
            Envelope.from_document(candidate)
