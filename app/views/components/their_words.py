"""The wording at the turned screen: the very words that would leave, theirs to change.

They see and change the words as they would leave, never the ones from before hiding. What
they write is looked over at once, by the same rules, in the same place.
"""

from collections.abc import Callable

import flet as ft

from app.anonymise.review import Review
from app.domain.conversation import Conversation
from app.domain.errors import InputError
from app.domain.summary import MAX_CHARACTERS, text_problem
from app.usecases.agree_together import THEIR_WORDS, THEIRS
from app.usecases.review_summary import SummaryDesk
from app.views.boundary import guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Words
from app.views.components.findings import Finding, HideMore, Reasons
from app.views.components.leaving import exact_words
from app.views.components.text import body, section


class TheirWords:
    """The wording of one conversation in the colleague's hands.

    ``changed`` keeps the conversation and redraws the screen; ``keep`` only keeps it.
    """

    def __init__(
        self,
        conversation: Conversation,
        summaries: SummaryDesk,
        keep: Callable[[], None],
        changed: Callable[[], None],
        report: Callable[[str], None],
    ) -> None:
        self.conversation = conversation
        self._summaries = summaries
        self._keep = keep
        self._changed = changed
        self._report = report

    def changing(self) -> bool:
        """Tell whether they are in the middle of other words."""
        return THEIR_WORDS in self.conversation.drafts

    def show(self, review: Review, problem: str) -> list[ft.Control]:
        """Give the words to read with what was found in theirs, or the field to change them."""
        if self.changing():
            return self._field(problem)
        return [
            exact_words(review.result(), big=True),
            buttons.secondary(
                "Change the words",
                guard(lambda: self._begin(review), self._report),
                icon=ft.Icons.EDIT_OUTLINED,
            ),
            *(self._found(review) if self.conversation.drafts.get(THEIRS) else []),
            notice.trouble(problem),
        ]

    def _field(self, problem: str) -> list[ft.Control]:
        drafts = self.conversation.drafts

        def typed(words: str) -> None:
            drafts[THEIR_WORDS] = words
            self._keep()

        return [
            body("Write it your way. No names, no places: Layby looks again when you are done."),
            Words(
                "Your words",
                drafts.get(THEIR_WORDS, ""),
                typed,
                lines=5,
                limit=MAX_CHARACTERS,
                error=problem,
                key="their-words",
            ),
            buttons.primary("Use these words", guard(self._use, self._report)),
            buttons.secondary("Leave the words as they were", guard(self._leave, self._report)),
        ]

    def _begin(self, review: Review) -> None:
        self.conversation.drafts[THEIR_WORDS] = review.result()
        self._changed()

    def _leave(self) -> None:
        self.conversation.drafts.pop(THEIR_WORDS, None)
        self._report("")
        self._changed()

    def _use(self) -> None:
        conversation = self.conversation
        words = conversation.drafts.get(THEIR_WORDS, "").strip()
        problem = text_problem(words)
        if problem:
            raise InputError(problem, field="summary")
        shown = self._summaries.review(conversation).result()
        if words != shown.strip():
            conversation.summary = words
            self._summaries.keep(conversation, self._summaries.review(conversation))
            conversation.drafts[THEIRS] = "yes"
        self._leave()

    def _take(self, change: Callable[[Review], Review]) -> None:
        # Taps may come faster than redraws: each works on what the last one left.
        changed = change(self._summaries.review(self.conversation))
        self._summaries.keep(self.conversation, changed)
        self._report("")
        self._changed()

    def _found(self, review: Review) -> list[ft.Control]:
        reasons = Reasons(review.text, self.conversation.drafts, self._keep, "theirs-")
        rows: list[ft.Control] = []
        if review.spans:
            rows.append(section("What could give someone away"))
        rows += [
            Finding(
                span,
                review,
                reasons,
                self._take,
                self._report,
                key=f"{span.start}-{span.end}",
            )
            for span in review.spans
        ]
        rows.append(HideMore(review, self._take, self._report, key=f"hide-{len(review.steps)}"))
        if review.can_undo():
            undo = buttons.quiet(
                "Undo the last change",
                lambda _: self._take(lambda latest: latest.undo()),
                icon=ft.Icons.UNDO,
            )
            rows.append(undo)
        return [stack(rows, spacing=12)]
