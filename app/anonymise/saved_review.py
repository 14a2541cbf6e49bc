"""A review as plain data (what JSON can hold), so that it can be saved at any moment."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NoReturn

from app.anonymise.findings import ACTIONS, MARK, Choice, Decision, Finding, Findings, Place, Step
from app.anonymise.mentions import mentions
from app.anonymise.reasons import Reason
from app.anonymise.spans import Kind, Level, Span
from app.domain.errors import InputError

SCHEMA = 2
#: Steps of the first schema named one place; a mark's other mentions were found on reading.
FIRST_SCHEMA = 1
Steps = tuple[Step, ...]


def write(text: str, base: Findings, steps: Steps, confirmed: str) -> dict[str, object]:
    """Lay out the parts of a review."""
    return {
        "schema": SCHEMA,
        "text": text,
        "findings": [_row(finding) for finding in base],
        "steps": [[step.action, [list(p) for p in step.places], step.reason] for step in steps],
        "confirmed": confirmed,
    }


def read(document: Mapping[str, object]) -> tuple[str, Findings, Steps, str]:
    """Check and take apart what ``write`` laid out, now or in an earlier version of Layby.

    InputError when anything does not fit.
    """
    schema = document.get("schema")
    if schema not in (FIRST_SCHEMA, SCHEMA):
        _refuse()
    text = _string(document.get("text"))
    base = tuple(_finding(row, len(text)) for row in _rows(document.get("findings")))
    if any(one.span.end > other.span.start for one, other in pairwise(base)):
        _refuse()
    rows = _rows(document.get("steps"))
    if schema == FIRST_SCHEMA:
        return text, base, tuple(_first_step(row, text) for row in rows), ""
    confirmed = _string(document.get("confirmed"))
    return text, base, tuple(_step(row, len(text)) for row in rows), confirmed


def _row(finding: Finding) -> list[object]:
    span, decision = finding.span, finding.decision
    row: list[object] = [span.start, span.end, span.kind.value, span.level.value]
    row += [span.reason, span.replacement]
    return [*row, decision.choice.value, decision.reason] if decision else row


def _finding(row: list[object], length: int) -> Finding:
    if len(row) not in (6, 8):
        _refuse()
    start, end = _range(row[0], row[1], length)
    try:
        kind, level = Kind(_string(row[2])), Level(_string(row[3]))
        decision = Decision(Choice(_string(row[6])), _string(row[7])) if len(row) == 8 else None
    except ValueError:
        _refuse()
    span = Span(start, end, kind, level, Reason(_string(row[4])), _string(row[5]))
    return Finding(span, decision)


def _step(row: list[object], length: int) -> Step:
    if len(row) != 3 or row[0] not in ACTIONS:
        _refuse()
    places = tuple(_place(place, length) for place in _rows(row[1]))
    if not places:
        _refuse()
    return Step(_string(row[0]), places, _string(row[2]))


def _first_step(row: list[object], text: str) -> Step:
    if len(row) != 4 or row[0] not in ACTIONS:
        _refuse()
    place = _range(row[1], row[2], len(text))
    others = mentions(text, text[slice(*place)]) if row[0] == MARK else []
    return Step(_string(row[0]), (place, *others), _string(row[3]))


def _rows(value: object) -> list[list[object]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        _refuse()
    return value


def _place(row: list[object], length: int) -> Place:
    if len(row) != 2:
        _refuse()
    return _range(row[0], row[1], length)


def _range(start: object, end: object, length: int) -> Place:
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        _refuse()
    return start, end


def _string(value: object) -> str:
    if not isinstance(value, str):
        _refuse()
    return value


def _refuse() -> NoReturn:
    raise InputError(
        "This saved review cannot be read. Please check the wording again.", field="review"
    )
