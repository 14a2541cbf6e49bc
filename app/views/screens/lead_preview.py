"""How an edited guide, service or answer will look, with nothing sent anywhere."""

import flet as ft

from app.domain.errors import LaybyError
from app.domain.guide import Guide, Prompt, PromptArea
from app.domain.support import Service
from app.domain.trust_action import STATES, TrustAction
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.prompt_area import beginning
from app.views.components.service_card import service_card
from app.views.components.text import body, bullet, large, section
from app.views.components.trust_action_card import trust_action_card
from app.views.screens.lead_gate import use_desk
from app.views.services import go, use_services

_ONLY_SEEN_HERE = "This is a preview of what you typed. Nobody else sees it yet."


@component
def LeadPreviewScreen() -> ft.View:
    """Show what is open on the desk as those who use it will see it."""
    services = use_services()
    desk, _, _ = use_desk()
    params = ft.use_route_params()
    kind, identity = params.get("kind", ""), params.get("item", "")
    item = desk.held(kind, identity)
    back = buttons.primary("Back to editing", lambda _: go(f"/lead/content/{kind}/{identity}"))
    if item is None:
        return screen("Preview", [body("Open it first, to see how it looks."), back])
    try:
        shown = desk.preview(item)
    except LaybyError as error:
        return screen("Preview", [notice.trouble(error.message), back])
    if isinstance(shown, Service):
        rows = [service_card(shown, services.today())] if _is_whole(shown) else [_unfinished()]
        return screen("Preview", [notice.note(_ONLY_SEEN_HERE), *rows, back])
    if isinstance(shown, TrustAction):
        answer = trust_action_card(shown) if shown.state in STATES else _no_state()
        return screen("Preview", [notice.note(_ONLY_SEEN_HERE), answer, back])
    return screen(shown.title, [notice.note(_ONLY_SEEN_HERE), *_guide(shown), back])


def _is_whole(service: Service) -> bool:
    return all((service.type, service.provider, service.route))


def _unfinished() -> ft.Control:
    return notice.trouble("Choose the kind of help, whose it is and how to get in first.")


def _no_state() -> ft.Control:
    return notice.trouble("Choose how far it is first.")


def _guide(guide: Guide) -> list[ft.Control]:
    short = {area.id: len(area.prompts) for area in guide.short_areas()}
    return [
        body(guide.in_brief),
        body(f"{guide.purpose} {guide.time_needed}", quiet=True),
        section("Before you start"),
        *map(bullet, guide.private_check),
        section("Say this first"),
        *map(bullet, guide.limits),
        section("The conversation"),
        *[_area(area, short.get(area.id, 0)) for area in (beginning(guide), *guide.areas)],
        section("Good to know"),
        *[bullet(fact.text) for fact in guide.facts],
        section("Ideas for the plan"),
        *map(bullet, guide.plan_ideas),
        section("Ways to end"),
        *map(bullet, guide.closing),
        section("Help and ways out"),
        *[_reading(one.title, one.lines) for one in guide.in_the_moment],
        *[_reading(one.title, one.lines) for one in guide.exits],
    ]


def _area(area: PromptArea, short: int) -> ft.Control:
    detail = f"{area.about} In the three-minute talk: {short}." if short else area.about
    return Fold(  # type: ignore[no-any-return]
        area.title, detail, lambda: [_prompt(one) for one in area.prompts], key=area.id
    )


def _prompt(prompt: Prompt) -> ft.Control:
    return card([large(prompt.text), *[body(words, quiet=True) for words in prompt.follow_ups]])


def _reading(title: str, lines: tuple[str, ...]) -> ft.Control:
    return Fold(title, "", lambda: [bullet(line) for line in lines], key=title)  # type: ignore[no-any-return]
