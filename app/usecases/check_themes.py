"""A lead checks which themes some texts speak of, one text at a time.

What was ticked and not sent yet is held here, apart from any screen, until it is: neither a
look elsewhere nor an answer that does not come takes it away. It is forgotten at sign-out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.errors import ServerNotUnderstood, ServerRefused
from app.sync.check_calls import CheckCalls
from app.usecases.one_reader import OneReader


@dataclass(frozen=True)
class ThemeToTick:
    """One theme of the trust's codebook."""

    code: str
    label: str
    group: str
    description: str


@dataclass
class TextToCheck:
    """One text: what the coding ``suggested`` and because of which words, and what was ticked."""

    handle: str
    text: str
    suggested: Mapping[str, tuple[str, ...]]
    ticked: list[str] = field(default_factory=list)
    new_theme: str = ""
    sent: bool = False

    def tick(self, code: str, on: bool) -> None:
        """Say that the text speaks of a theme, or not."""
        kept = [known for known in self.ticked if known != code]
        self.ticked = [*kept, code] if on else kept


@dataclass
class Pile:
    """What was dealt: ``at`` is the text on top; past the last one it is done."""

    themes: tuple[ThemeToTick, ...]
    texts: list[TextToCheck]
    at: int = 0

    @property
    def top(self) -> TextToCheck | None:
        """The text to check now, None when all are done."""
        return self.texts[self.at] if self.at < len(self.texts) else None

    def agreed(self) -> int:
        """Count the texts of which what was ticked is just what was suggested."""
        return sum(one.sent and set(one.ticked) == set(one.suggested) for one in self.texts)


class CheckDesk(OneReader):
    """Deals, keeps what is ticked, sends it. Methods that ask raise a SyncError when it fails."""

    def __init__(self, calls: CheckCalls) -> None:
        self._calls = calls
        self.pile: Pile | None = None

    def forget(self) -> None:
        """Put everything away; what was sent is with the server."""
        self.pile = None

    async def deal(self) -> Pile:
        """Give what is under way, or a new pile."""
        if self.pile is None or self.pile.top is None:
            found = await self._calls.deal()
            try:
                themes = tuple(_theme(one) for one in _items(found["themes"]))
                texts = [_text(one) for one in _items(found["texts"])]
            except (KeyError, TypeError, ValueError) as error:
                raise ServerNotUnderstood from error
            self.pile = Pile(themes, texts)
        return self.pile

    async def send(self) -> None:
        """Send what was ticked for the text on top, and go on to the next.

        A text that is gone since is passed over: its author took it back, or it was hidden.
        """
        pile = self.pile
        top = pile.top if pile is not None else None
        if pile is None or top is None:
            return
        try:
            await self._calls.answer(top.handle, top.ticked, top.new_theme)
            top.sent = True
        except ServerRefused as error:
            if error.problem != "text-unknown":
                raise
        pile.at += 1

    def back(self) -> None:
        """Go back to the text before; what is sent for it then counts instead."""
        if self.pile is not None and self.pile.at > 0:
            self.pile.at -= 1


def _items(value: object) -> Sequence[Mapping[str, object]]:
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise TypeError
    return value


def _theme(one: Mapping[str, object]) -> ThemeToTick:
    return ThemeToTick(*(str(one[name]) for name in ("code", "label", "group", "description")))


def _text(one: Mapping[str, object]) -> TextToCheck:
    suggested = {
        str(found["code"]): tuple(map(str, _texts(found["because"])))
        for found in _items(one["suggested"])
    }
    return TextToCheck(str(one["handle"]), str(one["text"]), suggested, list(suggested))


def _texts(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError
    return value
