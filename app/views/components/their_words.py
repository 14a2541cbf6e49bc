"""The wording at the turned screen: the very words that would leave, theirs to change.

They see and change the words as they would leave, never the ones from before hiding. What
they write is looked over at once, by the same rules, in the same place.
"""

from collections.abc import Awaitable, Callable

import flet as ft

from app.anonymise.review import Review
from app.domain.conversation import Conversation
from app.domain.errors import InputError
from app.domain.summary import MAX_CHARACTERS, text_problem
from app.domain.wording import tr
from app.usecases.agree_together import THEIR_WORDS, THEIRS, TURNED
from app.usecases.review_summary import SummaryDesk
from app.views.boundary import guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Words
from app.views.components.marked_text import MarkedText
from app.views.components.marking import Marking
from app.views.components.reviewing import each_mark, reviewing
from app.views.components.text import body

#: Looks the conversation's summary over and keeps what was found.
Look = Callable[[], Awaitable[Review]]


class TheirWords:
    """The wording of one conversation in the colleague's hands.

    ``changed`` keeps the conversation and redraws the screen; ``keep`` only keeps it.
    """

    def __init__(
        self,
        conversation: Conversation,
        summaries: SummaryDesk,
        look: Look,
        keep: Callable[[], None],
        *,
        changed: Callable[[], None],
        report: Callable[[str], None],
    ) -> None:
        self.conversation = conversation
        self._summaries = summaries
        self._look = look
        self._keep = keep
        self._changed = changed
        self._report = report

    def changing(self) -> bool:
        """Tell whether they are in the middle of other words."""
        return THEIR_WORDS in self.conversation.drafts

    def show(self, review: Review, problem: str) -> list[ft.Control]:
        """Give the words to read, each to be hidden with a tap, or the field to change them."""
        if self.changing():
            return self._field(problem)
        theirs = bool(self.conversation.drafts.get(THEIRS))
        marking = self._marking(review, theirs)
        return [
            *(
                [stack([*reviewing(marking), *each_mark(marking)], spacing=12)]
                if theirs
                else self._as_turned(marking)
            ),
            buttons.secondary(
                tr("Change the words"),
                guard(lambda: self._begin(review), self._report),
                icon=ft.Icons.EDIT_OUTLINED,
            ),
            notice.trouble(problem),
        ]

    def _marking(self, review: Review, theirs: bool) -> Marking:
        """Give the review in their hands: what was hidden before they had it stays hidden."""
        floor = self.conversation.drafts.get(TURNED, "")
        taken = int(floor) if floor.isdecimal() else len(review.steps)
        return Marking(
            self.conversation,
            review,
            self._summaries,
            self._keep,
            self._changed,
            self._report,
            whose="theirs-",
            covered=not theirs,
            floor=0 if theirs else taken,
            big=True,
        )

    def _as_turned(self, marking: Marking) -> list[ft.Control]:
        rows: list[ft.Control] = [
            MarkedText(marking, key="marked"),
            body(tr("To hide a word, tap its sentence."), quiet=True),
        ]
        if marking.review.open_questions():
            words = tr("One thing here is still to be checked. Please hand the device back for it.")
            rows.append(notice.note(words))
        return rows

    def _field(self, problem: str) -> list[ft.Control]:
        drafts = self.conversation.drafts

        def typed(words: str) -> None:
            drafts[THEIR_WORDS] = words
            self._keep()

        return [
            body(
                tr("Write it your way. No names, no places: Layby looks again when you are done.")
            ),
            Words(
                tr("Your words"),
                drafts.get(THEIR_WORDS, ""),
                typed,
                lines=5,
                limit=MAX_CHARACTERS,
                error=problem,
                key="their-words",
            ),
            buttons.primary(tr("Use these words"), guard(self._use, self._report)),
            buttons.secondary(tr("Leave the words as they were"), guard(self._leave, self._report)),
        ]

    def _begin(self, review: Review) -> None:
        self.conversation.drafts[THEIR_WORDS] = review.result()
        self._changed()

    def _leave(self) -> None:
        self.conversation.drafts.pop(THEIR_WORDS, None)
        self._report("")
        self._changed()

    async def _use(self) -> None:
        conversation = self.conversation
        words = conversation.drafts.get(THEIR_WORDS, "").strip()
        problem = text_problem(words)
        if problem:
            raise InputError(problem, field="summary")
        shown = self._summaries.saved(conversation)
        if shown is None or words != shown.result().strip():
            conversation.summary = words
            conversation.drafts[THEIRS] = "yes"
            await self._look()
        self._leave()
