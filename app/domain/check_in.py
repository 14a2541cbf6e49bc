"""A private check-in: somebody's own words about a day, for nobody else.

There is no number, no scale and no mark that could be added up. Nothing reads the words, and
nothing follows from them; the way to support stands beside them, always.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.errors import ContentError
from app.domain.wording import to_say, tr


class Prompt(StrEnum):
    """What a check-in asks, every one of them optional."""

    TODAY = "today"
    MIND = "mind"
    HELPED = "helped"
    NEED = "need"
    WORD = "word"

    @property
    def question(self) -> str:
        """What is asked, in the person's own voice."""
        return tr(_QUESTIONS[self])


_QUESTIONS = {
    Prompt.TODAY: to_say("How am I today?"),
    Prompt.MIND: to_say("What is on my mind?"),
    Prompt.HELPED: to_say("What helped, even a little?"),
    Prompt.NEED: to_say("What do I need?"),
    Prompt.WORD: to_say("One word for today"),
}


@dataclass
class CheckIn:
    """One check-in. ``words`` maps a Prompt's value to what was written there.

    ``number`` counts check-ins, so that two of one day stay in order. ``closed`` says that its
    writer has done with it, and the next one starts afresh.
    """

    written_on: date
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    words: dict[str, str] = field(default_factory=dict)
    number: int = 0
    closed: bool = False

    def is_blank(self) -> bool:
        """Tell whether nothing was written, so that it needs no trace."""
        return not any(words.strip() for words in self.words.values())

    def said(self, prompt: Prompt) -> str:
        """Give what was written there, without outer spaces."""
        return self.words.get(prompt.value, "").strip()

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping for the encrypted store."""
        return {
            "id": self.id,
            "written_on": self.written_on.isoformat(),
            "words": dict(self.words),
            "number": self.number,
            "closed": self.closed,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "CheckIn":
        """Read what ``to_document`` wrote; raises ContentError on anything else."""
        try:
            words, number = document["words"], document["number"]
            if not isinstance(words, Mapping) or type(number) is not int:
                raise TypeError
            return cls(
                written_on=date.fromisoformat(str(document["written_on"])),
                id=str(document["id"]),
                words={str(key): str(text) for key, text in words.items()},
                number=number,
                closed=document["closed"] is True,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ContentError(tr("A saved check-in could not be read.")) from error
