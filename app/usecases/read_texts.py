"""A lead looks for words in texts, and lets single sentences be shown as quotes."""

from dataclasses import dataclass

from app.anonymise.wording import sentences
from app.domain.errors import ServerNotUnderstood
from app.sync.reading_calls import ReadingCalls
from app.usecases.answer_reading import Found, each, text, understood
from app.usecases.one_reader import OneReader


@dataclass(frozen=True)
class FoundText:
    """A text where a lead may read it; ``marks`` are the places of what was looked for."""

    handle: str
    quarter: str
    quarter_words: str
    group: str
    group_name: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Search:
    """How many were found, in words, and some of them."""

    said: str
    note: str
    texts: tuple[FoundText, ...]


@dataclass(frozen=True)
class ShownQuote:
    """A quote: exact words, its theme, and the name of its group or its area."""

    id: str
    words: str
    label: str
    tree: str
    name: str
    period: str


class TextDesk(OneReader):
    """Looks and approves. Methods that ask raise a SyncError when it fails.

    ``chosen`` is the text of which a sentence is being chosen, and ``looked_for`` what was typed
    last: they outlive their screens, and are put away at sign-out.
    """

    def __init__(self, calls: ReadingCalls) -> None:
        self._calls = calls
        self.forget()

    def forget(self) -> None:
        """Put everything away."""
        self.chosen: FoundText | None = None
        self.looked_for = ""
        self.search: Search | None = None

    async def find(self) -> Search:
        """Look for what was typed."""
        found = await self._calls.find(self.looked_for)
        self.search = understood(
            lambda: Search(text(found, "said"), text(found, "note"), each(found, "texts", _text))
        )
        return self.search

    async def quotes(self) -> tuple[ShownQuote, ...]:
        """List the quotes that stand."""
        found = await self._calls.quotes()
        return understood(lambda: each(found, "quotes", _quote))

    async def approve(self, words: str, theme: str, tree: str) -> ShownQuote:
        """Let a sentence of the chosen text be shown with its group or its area (``tree``)."""
        chosen = self.chosen
        if chosen is None:
            raise ServerNotUnderstood
        asked = {
            "handle": chosen.handle,
            "quarter": chosen.quarter,
            "staff_group": chosen.group,
            "words": words,
            "theme": theme,
            "tree": tree,
        }
        found = await self._calls.approve_quote(asked)
        return understood(lambda: _quote(found))

    async def withdraw(self, quote: ShownQuote) -> None:
        """Take a quote back."""
        await self._calls.withdraw_quote(quote.id)


def sentences_of(whole: str) -> list[str]:
    """Give the sentences of a text, each as it may be asked for."""
    parts = (whole[start:end].strip() for start, end in sentences(whole))
    return [part for part in parts if part]


def _text(one: Found) -> FoundText:
    words, marks = text(one, "text"), one["marks"]
    if not isinstance(marks, list):
        raise TypeError
    return FoundText(
        text(one, "handle"),
        text(one, "quarter"),
        text(one, "quarter_words"),
        text(one, "staff_group"),
        text(one, "group_name"),
        words,
        tuple(_mark(mark, len(words)) for mark in marks),
    )


def _mark(mark: object, most: int) -> tuple[int, int]:
    if not isinstance(mark, list) or len(mark) != 2 or not all(type(at) is int for at in mark):
        raise TypeError
    start, end = mark
    if not 0 <= start < end <= most:
        raise TypeError
    return start, end


def _quote(one: Found) -> ShownQuote:
    return ShownQuote(*(text(one, name) for name in ("id", "words", "label", "tree", "name",
                                                     "period")))  # fmt: skip
