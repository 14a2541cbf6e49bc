"""What the tests of plans share: a profile that is open, and a talk with a plan."""

from collections.abc import Awaitable, Callable

from app.domain.conversation import Conversation
from app.domain.plan import Section
from app.domain.plan_record import PlanRecord
from app.usecases.open_workspace import Workspace
from tests.app.usecases.parts import Place, run
from tests.app.usecases.summaries import talked


def within(story: Callable[[Place, Workspace], Awaitable[None]]) -> None:
    async def whole() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await story(place, workspace)
        await place.leave(workspace)

    run(whole())


async def planned(
    place: Place, workspace: Workspace, words: str, label: str = "Sam"
) -> tuple[Conversation, PlanRecord]:
    """Somebody talked with somebody, and they wrote a plan."""
    conversation = await talked(place, workspace, "Notes.", label=label)
    record = workspace.plans.of(conversation)
    record.plan = record.plan.with_section(Section.KEEPS_WELL, words)
    workspace.plans.save(record)
    workspace.conversations.save(conversation)
    return conversation, record
