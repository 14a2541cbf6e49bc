"""What leads' checks say of the coding: how far a share is off, and which codes are too unsure.

Only texts that were dealt at random count here (``services.checking``): those about which the
coding was unsure would make it look worse than it is. Of several answers about one summary the
last one of each person counts, and of several people the first by name: who checked a second
time knew nothing of the first. What a release has learnt from, it is judged on by what it would
have said of it otherwise (``held_out``): on those very texts it is better than it is.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, select, true

from app.domain.organisation import Organisation
from sync_server.analysis.agreement import CodeQuality, quality
from sync_server.analysis.intervals import Audits
from sync_server.analysis.labels import as_said_today
from sync_server.analysis.nodes import ROOT, Said, TreeName, area_tree, group_tree, leaf
from sync_server.analysis.statuses import status_of
from sync_server.analysis.told_checks import is_told
from sync_server.db.checks import AUDIT, Checks
from sync_server.db.coding_releases import CodingReleases
from sync_server.db.engine import Database
from sync_server.db.repositories import Record
from sync_server.db.tables import summary, summary_code
from sync_server.services.live_coding import LiveCoding, with_picked
from sync_server.services.organisations import organisations
from sync_server.services.trust_coding import TrustCoding

_PAGE = 500


@dataclass(frozen=True)
class _Audited:
    """One summary that was checked at random: where it counts, what is true, what was coded.

    Of codes outside of ``asked`` nobody was asked.
    """

    said: Said
    truth: frozenset[str]
    coded: frozenset[str]
    asked: frozenset[str]


@dataclass(frozen=True)
class CheckedEvidence:
    """Counts mistakes of the coding by node and code, from the answers as they stand now."""

    database: Database
    coding: TrustCoding

    def audits(
        self, organisation: str, period: str, tree: TreeName
    ) -> Mapping[tuple[str, str], Audits]:
        """Give the audits of a closed period by (node, code), where they may be told."""
        if not is_told(period, tree, ROOT):
            return {}
        audited = self._audited(organisation, summary.c.block.like(f"{period}%"))
        found = self._by_node(organisations(self.database)[organisation], tree, audited)
        return {key: one for key, one in found.items() if is_told(period, tree, key[0])}

    def not_yet(self, organisation: str) -> frozenset[str]:
        """Give the codes that are too often wrong to compare anybody by."""
        found = self.qualities(organisation)
        return frozenset(code for code, one in found.items() if one.status == "not-yet")

    def qualities(self, organisation: str) -> dict[str, CodeQuality]:
        """Give how well each live code is told, by all audits."""
        audited = self._audited(organisation, true())
        found: dict[str, CodeQuality] = {}
        for theme in self.coding.codebook(organisation).live():
            asked = [one for one in audited if theme.id in one.asked]
            seen = Counter((theme.id in one.truth, theme.id in one.coded) for one in asked)
            hits, wrong, missed = seen[True, True], seen[False, True], seen[True, False]
            _, _, status = status_of(hits, wrong, missed)
            told = quality(hits, wrong, missed, len(asked))
            found[theme.id] = replace(told, status=status)
        return found

    def _by_node(
        self, organisation: Organisation, name: TreeName, audited: Sequence[_Audited]
    ) -> dict[tuple[str, str], Audits]:
        make = group_tree if name == "group" else area_tree
        tree = make(organisation, [one.said for one in audited])
        found: dict[tuple[str, str], Audits] = {}
        for one in audited:
            for node in tree.line(leaf(tree, name, one.said)):
                for code in one.asked:
                    missed = code in one.truth and code not in one.coded
                    wrong = code in one.coded and code not in one.truth
                    found[node, code] = found.get((node, code), Audits()) + Audits(
                        1, int(missed), int(wrong)
                    )
        return found

    def _audited(self, organisation: str, where: ColumnElement[bool]) -> list[_Audited]:
        with self.database.read() as connection:
            live = self.coding.of(organisation, connection)
            answers = {
                one.summary_id: as_said_today(one.codes, one.codebook_version, live.codebook)
                for one in sorted(
                    Checks(connection, organisation).latest(),
                    key=lambda one: one.made_by,
                    reverse=True,
                )
                if one.purpose == AUDIT
            }
            rows = _rows(connection, organisation, sorted(answers), where)
            coded = _coded(connection, organisation, live, rows)
        return [
            _Audited(
                Said(row.staff_group, row.role_family, row.area, 1),
                answers[row.id][0],
                coded[row.id],
                answers[row.id][1],
            )
            for row in rows
        ]


def _rows(
    connection: Connection, organisation: str, ids: Sequence[str], where: ColumnElement[bool]
) -> list[Record]:
    it = summary.c
    wanted = select(it.id, it.staff_group, it.role_family, it.area, it.themes)
    found: list[Record] = []
    for start in range(0, len(ids), _PAGE):
        here = (it.organisation == organisation, it.id.in_(ids[start : start + _PAGE]), where)
        found.extend(connection.execute(wanted.where(*here)))
    return found


def _coded(
    connection: Connection, organisation: str, live: LiveCoding, rows: Sequence[Record]
) -> dict[str, frozenset[str]]:
    """Give what each summary is coded, or would be had nothing been learnt from it."""
    coded: dict[str, set[str]] = {str(row.id): set() for row in rows}
    ids = sorted(coded)
    for start in range(0, len(ids), _PAGE):
        some = summary_code.c.summary_id.in_(ids[start : start + _PAGE])
        for identity, code in connection.execute(
            select(summary_code.c.summary_id, summary_code.c.code).where(some)
        ):
            coded[identity].add(live.codebook.current(code) or code)
    held = CodingReleases(connection, organisation).held_out(live.number)
    picked = {str(row.id): json.loads(str(row.themes)) for row in rows}
    return {
        one: with_picked(json.loads(held[one]), picked[one], live.engine)
        if one in held
        else frozenset(codes)
        for one, codes in coded.items()
    }
