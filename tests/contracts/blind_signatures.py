"""Blind signatures on every platform: the vectors of RFC 9474, and tokens made of them.

``rfc9474.json`` has the RFC's own four vectors with every intermediate value (appendix A);
``spare_keys.json`` whole keys of Layby's size, which take long to make. Signing is done here as
the RFC writes it, because the server's own way of signing is not on the device.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain import pss
from app.domain.blind_signature import Blinded, PublicKey, blind, finalise, prepare, verify
from app.domain.errors import BadSignature
from app.domain.signed_document import CONTENT, META, payload_of, read_signed, signed_document
from app.domain.token import Token, finished, new_blinded
from tests.contracts.expect import raises

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Signer:
    """A whole key."""

    p: int
    q: int
    e: int = 65_537

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.p * self.q, self.e)

    def raw(self, message: bytes) -> bytes:
        """RSASP1 by remainders (RFC 8017): what the server does to a blinded message."""
        number = int.from_bytes(message)
        at_p, at_q = (
            pow(number % prime, pow(self.e, -1, prime - 1), prime) for prime in (self.p, self.q)
        )
        root = at_q + self.q * ((at_p - at_q) * pow(self.q, -1, self.p) % self.p)
        return root.to_bytes(self.public.size)

    def document(self, purpose: str, body: dict[str, object]) -> dict[str, object]:
        payload = payload_of(purpose, body)
        return signed_document(payload, self.raw(pss.encode(payload, b"", 3071)))


def vectors() -> tuple[Signer, list[dict[str, Any]]]:
    """Give the RFC's key and its vectors: bytes by name, and the variant's name."""
    found = json.loads((_HERE / "rfc9474.json").read_text(encoding="ascii"))
    key = {name: int(value, 16) for name, value in found["key"].items()}
    signer = Signer(key["p"], key["q"], key["e"])
    assert signer.public.n == key["n"]
    assert key["d"] * key["e"] % (key["p"] - 1) == key["d"] * key["e"] % (key["q"] - 1) == 1
    read = [
        {name: text if name == "name" else bytes.fromhex(text) for name, text in vector.items()}
        for vector in found["vectors"]
    ]
    return signer, read


def spare_signers() -> list[Signer]:
    """Give keys of Layby's own size."""
    found = json.loads((_HERE / "spare_keys.json").read_text(encoding="ascii"))
    return [Signer(int(key["p"], 16), int(key["q"], 16)) for key in found["keys"]]


async def every_value_of_rfc_9474_is_met(_platform: object) -> None:
    signer, all_vectors = vectors()
    key = signer.public
    assert [one["name"].removeprefix("RSABSSA-SHA384-") for one in all_vectors] == [
        "PSS-Randomized",
        "PSSZERO-Randomized",
        "PSS-Deterministic",
        "PSSZERO-Deterministic",
    ]
    for one in all_vectors:
        salt, inverse = one["salt"], int.from_bytes(one["inv"])
        prepared = prepare(one["msg"], one["msg_prefix"])
        assert prepared == one["prepared_msg"]
        assert pss.encode(prepared, salt, key.n.bit_length() - 1) == one["encoded_msg"]
        blinded = blind(key, prepared, salt, pow(inverse, -1, key.n))
        assert (blinded.blinded, blinded.inverse) == (one["blinded_msg"], inverse)
        assert signer.raw(blinded.blinded) == one["blind_sig"]
        assert finalise(key, blinded, one["blind_sig"], len(salt)) == one["sig"]
        assert verify(key, prepared, one["sig"], len(salt))
        assert not verify(key, prepared + b"\x00", one["sig"], len(salt))
        assert not verify(key, prepared, one["sig"], 48 - len(salt))


async def a_token_is_made_of_what_the_server_cannot_read(_platform: object) -> None:
    signer = spare_signers()[0]
    key = signer.public
    blinded = new_blinded(key)
    assert blinded.prepared not in blinded.blinded
    token = finished(key, blinded, signer.raw(blinded.blinded))
    assert token.fits(key)
    assert token.nonce == blinded.prepared[32:]
    assert Token.from_wire(json.loads(json.dumps(token.to_wire()))) == token
    again = Blinded.from_document(json.loads(json.dumps(blinded.to_document())))
    assert again == blinded


async def another_keys_answer_is_refused(_platform: object) -> None:
    signer, other = spare_signers()[:2]
    blinded = new_blinded(signer.public)

    async def finish(answer: bytes) -> None:
        finished(signer.public, blinded, answer)

    right = signer.raw(blinded.blinded)
    wrong = bytearray(right)
    wrong[200] ^= 1
    for answer in (other.raw(blinded.blinded), bytes(wrong), bytes(384), right[1:], b""):
        await raises(BadSignature, finish(answer))
    await finish(right)


async def a_number_that_is_no_key_blinds_nothing(_platform: object) -> None:
    signer = spare_signers()[0]

    async def under(key: PublicKey) -> None:
        new_blinded(key)

    await raises(BadSignature, under(PublicKey(3 << 8)))
    # An encoded message ends in 0xBC, so it shares the factor 2 with every even modulus.
    await raises(BadSignature, under(PublicKey(signer.public.n - 1)))


async def what_is_signed_is_read_as_what_it_is_for(_platform: object) -> None:
    signer, other = spare_signers()[:2]
    document = signer.document(META, {"b": 1, "a": ["ä", 2]})
    assert read_signed(document, signer.public, META) == {"b": 1, "a": ["ä", 2]}

    async def read(purpose: str, key: PublicKey) -> None:
        read_signed(document, key, purpose)

    await raises(BadSignature, read(META, other.public))
    error = await raises(Exception, read(CONTENT, signer.public))
    assert getattr(error, "code", "") == "content"


CONTRACT = (
    every_value_of_rfc_9474_is_met,
    a_token_is_made_of_what_the_server_cannot_read,
    another_keys_answer_is_refused,
    a_number_that_is_no_key_blinds_nothing,
    what_is_signed_is_read_as_what_it_is_for,
)
