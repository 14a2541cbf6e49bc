"""Tokens at the door: is it one, under which key, and what is kept of it once it is spent.

A token says that its bearer is enrolled, in one of the areas of its key, and nothing else.
What is kept is the SHA-256 of its key's id and its nonce. The key's id is part of it because a
nonce that is known is not looked at any further: bound to its key it can be nobody else's.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA384

from app.domain.periods import Quarter
from app.domain.rsa_key import PublicKey
from app.domain.token import Token

#: RFC 9474, RSABSSA-SHA384-PSS: the salt is as long as the hash.
_HASH = SHA384()
_PSS = padding.PSS(padding.MGF1(_HASH), salt_length=48)
_KEYS_KEPT = 512

FORGED, EXPIRED = "token-forged", "token-expired"
WRONG_AREA, SPENT = "token-area", "token-spent"


class KnownKey(Protocol):
    """An issuer key as the server knows it: dates are ISO, ``quarter`` such as 2026-Q4."""

    @property
    def organisation(self) -> str:
        """The trust whose devices it is for."""

    @property
    def key(self) -> PublicKey:
        """Its public half."""

    @property
    def areas(self) -> tuple[str, ...]:
        """The leaf areas it stands for."""

    @property
    def quarter(self) -> str:
        """The quarter in which it signs."""

    @property
    def accepted_until(self) -> str:
        """The last day on which its tokens are taken."""


class Keys(Protocol):
    """Where issuer keys are looked up."""

    def find(self, key_id: str, /) -> KnownKey | None:
        """Give a key, also one whose time is over; None for whatever is none."""


@dataclass(frozen=True)
class Shown:
    """A token that was shown for one item: ``token`` and ``item`` are the hashes to keep.

    ``refusal`` is empty where the token is sound; the rest is of its key.
    """

    token: str
    item: str
    refusal: str
    organisation: str = ""
    areas: frozenset[str] = frozenset()
    kept_until: str = ""


@dataclass(frozen=True)
class _Ready:
    """A key as tokens are looked at: everything that is the same for all of its tokens."""

    organisation: str
    areas: frozenset[str]
    accepted_until: str
    kept_until: str
    openssl: rsa.RSAPublicKey


class TokenGate:
    """Looks at tokens, before anybody has to wait for the database's writer."""

    def __init__(self, keys: Keys, today: Callable[[], date] = date.today) -> None:
        self._keys = keys
        self._today = today
        self._known: dict[str, _Ready] = {}

    def look(self, token: Token, summary_id: str, area: str = "") -> Shown:
        """Say what the token is; whether it was spent is not known here.

        A key is read once. One that does not stand for ``area`` is read again: areas join keys.
        """
        spent, item = token_hash(token), item_hash(summary_id)
        ready = self._known.get(token.key)
        if ready is None or (area and area not in ready.areas):
            ready = self._read(token.key)
        if ready is None:
            return Shown(spent, item, FORGED)
        if self._today().isoformat() > ready.accepted_until:
            return Shown(spent, item, EXPIRED)
        refusal = "" if _fits(token, ready.openssl) else FORGED
        return Shown(spent, item, refusal, ready.organisation, ready.areas, ready.kept_until)

    def _read(self, key_id: str) -> "_Ready | None":
        found = self._keys.find(key_id)
        if found is None:
            return None
        if len(self._known) >= _KEYS_KEPT:
            self._known.clear()
        ready = self._known[key_id] = _Ready(
            found.organisation,
            frozenset(found.areas),
            found.accepted_until,
            kept_until(found.quarter),
            rsa.RSAPublicNumbers(found.key.e, found.key.n).public_key(),
        )
        return ready


def token_hash(token: Token) -> str:
    """Give what is kept of a token that is spent."""
    return hashlib.sha256(bytes.fromhex(token.key) + token.nonce).hexdigest()


def item_hash(summary_id: str) -> str:
    """Give what is kept of the item that a token was spent on."""
    return hashlib.sha256(summary_id.encode()).hexdigest()


def kept_until(quarter: str) -> str:
    """Give the last day on which the quarter's spent tokens are kept: a year after its end.

    By then its key has not been accepted for half a year.
    """
    first = Quarter.parse(quarter).first_day
    after = Quarter.of(first.replace(year=first.year + 1) + timedelta(days=100))
    return (after.first_day - timedelta(days=1)).isoformat()


def _fits(token: Token, key: rsa.RSAPublicKey) -> bool:
    try:
        key.verify(token.signature, token.prepared, _PSS, _HASH)
    except InvalidSignature:
        return False
    return True
