"""How far a longer piece of work is, and about how long it takes, from what is done so far."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.domain.wording import tr

#: Hears how much is done, of how much in all: records, mostly. It may let the screen follow.
Told = Callable[[int, int], Awaitable[None]]

#: What is quicker says nothing: words that flash by only startle. In seconds.
WORTH_SAYING = 1.0
#: Nothing is foretold before so many seconds: the first part says little of the rest.
SURE = 2.0
#: Less than this is nearly there; more than that is told in minutes. In seconds.
_NEARLY, _LONG = 5, 90
#: Foretold in steps of so many seconds: words that flicker would be read out all along.
_STEP = 10


@dataclass(frozen=True)
class Progress:
    """``done`` of ``of`` pieces, after ``seconds`` of work."""

    done: int = 0
    of: int = 0
    seconds: float = 0.0

    def is_worth_saying(self) -> bool:
        """Tell whether it takes long enough that a person would wonder."""
        return self.seconds >= WORTH_SAYING and self.done < self.of

    def share(self) -> float:
        """Give how much is done, from 0 to 1."""
        return min(1.0, self.done / self.of) if self.of else 0.0

    def left(self) -> str:
        """Say about how long it still takes; "" while that would be a guess."""
        if self.seconds < SURE or not self.done or self.done >= self.of:
            return ""
        left = self.seconds * (self.of - self.done) / self.done
        if left > _LONG:
            return tr("About {minutes} minutes left.", minutes=_up(left, 60) // 60)
        if left > _NEARLY:
            return tr("About {seconds} seconds left.", seconds=_up(left, _STEP))
        return tr("Nearly there.")


async def nobody(_done: int, _of: int) -> None:
    """Hear of progress where nobody looks at it."""


def _up(seconds: float, step: int) -> int:
    return -int(-seconds // step) * step
