"""Why a summary that was agreed already is being looked over once more."""

import flet as ft

from app.domain.conversation import Conversation
from app.domain.second_look import Asked
from app.domain.wording import to_say, tr
from app.views.components import notice

_WHY = {
    Asked.SERVER: to_say(
        "Your trust's server read it again and thinks it could name someone. It kept nothing of "
        "it. What it found is hidden below. You can let a word stay if you say why; then it "
        "counts, but nobody is shown the words."
    ),
    Asked.READER: to_say(
        "A reader at your trust thinks it could point to someone, and hid it. What you agree now "
        "takes its place. It counts once, and nobody is shown the words."
    ),
}


def asked_note(conversation: Conversation) -> list[ft.Control]:
    """Give the sentence that says who asked; nothing where nobody did."""
    words = _WHY.get(conversation.asked)
    return [notice.note(tr(words))] if words else []
