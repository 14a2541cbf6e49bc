"""End a conversation together: what was agreed goes on its way, or nothing does.

However it ends, the plan gets its version, and an ending without a summary looks the same
whoever chose it: no trace says that somebody declined.
"""

from collections.abc import Callable
from datetime import date

from app.domain.conversation import Conversation, Step
from app.domain.errors import InputError
from app.domain.summary import WireSummary
from app.domain.wording import tr
from app.usecases.hold_conversation import Conversations
from app.usecases.keep_plans import Plans
from app.usecases.review_summary import agreed_words
from app.usecases.send_outbox import Outbox

#: What the colleague is typing in place of the wording they were shown.
THEIR_WORDS = "their-words"
#: How many steps the review had when the screen was turned: theirs come after.
TURNED = "turned"
#: Set once the wording is the colleague's, so that what is found in it is shown to them.
THEIRS = "theirs"


async def send_agreed(
    conversation: Conversation,
    wire: WireSummary,
    plans: Plans,
    outbox: Outbox,
    today: Callable[[], date],
) -> None:
    """Queue the agreed words and cut the plan's version.

    Raises InputError when these are not the very words that somebody read and agreed to, and
    StoreError; nothing is queued then.
    """
    if wire.text != agreed_words(conversation):
        raise InputError(tr("Somebody has to read these words and agree first."), field="summary")
    await outbox.queue(conversation, wire, today())
    _cut(conversation, plans)


def send_nothing(conversation: Conversation, plans: Plans, conversations: Conversations) -> None:
    """End it with nothing queued, and cut the plan's version.

    The rating goes, for nothing is there to send it with; so do the typed reasons and the
    step, from which it could be read how far the two of them came.
    """
    _cut(conversation, plans)
    conversation.helpful = None
    conversation.drafts.clear()
    conversation.focus = ""
    conversation.step = Step.SUMMARY
    conversations.finish_without_summary(conversation)


def _cut(conversation: Conversation, plans: Plans) -> None:
    record = plans.get(conversation.plan_id)
    if record is not None and record.changed():
        plans.agree(record)
