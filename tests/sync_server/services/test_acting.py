"""Actions and issued reports: what is kept, what is refused, and the figure after."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from sync_server.analysis.intervals import Audits
from sync_server.db.actions import ActionRow
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.errors import Refusal
from sync_server.services.acting import (
    NO_CHANGE,
    NOT_SHOWN,
    TOO_EARLY,
    UNSURE,
    Acting,
    around,
)
from sync_server.services.insights import Evidence, Insights
from sync_server.services.report_desk import ReportDesk
from tests.sync_server.reports.trusts import BOOK, QUARTER, board, database, figures, insights
from tests.sync_server.services.frozen_figures import Cell, FrozenFigures
from tests.sync_server.trust import TRUST

PAY = "pay-money"
ACTION = ActionRow(
    "a1", 0, PAY, "group", "*", "Pay on time", "Head of Payroll", "2026-02-01", "planned", "", ""
)
NOW = datetime(2026, 11, 22, 9, 30)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Database]:
    made = database(tmp_path)
    yield made
    made.close()


def reading(before: int, after: int, audits: Audits | None = None) -> Insights:
    """Pay in the last quarter of 2025 and the second of 2026, of 600 each."""
    cells = {
        (period, tree): {"*": Cell(600, {PAY: count}), "04": Cell(5)}
        for period, count in (("2025-Q4", before), ("2026-Q1", 50), ("2026-Q2", after))
        for tree in ("group", "area")
    }
    evidence = Evidence(lambda *_: {("*", PAY): audits}) if audits else Evidence()
    return Insights(FrozenFigures(cells), lambda _: BOOK, evidence)  # type: ignore[arg-type]


def acting(kept: Database, insights: Insights) -> Acting:
    return Acting(kept, insights, lambda _, words: "Jones" in words, lambda: NOW)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-01", ("2025-Q4", "2026-Q2")),
        ("2025-12-29", ("2025-Q4", "2026-Q1")),
        ("2025-12-28", (None, "2026-Q1")),
        ("2025-09-01", (None, "2025-Q4")),
        ("2026-07-01", ("2026-Q2", None)),
    ],
)
def test_the_day_alone_fixes_the_quarters(day: str, expected: tuple[str, str]) -> None:
    quarters = {"2025-Q4": 0, "2026-Q1": 0, "2026-Q2": 0}
    assert around(date.fromisoformat(day), quarters) == expected


@pytest.mark.parametrize(
    ("before", "after", "audits", "said"),
    [
        (300, 60, Audits(200, 2, 2), "less than before, by more than chance"),
        (60, 300, Audits(200, 2, 2), "more than before, by more than chance"),
        (150, 140, Audits(60, 2, 2), NO_CHANGE),
        (300, 60, None, UNSURE),
        (300, 3, None, NOT_SHOWN),
    ],
    ids=["less", "more", "alike", "unchecked", "hidden"],
)
def test_what_came_of_it_is_said_from_checked_figures_alone(
    kept: Database, before: int, after: int, audits: Audits | None, said: str
) -> None:
    desk = acting(kept, reading(before, after, audits))
    desk.save(TRUST, "lead", ACTION)
    (found,) = desk.standing(TRUST)
    assert said in found.outcome
    assert found.before is not None
    assert found.before.period.id == "2025-Q4"


def test_it_is_too_early_to_tell_before_a_whole_quarter_has_closed(kept: Database) -> None:
    desk = acting(kept, reading(300, 60))
    desk.save(TRUST, "lead", replace(ACTION, from_day="2026-04-15"))
    (found,) = desk.standing(TRUST)
    assert (found.after, found.outcome) == (None, TOO_EARLY)
    desk.save(TRUST, "lead", replace(ACTION, id="a2", from_day="2026-02-01"))
    assert desk.standing(TRUST, until="2026-Q1")[1].outcome == TOO_EARLY


def test_saving_again_changes_nothing_and_nobody_overwrites_somebody(kept: Database) -> None:
    desk = acting(kept, reading(300, 60))
    made = desk.save(TRUST, "lead", ACTION)
    assert made.version == 1
    assert desk.save(TRUST, "lead", ACTION) == made
    done = desk.save(TRUST, "lead", replace(ACTION, version=1, state="done"))
    assert (done.version, done.state) == (2, "done")
    with pytest.raises(Refusal) as refused:
        desk.save(TRUST, "other", replace(ACTION, version=1, state="stopped"))
    assert refused.value.slug == "changed-meanwhile"
    (found,) = desk.standing(TRUST)
    assert found.row == done
    with kept.read() as connection:
        said = [row.what for row in Audit(connection, TRUST.id).rows()]
    assert said == ["made a theme an action", "kept an action about a theme"]


@pytest.mark.parametrize(
    ("change", "slug", "field"),
    [
        ({"theme": "no-such"}, "invalid-request", "theme"),
        ({"from_day": "soon"}, "invalid-request", "from_day"),
        ({"state": "maybe"}, "invalid-request", "state"),
        ({"node": "99"}, "invalid-request", "node"),
        ({"words": "  "}, "invalid-request", "words"),
        ({"owner": "Sam Jones"}, "content-invalid", "owner"),
        ({"words": "Ask Jones"}, "content-invalid", "words"),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, dict) else None,
)
def test_what_does_not_fit_is_refused(
    kept: Database, change: dict[str, str], slug: str, field: str
) -> None:
    desk = acting(kept, reading(300, 60))
    with pytest.raises(Refusal) as refused:
        desk.save(TRUST, "lead", replace(ACTION, **change))  # type: ignore[arg-type]
    assert (refused.value.slug, refused.value.field) == (slug, field)
    assert desk.standing(TRUST) == []


def desk_of(kept: Database, minimum: int = 11, seed: int = 7) -> ReportDesk:
    found = insights(figures(seed, minimum))
    made, _ = board(found, kept)
    return ReportDesk(kept, found, made, lambda _, words: "Jones" in words, lambda: NOW)


def test_an_issue_is_kept_and_a_second_one_names_its_reason(kept: Database) -> None:
    desk = desk_of(kept)
    first = desk.issue(TRUST, "lead", QUARTER, 1, "")
    as_issued = desk.report(TRUST, QUARTER, 1)
    later = desk_of(kept, seed=8)
    assert later.issue(TRUST, "lead", QUARTER, 1, "") == first, "asked again it is the same"
    assert later.report(TRUST, QUARTER, 1) == as_issued, "whatever the figures are by now"
    assert later.report(TRUST, QUARTER, 0) != as_issued
    for reason, slug in (("", "invalid-request"), ("Sam Jones asked", "content-invalid")):
        with pytest.raises(Refusal) as refused:
            later.issue(TRUST, "lead", QUARTER, 2, reason)
        assert (refused.value.slug, refused.value.field) == (slug, "reason")
    later.issue(TRUST, "lead", QUARTER, 2, "A theme was split.")
    again = later.report(TRUST, QUARTER, 2)
    assert [(one.number, one.reason) for one in again.issues] == [
        (2, "A theme was split."),
        (1, ""),
    ]
    assert desk.report(TRUST, QUARTER, 1) == as_issued
    (newest, *_) = later.quarters(TRUST)
    assert [row.number for row in newest.issues] == [2, 1]


def test_numbers_are_not_skipped_and_blocks_have_no_report(kept: Database) -> None:
    desk = desk_of(kept)
    for period, number, slug in (
        (QUARTER, 2, "changed-meanwhile"),
        (f"{QUARTER}-B1", 1, "invalid-request"),
        ("2030-Q1", 1, "invalid-request"),
    ):
        with pytest.raises(Refusal) as refused:
            desk.issue(TRUST, "lead", period, number, "")
        assert refused.value.slug == slug
    with pytest.raises(Refusal) as refused:
        desk.report(TRUST, QUARTER, 3)
    assert refused.value.slug == "not-found"


def test_what_was_issued_for_a_smaller_group_is_not_given_out(kept: Database) -> None:
    desk_of(kept).issue(TRUST, "lead", QUARTER, 1, "")
    raised = desk_of(kept, minimum=20)
    with pytest.raises(Refusal) as refused:
        raised.report(TRUST, QUARTER, 1)
    assert refused.value.slug == "report-withheld"
    raised.issue(TRUST, "lead", QUARTER, 2, "The smallest group was raised.")
    assert raised.report(TRUST, QUARTER, 2).minimum_group == 20
