"""A theme becomes an action with an owner and a day, and later the same figure after it.

The figure after is that of the first quarter that began on or after the day from which the
action should be felt; before is the last quarter that had ended by then. Both are fixed by the
day alone, so that nobody picks the quarter that looks best. Until such a quarter has closed it
is too early to tell, and two shares are called different only where both were checked by people.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.organisation import Organisation
from app.domain.periods import Quarter, blocks_in
from app.domain.theme_action import STATES
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.told_checks import NOT_TOLD
from sync_server.db.actions import ActionRow, Actions
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.errors import Refusal
from sync_server.services.frozen import Period, Tree
from sync_server.services.frozen_names import name_of
from sync_server.services.insights import HeatRow, Insights, ThemeFigure

#: How far an action is, in the order in which it goes through them.
#: Actions of a trust in all, so that no list grows without end.
MOST = 500

TOO_EARLY = "Too early to tell: no whole quarter since then has closed yet."
NOT_SHOWN = "It cannot be held against the time before: one of the two figures may not be shown."
UNSURE = "Too few summaries have been checked to say whether that is more than chance."
NO_CHANGE = "That is no clear change: chance alone may do as much."
ELSE = "Other things may have changed in that time as well."


@dataclass(frozen=True)
class Measure:
    """The figure of an action's theme in one quarter."""

    period: Period
    figure: ThemeFigure


@dataclass(frozen=True)
class Tracked:
    """An action as it stands, with the figures around it. ``label`` and ``name`` are words."""

    row: ActionRow
    label: str
    name: str
    before: Measure | None
    after: Measure | None
    outcome: str


