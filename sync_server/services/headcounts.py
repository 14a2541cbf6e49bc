"""Headcount: a file is read, shown as it would count, and then used as a whole or not at all.

The file says how many people of each group work in each area. Only the sums by group and by
area are kept: nothing needs both at once, and who holds them cannot give them away.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.organisation import Organisation
from sync_server.analysis.coverage import along, by_area, by_group
from sync_server.analysis.headcount import CellError, read_headcount
from sync_server.analysis.nodes import ROOT, TreeName, area_tree, group_tree
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.headcount import AREA, GROUP, Headcounts, Sheet
from sync_server.db.repositories import Organisations
from sync_server.errors import Refusal
from sync_server.services.frozen_names import name_of

#: A headcount that is this much of the one before, or less, is asked about.
_HALF = 0.5


@dataclass(frozen=True)
class People:
    """A group or area of a headcount: how many in the file, and before it; None for not named."""

    id: str
    name: str
    people: int | None
    before: int | None


@dataclass(frozen=True)
class Preview:
    """What a file would do: ``errors`` and then nothing else, or the sums and what to look at."""

    sheet: Sheet
    errors: tuple[CellError, ...] = ()
    total: int = 0
    groups: tuple[People, ...] = ()
    areas: tuple[People, ...] = ()
    warnings: tuple[str, ...] = ()
    applied: bool = False


class HeadcountDesk:
    """Reads and replaces trusts' headcount."""

    def __init__(
        self,
        database: Database,
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._database = database
        self._today = today
        self._now = now

    def standing(self, organisation: Organisation) -> Preview:
        """Give the headcount in use; version 0 where there is none."""
        with self._database.read() as connection:
            kept = Headcounts(connection, organisation.id)
            sheet, groups, areas = kept.sheet(), kept.people(GROUP), kept.people(AREA)
        return Preview(
            sheet,
            total=sum(groups.values()),
            groups=_listed(organisation, "group", groups, {}),
            areas=_listed(organisation, "area", areas, {}),
        )

    def people(self, organisation: Organisation, tree: TreeName) -> dict[str, int]:
        """Give headcount by node of a tree, added up; what is not known is not there."""
        with self._database.read() as connection:
            kept = Headcounts(connection, organisation.id)
            known = kept.people(tree)
        return people_along(organisation, tree, known)

    def preview(self, organisation: Organisation, content: bytes, as_at: str) -> Preview:
        """Read a file and say what it would do; nothing is kept.

        Raises Refusal invalid-request, field as_at.
        """
        day = self._day(as_at)
        found = read_headcount(content, organisation)
        with self._database.read() as connection:
            kept = Headcounts(connection, organisation.id)
            sheet, groups, areas = kept.sheet(), kept.people(GROUP), kept.people(AREA)
        if found.errors:
            return Preview(sheet, found.errors)
        new_groups, new_areas = by_group(found.rows), by_area(found.rows)
        by_tree = (
            _listed(organisation, "group", new_groups, groups),
            _listed(organisation, "area", new_areas, areas),
        )
        total = sum(new_groups.values())
        warnings = _warnings(by_tree, total, sum(groups.values()), day > self._today())
        return Preview(sheet, (), total, *by_tree, warnings)

    def apply(
        self, organisation: Organisation, who: str, content: bytes, as_at: str, if_version: int
    ) -> Preview:
        """Use a file's numbers from now on, all of them; with errors in it nothing changes.

        Raises Refusal invalid-request (field as_at), changed-meanwhile.
        """
        found = read_headcount(content, organisation)
        shown = self.preview(organisation, content, as_at)
        if shown.errors:
            return shown
        with self._database.write() as connection:
            Organisations(connection).lock(organisation.id)
            kept = Headcounts(connection, organisation.id)
            if kept.sheet().version != if_version:
                raise Refusal("changed-meanwhile")
            now = self._now()
            sheet = Sheet(if_version + 1, as_at, who, now.date().isoformat())
            kept.replace(sheet, {GROUP: by_group(found.rows), AREA: by_area(found.rows)})
            at = now.isoformat(timespec="minutes")[:16]
            Audit(connection, organisation.id).add(who, f"replaced the headcount as at {as_at}", at)
        return Preview(
            sheet, (), shown.total, shown.groups, shown.areas, shown.warnings, applied=True
        )

    def _day(self, text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise Refusal("invalid-request", field="as_at") from error
        if day.isoformat() != text:
            raise Refusal("invalid-request", field="as_at")
        return day


def people_along(
    organisation: Organisation, tree: TreeName, known: Mapping[str, int]
) -> dict[str, int]:
    """Give headcount by node of a tree, from what a file named."""
    parents = (group_tree if tree == "group" else area_tree)(organisation).parents
    found = along(parents, known, [area.id for area in organisation.areas if area.retired])
    # Groups that the file does not name have nobody: a file is of the whole trust.
    return found | ({ROOT: sum(known.values())} if known else {})


def _listed(
    organisation: Organisation, tree: TreeName, now: Mapping[str, int], before: Mapping[str, int]
) -> tuple[People, ...]:
    if tree == "group":
        nodes = list(organisation.staff_groups())
    else:
        nodes = [area.id for area in organisation.leaves()]
    named = dict.fromkeys([*nodes, *now])
    return tuple(
        People(node, name_of(organisation, tree, node), now.get(node), before.get(node))
        for node in named
    )


def _warnings(
    trees: Sequence[Sequence[People]], total: int, before: int, ahead: bool
) -> tuple[str, ...]:
    said = []
    for kind, listed in zip(("staff groups", "areas"), trees, strict=True):
        missing = [one.name for one in listed if one.people is None]
        if missing:
            said.append(f"The file has no row for these {kind}: {', '.join(missing)}.")
    if before and not _HALF * before < total < before / _HALF:
        said.append(f"The whole trust comes to {total:,} people; it was {before:,} before.")
    if ahead:
        said.append("The date is in the future.")
    return tuple(said)
