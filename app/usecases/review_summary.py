"""Look a summary over before it may leave: what was found, what the person decides."""

from collections.abc import Callable

from app.anonymise.policy import VERSION, Anonymiser
from app.anonymise.review import Review
from app.domain.conversation import Conversation
from app.domain.errors import InputError
from app.domain.organisation import Organisation
from app.domain.periods import IsoWeek
from app.domain.plan import Plan
from app.domain.plan_record import PlanRecord
from app.domain.second_look import Asked, hash_of
from app.domain.summary import WireSummary, text_problem

LANGUAGE = "en"


class SummaryDesk:
    """Prepares the review of a summary and turns a settled one into what is sent.

    ``load`` builds the anonymiser on first use: its lists are not needed to open the app.
    """

    def __init__(self, load: Callable[[], Anonymiser]) -> None:
        self._load = load
        self._anonymiser: Anonymiser | None = None

    def review(self, conversation: Conversation) -> Review:
        """Give the review of the present text, with earlier decisions where they still fit.

        Raises InputError when the text is empty or too long: nothing is cut, nothing is lost.
        """
        text = conversation.summary.strip()
        problem = text_problem(text)
        if problem:
            raise InputError(problem, field="summary")
        saved = Review.from_document(conversation.review) if conversation.review else None
        if saved is not None and conversation.reviewed_text == text:
            return saved
        spans = self._look(text)
        return saved.rebase(text, spans) if saved is not None else Review.start(text, spans)

    def keep(self, conversation: Conversation, review: Review) -> None:
        """Put the review's present state into the conversation, to be saved with it."""
        conversation.review = review.to_document()
        conversation.reviewed_text = conversation.summary.strip()

    def to_send(
        self,
        conversation: Conversation,
        review: Review,
        organisation: Organisation,
        plan: PlanRecord | None,
    ) -> WireSummary:
        """Make exactly what will leave; raises InputError while something is not settled.

        Of the plan only this leaves: that there is one, and that there is a day to look again.
        """
        agreed = plan.plan if plan is not None else Plan()
        if review.open_questions():
            raise InputError("Answer each question about the summary first.", field="summary")
        if conversation.summary.strip() != conversation.reviewed_text:
            raise InputError("The summary changed. Look it over once more.", field="summary")
        missing = conversation.missing_for_summary()
        if missing:
            raise InputError(f"Choose the {' and the '.join(missing)} first.", field=missing[0])
        text = review.result().strip()
        problem = text_problem(text)
        if problem:
            raise InputError(problem, field="summary")
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
            language=LANGUAGE,
            anonymiser=VERSION,
            support_offered=tuple(conversation.support_offered),
            helpful=conversation.helpful,
            self_referral=_referral(conversation),
            withdrawal=hash_of(conversation.withdrawal_code),
            looked_again=conversation.asked is not Asked.NOBODY,
        )

    def _look(self, text: str) -> list:  # type: ignore[type-arg]
        if self._anonymiser is None:
            self._anonymiser = self._load()
        return self._anonymiser.find(text)


def _referral(conversation: Conversation) -> str | None:
    """How somebody wants to reach support means nothing where none was offered."""
    return (conversation.self_referral or None) if conversation.support_offered else None
