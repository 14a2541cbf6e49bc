"""What a trust does about a theme, as it goes over the wire from the server to the app."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["planned", "under-way", "done", "stopped"]
STATES: Mapping[str, str] = {
    "planned": "Planned",
    "under-way": "Under way",
    "done": "Done",
    "stopped": "Stopped",
}
#: Letters at most of what is done, and of who looks after it.
LONGEST_WORDS, LONGEST_OWNER = 400, 160


@dataclass(frozen=True)
class Measured:
    """A theme's figure in one quarter, as it stands in the heat map; whole percent or None."""

    period: str
    words: str
    figure: str
    percent: int | None


@dataclass(frozen=True)
class ThemeAction:
    """An action with its theme's figure before and after it; ``outcome`` says what came of it.

    ``from_day`` is an ISO date; raises TypeError for what is none.
    """

    id: str
    version: int
    theme: str
    label: str
    tree: str
    node: str
    name: str
    words: str
    owner: str
    from_day: str
    state: str
    edited_by: str
    edited_on: str
    before: Measured | None
    after: Measured | None
    outcome: str

    def __post_init__(self) -> None:
        try:
            date.fromisoformat(self.from_day)
        except ValueError as error:
            raise TypeError("not a day") from error

    @property
    def day(self) -> date:
        """From when it should be felt."""
        return date.fromisoformat(self.from_day)


@dataclass(frozen=True)
class ThemeActions:
    """Every action, the newest first."""

    actions: tuple[ThemeAction, ...]
