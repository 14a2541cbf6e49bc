"""What a server says of itself: believed where the trust's key signed it, and held to."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.domain.errors import BadSignature, ContentError
from app.domain.rsa_key import PublicKey
from app.domain.server_meta import IssuerKey, ServerMeta, follow, read_meta
from app.domain.signed_document import CONTENT, META, SUCCESSOR, newest_key, successor_body
from tests.contracts.blind_signatures import Signer, spare_signers

TRUST, ISSUER, SHARED, OWN, NEXT, LAST = spare_signers()[:6]


def issuer(key: PublicKey, *areas: str, quarter: str = "2026-Q4") -> IssuerKey:
    return IssuerKey(key, areas, quarter, "2027-07-01")


SAID = ServerMeta(
    "harbour-trust",
    (2, 3),
    "a1",
    4,
    (issuer(ISSUER.public, "quay"), issuer(SHARED.public, "hill", "south")),
)


def signed(meta: ServerMeta, by: Signer = TRUST) -> dict[str, object]:
    return by.document(META, meta.to_document())


def test_it_is_read_where_the_trusts_key_signed_it() -> None:
    document = json.loads(json.dumps(signed(SAID)))
    assert read_meta(document, TRUST.public) == SAID
    assert read_meta(document, TRUST.public, "harbour-trust") == SAID
    kept = json.loads(json.dumps(SAID.to_document()))
    assert ServerMeta.from_document(kept) == SAID


def test_another_keys_word_is_not_taken() -> None:
    with pytest.raises(BadSignature):
        read_meta(signed(SAID, by=OWN), TRUST.public)
    with pytest.raises(ContentError):  # for those who ask no further
        read_meta(signed(SAID, by=OWN), TRUST.public)
    with pytest.raises(BadSignature):
        read_meta(signed(SAID), TRUST.public, "another-trust")


def test_a_letter_changed_on_the_way_is_seen() -> None:
    document = signed(SAID)
    payload = str(document["payload"])
    for place in (0, len(payload) // 2, len(payload) - 3):
        other = "A" if payload[place] != "A" else "B"
        spoilt = payload[:place] + other + payload[place + 1 :]
        with pytest.raises(ContentError):
            read_meta({**document, "payload": spoilt}, TRUST.public)


def test_what_was_signed_as_something_else_is_no_meta() -> None:
    document = TRUST.document(CONTENT, SAID.to_document())
    with pytest.raises(ContentError):
        read_meta(document, TRUST.public)


@pytest.mark.parametrize(
    "document", [None, [], {}, {"payload": 1}, {"payload": "e30", "signature": "e30"}], ids=str
)
def test_another_form_is_refused(document: object) -> None:
    with pytest.raises(ContentError):
        read_meta(document, TRUST.public)


@pytest.mark.parametrize(
    "change",
    [
        {"organisation": 7},
        {"organisation": ""},
        {"wire_versions": [3, 2]},
        {"wire_versions": [3]},
        {"wire_versions": "23"},
        {"epoch": 7},
        {"epoch": "A B"},
        {"mark": -1},
        {"mark": True},
        {"seal": None},
        {"issuer_keys": {}},
        {"issuer_keys": [7]},
        {"issuer_keys": [issuer(OWN.public).to_document()]},
        {"issuer_keys": [{**SAID.issuer_keys[0].to_document(), "quarter": "2026"}]},
        {"issuer_keys": [{**SAID.issuer_keys[0].to_document(), "accepted_until": "soon"}]},
        {"issuer_keys": [{**SAID.issuer_keys[0].to_document(), "areas": ["quay", "quay"]}]},
        {"issuer_keys": [{**SAID.issuer_keys[0].to_document(), "areas": [7]}]},
        {"issuer_keys": [{**SAID.issuer_keys[0].to_document(), "key": {}}]},
    ],
    ids=lambda change: str(change)[:60],
)
def test_signed_nonsense_is_refused_too(change: dict[str, Any]) -> None:
    document = TRUST.document(META, {**SAID.to_document(), **change})
    with pytest.raises(ContentError):
        read_meta(document, TRUST.public)


def test_two_keys_for_one_area_and_quarter_are_refused() -> None:
    twice = (*SAID.issuer_keys, issuer(OWN.public, "quay"))
    with pytest.raises(ContentError, match="more than one key"):
        replace(SAID, issuer_keys=twice)
    document = TRUST.document(
        META, {**SAID.to_document(), "issuer_keys": [one.to_document() for one in twice]}
    )
    with pytest.raises(ContentError):
        read_meta(document, TRUST.public)
    with pytest.raises(ContentError):  # one key under two names
        replace(SAID, issuer_keys=(issuer(OWN.public, "quay"), issuer(OWN.public, "hill")))


def test_a_key_swapped_within_its_quarter_is_refused() -> None:
    own_key = replace(SAID, issuer_keys=(issuer(OWN.public, "quay"), SAID.issuer_keys[1]))
    split = replace(
        SAID,
        issuer_keys=(
            *SAID.issuer_keys[:1],
            issuer(SHARED.public, "hill"),
            issuer(OWN.public, "south"),
        ),
    )
    for other in (own_key, split):
        assert read_meta(signed(other), TRUST.public) == other  # well signed as it is
        with pytest.raises(BadSignature):
            follow(SAID, other)
        assert follow(None, other) is other


def test_what_may_change_is_followed() -> None:
    wider = replace(
        SAID, issuer_keys=(SAID.issuer_keys[0], issuer(SHARED.public, "hill", "new", "south"))
    )
    later = replace(
        SAID,
        mark=5,
        issuer_keys=(*SAID.issuer_keys, issuer(OWN.public, "quay", quarter="2027-Q1")),
    )
    without_old = replace(SAID, issuer_keys=SAID.issuer_keys[:1])
    restored = replace(SAID, epoch="b2", issuer_keys=(issuer(OWN.public, "quay"),))
    for other in (SAID, wider, later, without_old, restored):
        assert follow(SAID, other) is other


def test_tokens_are_made_under_the_newest_quarters_key() -> None:
    later = replace(
        SAID,
        issuer_keys=(*SAID.issuer_keys, issuer(OWN.public, "quay", "hill", quarter="2027-Q1")),
    )
    found = later.issuing_key("quay")
    assert found is not None
    assert found.key == OWN.public
    assert later.issuing_key("south") is None
    old = later.known_key(ISSUER.public.key_id)
    assert old is not None
    assert old.areas == ("quay",)
    assert later.known_key("0" * 32) is None


def test_colleagues_can_compare_what_they_were_given() -> None:
    assert SAID.common_code == read_meta(signed(SAID), TRUST.public).common_code
    assert len(SAID.common_code.replace("-", "")) == 12
    other = replace(SAID, issuer_keys=(issuer(OWN.public, "quay"), SAID.issuer_keys[1]))
    assert other.common_code != SAID.common_code
    assert replace(SAID, mark=9).common_code == SAID.common_code


def test_the_same_keys_for_other_areas_do_not_read_the_same() -> None:
    # Else a server could give one device its colleagues' keys, only the other way round.
    swapped = (issuer(ISSUER.public, "hill", "south"), issuer(SHARED.public, "quay"))
    assert replace(SAID, issuer_keys=swapped).common_code != SAID.common_code
    turned = (SAID.issuer_keys[1], replace(SAID.issuer_keys[0]))
    assert replace(SAID, issuer_keys=turned).common_code == SAID.common_code


def _follows(old: Signer, new: Signer, trust: str = "harbour-trust") -> dict[str, object]:
    return old.document(SUCCESSOR, successor_body(trust, new.public))


def test_a_changed_trust_key_is_followed_step_by_step() -> None:
    steps = [_follows(NEXT, LAST), _follows(TRUST, NEXT)]
    document = signed(SAID, by=LAST) | {"successors": steps}
    for known in (TRUST, NEXT, LAST):
        key = newest_key(document, "harbour-trust", known.public)
        assert key == LAST.public
        assert read_meta(document, key) == SAID


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [_follows(NEXT, LAST)],
        [_follows(TRUST, NEXT, "another-trust")],
        [OWN.document(SUCCESSOR, successor_body("harbour-trust", OWN.public))],
        [TRUST.document(META, successor_body("harbour-trust", OWN.public))],
        [TRUST.document(SUCCESSOR, {"organisation": "harbour-trust", "key": 7})],
        [None, 7, {}, "x"],
        [_follows(TRUST, TRUST)],
    ],
    ids=[
        "none",
        "of-another-key",
        "of-another-trust",
        "of-itself",
        "for-something-else",
        "without-a-key",
        "nonsense",
        "the-same-key",
    ],
)
def test_nobody_else_can_put_a_key_in_the_trusts_place(steps: list[object]) -> None:
    document = {"successors": steps}
    assert newest_key(document, "harbour-trust", TRUST.public) == TRUST.public


def test_keys_in_a_ring_end() -> None:
    ring = [_follows(TRUST, NEXT), _follows(NEXT, TRUST)]
    assert newest_key({"successors": ring}, "harbour-trust", TRUST.public) == NEXT.public


@pytest.mark.parametrize("document", [None, [], {"successors": 7}, {"successors": "x"}], ids=str)
def test_a_document_without_such_a_list_is_named(document: object) -> None:
    with pytest.raises(ContentError):
        newest_key(document, "harbour-trust", TRUST.public)
