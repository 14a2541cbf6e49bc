"""What a signed-in wellbeing lead reads: figures that the server has already suppressed."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.errors import LaybyError, ServerNotUnderstood
from app.domain.periods import Quarter
from app.sync.client import ApiClient

log = logging.getLogger("layby.usecases")

#: Seconds that a lock waits for the server to close a lead's session.
SIGN_OUT_SECONDS = 2.0


@dataclass(frozen=True)
class ThemeShare:
    """How often a theme came up in a group, in words and as a whole percentage."""

    label: str
    words: str
    share: int | None


@dataclass(frozen=True)
class GroupFigures:
    """One staff group or area: a count and its themes, or the reason why it is withheld."""

    id: str
    name: str
    summaries: int | None
    withheld: str | None
    themes: tuple[ThemeShare, ...]


@dataclass(frozen=True)
class ThemesView:
    """Themes of one quarter by staff group or by area."""

    quarter: Quarter
    by: str
    note: str
    groups: tuple[GroupFigures, ...]


@dataclass(frozen=True)
class Quote:
    """One agreed text, and the handle by which it is flagged."""

    handle: str
    text: str


@dataclass(frozen=True)
class TextsView:
    """The texts of one staff group in a quarter, or why they are withheld."""

    withheld: str | None
    texts: tuple[Quote, ...]


class LeadDesk:
    """Reads the trust's figures for a signed-in lead, and signs them out. Nothing is kept here."""

    def __init__(self, client: ApiClient) -> None:
        self._client = client

    async def sign_out(self) -> None:
        """Close the session."""
        await self._client.sign_out()

    async def sign_out_soon(self) -> None:
        """Close the session if the server answers at once; without a signal it closes by itself.

        Nothing that goes wrong here may stop a lock.
        """
        try:
            await asyncio.wait_for(self.sign_out(), SIGN_OUT_SECONDS)
        except (LaybyError, TimeoutError):
            return
        except Exception as error:
            log.error("signing out failed: %s", type(error).__name__)

    async def quarters(self) -> tuple[tuple[Quarter, ...], Quarter]:
        """Give the quarters that may be looked at, newest first, and the one to begin with."""
        found = await self._client.quarters()
        try:
            listed = tuple(Quarter.parse(str(text)) for text in found["quarters"])
            return listed, Quarter.parse(str(found["first"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error

    async def themes(self, quarter: Quarter, by: str) -> ThemesView:
        """Read the themes of ``quarter`` by ``staff_group`` or ``area``."""
        found = await self._client.themes(str(quarter), by)
        try:
            groups = tuple(_group(item) for item in _items(found["groups"]))
            return ThemesView(quarter, by, str(found.get("note") or ""), groups)
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error

    async def texts(self, quarter: Quarter, staff_group: str) -> TextsView:
        """Read the agreed texts of one staff group."""
        found = await self._client.summaries(str(quarter), staff_group)
        try:
            quotes = tuple(
                Quote(str(item["handle"]), str(item["text"])) for item in _items(found["summaries"])
            )
            return TextsView(_sentence(found.get("withheld")), quotes)
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error

    async def flag(
        self, quarter: Quarter, staff_group: str, quote: Quote, *, flagged: bool = True
    ) -> None:
        """Hide a text everywhere at once, or show it again; raises SyncError."""
        await self._client.flag_text(str(quarter), staff_group, quote.handle, flagged=flagged)


def _items(value: object) -> Sequence[Mapping[str, object]]:
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise TypeError
    return value


def _sentence(value: object) -> str | None:
    return None if value is None else str(value)


def _group(item: Mapping[str, object]) -> GroupFigures:
    count = item.get("summaries")
    return GroupFigures(
        id=str(item["id"]),
        name=str(item["name"]),
        summaries=None if count is None else int(str(count)),
        withheld=_sentence(item.get("withheld")),
        themes=tuple(_theme(theme) for theme in _items(item.get("themes", []))),
    )


def _theme(item: Mapping[str, object]) -> ThemeShare:
    share = item.get("share")
    return ThemeShare(
        label=str(item["label"]),
        words=str(item["share_words"]),
        share=None if share is None else int(str(share)),
    )
