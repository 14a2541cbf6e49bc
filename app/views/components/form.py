"""What every form needs: typed words outlive redraws, trouble stands by its field.

A second tap that comes before the redraw finds the first one still at work and does nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import flet as ft

from app.domain.errors import (
    InputError,
    LaybyError,
    PassphraseTooCommon,
    PassphraseTooShort,
    PinRefused,
    RecoveryCodeMistyped,
    TooManyTries,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.views.boundary import guard
from app.views.components.buttons import OnClick
from app.views.components.fields import OnWords

#: The fields that trouble may stand by; "" is the place above the main button.
OPENER, NEW, AGAIN, NOWHERE = "opener", "new", "again", ""


@dataclass
class _Memory:
    """What outlives redraws without causing any."""

    typed: dict[str, str] = field(default_factory=dict)
    at_work: bool = False


@dataclass(frozen=True)
class Form:
    """One form as it stands in this redraw."""

    typed: dict[str, str]
    busy: bool
    _memory: _Memory
    _problems: Mapping[str, str]
    _say: Callable[[dict[str, str]], None]
    _show_busy: Callable[[bool], None]

    def hear(self, name: str) -> OnWords:
        """Give the listener that keeps what is typed into the field ``name``."""
        return lambda words: self.typed.update({name: words})

    def problem(self, name: str = NOWHERE) -> str:
        """Say what is wrong in the field ``name``, or nowhere in particular."""
        return self._problems.get(name, "")

    def told(self, places: Mapping[str, str], words: str) -> str:
        """Say ``words`` with the {place} that trouble stands by, for a button far below it.

        ``places`` names the fields as the screen does; "" while none of them is in trouble.
        """
        found = next((place for name, place in places.items() if self._problems.get(name)), "")
        return words.format(place=found) if found else ""

    def say(self, name: str, words: str) -> None:
        """Say by the field ``name`` what is wrong; "" takes every complaint away."""
        self._say({name: words} if words else {})

    def doing(self, work: Callable[[], Any]) -> OnClick:
        """Give the handler that does ``work`` (async) once and says by its field what fails."""

        async def run() -> None:
            if self._memory.at_work:
                return
            self._memory.at_work = True
            self._say({})
            self._show_busy(True)
            try:
                await work()
            except LaybyError as error:
                self._say({field_of(error): error.message})
            finally:
                self._memory.at_work = False
                self._show_busy(False)

        return guard(run, lambda words: self._say({NOWHERE: words}))


def field_of(error: LaybyError) -> str:
    """Name the field that an error belongs to."""
    if isinstance(error, WrongPassphrase | WrongRecoveryCode | RecoveryCodeMistyped | TooManyTries):
        return OPENER
    if isinstance(error, PassphraseTooShort | PassphraseTooCommon | PinRefused):
        return NEW
    named = error.field if isinstance(error, InputError) else NOWHERE
    return NEW if named == "new_passphrase" else named


def use_form() -> Form:
    """Give the form of this component; to be called like any hook.

    What was typed is emptied when the component goes: it may be a passphrase.
    """
    make: Any = partial(_Memory)
    memory: _Memory = ft.use_state(make)[0]
    ft.use_effect(lambda: None, [], memory.typed.clear)
    nothing: dict[str, str] = {}
    problems, say = ft.use_state(nothing)
    busy, show_busy = ft.use_state(False)
    return Form(memory.typed, busy, memory, problems, say, show_busy)
