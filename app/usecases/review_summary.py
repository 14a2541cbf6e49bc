"""Look a summary over before it may leave: what was found, what the person decides."""

from app.anonymise.language import language_of
from app.anonymise.policy import VERSION
from app.anonymise.review import Review
from app.domain.conversation import Conversation, choose_first
from app.domain.errors import InputError
from app.domain.organisation import Organisation
from app.domain.periods import IsoWeek
from app.domain.plan import Plan
from app.domain.plan_record import PlanRecord
from app.domain.second_look import Asked, hash_of
from app.domain.summary import WireSummary, text_problem
from app.domain.wording import language, tr
from app.usecases.find_names import NOTHING, Known, NameFinder

#: What a text is in when nobody can tell, and it is not English: leads see "another language".
ANOTHER = "xx"
#: The languages of the app whose letters are their own, which the anonymiser does not tell apart.
_OWN_LETTERS = frozenset({"ur", "bn"})
#: Where a saved review says what it was looked over with.
LOOKED_WITH = "looked_with"


class SummaryDesk:
    """Prepares the review of a summary and turns a confirmed one into what is sent."""

    def __init__(self, finder: NameFinder) -> None:
        self.finder = finder

    def saved(self, conversation: Conversation) -> Review | None:
        """Give the review of the present text, exactly as it was left.

        None where there is none, where the text has changed since, or where this version of
        Layby has not looked at it yet.
        """
        document = conversation.review
        if document is None or document.get(LOOKED_WITH) != VERSION:
            return None
        return _of_the_text(conversation)

    async def look(self, conversation: Conversation, known: Known = NOTHING) -> Review:
        """Give the review of the present text and keep it in the conversation.

        What was decided earlier stays decided where it still fits, whether the text or Layby
        has changed since. Raises InputError when the text is empty or too long: nothing is cut,
        nothing is lost.
        """
        present = self.saved(conversation)
        if present is not None:
            return present
        text = conversation.summary.strip()
        problem = text_problem(text)
        if problem:
            raise InputError(problem, field="summary")
        spans = await self.finder.find(text, known)
        # While it was loading somebody may have gone back and changed the words.
        if conversation.summary.strip() != text:
            raise InputError(tr("The summary changed. Look it over once more."), field="summary")
        before = _readable(conversation)
        review = before.rebase(text, spans) if before else Review.start(text, spans)
        self.keep(conversation, review)
        return review

    def keep(self, conversation: Conversation, review: Review) -> None:
        """Put the review's present state into the conversation, to be saved with it."""
        conversation.review = review.to_document() | {LOOKED_WITH: VERSION}
        conversation.reviewed_text = review.text

    def hide(self, review: Review, start: int, end: int) -> Review:
        """Hide the words that a person tapped, and all their mentions."""
        return review.mark(start, end, self.finder.mentions(review.text, start, end))

    def confirm(self, conversation: Conversation, words: str) -> None:
        """Take a person's yes to exactly these words; raises InputError unless they would leave."""
        self.keep(conversation, self._present(conversation).confirm(words))

    def draft(
        self, conversation: Conversation, organisation: Organisation, plan: PlanRecord | None
    ) -> WireSummary:
        """Make what would leave as things stand; raises InputError while something is open.

        Of the plan only this leaves: that there is one, and that there is a day to look again.
        """
        review = self._present(conversation)
        if review.open_questions():
            raise InputError(tr("Answer each question about the summary first."), field="summary")
        missing = conversation.missing_for_summary()
        if missing:
            raise InputError(choose_first(missing), field=missing[0])
        text = review.result().strip()
        problem = text_problem(text)
        if problem:
            raise InputError(problem, field="summary")
        return _wire(conversation, text, organisation, plan.plan if plan else Plan())

    def to_send(
        self, conversation: Conversation, organisation: Organisation, plan: PlanRecord | None
    ) -> WireSummary:
        """Make exactly what will leave; raises InputError until a person agreed to the words."""
        wire = self.draft(conversation, organisation, plan)
        if not self._present(conversation).is_confirmed():
            raise InputError(
                tr("Somebody has to read these words and agree first."), field="summary"
            )
        return wire

    def _present(self, conversation: Conversation) -> Review:
        review = self.saved(conversation)
        if review is None:
            raise InputError(tr("The summary changed. Look it over once more."), field="summary")
        return review


def agreed_words(conversation: Conversation) -> str:
    """Give the words of the summary that a person agreed to; empty where there are none."""
    review = _of_the_text(conversation)
    return review.result().strip() if review is not None and review.is_confirmed() else ""


def _of_the_text(conversation: Conversation) -> Review | None:
    same = conversation.reviewed_text == conversation.summary.strip()
    return _readable(conversation) if same else None


def _readable(conversation: Conversation) -> Review | None:
    if conversation.review is None:
        return None
    try:
        return Review.from_document(conversation.review)
    except InputError:  # damaged: it is looked over afresh
        return None


def language_of_summary(text: str) -> str:
    """Give the language that a summary is in, as ISO 639-1, whatever the app speaks."""
    told = language_of(text).code
    if told:
        return told
    return language() if language() in _OWN_LETTERS else ANOTHER


def _wire(
    conversation: Conversation, text: str, organisation: Organisation, agreed: Plan
) -> WireSummary:
    return WireSummary(
        id=conversation.summary_id,
        organisation=organisation.id,
        staff_group=conversation.staff_group,
        role_family=conversation.role_family or None,
        area=conversation.area,
        week=str(IsoWeek.of(conversation.held_on)),
        kind=conversation.guide,
        text=text,
        plan_made=not agreed.is_empty(),
        follow_up_agreed=agreed.review_on is not None,
        language=language_of_summary(text),
        anonymiser=VERSION,
        themes=tuple(conversation.themes),
        support_offered=tuple(conversation.support_offered),
        helpful=conversation.helpful,
        self_referral=_referral(conversation),
        withdrawal=hash_of(conversation.withdrawal_code),
        looked_again=conversation.asked is not Asked.NOBODY,
    )


def _referral(conversation: Conversation) -> str | None:
    """How somebody wants to reach support means nothing where none was offered."""
    return (conversation.self_referral or None) if conversation.support_offered else None
