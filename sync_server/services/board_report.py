"""A board report of one closed quarter: everything a lead may see of it, put in order.

Each figure comes from where leads read it themselves (``Insights`` and what rests on it), so
that the same cells are hidden for the same reasons. What is only worth showing where it exists
(reach, actions) comes as further sections.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.insight_figures import Given
from app.domain.organisation import Organisation
from app.domain.periods import Quarter, blocks_in
from app.domain.theme_action import STATES
from sync_server.analysis.nodes import TREES
from sync_server.errors import Refusal
from sync_server.reports import method
from sync_server.reports.dataset import QUESTIONS, Measured, answer_words, dataset
from sync_server.reports.report import Cell, Exhibit, Issue, Report, Section, Table
from sync_server.services import report_glance as glance
from sync_server.services import report_groups as groups
from sync_server.services import report_themes as themes
from sync_server.services.acting import Acting, Tracked
from sync_server.services.frozen import Period
from sync_server.services.report_themes import Said, Sources

#: A further section about a quarter, or None where there is nothing to say.
Further = Callable[[Organisation, Period], Section | None]
_WITHHELD = "Too few people spoke in this quarter for a report that exposes nobody."


@dataclass(frozen=True)
class Edition:
    """Which issue of a report this is: ``number`` 0 is a draft; ``issues`` the last one first."""

    number: int
    day: date
    issues: tuple[Issue, ...] = ()


class BoardReports:
    """Makes reports; keeps nothing."""

    def __init__(self, sources: Sources, acting: Acting, further: Sequence[Further] = ()) -> None:
        self._sources = sources
        self._acting = acting
        self._further = tuple(further)

    def make(self, organisation: Organisation, period: Period, edition: Edition) -> Report:
        """Make the report of a closed quarter.

        Raises Refusal invalid-request (field period) where it is none, or may not be shown.
        """
        if period.kind != "quarter":
            raise Refusal("invalid-request", "Choose a quarter.", field="period")
        insights = self._sources.insights
        whole = themes.whole_trust(insights.heat(organisation, period, "group"))
        if whole is None:
            raise Refusal("invalid-request", _WITHHELD, field="period")
        said = themes.said(self._sources, organisation, period, whole)
        answers = self._answers(organisation, period)
        actions = self._acting.standing(organisation, period.id)
        return Report(
            organisation=organisation.name,
            title="What colleagues are telling us",
            period=period.id,
            period_words=period.words,
            number=edition.number,
            issued_on=edition.day.isoformat(),
            issued_words=day_words(edition.day),
            minimum_group=insights.minimum_group,
            code_version=max(period.code_versions, default=0),
            synthetic=organisation.synthetic,
            facts=glance.facts(f"{whole.node.shown:,}", answers),
            points=self._points(organisation, period, said, actions),
            sections=(
                themes.how_often(said, whole),
                themes.over_time(said, period),
                self._who(organisation, period, [one.figure.code for one in said]),
                self._new(organisation, period),
                _support(answers),
                *(part for make in self._further if (part := make(organisation, period))),
                _actions(actions),
                *self._about(organisation, period),
            ),
            issues=edition.issues,
            dataset=self._dataset(organisation, period, edition),
        )

    def lacks(self, organisation: Organisation, period: Period) -> tuple[str, ...]:
        """Say what a board would miss in a quarter's report as it would be now; () for nothing."""
        whole = themes.whole_trust(self._sources.insights.heat(organisation, period, "group"))
        if whole is None:
            return (_WITHHELD,)
        return glance.lacks(whole.themes, acted=self._acting.any(organisation))

    def _dataset(
        self, organisation: Organisation, period: Period, edition: Edition
    ) -> dict[str, object]:
        """Give the same figures for machines, with what they are of."""
        head = {
            "organisation": organisation.id,
            "organisation_name": organisation.name,
            "period": period.id,
            "issue": edition.number,
            "issued_on": edition.day.isoformat(),
            "code_version": max(period.code_versions, default=0),
        }
        minimum = self._sources.insights.minimum_group
        return dataset(head, minimum, self._measured(organisation, period))

    def _answers(self, organisation: Organisation, period: Period) -> list[Given]:
        rows = self._sources.insights.answers(organisation, period, "group")
        return list(rows[0][1]) if rows else []

    def _measured(self, organisation: Organisation, period: Period) -> list[Measured]:
        insights = self._sources.insights
        known = {theme.id: theme.label for theme in insights.compared(organisation)}
        measured = []
        for tree in TREES:
            nodes = insights.frozen.nodes(organisation, period.id, tree)
            counts = insights.frozen.counts(organisation, period.id, tree)
            below = frozenset(one.id for one in insights.themes(organisation, period, tree))
            measured.append(Measured(tree, nodes, counts, known, below))
        return measured

    def _who(self, organisation: Organisation, period: Period, codes: Sequence[str]) -> Section:
        sources = self._sources
        found = groups.differences(
            lambda tree: sources.findings.distinctive(organisation, period, tree)[0]
        )
        heat = [
            exhibit
            for tree in TREES
            for exhibit in groups.by_node(
                sources.insights.heat(organisation, period, tree), tree, codes
            )
        ]
        first = method.COMPARED if found else "No group differs from the rest by more than chance."
        new = sources.insights.too_new(organisation, period, "area")
        said = (first, new) if new else (first,)
        return Section("who", "Who is saying what", said, exhibits=(*found, *heat))

    def _new(self, organisation: Organisation, period: Period) -> Section:
        rows, notes = [], []
        closed = {one.id: one for one in self._sources.insights.periods(organisation)}
        for block in blocks_in(Quarter.parse(period.id)):
            if (one := closed.get(str(block))) is None:
                continue
            found = self._sources.new_themes.emerging(organisation, one)
            notes.append(found.note)
            said = [burst.words for burst in found.bursts] + [each.said for each in found.clusters]
            rows += [(Cell(one.words), Cell(words)) for words in said]
        table = Table("new", "What came up in each block", ("Block", "What"), tuple(rows), (1, 3))
        first = "These words or groups of summaries are new, or come up far more than before."
        if not rows:
            first = "Nothing new stood out in this quarter."
        paragraphs = (first, *dict.fromkeys(notes))
        return Section("new", "What is new", paragraphs, exhibits=(Exhibit(table),) if rows else ())

    def _points(
        self, organisation: Organisation, period: Period, said: Sequence[Said],
        actions: Sequence[Tracked],
    ) -> tuple[str, ...]:  # fmt: skip
        most = [one.figure for one in said if one.figure.percent is not None][:3]
        points = []
        if most:
            listed = ", ".join(f"{one.label} ({one.percent}%)" for one in most)
            points.append(f"Heard most often: {listed}.")
            if not any(one.figure.corrected for one in said):
                points.append(method.NOT_SURE)
        points += glance.moved(said)
        for tree in TREES:
            found = self._sources.findings.distinctive(organisation, period, tree)[0]
            points += [f"{one.name}: {one.label}. {one.words}." for one in found[:1]]
        under_way = sum(one.row.state == "under-way" for one in actions)
        done = sum(one.row.state == "done" for one in actions)
        if actions:
            points.append(f"Actions: {len(actions)} in all, {under_way} under way, {done} done.")
        return tuple(points)

    def _about(self, organisation: Organisation, period: Period) -> tuple[Section, Section]:
        insights = self._sources.insights
        version = max(period.code_versions, default=0)
        out = method.left_out([theme.label for theme in insights.left_out(organisation)])
        said = (*method.method(insights.minimum_group, version), *out)
        first = "Read this report with these limits in mind."
        return (
            Section("method", "How these figures are made", said),
            Section("limits", "What they cannot tell", (first,), points=method.LIMITS),
        )


