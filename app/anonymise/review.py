"""The human review: every finding is masked, kept or asked about, and every step can be undone.

A pure state machine. A review is what was found at the start plus the steps a person took since;
what it shows is worked out from those, so undo is forgetting the last step and a saved review
is small. Nothing an unanswered question covers is in ``result()``: silence never lets a word out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.anonymise import saved_review
from app.anonymise.findings import (
    MARKED,
    Choice,
    Decision,
    Finding,
    Findings,
    Step,
    apply_step,
    cover,
    keep_again,
)
from app.anonymise.mentions import carry, mentions, trim
from app.anonymise.spans import Kind, Level, Span, settle
from app.domain.errors import InputError

__all__ = ["Choice", "Decision", "Finding", "Review"]


@dataclass(frozen=True)
class Review:
    """The state of one review. Each method returns a new one and leaves this one as it was."""

    text: str
    base: Findings = ()
    steps: tuple[Step, ...] = ()

    @classmethod
    def start(cls, text: str, spans: list[Span]) -> "Review":
        """Begin with what the anonymiser found; spans outside the text are dropped."""
        fitting = [s for s in spans if 0 <= s.start < s.end <= len(text)]
        return cls(text, tuple(Finding(span) for span in settle(fitting)))

    @cached_property
    def findings(self) -> Findings:
        """Every span with its decision, in the order of the text."""
        findings = self.base
        for step in self.steps:
            findings = apply_step(self.text, findings, step)
        return findings

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span, found or marked, in the order of the text."""
        return tuple(finding.span for finding in self.findings)

    def decision(self, span: Span) -> Decision | None:
        """Return what was decided about ``span``, None when nothing was."""
        return self._finding(span).decision

    def is_masked(self, span: Span) -> bool:
        """Say whether the span's words are replaced in the result."""
        return self._finding(span).hidden

    def mask(self, span: Span) -> "Review":
        """Replace this span's words."""
        self._finding(span)
        return self._with(Step("mask", span.start, span.end))

    def keep(self, span: Span, reason: str = "") -> "Review":
        """Let this span's words stand. InputError when it is RED and no reason is given."""
        self._finding(span)
        if span.level is Level.RED and not reason.strip():
            raise InputError("Say in a few words why this can stay.", field="reason")
        return self._with(Step("keep", span.start, span.end, reason.strip()))

    def mark(self, start: int, end: int) -> "Review":
        """Mask a range a person chose, and every other mention of the same word or words.

        InputError when the range is outside the text or holds nothing but spaces.
        """
        start, end = trim(self.text, start, end)
        if start >= end:
            raise InputError("Choose the words to hide first.", field="range")
        return self._with(Step("mark", start, end))

    def undo(self) -> "Review":
        """Take back the last step; the same review when there is none."""
        return replace(self, steps=self.steps[:-1])

    def can_undo(self) -> bool:
        """Say whether there is a step to take back."""
        return bool(self.steps)

    def open_questions(self) -> list[Span]:
        """AMBER spans nobody has decided on, in the order of the text."""
        return [finding.span for finding in self.findings if finding.open]

    def is_settled(self) -> bool:
        """Say whether every question has its answer."""
        return not any(finding.open for finding in self.findings)

    def result(self) -> str:
        """Return the exact text that will leave. Open questions count as masked."""
        parts, at = [], 0
        for finding in self.findings:
            if finding.hidden:
                parts += [self.text[at : finding.span.start], finding.span.replacement]
                at = finding.span.end
        return "".join([*parts, self.text[at:]])

    def rebase(self, text: str, spans: list[Span]) -> "Review":
        """Go on with an edited text and what is found in it.

        A decision is kept where the same words stand in the same company; what a person masked
        stays masked even where the anonymiser no longer finds it; words a person marked are
        marked at every mention. Steps before the edit can no longer be undone.
        """
        fresh = Review.start(text, spans)
        moved = carry(self.text, text, [f.span for f in self.findings])
        findings = fresh.base
        for old, place in zip(self.findings, moved, strict=True):
            marked = old.span.kind is Kind.OTHER and old.span.reason == MARKED
            if old.decision is None:
                continue
            if old.decision.choice is Choice.KEEP:
                if place is not None:
                    findings = keep_again(findings, place, old)
            elif marked:
                for found in mentions(text, self.text[old.span.start : old.span.end]):
                    findings = cover(findings, *found, old.span)
            elif place is not None:
                findings = cover(findings, *place, old.span)
        return replace(fresh, base=findings)

    def to_document(self) -> dict[str, object]:
        """Return plain data from which the review resumes exactly. Holds the unmasked text."""
        return saved_review.write(self.text, self.base, self.steps)

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "Review":
        """Resume a saved review. InputError when the document is not one of ours."""
        return cls(*saved_review.read(document))

    def _finding(self, span: Span) -> Finding:
        for finding in self.findings:
            if finding.span == span:
                return finding
        raise InputError("That part of the text has changed. Please choose it again.", field="span")

    def _with(self, step: Step) -> "Review":
        return replace(self, steps=(*self.steps, step))
