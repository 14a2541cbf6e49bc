"""A theme becomes an action with an owner and a day, and later the same figure after it.

What is typed is kept here, apart from any screen, until the server has it.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date

from app.domain.days import read_day, read_past_day
from app.domain.errors import InputError
from app.domain.theme_action import LONGEST_OWNER, LONGEST_WORDS, ThemeAction, ThemeActions
from app.sync.report_calls import ReportCalls
from app.usecases.answer_reading import read_as


@dataclass
class Typed:
    """An action as it is being typed. ``version`` is the one it was opened at, 0 for a new one."""

    id: str
    theme: str
    tree: str = "group"
    node: str = "*"
    words: str = ""
    owner: str = ""
    day: str = ""
    state: str = "planned"
    version: int = 0

    def wanted(self, today: date) -> dict[str, object]:
        """Give what the server is asked to keep; raises InputError naming the field."""
        for name, said, most, missing in (
            ("words", self.words, LONGEST_WORDS, "Say it in a few words."),
            ("owner", self.owner, LONGEST_OWNER, "Say who looks after it: a post or a team."),
        ):
            if not said.strip():
                raise InputError(missing, field=name)
            if len(said) > most:
                raise InputError(f"Make it shorter: {most} letters are the most.", field=name)
        if not self.theme:
            raise InputError("Choose a theme.", field="theme")
        return {
            "theme": self.theme,
            "tree": self.tree,
            "node": self.node,
            "words": self.words.strip(),
            "owner": self.owner.strip(),
            "from_day": _day(self.day, today).isoformat(),
            "state": self.state,
            "if_version": self.version,
        }


@dataclass
class _Kept:
    whose: str = ""
    typed: dict[str, Typed] = field(default_factory=dict)


class ActionDesk:
    """Reads and keeps actions. Methods that ask raise a SyncError when it fails."""

    def __init__(self, calls: ReportCalls) -> None:
        self._calls = calls
        self._kept = _Kept()

    def belong_to(self, whose: str) -> None:
        """Say who is signed in; what somebody else typed is put away."""
        if self._kept.whose != whose:
            self._kept = _Kept(whose)

    async def all(self) -> tuple[ThemeAction, ...]:
        """List the actions, the newest first."""
        return read_as(ThemeActions, await self._calls.actions()).actions

    def new(self, theme: str = "") -> Typed:
        """Give the new action that is being typed, or begin one."""
        typed = self._kept.typed.setdefault("", Typed(str(uuid.uuid4()), theme))
        typed.theme = typed.theme or theme
        return typed

    def opened(self, action: ThemeAction) -> Typed:
        """Give what is being typed about an action, or begin with how it stands."""
        given = Typed(
            action.id, action.theme, action.tree, action.node, action.words, action.owner,
            f"{action.day:%d/%m/%Y}", action.state, action.version,
        )  # fmt: skip
        return self._kept.typed.setdefault(action.id, given)

    def leave(self, typed: Typed) -> None:
        """Leave out what was typed; what the server has stays."""
        self._kept.typed = {key: one for key, one in self._kept.typed.items() if one is not typed}

    async def save(self, typed: Typed, today: date) -> None:
        """Keep an action on the server; raises InputError naming what does not fit."""
        await self._calls.keep_action(typed.id, typed.wanted(today))
        self.leave(typed)


def _day(words: str, today: date) -> date:
    """Read a day of the past or to come."""
    try:
        return read_past_day(words, today=today, field="day")
    except InputError:
        return read_day(words, today=today, field="day")
