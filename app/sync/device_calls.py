"""What a manager's device asks of the server, each on its own and none with a session.

Two kinds of request that must never meet in one: those that show the device's credential
(tokens and the trust's content) and those that carry what people said (a summary with its
token, a question with a code). The second kind has no header that tells devices apart.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from app.domain.base64url import read_bytes, write_bytes
from app.domain.errors import BadSignature, ContentError, ServerNotUnderstood
from app.domain.organisation import Organisation
from app.domain.rsa_key import PublicKey
from app.domain.signed_document import CONTENT, newest_key, read_signed
from app.domain.summary import WireSummary
from app.domain.token import Token
from app.domain.trust_content import TrustContent, tag_of
from app.sync.answers import read_answer, read_receipt
from app.sync.caller import Caller
from app.sync.outbox import Receipt
from app.sync.padding import padded

DEVICE_HEADER = "Layby-Device"


class DeviceCalls(Caller):
    """The part of the client that needs nobody signed in. Methods raise SyncError."""

    async def enrol(
        self, code: str, attempt: str
    ) -> tuple[Organisation, str, PublicKey, tuple[str, ...]]:
        """Trade an enrolment code for the trust, this device's credential, a key and its areas.

        The key is the one that signs what the trust publishes, to be kept and held to; no areas
        mean all. ``attempt`` is a random id kept until it works, so that a lost answer does not
        use the code up. Raises ServerRefused for a wrong, used or expired code.
        """
        found = await self._call("POST", "/enrolments", {"code": code, "attempt": attempt})
        credential, organisation = found.get("credential"), found.get("organisation")
        areas = found.get("areas")
        if not isinstance(credential, str) or not isinstance(organisation, Mapping):
            raise ServerNotUnderstood
        if not isinstance(areas, list) or not all(isinstance(area, str) for area in areas):
            raise ServerNotUnderstood
        try:
            trust_key = PublicKey.from_document(found.get("trust_key"))
            return Organisation.from_document(organisation), credential, trust_key, tuple(areas)
        except ContentError as error:
            raise ServerNotUnderstood from error

    async def content(
        self, credential: str, tag: str, organisation: str, known: PublicKey
    ) -> tuple[TrustContent, str, PublicKey] | None:
        """Fetch what the trust has published, with its tag; None when ``tag`` still fits it.

        ``tag`` is "" where nothing is kept yet. It must be signed by the trust's key that is
        ``known``, or by one that follows it, which is given too. The texts are not judged here:
        raises BadSignature, and ServerNotUnderstood for another form altogether.
        """
        headers = {DEVICE_HEADER: credential}
        if tag:
            headers["If-None-Match"] = tag
        answer = await self._send("GET", "/content", headers=headers)
        if answer.status == 304 and tag:
            return None
        document = read_answer(answer)
        try:
            key = newest_key(document, organisation, known)
            content = TrustContent.from_document(read_signed(document, key, CONTENT))
            return content, tag_of(answer.body), key
        except BadSignature:
            raise
        except ContentError as error:
            raise ServerNotUnderstood from error

    async def meta(self, organisation: str, tag: str) -> tuple[dict[str, Any], str] | None:
        """Fetch the trust's signed metadata, with its tag; None when ``tag`` still fits it.

        The same bytes for everybody, asked without a credential. The signature is not judged
        here.
        """
        headers = {"If-None-Match": tag} if tag else {}
        query = urlencode({"organisation": organisation})
        answer = await self._send("GET", f"/meta?{query}", headers=headers)
        if answer.status == 304 and tag:
            return None
        return read_answer(answer), answer.headers.get("etag", "")

    async def sign_blinded(
        self, credential: str, key_id: str, blinded: Sequence[bytes]
    ) -> list[bytes]:
        """Have 1 to 60 blinded messages signed; gives one blind signature each, in their order.

        Raises ServerRefused token-quota (with patience), device-unknown, key-retired.
        """
        found = await self._call(
            "POST",
            "/tokens",
            {"key": key_id, "blinded": [write_bytes(message) for message in blinded]},
            headers={DEVICE_HEADER: credential},
        )
        signatures = found.get("signatures")
        if not isinstance(signatures, list) or len(signatures) != len(blinded):
            raise ServerNotUnderstood
        try:
            return [read_bytes(signature) for signature in signatures]
        except ValueError as error:
            raise ServerNotUnderstood from error

    async def submit(self, wire: WireSummary, token: Token) -> Receipt:
        """Hand in one summary with its token, and nothing else; gives its receipt.

        The body is a multiple of 512 bytes long, so that its length says little of the text's.
        """
        body = padded({"items": [{"token": token.to_wire(), "summary": wire.to_wire()}]})
        found = read_answer(await self._send_bytes("POST", "/summaries", body))
        receipts = found.get("receipts")
        if not isinstance(receipts, list):
            raise ServerNotUnderstood
        for entry in receipts:
            receipt = read_receipt(entry, found)
            if receipt.id == wire.id:
                return receipt
        raise ServerNotUnderstood

    async def second_look(self, code: str) -> str:
        """Ask with a summary's own code what there is about it; gives a word.

        ``flagged`` when a reader hid it, ``nothing`` otherwise. The code is all that the server
        learns.
        """
        return _state(await self._call("POST", "/second-look", {"code": code}))

    async def withdraw(self, code: str) -> str:
        """Take a summary back with its own code: ``withdrawn``, ``too-late`` or ``unknown``."""
        return _state(await self._call("POST", "/withdraw", {"code": code}))


def _state(found: Mapping[str, Any]) -> str:
    state = found.get("state")
    if not isinstance(state, str):
        raise ServerNotUnderstood
    return state
