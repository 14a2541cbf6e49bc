"""The human review: every finding is masked, kept or asked about, and every step can be undone.

A pure state machine. A review is what was found at the start plus the steps a person took since;
what it shows is worked out from those, so undo is forgetting the last step and a saved review
is small. Nothing an unanswered question covers is in ``result()``: silence never lets a word out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.anonymise import saved_review
from app.anonymise.findings import (
    KEEP,
    MARK,
    MASK,
    NOT_A_NAME,
    NOT_NAME,
    Choice,
    Decision,
    Finding,
    Findings,
    Part,
    Place,
    Step,
    alike,
    apply_step,
    cover,
    keep_again,
    parts,
)
from app.anonymise.mentions import carry, mentions, trim
from app.anonymise.spans import Level, Span, settle
from app.anonymise.wording import sentences, word_at
from app.domain.errors import InputError

__all__ = ["Choice", "Decision", "Finding", "Part", "Review"]


@dataclass(frozen=True)
class Review:
    """The state of one review. Each method returns a new one and leaves this one as it was.

    ``confirmed`` is the exact result that a person last read and agreed to; it holds only as
    long as that still is the result.
    """

    text: str
    base: Findings = ()
    steps: tuple[Step, ...] = ()
    confirmed: str = ""

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
            findings = apply_step(findings, step)
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
        """Replace this span's words, and those of every finding like it."""
        self._finding(span)
        return self._with(Step(MASK, alike(self.text, self.findings, span, any_case=True)))

    def keep(self, span: Span, reason: str = "") -> "Review":
        """Let this span's words stand, wherever they were found so written.

        InputError when something found RED has no reason given.
        """
        if self.needs_reason(span) and not reason.strip():
            raise InputError("Say in a few words why this can stay.", field="reason")
        places = alike(self.text, self.findings, span, any_case=False)
        return self._with(Step(KEEP, places, reason.strip()))

    def needs_reason(self, span: Span) -> bool:
        """Say whether letting it stay takes a reason: not where only a person marked it."""
        return not self._finding(span).marked and span.level is Level.RED

    def not_a_name(self, span: Span) -> "Review":
        """Let it stand wherever it was found, because it names nobody at all."""
        self._finding(span)
        places = alike(self.text, self.findings, span, any_case=True)
        return self._with(Step(NOT_NAME, places, NOT_A_NAME))

    def mark(self, start: int, end: int, others: Iterable[Place] | None = None) -> "Review":
        """Mask a range a person chose, and every other mention of the same word or words.

        ``others`` are those mentions where more is known of them than how they are written.
        InputError when the range is outside the text or holds nothing but spaces.
        """
        start, end = trim(self.text, start, end)
        if start >= end:
            raise InputError("Choose the words to hide first.", field="range")
        found = mentions(self.text, self.text[start:end]) if others is None else others
        places = ((start, end), *(place for place in found if place != (start, end)))
        return self._with(Step(MARK, places))

    def word_at(self, index: int) -> Place | None:
        """Give the word that the character at ``index`` stands in, None between words."""
        return word_at(self.text, index)

    def undo(self) -> "Review":
        """Take back the last step; the same review when there is none."""
        return replace(self, steps=self.steps[:-1])

    def can_undo(self) -> bool:
        """Say whether there is a step to take back."""
        return bool(self.steps)

    def unnamed(self) -> str:
        """Give the words that the last step called no name; empty when it did something else."""
        if not self.steps or self.steps[-1].action != NOT_NAME:
            return ""
        return self.text[slice(*self.steps[-1].places[0])]

    def open_questions(self) -> list[Span]:
        """AMBER spans nobody has decided on, in the order of the text."""
        return [finding.span for finding in self.findings if finding.open]

    def is_settled(self) -> bool:
        """Say whether every question has its answer."""
        return not any(finding.open for finding in self.findings)

    def confirm(self, words: str) -> "Review":
        """Agree that exactly these ``words`` may leave.

        InputError while a question is open, or when they are not what would leave by now.
        """
        if not self.is_settled():
            raise InputError("Answer each question about the summary first.", field="summary")
        if words != self.result():
            raise InputError("The words have just changed. Read them again.", field="summary")
        return replace(self, confirmed=words)

    def withdraw(self) -> "Review":
        """Take a yes back."""
        return replace(self, confirmed="")

    def is_confirmed(self) -> bool:
        """Say whether a person agreed to exactly what would leave now."""
        return bool(self.confirmed) and self.is_settled() and self.confirmed == self.result()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The whole text, cut at what was found, with what stands there in the result."""
        return tuple(parts(self.text, self.findings))

    def sentences(self) -> list[tuple[Part, ...]]:
        """Give the parts sentence by sentence; nothing that was found is cut."""
        ends = sentences(self.text, [(span.start, span.end) for span in self.spans])
        return [tuple(_within(self.parts, *place)) for place in ends]

    def result(self) -> str:
        """Return the exact text that will leave. Open questions count as masked."""
        return "".join(part.shown for part in self.parts)

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
            if old.decision is None:
                continue
            if old.decision.choice is Choice.KEEP:
                if place is not None:
                    findings = keep_again(findings, place, old)
            elif old.marked:
                for found in mentions(text, self.text[old.span.start : old.span.end]):
                    findings = cover(findings, *found, old.span)
            elif place is not None:
                findings = cover(findings, *place, old.span)
        return replace(fresh, base=findings, confirmed=self.confirmed)

    def to_document(self) -> dict[str, object]:
        """Return plain data from which the review resumes exactly. Holds the unmasked text."""
        return saved_review.write(self.text, self.base, self.steps, self.confirmed)

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


def _within(whole: Iterable[Part], start: int, end: int) -> Iterator[Part]:
    for part in whole:
        low, high = max(start, part.start), min(end, part.end)
        if low < high and part.finding is None and part.shown:
            yield Part(low, high, part.shown[low - part.start : high - part.start])
        elif low < high:
            yield part
