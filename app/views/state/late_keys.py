"""Keys that were on their way to a field when it went, as when a tablet is turned.

Two panes are built of other fields than one column. Whoever types in the very moment in which they
take the column's place types into a field that Python has let go of: the page still tells of it,
and Flet has nobody to tell. What was typed so belongs into the field that came instead: the one
of the same name in the same place, which began with the same words. Keys that were on their way
from that one, too, when it was given them, stay behind them.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Protocol

import flet as ft
from flet.controls.context import _context_page
from flet.messaging.session import Session

from app.domain.late_words import carried_over, is_typed_on

#: Seconds for which a field that has gone is remembered: far longer than a key is on its way.
_SECONDS = 3.0
#: Seconds in which a key can be on its way from a field to which the page has not put late ones.
_ON_ITS_WAY = 0.5


class Keeper(Protocol):
    """Who has the words of a field across redraws; the field's ``data``."""

    @property
    def words(self) -> str:
        """What stands in the field."""

    def take(self, words: str) -> None:
        """Put other words into the field, as if they had been typed there."""


@dataclass
class _Gone:
    """A field that has gone: where it stood, what was known to stand in it, what came since."""

    place: tuple[str, str]
    known: str
    late: str | None = None


@dataclass
class _Given:
    """A field that was given late keys: what stood there, and what should stand there now."""

    before: str
    whole: str


class LateKeys:
    """The fields that went in these seconds, by Flet's number, and what came late for them."""

    def __init__(self) -> None:
        self._gone: dict[int, _Gone] = {}
        self._given: dict[int, _Given] = {}

    def forget(self) -> None:
        """Forget all of it: nothing outlives a lock."""
        self._gone.clear()
        self._given.clear()

    def went(self, field: "KeptTextField") -> None:
        """Remember for a moment what stands in a field that goes; of a secret, nothing."""
        if not field.password:
            self._gone[field._i] = _Gone(_place(field), _keeper(field).words)
            _forget_soon(self._gone, field._i, _SECONDS)

    def came(self, field: "KeptTextField") -> None:
        """Give a field that comes what came too late for the one in its place."""
        for gone in [*self._gone.values()]:
            self._deliver(gone, field)

    def take(self, session: Session, control_id: int, words: str) -> None:
        """Take what was typed into the field ``control_id``, which has gone."""
        gone = self._gone.get(control_id)
        if gone is None:
            return
        gone.late = words
        for control in [*session.index.values()]:
            if isinstance(control, KeptTextField):
                self._deliver(gone, control)

    def typed(self, field: "KeptTextField", words: str) -> None:
        """Take what was typed into a field that stands, perhaps before it was given late keys."""
        given = self._given.get(field._i)
        if given is None:
            return
        whole = carried_over(given.before, given.whole, words)
        if whole is None or words == given.before or is_typed_on(given.whole, words):
            del self._given[field._i]  # the page has them: whatever is typed is typed after them
            return
        given.before, given.whole = words, whole
        _keeper(field).take(whole)

    def _deliver(self, gone: _Gone, field: "KeptTextField") -> None:
        """Give ``field`` what came late for the one before it, if it is in its place."""
        if gone.late is None or _place(field) != gone.place:
            return
        keeper = _keeper(field)
        stood = keeper.words
        whole = carried_over(gone.known, gone.late, stood)
        if whole is None:
            return
        gone.known, gone.late = gone.late, None
        given = self._given.pop(field._i, None)
        self._given[field._i] = _Given(given.before if given else stood, whole)
        _forget_soon(self._given, field._i, _ON_ITS_WAY)
        keeper.take(whole)


def _forget_soon(remembered: dict[int, Any], number: int, seconds: float) -> None:
    asyncio.get_running_loop().call_later(seconds, remembered.pop, number, None)


@ft.control("TextField")  # type: ignore[arg-type]  # Flet binds its own type too narrowly
class KeptTextField(ft.TextField):
    """A field whose keys find the one that comes in its place."""

    def did_mount(self) -> None:
        """Take what came too late for the field that stood here before."""
        late = _late_keys(ft.context.page)
        if late is not None:
            late.came(self)

    def will_unmount(self) -> None:
        """Say what is known to stand here."""
        late = _late_keys(ft.context.page)
        if late is not None:
            late.went(self)


def take_typed(session: Session, control_id: int, words: str) -> None:
    """Take what was typed into the field ``control_id``, whether or not it has gone."""
    late = _late_keys(session.page)
    if late is None:
        return
    _context_page.set(session.page)
    field = session.index.get(control_id)
    if field is None:
        late.take(session, control_id, words)
    elif isinstance(field, KeptTextField):
        late.typed(field, words)


def _late_keys(page: ft.Page) -> LateKeys | None:
    """Give where late keys are kept; None while nothing is open that they could belong to."""
    state = page.data
    if state is None or (state.workspace is None and state.lead is None):
        return None
    late: LateKeys = state.late
    return late


def _keeper(field: KeptTextField) -> Keeper:
    keeper: Keeper = field.data
    return keeper


def _place(field: KeptTextField) -> tuple[str, str]:
    """Give what a field is known by when it comes again: its screen and its name."""
    return ft.context.page.route or "", str(field.label)
