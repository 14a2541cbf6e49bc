"""A device as the protocol asks it to behave: small, and with nothing of the app's own code.

What it has written it keeps until the server's metadata say that a verified backup holds it;
the token it took for a summary stays with that summary until the server refuses the token.
"""

import json
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.second_look import hash_of
from app.domain.token import Token
from tests.sync_server.tokens import item
from tests.sync_server.trust import summary, week

WORDS = "meal break shift night work tired kind late long hard rest team vehicle kitchen".split()


@dataclass
class Kept:
    """One summary on its device."""

    wire: dict[str, Any]
    code: str
    token: Token | None = None
    stored: tuple[str, int] | None = None
    durable: bool = False
    dropped: bool = False
    wants_back: bool = False
    withdrawn: bool = False
    trouble: str = ""

    @property
    def id(self) -> str:
        return str(self.wire["id"])

    @property
    def waits(self) -> bool:
        return self.stored is None and not self.wants_back and not self.dropped


class Device:
    """Writes, sends, believes receipts, follows the server's metadata."""

    def __init__(self, fetch: Callable[[str], Token]) -> None:
        self.items: list[Kept] = []
        self._fetch = fetch

    def write(self, number: int) -> Kept:
        """Agree a summary: of either area, some weeks back, of this schema or the one before.

        Some have a name in them, which the server is to send back.
        """
        code = secrets.token_hex(16) if number % 5 else ""
        said = " ".join(secrets.choice(WORDS) for _ in range(6))
        wire = summary(
            id=str(uuid.uuid4()),
            schema=3 if code else 2,
            area=("quay", "hill")[number % 2],
            week=week(-(number % 12)),
            text=f"Priya Natarajan says: {said}." if code and number % 7 == 3 else f"It is {said}.",
            withdrawal=hash_of(code) if code else None,
            looked_again=False if code else None,
        )
        kept = Kept(wire, code)
        self.items.append(kept)
        return kept

    def waiting(self) -> list[Kept]:
        return [kept for kept in self.items if kept.waits]

    def body(self, chosen: Sequence[Kept]) -> bytes:
        """A request's body: padded; a token is taken, and kept, before the first try."""
        for kept in chosen:
            if kept.token is None:
                kept.token = self._fetch(kept.wire["area"])
        document = {"items": [item(kept.wire, kept.token) for kept in chosen if kept.token]}
        bare = json.dumps(document | {"pad": ""})
        return json.dumps(document | {"pad": "x" * (-len(bare) % 512)}).encode()

    def believe(self, answer: Mapping[str, Any], most: int = 50) -> None:
        """Take what an answer says, or only its first receipts."""
        by_id = {kept.id: kept for kept in self.items}
        for receipt in answer["receipts"][:most]:
            kept = by_id[receipt["id"]]
            kept.trouble = receipt.get("reason", "")
            if receipt["status"] in ("stored", "duplicate"):
                kept.stored = (answer["epoch"], answer["mark"])
            elif kept.trouble.startswith("token-"):
                kept.token = None
            elif receipt["status"] == "needs-another-look":
                words = kept.wire["text"].replace("Priya Natarajan", "[colleague]")
                kept.wire = kept.wire | {"text": words, "looked_again": True}

    def follow(self, epoch: str, durable: int) -> None:
        """Read the server's metadata."""
        for kept in self.items:
            if kept.stored is None or kept.dropped:
                continue
            if kept.stored[0] != epoch:
                kept.stored, kept.durable, kept.withdrawn = None, False, False
            elif durable > kept.stored[1]:
                kept.durable = True