class Acting:
    """Keeps a trust's actions. ``names_somebody`` says whether a text holds a person's name."""

    def __init__(
        self,
        database: Database,
        insights: Insights,
        names_somebody: Callable[[Organisation, str], bool],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._database = database
        self._insights = insights
        self._names_somebody = names_somebody
        self._now = now

    def standing(self, organisation: Organisation, until: str = "") -> list[Tracked]:
        """Give each action as it stands, the newest first; figures of quarters ``until`` one."""
        with self._database.read() as connection:
            rows = list(Actions(connection, organisation.id).standing().values())
        rows.sort(key=lambda row: (row.from_day, row.id), reverse=True)
        quarters = self._quarters(organisation, until)
        heats: dict[tuple[str, Tree], list[HeatRow]] = {}

        def heat(period: Period, tree: Tree) -> list[HeatRow]:
            key = period.id, tree
            if key not in heats:
                heats[key] = self._insights.heat(organisation, period, tree)
            return heats[key]

        return [self._tracked(organisation, row, quarters, heat) for row in rows]

    def any(self, organisation: Organisation) -> bool:
        """Say whether there is an action at all."""
        with self._database.read() as connection:
            return bool(Actions(connection, organisation.id).standing())

    def save(self, organisation: Organisation, who: str, wanted: ActionRow) -> ActionRow:
        """Keep an action made on version ``wanted.version`` (0 for a new one); gives it.

        The same again changes nothing. Raises Refusal changed-meanwhile, invalid-request (with
        the field), and content-invalid where a text names a person.
        """
        self._check(organisation, wanted)
        now = self._now()
        with self._database.write() as connection:
            Organisations(connection).lock(organisation.id)
            actions = Actions(connection, organisation.id)
            known = actions.standing()
            before = known.get(wanted.id)
            day = now.date().isoformat()
            made = replace(wanted, version=wanted.version + 1, edited_by=who, edited_on=day)
            if before is not None and replace(made, edited_on=before.edited_on) == before:
                return before
            if (before.version if before else 0) != wanted.version:
                raise Refusal("changed-meanwhile")
            if before is None and len(known) >= MOST:
                raise Refusal("invalid-request", f"There are {MOST} actions, the most there can be")
            actions.add(made)
            done = "kept an action about a theme" if before else "made a theme an action"
            at = now.isoformat(timespec="minutes")[:16]
            Audit(connection, organisation.id).add(who, done, at)
        return made

    def _check(self, organisation: Organisation, wanted: ActionRow) -> None:
        self._insights.theme(organisation, wanted.theme)
        try:
            date.fromisoformat(wanted.from_day)
        except ValueError as error:
            raise Refusal(
                "invalid-request", "A day looks like 2026-11-21.", field="from_day"
            ) from error
        if wanted.tree not in ("group", "area") or wanted.state not in STATES:
            raise Refusal("invalid-request", field="state")
        if wanted.node != ROOT and not self._known(organisation, wanted):
            raise Refusal("invalid-request", "There is no such group or area.", field="node")
        for field, words in (("words", wanted.words), ("owner", wanted.owner)):
            if not words.strip():
                raise Refusal("invalid-request", "Say it in a few words.", field=field)
            if self._names_somebody(organisation, words):
                told = "This seems to hold a name. Write a post or a team, and no person."
                raise Refusal("content-invalid", told, field=field)

    def _known(self, organisation: Organisation, wanted: ActionRow) -> bool:
        periods = self._insights.periods(organisation)
        tree, read = _tree(wanted), self._insights.frozen.nodes
        nodes = (read(organisation, one.id, tree) for one in periods[:1])
        return any(node.id == wanted.node for found in nodes for node in found)

    def _quarters(self, organisation: Organisation, until: str) -> dict[str, Period]:
        periods = self._insights.periods(organisation)
        return {
            one.id: one for one in periods if one.kind == "quarter" and one.id <= (until or "9")
        }

    def _tracked(
        self,
        organisation: Organisation,
        row: ActionRow,
        quarters: Mapping[str, Period],
        heat: Callable[[Period, Tree], list[HeatRow]],
    ) -> Tracked:
        earlier, later = around(date.fromisoformat(row.from_day), quarters)
        before, after = (
            _measure(row, quarters[one], heat) if one else None for one in (earlier, later)
        )
        label, name = self._called(organisation, row)
        return Tracked(row, label, name, before, after, outcome(before, after, bool(later)))

    def _called(self, organisation: Organisation, row: ActionRow) -> tuple[str, str]:
        known = (*self._insights.compared(organisation), *self._insights.left_out(organisation))
        label = next((theme.label for theme in known if theme.id == row.theme), row.theme)
        whole = row.node == ROOT
        name = "The whole trust" if whole else name_of(organisation, _tree(row), row.node)
        return label, name


def _measure(
    row: ActionRow, period: Period, heat: Callable[[Period, Tree], list[HeatRow]]
) -> Measure | None:
    for found in heat(period, _tree(row)):
        if found.node.id == row.node:
            figure = next((one for one in found.themes if one.code == row.theme), None)
            return None if figure is None else Measure(period, figure)
    return None


def _tree(row: ActionRow) -> Tree:
    return "area" if row.tree == "area" else "group"


def around(day: date, quarters: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Give the last of ``quarters`` that ended before ``day`` and the first that began after.

    Weeks are never divided, so a quarter begins with its first Monday and ends with a Sunday.
    """
    spans = {name: blocks_in(Quarter.parse(name)) for name in sorted(quarters)}
    before = [name for name, blocks in spans.items() if blocks[-1].last_day < day]
    after = [name for name, blocks in spans.items() if blocks[0].first_day >= day]
    return (before[-1] if before else None), (after[0] if after else None)


def outcome(before: Measure | None, after: Measure | None, closed: bool) -> str:
    """Say what came of it, from shown figures alone; ``closed`` where a later quarter has."""
    if not closed:
        return TOO_EARLY
    if before is None or after is None:
        return NOT_SHOWN
    then, now = before.figure, after.figure
    if then.percent is None or now.percent is None:
        return NOT_SHOWN
    said = f"{now.percent}% in {after.period.words}, {then.percent}% in {before.period.words}."
    if then.corrected is None or now.corrected is None:
        return f"{said} {NOT_TOLD if NOT_TOLD in (then.sure, now.sure) else UNSURE}"
    change = now.corrected[0] - then.corrected[0]
    # Half the width of the interval of a difference of two that do not depend on each other.
    reach = sum(((one[2] - one[1]) / 2) ** 2 for one in (then.corrected, now.corrected)) ** 0.5
    if abs(change) <= reach or change * (now.percent - then.percent) <= 0:
        return f"{said} {NO_CHANGE}"
    which = "less" if change < 0 else "more"
    return f"{said} It is talked about {which} than before, by more than chance. {ELSE}"
