"""Findings under review: a span with its decision, and what one step does to all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from app.anonymise.mentions import core
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span

Findings = tuple["Finding", ...]
Place = tuple[int, int]
MARKED = because("you marked this")
NOT_A_NAME = "not a name"
MASK, KEEP, MARK, NOT_NAME = ACTIONS = ("mask", "keep", "mark", "not-name")


class Choice(StrEnum):
    """What a person may decide about a span."""

    MASK = "mask"
    KEEP = "keep"


@dataclass(frozen=True)
class Decision:
    """What was decided, and why when something found RED stays readable."""

    choice: Choice
    reason: str = ""


@dataclass(frozen=True)
class Finding:
    """A span and what was decided about it so far (None: nothing yet)."""

    span: Span
    decision: Decision | None = None

    @property
    def open(self) -> bool:
        """An AMBER span that nobody has decided on."""
        return self.decision is None and self.span.level is Level.AMBER

    @property
    def hidden(self) -> bool:
        """Whether the span's words are replaced in the result."""
        return self.decision is None or self.decision.choice is Choice.MASK

    @property
    def marked(self) -> bool:
        """Whether a person, and nothing else, saw something in it."""
        return self.span.kind is Kind.OTHER and self.span.reason == MARKED


@dataclass(frozen=True)
class Step:
    """One thing a person did, at every place that it reached.

    ``mask``, ``keep`` and ``not-name`` decide on the spans that stand exactly there; ``mark``
    hides the words there, found or not.
    """

    action: str
    places: tuple[Place, ...]
    reason: str = ""


@dataclass(frozen=True)
class Part:
    """A stretch of the text, what stands there in the result, and what was found in it."""

    start: int
    end: int
    shown: str
    finding: Finding | None = None


def apply_step(findings: Findings, step: Step) -> Findings:
    """Return the findings after one step; places whose span is gone change nothing."""
    if step.action == MARK:
        instead = _instead(findings, step.places)
        for start, end in step.places:
            marked = Span(start, end, Kind.OTHER, Level.RED, MARKED, instead)
            findings = cover(findings, start, end, marked)
        return findings
    decision = Decision(Choice.MASK if step.action == MASK else Choice.KEEP, step.reason)
    return tuple(
        replace(f, decision=decision) if (f.span.start, f.span.end) in step.places else f
        for f in findings
    )


def parts(text: str, findings: Findings) -> Iterator[Part]:
    """Cut the whole text into what stays and what is found, with the words of the result.

    Words a person marked one by one, with nothing but spaces between, leave one mark behind:
    two would only tell how many words there were.
    """
    at, before = 0, None
    for finding in findings:
        span = finding.span
        gap = text[at : span.start]
        joined = _one_mark(before, finding) and gap.isspace() and "\n" not in gap
        if gap:
            yield Part(at, span.start, "" if joined else gap)
        shown = span.replacement if finding.hidden else text[span.start : span.end]
        yield Part(span.start, span.end, "" if joined else shown, finding)
        at, before = span.end, finding
    if at < len(text):
        yield Part(at, len(text), text[at:])


def alike(text: str, findings: Findings, span: Span, *, any_case: bool) -> tuple[Place, ...]:
    """Find the places of ``span`` and of every finding of the same words, kind and level."""
    words = core(text[span.start : span.end])
    wanted = words.casefold() if any_case else words
    others = []
    for finding in findings:
        other = finding.span
        said = core(text[other.start : other.end])
        same = (said.casefold() if any_case else said) == wanted
        if same and (other.kind, other.level) == (span.kind, span.level):
            others.append((other.start, other.end))
    return ((span.start, span.end), *(place for place in others if place[0] != span.start))


def cover(findings: Findings, start: int, end: int, like: Span) -> Findings:
    """Mask a range as ``like``; a finding that holds all of it is masked as it is."""
    masked = Decision(Choice.MASK)
    rivals = [f for f in findings if f.span.overlaps(start, end)]
    if len(rivals) == 1 and rivals[0].span.start <= start and end <= rivals[0].span.end:
        return tuple(replace(f, decision=masked) if f is rivals[0] else f for f in findings)
    start = min([start, *(f.span.start for f in rivals)])
    end = max([end, *(f.span.end for f in rivals)])
    wider = Finding(replace(like, start=start, end=end), masked)
    others = [f for f in findings if f not in rivals]
    return tuple(sorted([*others, wider], key=lambda f: f.span.start))


def keep_again(findings: Findings, place: Place, old: Finding) -> Findings:
    """Carry a KEEP over only to a finding of exactly the same words, kind and level."""
    return tuple(
        replace(f, decision=old.decision)
        if (f.span.start, f.span.end) == place
        and (f.span.kind, f.span.level) == (old.span.kind, old.span.level)
        else f
        for f in findings
    )


def _instead(findings: Findings, places: tuple[Place, ...]) -> str:
    """Give what goes instead of a marked word: what goes where it was found, if it was."""
    found = (f.span for f in findings if (f.span.start, f.span.end) in places)
    return next((span.replacement for span in found), "[removed]")


def _one_mark(before: Finding | None, finding: Finding) -> bool:
    """Say whether two neighbours were both marked, and leave the same words."""
    if before is None or before.span.replacement != finding.span.replacement:
        return False
    return all(one.marked and one.hidden for one in (before, finding))
