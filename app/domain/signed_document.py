"""What a trust's server publishes under its own key: content, meta, and the key that follows.

``{"payload": base64url of JSON, "signature": base64url}``. The signature is RSA-PSS with SHA-384
and no salt, so a document has exactly one: every server process gives the same bytes, and none
can hide a mark for one reader in a salt. The JSON says what it is for, so that nothing signed
as one thing is taken for another.

The key itself is known from enrolment. A trust that changes it signs the new key with the old
one (``"successors"`` beside a document), so that devices can follow.
"""

import json
from collections.abc import Mapping, Sequence

from app.domain import pss
from app.domain.base64url import read_bytes, write_bytes
from app.domain.errors import BadSignature, ContentError
from app.domain.json_text import read_json
from app.domain.rsa_key import BYTES, PublicKey

#: What a payload may be for.
META, CONTENT, SUCCESSOR = "meta", "content", "successor"
#: A trust that changes its key every month is followed for more than a year.
_MOST_SUCCESSORS = 20


def payload_of(purpose: str, body: Mapping[str, object]) -> bytes:
    """Give the bytes that are signed: the same for equal bodies, in whatever order."""
    whole = {**body, "purpose": purpose}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def signed_document(payload: bytes, signature: bytes) -> dict[str, object]:
    """Put a payload and its signature into the form that is sent."""
    return {"payload": write_bytes(payload), "signature": write_bytes(signature)}


def read_signed(document: object, key: PublicKey, purpose: str) -> dict[str, object]:
    """Give the body of a document that ``key`` signed for ``purpose``.

    Raises BadSignature where it is not signed by that key, ContentError where it has another
    form or another purpose.
    """
    payload, signature = _parts(document)
    if not pss.verify(key, payload, signature, salt_length=0):
        raise BadSignature
    try:
        body = read_json(payload)
    except ValueError:
        raise ContentError("What the server signed could not be read.") from None
    if not isinstance(body, dict) or body.pop("purpose", None) != purpose:
        raise ContentError("What the server signed is for something else.")
    return body


def successor_body(organisation: str, key: PublicKey) -> dict[str, object]:
    """Give the body by which an old key names the one that follows it."""
    return {"organisation": organisation, "key": key.to_document()}


def newest_key(document: object, organisation: str, known: PublicKey) -> PublicKey:
    """Follow the successors beside a document from the key a device knows to the last one.

    Gives ``known`` where nothing follows it. What is not signed by a key on the way is passed
    over: it may be the way of an older device. Raises ContentError where there is no such list.
    """
    beside = document.get("successors", []) if isinstance(document, Mapping) else None
    if not isinstance(beside, Sequence) or isinstance(beside, str):
        raise ContentError("What the server sent could not be read.")
    followed = {known.key_id}
    waiting = list(beside[:_MOST_SUCCESSORS])
    while waiting:
        following = [found for one in waiting if (found := _follows(one, organisation, known))]
        fresh = [key for key in following if key.key_id not in followed]
        if not fresh:
            break
        known = fresh[0]
        followed.add(known.key_id)
    return known


def _follows(document: object, organisation: str, known: PublicKey) -> PublicKey | None:
    try:
        body = read_signed(document, known, SUCCESSOR)
        if body.get("organisation") != organisation:
            return None
        return PublicKey.from_document(body.get("key"))
    except (BadSignature, ContentError):
        return None


def _parts(document: object) -> tuple[bytes, bytes]:
    try:
        if not isinstance(document, Mapping):
            raise ValueError
        payload = read_bytes(document.get("payload"))
        return payload, read_bytes(document.get("signature"), BYTES)
    except ValueError:
        raise ContentError("What the server sent could not be read.") from None
