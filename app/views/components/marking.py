"""One summary under review in somebody's hands: what they may do to it, step by step."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.anonymise.review import Review
from app.anonymise.spans import Kind, Span
from app.domain.conversation import Conversation
from app.domain.wording import to_say
from app.usecases.own_words import OwnWords
from app.usecases.review_summary import SummaryDesk

#: Kinds of which a person can say that they name nobody and nowhere.
#: What the button says that lets a found word stay for good, by what was taken for it.
NOT_SO = {Kind.NAME: to_say("This is not a name"), Kind.PLACE: to_say("This is not a place")}
_LONGEST = 28


@dataclass(frozen=True)
class Reasons:
    """Half-typed reasons for letting something stay; kept with the conversation.

    ``whose`` keeps apart what two people type about the same words.
    """

    text: str
    drafts: dict[str, str]
    save: Callable[[], None]
    whose: str = ""

    def get(self, span: Span) -> str:
        """Give what was typed for ``span`` so far."""
        return self.drafts.get(self._name(span), "")

    def put(self, span: Span, words: str) -> None:
        """Keep what is typed for ``span``."""
        self.drafts[self._name(span)] = words
        self.save()

    def drop(self, span: Span) -> None:
        """Forget it: the reason now stands in the review."""
        self.drafts.pop(self._name(span), None)

    def _name(self, span: Span) -> str:
        return f"reason-{self.whose}{self.text[span.start : span.end]}"


@dataclass(frozen=True)
class Marking:
    """The review as it is drawn now, and what taps do to the one there is by then.

    ``covered`` keeps from sight what stood there before hiding: the screen is the colleague's.
    ``floor`` is how many steps cannot be undone here, because somebody else took them.
    ``changed`` keeps the conversation and redraws; ``report`` says what went wrong.
    """

    conversation: Conversation
    review: Review
    desk: SummaryDesk
    save: Callable[[], None]
    changed: Callable[[], None]
    report: Callable[[str], None]
    own_words: OwnWords | None = None
    whose: str = ""
    covered: bool = False
    floor: int = 0
    big: bool = False
    reasons: Reasons = field(init=False)

    def __post_init__(self) -> None:
        reasons = Reasons(self.review.text, self.conversation.drafts, self.save, self.whose)
        object.__setattr__(self, "reasons", reasons)

    def words(self, span: Span) -> str:
        """Give the words of ``span``."""
        return self.review.text[span.start : span.end]

    def take(self, change: Callable[[Review], Review]) -> None:
        """Change the review. Taps may come faster than redraws: each works on the last state."""
        latest = self.desk.saved(self.conversation) or self.review
        self.desk.keep(self.conversation, change(latest))
        self.report("")
        self.changed()

    def hide(self, start: int, end: int) -> None:
        """Hide words and all their mentions."""
        self.take(lambda latest: self.desk.hide(latest, start, end))

    def may_name(self, span: Span) -> bool:
        """Say whether it can be said of ``span`` that it is no name."""
        return self.own_words is not None and span.kind in NOT_SO

    def not_a_name(self, span: Span) -> None:
        """Let it stand everywhere, and remember on this device that it names nobody."""
        if self.own_words is not None:
            self.own_words.add(self.words(span))
        self.take(lambda latest: latest.not_a_name(span))

    def can_undo(self) -> bool:
        """Say whether there is a step of theirs to take back."""
        return len(self.review.steps) > self.floor

    def undo(self) -> None:
        """Take the last step back, and what it made this device remember."""
        latest = self.desk.saved(self.conversation) or self.review
        if len(latest.steps) <= self.floor:
            return
        word = latest.unnamed()
        self.take(lambda now: now.undo())
        if word and self.own_words is not None:
            self.own_words.remove(word)


def quoted(words: str) -> str:
    """Give words between quotation marks, cut where a button would grow too tall."""
    flat = " ".join(words.split())
    return f"“{flat}”" if len(flat) <= _LONGEST else f"“{flat[:_LONGEST].rstrip()}…”"
