"""Blind signatures keep their contract here, and OpenSSL agrees with every signature."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import pss
from app.domain.base64url import read_bytes, write_bytes
from app.domain.blind_signature import Blinded, PublicKey, blind
from app.domain.errors import ContentError
from app.domain.rsa_key import BITS
from app.domain.token import finished, new_blinded
from sync_server.services.signing_key import PrivateKey
from tests.contracts import blind_signatures
from tests.contracts.blind_signatures import spare_signers, vectors

SIGNER = spare_signers()[0]
KEY = SIGNER.public
QUICK = PrivateKey(SIGNER.p, SIGNER.q)  # the same key, by OpenSSL


@pytest.mark.parametrize("promise", blind_signatures.CONTRACT, ids=lambda promise: promise.__name__)
def test_keeps_the_contract(promise: Callable[[object], Awaitable[None]]) -> None:
    asyncio.run(promise(None))


def _openssl_takes(key: PublicKey, message: bytes, signature: bytes, salt: int) -> bool:
    public = rsa.RSAPublicNumbers(key.e, key.n).public_key()
    try:
        scheme = padding.PSS(padding.MGF1(SHA384()), salt_length=salt)
        public.verify(signature, message, scheme, SHA384())
    except InvalidSignature:
        return False
    return True


def test_openssl_takes_the_rfcs_signatures_and_ours() -> None:
    signer, found = vectors()
    for one in found:
        assert _openssl_takes(signer.public, one["prepared_msg"], one["sig"], len(one["salt"]))
    blinded = new_blinded(KEY)
    token = finished(KEY, blinded, SIGNER.raw(blinded.blinded))
    assert _openssl_takes(KEY, token.prepared, token.signature, 48)


@settings(max_examples=30, deadline=None)
@given(
    st.binary(max_size=100), st.sampled_from([0, 20, 48]), st.integers(0, 383), st.integers(0, 7)
)
def test_openssl_and_we_judge_alike(message: bytes, salt: int, place: int, bit: int) -> None:
    signature = QUICK.blind_sign(pss.encode(message, bytes(range(salt)), BITS - 1))
    spoilt = bytearray(signature)
    spoilt[place] ^= 1 << bit
    for given_one in (signature, bytes(spoilt)):
        ours = pss.verify(KEY, message, given_one, salt)
        assert ours == _openssl_takes(KEY, message, given_one, salt)
    assert pss.verify(KEY, message, signature, salt)
    assert not pss.verify(KEY, message, signature, salt + 1)
    assert not pss.verify(KEY, message + b"x", signature, salt)


@pytest.mark.parametrize("encoded", [0, 1, KEY.n - 1], ids=["nought", "one", "minus-one"])
def test_numbers_that_sign_nothing(encoded: int) -> None:
    assert not pss.verify(KEY, b"", encoded.to_bytes(384))


def test_a_signature_has_one_form_only() -> None:
    signature = SIGNER.raw(pss.encode(b"words", bytes(48), BITS - 1))
    assert pss.verify(KEY, b"words", signature)
    number = int.from_bytes(signature)
    if (number + KEY.n).bit_length() <= BITS:  # the same remainder, written as a larger number
        assert not pss.verify(KEY, b"words", (number + KEY.n).to_bytes(384))
    assert not pss.verify(KEY, b"words", b"\x00" + signature)
    assert not pss.verify(KEY, b"words", b"")


@pytest.mark.parametrize("bits", [1024, 1025, 1031], ids=str)
def test_keys_whose_size_is_no_whole_number_of_bytes(bits: int) -> None:
    # Only vectors have keys of other sizes; the arithmetic is that of RFC 8017 all the same.
    made = rsa.generate_private_key(65_537, bits)
    key = PublicKey(made.public_key().public_numbers().n)
    scheme = padding.PSS(padding.MGF1(SHA384()), salt_length=48)
    signature = made.sign(b"words", scheme, SHA384())
    assert pss.verify(key, b"words", signature)
    assert not pss.verify(key, b"other", signature)


def test_a_key_travels_as_a_document_and_has_one_name() -> None:
    document = KEY.to_document()
    assert PublicKey.from_document(document) == KEY
    assert len(KEY.key_id) == 32
    assert PublicKey(KEY.n, 3).key_id != KEY.key_id != PublicKey(KEY.n + 2).key_id


def _number(n: int) -> str:
    return write_bytes(n.to_bytes(384))


@pytest.mark.parametrize(
    "document",
    [
        None,
        {},
        [],
        {"n": _number(KEY.n)},
        {"n": _number(KEY.n), "e": 3},
        {"n": _number(KEY.n), "e": "65537"},
        {"n": _number(KEY.n), "e": 65537, "d": 1},
        {"n": _number(KEY.n - 1), "e": 65537},
        {"n": _number(KEY.n >> 1 | 1), "e": 65537},
        {"n": _number(KEY.n)[:-1], "e": 65537},
        {"n": KEY.n, "e": 65537},
    ],
    ids=lambda document: str(document)[-24:],
)
def test_what_is_no_key_of_laybys_is_refused(document: object) -> None:
    with pytest.raises(ContentError):
        PublicKey.from_document(document)


def test_two_askings_for_the_same_message_have_nothing_in_common() -> None:
    one, two = (blind(KEY, b"the same prepared message") for _ in range(2))
    assert one.blinded != two.blinded
    assert one.inverse != two.inverse
    assert "the same" not in repr(one)


@pytest.mark.parametrize("lost", ["blinded", "inverse", "prepared"])
def test_what_was_asked_for_is_read_back_whole_or_not_at_all(lost: str) -> None:
    document = new_blinded(KEY).to_document()
    with pytest.raises(ContentError):
        Blinded.from_document({name: value for name, value in document.items() if name != lost})
    with pytest.raises(ContentError):
        Blinded.from_document({**document, lost: "=" * 10})


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40))
def test_bytes_have_one_text(raw: bytes) -> None:
    text = write_bytes(raw)
    assert read_bytes(text) == read_bytes(text, len(raw)) == raw
    for other in (text + "=", text + "A", text + "\n", " " + text, text + "é"):
        try:
            assert read_bytes(other) != raw
        except ValueError:
            continue
    with pytest.raises(ValueError, match=r"^$"):
        read_bytes(text, len(raw) + 1)


@pytest.mark.parametrize("text", ["AB", "AAB", "A", "A+", "A/", "AA==", None, 7, b"AA"], ids=str)
def test_other_spellings_are_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        read_bytes(text)
