"""Comes back to the very place: the screen, the open card, the field the cursor was in.

A screen marks its fields: ``Words(..., mark=mark(session, "summary"))``. The field the cursor
was last in is kept with the conversation, and takes the cursor again when its screen next
opens; a focused field scrolls itself into sight.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.conversation import Conversation, Step
from app.views.state.session import Session

#: How the focus begins while a card is open, without and with the cursor in its field.
_CARD, _CARD_FIELD = "card", "card-field"
#: The draft that says which card the colleague holds just now.
_TURNED = "card-turned"


@dataclass(frozen=True)
class Mark:
    """The mark of one field: whether the cursor was ``here`` last, and how to say it is now."""

    here: bool
    entered: Callable[[], None]


def mark(session: Session, key: str) -> Mark | None:
    """Give the mark of the field ``key`` of the conversation under way; None without one."""
    conversation = session.conversation
    if conversation is None:
        return None

    def entered() -> None:
        # By now another conversation may be open, or none.
        if session.conversation is conversation and conversation.focus != key:
            conversation.focus = key
            if not conversation.is_blank():  # one in which nothing was written leaves no trace
                session.keep()

    return Mark(conversation.focus == key, entered)


def card_mark(session: Session, area: str, prompt: str) -> Mark | None:
    """Give the mark of the field on a prompt's card."""
    return mark(session, f"{_CARD_FIELD}/{area}/{prompt}")


def open_card(session: Session, area: str, prompt: str) -> str:
    """Remember that this card is open; gives its route."""
    conversation = session.conversation
    here = f"{area}/{prompt}"
    if conversation is not None and conversation.focus != f"{_CARD_FIELD}/{here}":
        conversation.focus = f"{_CARD}/{here}"
        if not conversation.is_blank():
            session.keep()
    return f"/talk/card/{here}"


def turn_card(session: Session, area: str, prompt: str) -> None:
    """Remember that the colleague holds this card: it alone is theirs, not the talk after it."""
    if session.conversation is not None:
        session.conversation.drafts[_TURNED] = f"{area}/{prompt}"
        session.keep()


def is_turned(conversation: Conversation, area: str, prompt: str) -> bool:
    """Say whether this card is the colleague's, by itself or because the whole talk is typed."""
    return conversation.silent or conversation.drafts.get(_TURNED) == f"{area}/{prompt}"


def close_card(session: Session) -> str:
    """Forget the open card; gives the route of the conversation behind it."""
    conversation = session.conversation
    if conversation is not None and conversation.drafts.pop(_TURNED, ""):
        session.keep()
    if conversation is not None and conversation.focus.partition("/")[0] in (_CARD, _CARD_FIELD):
        conversation.focus = ""
        if not conversation.is_blank():
            session.keep()
    return f"/talk/{Step.TALK.value}"


def route_of(conversation: Conversation) -> str:
    """Give the route at which a conversation is carried on: its step, or the card left open."""
    kind, _, card = conversation.focus.partition("/")
    if conversation.step is Step.TALK and kind in (_CARD, _CARD_FIELD):
        return f"/talk/card/{card}"
    return f"/talk/{conversation.step.value}"
