"""Conversations with agreed summaries, for tests of what becomes of them."""

from dataclasses import replace

from app.domain.conversation import Conversation
from app.usecases.open_workspace import Workspace
from tests.app.domain.test_summary import SOUND
from tests.app.usecases.parts import Place

CODE = "K7QF-2M9X-TR4B"


async def talked(place: Place, workspace: Workspace, words: str, label: str = "") -> Conversation:
    """Somebody talked with somebody, and took notes."""
    conversation = Conversation("routine", 1, place.day, label=label)
    conversation.notes = {"work": words}
    workspace.conversations.save(conversation)
    await workspace.saver.flush()
    return conversation


async def agreed(place: Place, workspace: Workspace, words: str, label: str = "") -> Conversation:
    """They agreed a summary as well, and it stands in the outbox."""
    conversation = await talked(place, workspace, words, label)
    wire = replace(SOUND, id=conversation.summary_id)
    await workspace.outbox.queue(conversation, wire, place.day)
    return conversation
