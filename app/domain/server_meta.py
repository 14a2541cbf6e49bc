"""What a trust's server says of itself, signed, and the same for everybody.

Which summaries it takes, how far its backups reach, and the keys under which it signs tokens.
The last is where a server could single people out: by a key that only one device is given. So
there is one key for each area and quarter, it stays for that quarter (``follow``), it comes in
a document that is fetched without saying who asks, and two people can compare what their
devices have (``ServerMeta.common_code``).
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.crockford import write_number
from app.domain.errors import BadSignature, ContentError
from app.domain.periods import Quarter
from app.domain.rsa_key import PublicKey
from app.domain.signed_document import META, read_signed

#: The server can read the summaries it stores; sealing them to leads would be another value.
SEALED_TO_SERVER = "server"
_CODE_SIGNS = 12
#: Seconds between two requests of a device: drawn at random between the least and what a trust
#: asks for. A server may make devices wait longer than usual, and never less than the least.
LEAST_GAP = 5
USUAL_GAP = 60
LONGEST_GAP = 3600
_EPOCH = re.compile(r"[0-9a-z-]{0,64}")
_BROKEN = "What the server says of itself could not be read."


@dataclass(frozen=True)
class IssuerKey:
    """A key for tokens: for these areas, given out in one quarter, taken until a date (ISO)."""

    key: PublicKey
    areas: tuple[str, ...]
    quarter: str
    accepted_until: str

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping."""
        return {
            "key": self.key.to_document(),
            "areas": list(self.areas),
            "quarter": self.quarter,
            "accepted_until": self.accepted_until,
        }

    @classmethod
    def from_document(cls, document: object) -> "IssuerKey":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        if not isinstance(document, Mapping):
            raise ContentError(_BROKEN)
        areas, quarter, until = (
            document.get(name) for name in ("areas", "quarter", "accepted_until")
        )
        if not isinstance(areas, list) or not areas or len(set(map(str, areas))) != len(areas):
            raise ContentError(_BROKEN)
        if not isinstance(quarter, str) or not isinstance(until, str):
            raise ContentError(_BROKEN)
        try:
            Quarter.parse(quarter)
            date.fromisoformat(until)
        except ValueError:
            raise ContentError(_BROKEN) from None
        key = PublicKey.from_document(document.get("key"))
        return cls(key, tuple(_text(area) for area in areas), quarter, until)


@dataclass(frozen=True)
class ServerMeta:
    """One trust's server: ``wire_versions`` are the lowest and the highest summary schema taken.

    ``epoch`` names the database and changes when it is restored from a backup; what was stored
    at a mark below ``mark`` is in a verified backup. ``seal`` says who can read the summaries.
    ``gap`` is the longest random pause, in seconds, between two requests of a device.
    """

    organisation: str
    wire_versions: tuple[int, int]
    epoch: str
    mark: int
    issuer_keys: tuple[IssuerKey, ...]
    seal: str = SEALED_TO_SERVER
    gap: int = USUAL_GAP

    def __post_init__(self) -> None:
        """Refuse two keys for one area and quarter: raises ContentError."""
        places = [(one.quarter, area) for one in self.issuer_keys for area in one.areas]
        keys = {one.key.key_id for one in self.issuer_keys}
        if len(set(places)) != len(places) or len(keys) != len(self.issuer_keys):
            raise ContentError("The server gives more than one key for the same area.")

    def issuing_key(self, area: str) -> IssuerKey | None:
        """Give the key under which tokens for an area are made now: the newest quarter's.

        The server's quarter decides, not this device's clock. None where there is none.
        """
        return next((one for one in self._newest() if area in one.areas), None)

    def known_key(self, key_id: str) -> IssuerKey | None:
        """Give the key of that id, while the server takes tokens under it."""
        return next((one for one in self.issuer_keys if one.key.key_id == key_id), None)

    @property
    def common_code(self) -> str:
        """Twelve signs that are the same on every device of the trust that is up to date.

        Two colleagues who see different ones were given different keys, or the same keys for
        different areas: by either a server could tell their tokens apart.
        """
        named = (" ".join([one.key.key_id, *sorted(one.areas)]) for one in self._newest())
        listed = "\n".join(sorted(named))
        digest = hashlib.sha256(f"{self.organisation}\n{listed}".encode()).digest()
        return write_number(int.from_bytes(digest) >> (256 - 5 * _CODE_SIGNS), _CODE_SIGNS)

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping: what is signed, and what a device keeps."""
        return {
            "organisation": self.organisation,
            "wire_versions": list(self.wire_versions),
            "epoch": self.epoch,
            "mark": self.mark,
            "issuer_keys": [one.to_document() for one in self.issuer_keys],
            "seal": self.seal,
            "gap": self.gap,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "ServerMeta":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        epoch, keys = document.get("epoch"), document.get("issuer_keys")
        if not isinstance(epoch, str) or not _EPOCH.fullmatch(epoch) or not isinstance(keys, list):
            raise ContentError(_BROKEN)
        return cls(
            _text(document.get("organisation")),
            _versions(document.get("wire_versions")),
            epoch,
            _whole(document.get("mark")),
            tuple(IssuerKey.from_document(one) for one in keys),
            _text(document.get("seal")),
            _gap(document.get("gap", USUAL_GAP)),
        )

    def _newest(self) -> tuple[IssuerKey, ...]:
        newest = max((one.quarter for one in self.issuer_keys), default="")
        return tuple(one for one in self.issuer_keys if one.quarter == newest)


def read_meta(document: object, trust_key: PublicKey, organisation: str = "") -> ServerMeta:
    """Give what the server says, where the trust's key signed it (for ``organisation``, if given).

    Raises ContentError where it has another form; where another key signed, BadSignature, which
    is one too.
    """
    meta = ServerMeta.from_document(read_signed(document, trust_key, META))
    if organisation and meta.organisation != organisation:
        raise BadSignature
    return meta


def follow(known: ServerMeta | None, now: ServerMeta) -> ServerMeta:
    """Give ``now``, unless it changes a key that ``known`` had for the same area and quarter.

    Then it raises BadSignature: whoever does that can tell one device's tokens from another's.
    A server that was restored from a backup has another epoch and may have lost keys; then all
    devices see the change.
    """
    if known is not None and known.epoch == now.epoch:
        before = {(one.quarter, area): one.key for one in known.issuer_keys for area in one.areas}
        for one in now.issuer_keys:
            if any(before.get((one.quarter, area), one.key) != one.key for area in one.areas):
                raise BadSignature
    return now


def _text(value: object) -> str:
    if not isinstance(value, str) or not value or len(value) > 64:
        raise ContentError(_BROKEN)
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ContentError(_BROKEN)
    return value


def _gap(value: object) -> int:
    seconds = _whole(value)
    if not LEAST_GAP <= seconds <= LONGEST_GAP:
        raise ContentError(_BROKEN)
    return seconds


def _versions(value: object) -> tuple[int, int]:
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        raise ContentError(_BROKEN)
    low, high = (_whole(one) for one in value)
    if low > high:
        raise ContentError(_BROKEN)
    return low, high
