"""A summary that was sent and comes back, and the server that lets it."""

from dataclasses import replace
from typing import Any

from app.domain.conversation import Conversation
from app.domain.second_look import hash_of
from app.domain.summary import WireSummary
from app.sync.outbox import OutboxItem
from app.usecases.open_workspace import Workspace
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import ok, stored
from tests.app.usecases import summaries
from tests.app.usecases.parts import Place

ENROL, SUMMARIES = "POST /api/v1/enrolments", "POST /api/v1/summaries"
ASK = "POST /api/v1/second-look"
NAMING = "Dana says that breaks are missed."
PLACES = [{"start": 0, "end": 4, "kind": "NAME"}]


class Careful:
    """A server that stores nothing with "Dana" in it until it was looked over again."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def __call__(self, sent: Any) -> Any:
        (item,) = sent["items"]
        naming = "Dana" in item["text"] and not item["looked_again"]
        if naming and item["id"] not in self.kept:
            receipt = {"id": item["id"], "status": "needs-another-look", "places": PLACES}
            return ok({"receipts": [receipt]})
        self.kept.setdefault(item["id"], item)
        return stored(sent)


async def came_back(place: Place, workspace: Workspace, text: str = NAMING) -> OutboxItem:
    """A summary was agreed and sent, and needs another look."""
    conversation = await summaries.talked(place, workspace, "Long nights.", "Sam")
    wire = as_agreed(conversation, text)
    await workspace.outbox.queue(conversation, wire, place.day)
    await workspace.outbox.send_due()
    (item,) = workspace.outbox.items()
    return item


def as_agreed(conversation: Conversation, text: str, **changes: Any) -> WireSummary:
    hashed = hash_of(conversation.withdrawal_code)
    made = replace(SOUND, id=conversation.summary_id, text=text, withdrawal=hashed)
    return replace(made, **changes)
