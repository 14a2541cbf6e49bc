"""The private key: the RFC's blind signatures, disguised work, and no faulty answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import pss
from app.domain.token import finished, new_blinded
from sync_server.services.modular_power import openssl_power, secret_power
from sync_server.services.signing_key import FaultyComputation, PrivateKey, make_key
from tests.contracts.blind_signatures import spare_signers, vectors

SIGNER = spare_signers()[0]
KEY = PrivateKey(SIGNER.p, SIGNER.q)


def test_it_gives_the_rfcs_blind_signatures() -> None:
    signer, found = vectors()
    key = PrivateKey(signer.p, signer.q)
    for one in found:
        assert key.blind_sign(one["blinded_msg"]) == one["blind_sig"]


@pytest.mark.parametrize(
    "message",
    [b"", bytes(384), b"\xff" * 384, SIGNER.public.n.to_bytes(384), b"\x01" * 383, b"\x01" * 385],
    ids=["empty", "nought", "too-large", "modulus", "short", "long"],
)
def test_what_is_no_blinded_message_is_refused(message: bytes) -> None:
    with pytest.raises(ValueError, match="not a blinded message"):
        KEY.blind_sign(message)


@dataclass(frozen=True)
class Watched(PrivateKey):
    """Remembers the numbers it worked on with its secret exponents."""

    worked_on: list[int] = field(default_factory=list)

    def _root(self, number: int) -> int:
        self.worked_on.append(number)
        return super()._root(number)


def test_the_secret_exponents_never_meet_what_was_asked() -> None:
    key = Watched(SIGNER.p, SIGNER.q)
    message = new_blinded(KEY.public).blinded
    assert len({key.blind_sign(message) for _ in range(5)}) == 1
    assert len(set(key.worked_on)) == 5
    assert int.from_bytes(message) not in key.worked_on


@pytest.mark.parametrize("place", [0, 1, 2], ids=["at-p", "at-q", "joining"])
def test_a_fault_on_the_way_gives_nothing_away(place: int) -> None:
    key = PrivateKey(SIGNER.p, SIGNER.q)
    sound = list(key._exponents)
    sound[place] ^= 1 << 7
    key.__dict__["_exponents"] = tuple(sound)  # a flipped bit, as heat or a ray may do
    with pytest.raises(FaultyComputation):
        key.blind_sign(new_blinded(KEY.public).blinded)


def test_a_new_key_is_of_the_right_size_and_works() -> None:
    key = make_key()
    assert key.public.n.bit_length() == 3072
    blinded = new_blinded(key.public)
    assert finished(key.public, blinded, key.blind_sign(blinded.blinded)).fits(key.public)
    assert PrivateKey.from_bytes(key.to_bytes()) == key
    assert str(key.p) not in repr(key)
    with pytest.raises(ValueError, match="not a private key"):
        PrivateKey.from_bytes(key.to_bytes()[1:])


def test_a_document_has_one_signature() -> None:
    signature = KEY.sign_document(b"words")
    assert signature == KEY.sign_document(b"words") == SIGNER.raw(pss.encode(b"words", b"", 3071))
    assert pss.verify(KEY.public, b"words", signature, salt_length=0)


ODD = st.integers(0, 1 << 80).map(lambda number: 2 * number + 1)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1 << 90), st.integers(0, 1 << 70), ODD)
def test_openssl_and_python_reckon_alike(base: int, exponent: int, modulus: int) -> None:
    expected = pow(base, exponent, modulus)
    assert secret_power(base, exponent, modulus) == expected
    by_openssl = openssl_power()
    # Where the system has no such library Python does it; what this runs on may be either.
    assert by_openssl is None or by_openssl(base, exponent, modulus) == expected


def test_threads_do_not_disturb_each_other() -> None:
    asked = [new_blinded(KEY.public) for _ in range(16)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(KEY.blind_sign, [one.blinded for one in asked]))
    assert all(
        finished(KEY.public, one, answer) for one, answer in zip(asked, answers, strict=True)
    )
