"""The stock of tokens: which one to use, how many to fetch, which are of no use any more.

Whether a token is still good is the server's to say, through the keys that it publishes: the
device's clock may be a year off. The clock only orders what is good anyway.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import ContentError, InputError
from app.domain.server_meta import ServerMeta
from app.domain.token import Token
from app.domain.wording import tr

#: Below so many for an area more are fetched, up to AIM: five a week last for a month offline.
LOW = 20
AIM = 40
#: Tokens asked for in one request: more than LOW, or the first summary would set off another.
AT_ONCE = 40
#: Seconds after which a token is old enough that nobody would tie it to its fetching.
AGED = 86_400.0


@dataclass(frozen=True)
class Stocked:
    """A token in the vault: when it was fetched (POSIX seconds), and in which session."""

    token: Token
    fetched_at: float
    session: str

    @property
    def id(self) -> str:
        """What it goes by in its table."""
        return self.token.nonce.hex()

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        return {
            "id": self.id,
            "token": self.token.to_wire(),
            "fetched_at": self.fetched_at,
            "session": self.session,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Stocked":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            fetched_at = float(str(document["fetched_at"]))
            return cls(Token.from_wire(document["token"]), fetched_at, str(document["session"]))
        except (KeyError, ValueError, InputError) as error:
            raise ContentError(tr("A stamp could not be read.")) from error


def usable(stock: Iterable[Stocked], meta: ServerMeta, area: str) -> list[Stocked]:
    """Give the tokens that a summary of this area may be sent with."""
    fitting = {one.key.key_id for one in meta.issuer_keys if area in one.areas}
    return [stocked for stocked in stock if stocked.token.key in fitting]


def choose(
    stock: Iterable[Stocked],
    meta: ServerMeta,
    area: str,
    *,
    now: float,
    today: date,
    session: str,
) -> Stocked | None:
    """Choose the token for a summary of this area: the oldest, and one of today's last.

    One of this very session only where there is no other: whoever watches the network would
    see fetching and sending together. One that the clock calls expired only after all others:
    the server still publishes its key.
    """
    until = {one.key.key_id: one.accepted_until for one in meta.issuer_keys}

    def rank(stocked: Stocked) -> tuple[bool, bool, bool, float, bytes]:
        return (
            until[stocked.token.key] < today.isoformat(),
            stocked.session == session,
            now - stocked.fetched_at < AGED,
            stocked.fetched_at,
            stocked.token.nonce,
        )

    return min(usable(stock, meta, area), key=rank, default=None)


def wanted(stock: Iterable[Stocked], meta: ServerMeta, area: str) -> int:
    """Say how many tokens to fetch for an area in one request; 0 when there are enough."""
    have = len(usable(stock, meta, area))
    return min(AT_ONCE, AIM - have) if have < LOW else 0


def useless(stock: Iterable[Stocked], meta: ServerMeta) -> list[Stocked]:
    """Give the tokens whose key the server publishes no more: they would be refused."""
    return [stocked for stocked in stock if meta.known_key(stocked.token.key) is None]
