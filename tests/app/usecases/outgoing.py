"""A conversation with an agreed summary, and a device that may send it."""

from pathlib import Path

from app.domain.conversation import Conversation
from app.usecases.find_names import NameFinder
from app.usecases.open_workspace import Workspace
from app.usecases.read_content import Content
from app.usecases.review_summary import SummaryDesk
from tests.app.usecases.parts import Place

ASSETS = Path(__file__).parents[3] / "assets"
ENROL, SUMMARIES = "POST /api/v1/enrolments", "POST /api/v1/summaries"
CONTENT = Content(
    lambda name: (ASSETS / name).read_bytes(),
    lambda folder: sorted(f"{folder}/{path.name}" for path in (ASSETS / folder).glob("*.toml")),
)
DESK = SummaryDesk(NameFinder(CONTENT.load_names))


async def agreed(place: Place, workspace: Workspace) -> Conversation:
    """A conversation with an agreed summary in the outbox."""
    guide = next(iter(CONTENT.guides.values()))
    conversation = workspace.conversations.start(guide)
    conversation.limits_said = True
    conversation.staff_group, conversation.area = "04", "north"
    conversation.summary = "Late finishes make it hard to rest."
    review = await DESK.look(conversation)
    for question in review.open_questions():
        review = review.mask(question)
    DESK.keep(conversation, review)
    DESK.confirm(conversation, review.result())
    enrolment = workspace.enrolments.current()
    assert enrolment is not None
    wire = DESK.to_send(conversation, enrolment.organisation, None)
    await workspace.outbox.queue(conversation, wire, place.day)
    return conversation