def _support(answers: Sequence[Given]) -> Section:
    rows = tuple(
        (Cell(QUESTIONS[name]), Cell(answer_words(name, one.answer)),
         Cell(one.words, hidden=one.percent is None), themes.percent(one.percent))
        for name in QUESTIONS
        for one in answers
        if one.question == name
    )  # fmt: skip
    head = ("What", "Answer", "Summaries", "Share")
    table = Table("support", "Plans, support and how it went", head, rows, (5, 5, 4, 2))
    first = "Not every question has an answer in every summary, so shares need not reach 100%."
    return Section(
        "support", "Plans and support", (first,), exhibits=(Exhibit(table),) * bool(rows)
    )


def _actions(actions: Sequence[Tracked]) -> Section:
    if not actions:
        return Section("actions", "What we did", ("No theme has been made an action yet.",))
    rows = tuple(
        (Cell(f"{one.label}: {one.name}"), Cell(one.row.words), Cell(one.row.owner),
         Cell(f"{STATES[one.row.state]}, from {day_words(date.fromisoformat(one.row.from_day))}"),
         Cell(one.outcome))
        for one in actions
    )  # fmt: skip
    head = ("Theme", "Action", "Owner", "How far", "What came of it")
    table = Table("actions", "Actions and the figures after them", head, rows, (4, 5, 4, 3, 6))
    first = (
        "Each action is held against one quarter: the first whole one after the day from which "
        "it should be felt."
    )
    return Section("actions", "What we did", (first,), exhibits=(Exhibit(table),))


def day_words(day: date) -> str:
    """Say a day: ``3 November 2026``."""
    return f"{day.day} {day:%B %Y}"
