"""Findings under review: a span with its decision, and what one step does to all of them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.anonymise.mentions import mentions
from app.anonymise.spans import Kind, Level, Span

Findings = tuple["Finding", ...]
MARKED = "you marked this"
ACTIONS = ("mask", "keep", "mark")


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


@dataclass(frozen=True)
class Step:
    """One thing a person did: ``mask`` or ``keep`` a span, or ``mark`` a range."""

    action: str
    start: int
    end: int
    reason: str = ""


def apply_step(text: str, findings: Findings, step: Step) -> Findings:
    """Return the findings after one step; a step whose span is gone changes nothing."""
    if step.action == "mark":
        marked = Span(step.start, step.end, Kind.OTHER, Level.RED, MARKED, "[removed]")
        findings = cover(findings, step.start, step.end, marked)
        for start, end in mentions(text, text[step.start : step.end]):
            findings = cover(findings, start, end, marked)
        return findings
    decision = Decision(Choice(step.action), step.reason)
    return tuple(
        replace(f, decision=decision) if (f.span.start, f.span.end) == (step.start, step.end) else f
        for f in findings
    )


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


def keep_again(findings: Findings, place: tuple[int, int], old: Finding) -> Findings:
    """Carry a KEEP over only to a finding of exactly the same words, kind and level."""
    return tuple(
        replace(f, decision=old.decision)
        if (f.span.start, f.span.end) == place
        and (f.span.kind, f.span.level) == (old.span.kind, old.span.level)
        else f
        for f in findings
    )
