"""One prompt, large: to read it at arm's length, or to let the colleague type an answer."""

from collections.abc import Callable, Mapping

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.guide import Prompt, PromptArea
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.fields import Words
from app.views.components.frame import screen
from app.views.components.prompt_area import find_prompt, own_words_key
from app.views.components.resume import card_mark, close_card, is_turned, turn_card
from app.views.components.text import body, large
from app.views.components.turned import turn
from app.views.screens.talk_steps import back_button, current, nothing_open
from app.views.services import go, use_session
from app.views.state.session import Session

_WHO_READS = to_say(
    "What you write is kept on this device, and whoever handed it to you can read it."
)
#: What an address names a card by.
_PLACE = ("area", "prompt")


@component
def CardScreen() -> ft.View:
    """The holder's card; in silent mode the colleague's, with this one prompt and their words."""
    _, session = use_session()
    params = ft.use_route_params()
    found = current(session, Step.TALK)
    _, redraw = ft.use_state(0)
    theirs = found is not None and is_turned(found[0], *(params.get(name, "") for name in _PLACE))
    # Whoever lands here in silent mode is the colleague.
    here = _address(params)
    ft.use_effect(lambda: turn(session, here) if theirs else None, [theirs, here])
    if found is None:
        return nothing_open(session)
    conversation, guide = found
    card = find_prompt(guide, params.get("area", ""), params.get("prompt", ""))
    if card is None:
        return _no_such_card(session)
    area, prompt = card

    def let_them_type() -> None:
        turn_card(session, area.id, prompt.id)
        redraw(lambda count: count + 1)

    if theirs:
        return _colleagues(conversation, area, prompt, session)
    return _holders(conversation, area, prompt, session, let_them_type)


def _address(params: Mapping[str, str]) -> str:
    return "/".join(("/talk/card", *(params.get(name, "") for name in _PLACE)))


def _holders(
    conversation: Conversation,
    area: PromptArea,
    prompt: Prompt,
    session: Session,
    let_them_type: Callable[[], None],
) -> ft.View:
    def noted(words: str) -> None:
        conversation.notes[area.id] = words
        session.keep()

    own = conversation.notes.get(own_words_key(area, prompt), "").strip()
    return screen(
        prompt.text,
        [
            *[large(follow_up) for follow_up in prompt.follow_ups],
            *([body(tr("In their own words: {own}", own=own))] if own else []),
            Words(
                tr("Notes: {title}", title=area.title),
                conversation.notes.get(area.id, ""),
                noted,
                hint=tr("Only what you both want written down"),
                mark=card_mark(session, area.id, prompt.id),
                key="notes",
            ),
            buttons.primary(
                tr("Back to the conversation"),
                lambda _: go(close_card(session)),
                icon=ft.Icons.ARROW_BACK,
            ),
            buttons.quiet(
                tr("Others can hear: let them type"), let_them_type, icon=ft.Icons.KEYBOARD_OUTLINED
            ),
        ],
        back=False,
        saves=True,
    )


def _colleagues(
    conversation: Conversation,
    area: PromptArea,
    prompt: Prompt,
    session: Session,
) -> ft.View:
    """Give what the colleague may see: the prompt and their own words, nobody's label or notes."""
    key = own_words_key(area, prompt)

    def typed(words: str) -> None:
        conversation.notes[key] = words
        session.keep()

    return screen(
        prompt.text,
        [
            large(
                tr("This question is for you. Write as much or as little as you like, or nothing.")
            ),
            body(tr(_WHO_READS)),
            Words(
                tr("Your own words"),
                conversation.notes.get(key, ""),
                typed,
                lines=4,
                mark=card_mark(session, area.id, prompt.id),
                key="own",
            ),
            buttons.primary(
                tr("Done: pass the screen back"),
                lambda _: go(f"/talk/{Step.TALK.value}"),
                icon=ft.Icons.CHECK,
            ),
        ],
        back=False,
        theirs=True,
        saves=True,
    )


def _no_such_card(session: Session) -> ft.View:
    return screen(
        tr("Not here"),
        [
            body(tr("There is no such prompt in this guide.")),
            back_button(session, tr("Back to the conversation"), Step.TALK),
        ],
    )
