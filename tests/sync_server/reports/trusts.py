"""Made-up trusts with closed figures, and the reports that are made of them."""

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from app.domain.codebook import Codebook, parse_codebook
from app.domain.organisation import Organisation
from sync_server.analysis.intervals import Audits
from sync_server.analysis.nodes import ROOT
from sync_server.db import migrations
from sync_server.db.engine import Database, open_database
from sync_server.reports.report import Report
from sync_server.services.acting import Acting
from sync_server.services.board_report import BoardReports, Edition
from sync_server.services.insight_emerging import NewThemes
from sync_server.services.insight_findings import Findings
from sync_server.services.insight_trends import Trends
from sync_server.services.insights import Evidence, Insights
from sync_server.services.organisations import add_organisation
from sync_server.services.report_themes import Sources
from tests.sync_server.services.frozen_figures import Cell, FrozenFigures, Said
from tests.sync_server.trust import ASSETS, TRUST

DAY = date(2026, 11, 22)
QUARTER, YEAR_BEFORE = "2026-Q3", "2025-Q3"
BOOK: Codebook = parse_codebook((ASSETS / "codebook.toml").read_text(encoding="utf-8"))
CODES = [theme.id for theme in BOOK.live()]
_NODES = {"group": ("04", "07", "08", "09", "01"), "area": ("north", "south", "quay")}
_ANSWERS = {"plan_made": ("yes",), "helpful": ("1", "4", "5"), "self_referral": ("self",)}


def figures(seed: int, minimum: int = 11) -> FrozenFigures:
    """Two quarters and their blocks of a trust, with groups of 0 to 400."""
    rng = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    cells: dict[tuple[str, str], dict[str, Cell]] = {}
    for quarter in (YEAR_BEFORE, "2026-Q2", QUARTER):
        for period in (quarter, *(f"{quarter}-B{number}" for number in (1, 2, 3))):
            for tree, nodes in _NODES.items():
                sizes = {node: rng.choice((0, 3, 12, 25, 60, 400)) for node in nodes}
                here = {node: _cell(rng, n) for node, n in sizes.items()}
                here["rest"] = _cell(rng, 40)
                cells[period, tree] = {ROOT: _summed(list(here.values())), **here}
    return FrozenFigures(cells, minimum)  # type: ignore[arg-type]


def _cell(rng: random.Random, n: int) -> Cell:
    def part() -> int:
        return rng.choice((0, 1, 7, 8, n // 10, n // 3, max(0, n - 1), n)) if n else 0

    codes = {code: min(n, part()) for code in CODES}
    answers = {name: {one: min(n, part()) for one in given} for name, given in _ANSWERS.items()}
    return Cell(n, codes, {}, answers)


def _summed(cells: list[Cell]) -> Cell:
    answers = {
        name: {one: sum(cell.answers[name][one] for cell in cells) for one in given}
        for name, given in _ANSWERS.items()
    }
    codes = {code: sum(cell.k[code] for cell in cells) for code in CODES}
    return Cell(sum(cell.n for cell in cells), codes, {}, answers)


def checked(_trust: str, _period: str, _tree: str) -> Mapping[tuple[str, str], Audits]:
    """Checks of the whole trust and of one group."""
    return {(node, code): Audits(60, 3, 2) for node in (ROOT, "04") for code in CODES[::2]}


def insights(frozen: FrozenFigures, *, checks: bool = False) -> Insights:
    """What a lead would read of them."""
    evidence = Evidence(audits=checked) if checks else Evidence()
    return Insights(frozen, lambda _: BOOK, evidence)


def database(folder: Path) -> Database:
    """An empty database with the trust."""
    made = open_database(f"sqlite:///{folder / 'layby.db'}")
    migrations.upgrade(made)
    add_organisation(made, TRUST)
    return made


def board(reading: Insights, kept: Database) -> tuple[BoardReports, Acting]:
    """What makes reports of it."""
    acting = Acting(kept, reading, lambda _, words: "Jones" in words)
    said = Said()
    for period, _ in reading.frozen.cells:  # type: ignore[attr-defined]
        said.counted[period] = (40, {})
    trends, findings = Trends(reading), Findings(reading)
    return BoardReports(
        Sources(reading, trends, findings, NewThemes(reading, said)), acting
    ), acting


def report(
    reading: Insights, kept: Database, trust: Organisation = TRUST, edition: Edition | None = None
) -> Report:
    """The report of the newest quarter."""
    made, _ = board(reading, kept)
    period = reading.period(trust, QUARTER)
    return made.make(trust, period, edition or Edition(1, DAY))
