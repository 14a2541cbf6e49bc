"""The envelope reads back what it wrote and refuses everything else by name."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import VaultFormatUnknown
from app.vault.envelope import ITERATIONS, PASSPHRASE, PBKDF2, Envelope, KdfParams, KeySlot

DOCUMENT: dict[str, Any] = {
    "kind": "layby-vault",
    "format": 1,
    "vault": "vault-1",
    "slots": [
        {
            "kind": "passphrase",
            "kdf": {
                "name": "PBKDF2-SHA256",
                "iterations": 600_000,
                "salt": "AAECAwQFBgcICQoLDA0ODw==",
            },
            "wrapped": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIj"
            "JCUmJygpKissLS4vMDEyMzQ1Njc4OTo7",
        }
    ],
}


def test_format_1_is_read_and_written_as_it_was_published() -> None:
    envelope = Envelope(
        vault_id="vault-1",
        format=1,
        slots=(
            KeySlot(
                "passphrase",
                KdfParams("PBKDF2-SHA256", 600_000, bytes(range(16))),
                bytes(range(60)),
            ),
        ),
    )
    assert envelope.to_document() == DOCUMENT
    assert Envelope.from_document(json.loads(json.dumps(DOCUMENT))) == envelope
    assert envelope.slots[0].context("vault-1") == (
        b'["layby-vault",1,"vault-1","passphrase","PBKDF2-SHA256",600000,"AAECAwQFBgcICQoLDA0ODw=="]'
    )


@settings(max_examples=50, deadline=None)
@given(
    st.text(min_size=1),
    st.binary(min_size=16, max_size=64),
    st.binary(min_size=60, max_size=60),
    st.integers(ITERATIONS, 10_000_000),
)
def test_round_trip(vault_id: str, salt: bytes, wrapped: bytes, iterations: int) -> None:
    envelope = Envelope(
        vault_id, 1, (KeySlot(PASSPHRASE, KdfParams(PBKDF2, iterations, salt), wrapped),)
    )
    assert Envelope.from_document(json.loads(json.dumps(envelope.to_document()))) == envelope


def _changed(path: tuple[Any, ...], value: object) -> dict[str, Any]:
    document: Any = copy.deepcopy(DOCUMENT)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    changed: dict[str, Any] = document
    return changed


SLOT = ("slots", 0)
KDF = (*SLOT, "kdf")


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "layby-vault",
        {},
        _changed(("kind",), "another-vault"),
        _changed(("format",), 2),
        _changed(("format",), "1"),
        _changed(("format",), True),
        _changed(("format",), 0),
        _changed(("vault",), ""),
        _changed(("vault",), 5),
        _changed(("slots",), []),
        _changed(("slots",), "slots"),
        _changed(("slots",), DOCUMENT["slots"] * 17),
        _changed(SLOT, None),
        _changed((*SLOT, "kind"), "passkey"),
        _changed((*SLOT, "wrapped"), "AAEC"),
        _changed((*SLOT, "wrapped"), "not base64!"),
        _changed(KDF, None),
        _changed((*KDF, "name"), "Argon2id"),
        _changed((*KDF, "iterations"), ITERATIONS - 1),
        _changed((*KDF, "iterations"), 10_000_001),
        _changed((*KDF, "iterations"), 600_000.0),
        _changed((*KDF, "salt"), "AAEC"),
        _changed((*KDF, "salt"), "é"),
        _changed((*KDF, "salt"), 7),
    ],
)
def test_newer_foreign_or_damaged_is_refused_by_name(document: object) -> None:
    with pytest.raises(VaultFormatUnknown):
        Envelope.from_document(document)


def _without(remove: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    document = copy.deepcopy(DOCUMENT)
    remove(document)
    return document


@pytest.mark.parametrize("name", ["kind", "format", "vault", "slots"])
def test_a_missing_field_is_refused(name: str) -> None:
    with pytest.raises(VaultFormatUnknown):
        Envelope.from_document(_without(lambda document: document.pop(name)))


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_document_fails_in_another_way(document: object) -> None:
    for candidate in (document, _changed(("slots",), [document]), _changed(KDF, document)):
        with pytest.raises(VaultFormatUnknown):
            Envelope.from_document(candidate)
