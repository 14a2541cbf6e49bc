"""An enrolment code as it may be shown again, as the server lists it and the app reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.area_scope import scope_line
from app.domain.days import day_words
from app.domain.organisation import Area

CodeState = Literal["open", "used", "expired", "revoked"]
#: Devices that one code may enrol at most.
MOST_USES = 1000


@dataclass(frozen=True)
class ListedCode:
    """A code that was made: never the code itself, only its first group.

    ``id`` names it and says nothing about it; days are ISO dates, no ``areas`` mean all.
    """

    id: str
    first_group: str
    areas: tuple[str, ...]
    uses: int
    uses_left: int
    expires_on: str
    state: CodeState
    made_by: str
    made_on: str

    def __post_init__(self) -> None:
        try:
            date.fromisoformat(self.expires_on)
        except ValueError as error:
            raise TypeError("not a day") from error

    @property
    def open(self) -> bool:
        """Whether it still enrols anybody."""
        return self.state == "open"

    def words(self, areas: Sequence[Area]) -> str:
        """Say for a person what it is good for, or why it is no more."""
        scope = scope_line(areas, self.areas)
        until = day_words(date.fromisoformat(self.expires_on))
        if self.open:
            return f"{scope}. {self.uses_left} of {self.uses} uses left, until {until}."
        used = _devices(self.uses - self.uses_left)
        why = {"revoked": "Taken back", "used": "Used up"}
        ended = why.get(self.state, f"Ended on {until}")
        return f"{scope}. {ended}: {used} enrolled with it."


def _devices(count: int) -> str:
    return "1 device" if count == 1 else f"{count or 'no'} devices"
