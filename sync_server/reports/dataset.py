"""The minimum dataset: what trusts may compare, in a documented form with a version.

``assets/reports/minimum-dataset.schema.json`` is its schema and ``assets/reports/README.md``
says what each part means. Every node of both trees stands in it. One that is withheld has no
figure at all; one that is shown has every measure, also those that too few gave, so that what
is listed tells nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from app.domain.support import SERVICE_TYPES
from sync_server.analysis.nodes import ROOT
from sync_server.analysis.rounding import (
    FEW,
    FEW_OR_MOST,
    NOT_TOLD,
    ROUNDING,
    SMALLEST_NUMERATOR,
)
from sync_server.reports.report import Cell, Table
from sync_server.services.columns import ANSWERS
from sync_server.services.frozen import Counts, Node, Tree

NAME, VERSION = "layby-minimum-dataset", 2
#: The measures besides themes, as people call them.
QUESTIONS: Mapping[str, str] = {
    "plan_made": "A plan was made",
    "follow_up_agreed": "A follow-up was agreed",
    "helpful": "How helpful it was, out of 5",
    "self_referral": "Way to support that was preferred",
    "language": "Language of the summary",
    "support_offered": "Support that was offered",
}
_ANSWER_WORDS: Mapping[tuple[str, str], str] = {
    ("self_referral", "self"): "Getting in touch themselves",
    ("self_referral", "referred"): "Being referred",
    ("language", "en"): "English",
    ("language", "other"): "Another language",
}
_MOST = "nearly all"


@dataclass(frozen=True)
class Measured:
    """A tree of one period, and the themes to count in it (id to label).

    ``below``: those that may be told of others than the whole trust.
    """

    tree: Tree
    nodes: Sequence[Node]
    counts: Counts
    themes: Mapping[str, str]
    below: frozenset[str]


def answer_words(question: str, answer: str) -> str:
    """Say an answer for a person."""
    if question == "support_offered":
        return SERVICE_TYPES.get(answer, answer)
    return _ANSWER_WORDS.get((question, answer), "Yes" if answer == "yes" else answer)


def dataset(
    head: Mapping[str, object], minimum: int, trees: Sequence[Measured]
) -> dict[str, object]:
    """Make the document; ``head`` says whose it is, of when, and which issue."""
    return {
        "schema": NAME,
        "version": VERSION,
        **head,
        "protection": {
            "minimum_group": minimum,
            "smallest_count": SMALLEST_NUMERATOR,
            "rounded_to": ROUNDING,
        },
        "themes": dict(trees[0].themes) if trees else {},
        "rows": [row for tree in trees for row in _rows(tree)],
    }


def _rows(tree: Measured) -> Iterator[dict[str, object]]:
    for node in tree.nodes:
        place = {"tree": tree.tree, "node": node.id, "name": node.name, "parent": node.parent}
        said = None if node.withheld is None else "withheld"
        yield _row(place, ("conversations", ""), (node.shown, None), said)
        if node.shown is None:
            continue
        counts = tree.counts
        for measure, answer in (*(("theme", code) for code in tree.themes), *ANSWERS):
            if measure == "theme" and node.id != ROOT and answer not in tree.below:
                yield _row(place, (measure, answer), (None, None), "withheld")
                continue
            is_theme = measure == "theme"
            found = (
                counts.theme(node.id, answer)
                if is_theme
                else counts.answer(node.id, measure, answer)
            )
            hidden = None if found.rounded is not None else _reason(found.words)
            yield _row(place, (measure, answer), (found.rounded, found.percent), hidden)


def _reason(words: str) -> str:
    if words.startswith(NOT_TOLD):
        return "withheld"
    if words.startswith(FEW_OR_MOST):
        return FEW_OR_MOST
    return _MOST if words.startswith(_MOST) else FEW


def _row(
    place: Mapping[str, object],
    said: tuple[str, str],
    figures: tuple[int | None, int | None],
    hidden: str | None,
) -> dict[str, object]:
    (measure, answer), (count, percent) = said, figures
    row = {**place, "measure": measure, "answer": answer}
    return {**row, "count": count, "percent": percent, "hidden": hidden}


def long_tables(document: Mapping[str, object]) -> tuple[Table, ...]:
    """Give every figure of each tree as a table: the rows of the dataset, in words."""
    rows = cast(list[Mapping[str, object]], document["rows"])
    labels = cast(Mapping[str, str], document["themes"])
    made = []
    for tree, name in (("group", "Staff group"), ("area", "Area")):
        here = [row for row in rows if row["tree"] == tree]
        names = {str(row["node"]): str(row["name"]) for row in here}
        cells = tuple(_cells(row, names, labels) for row in here)
        head = (name, "Part of", "What", "Answer", "Summaries", "Share")
        caption = f"Every figure by {name.lower()}"
        made.append(Table(f"all-by-{tree}", caption, head, cells, (3, 3, 3, 3, 1, 1)))
    return tuple(made)


def _cells(
    row: Mapping[str, object], names: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[Cell, ...]:
    measure, answer = str(row["measure"]), str(row["answer"])
    what, said = "Summaries", ""
    if measure == "theme":
        what, said = "Theme", labels.get(answer, answer)
    elif measure != "conversations":
        what, said = QUESTIONS[measure], answer_words(measure, answer)
    place = Cell(str(row["name"])), Cell(names.get(str(row["parent"]), "") if row["parent"] else "")
    share = Cell("") if measure == "conversations" else numbered(row, "percent")
    return (*place, Cell(what), Cell(said), numbered(row, "count"), share)


def numbered(row: Mapping[str, object], part: str) -> Cell:
    """Give the cell of a row's count or percent, or why it is hidden."""
    value = row[part]
    if isinstance(value, int):
        percent = part == "percent"
        return Cell(f"{value}%" if percent else f"{value:,}", value, percent)
    return Cell(str(row["hidden"]), hidden=True)
