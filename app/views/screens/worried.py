"""I am worried about someone: life first, then whom to call, then what to write down and where.

It works without a signal, a conversation or a profile. The first steps stand here and not in
a guide, so that nothing that is wrong with a guide can take them away. Asking outright does no
harm and often brings relief (Samaritans, in the Civil Service blog, 13 May 2021); the order is
that of the guides' own help, whose sources are in ``assets/guides``.
"""

import flet as ft

from app.domain.guide import REQUIRED_HELP, Exit, Guide, Help
from app.domain.support import Service
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.frame import screen
from app.views.components.service_card import numbers
from app.views.components.text import body, bullet, numbered, section
from app.views.components.worried_way import WORRIED
from app.views.services import Services, go, use_session
from app.views.state.session import Session

_FIRST = (
    to_say("Stay with them. By phone or radio: keep them talking, and ask where they are."),
    to_say("Ask them straight: “Are you thinking about ending your life?” Asking does no harm."),
    to_say("Listen. Do not argue, cheer up or promise to keep it secret."),
    to_say("Do not leave them alone. If you must go, wait until someone they trust is there."),
    to_say(
        "Make it safe: move what they could use to harm themselves, if you can do it safely. No "
        "driving. No going back on shift."
    ),
)
_RECORD = (
    to_say(
        "Today, and facts only: in your trust's safeguarding, occupational health or incident "
        "system."
    ),
    to_say("Never in Layby: not in the notes, the plan or the summary."),
    to_say("Tell the on-call manager what they need to know, and no more."),
)
_EXIT_ICONS = {"sexual-safety": ft.Icons.SHIELD_OUTLINED}


@component
def WorriedScreen() -> ft.View:
    """What to do now, whom to call, where to record; then the guide's further help and exits."""
    services, session = use_session()
    guide = guide_for_help(services, session)
    return screen(
        tr(WORRIED),
        [
            body(tr("Is a life in danger this minute? Call, and stay with them.")),
            *_calls(services.content.services, "emergency"),
            section(tr("Now")),
            *[numbered(number, tr(line)) for number, line in enumerate(_FIRST, start=1)],
            section(tr("Call, together if you can")),
            *_calls(services.content.services, "crisis-line"),
            section(tr("Then write it down, in the right place")),
            *[bullet(tr(line)) for line in _RECORD],
            *_more(guide),
            *_exits(guide_for_exits(services, session)),
            buttons.quiet(tr("All support services"), lambda _: go("/support")),
        ],
        aside=True,
    )


def guide_for_help(services: Services, session: Session) -> Guide | None:
    """Give the guide of the conversation under way, else the first there is for managers."""
    return _under_way(session) or next(iter(services.content.managers_guides()), None)


def guide_for_exits(services: Services, session: Session) -> Guide | None:
    """Give the guide of the conversation under way, else the one for crews by themselves.

    In a managers' guide the exits are a manager's own words to the colleague.
    """
    guides = services.content.guides.values()
    crews = next((guide for guide in guides if guide.used_by == "crew"), None)
    return _under_way(session) or crews or guide_for_help(services, session)


def _under_way(session: Session) -> Guide | None:
    if session.workspace is None or session.conversation is None:
        return None
    return session.workspace.guides.guide_of(session.conversation)


def _calls(services: list[Service], kind: str) -> list[ft.Control]:
    """Give every service of this kind that can be called or texted, each in the very tap."""
    rows: list[ft.Control] = []
    for one in services:
        if one.type == kind and (one.phone or one.text_number):
            said = [] if kind == "emergency" else [body(f"{one.name}. {one.provided}", quiet=True)]
            rows.append(stack([*said, *numbers(one)], spacing=6))
    if kind == "emergency" and not rows:  # whatever is wrong with the content, this stands
        rows.append(buttons.call(tr("Call 999"), "tel:999", icon=ft.Icons.CALL))
    return rows


def _more(guide: Guide | None) -> list[ft.Control]:
    if guide is None:
        return []
    # What every guide has for danger stands first, whatever a guide puts before it.
    helps = sorted(guide.in_the_moment, key=lambda found: found.id != REQUIRED_HELP)
    return [
        section(tr("More help, for this moment")),
        *[Opens(found, key=found.id) for found in helps],
    ]


@component
def Opens(found: Help) -> ft.Control:
    """One piece of the guide's help, closed until it is wanted."""
    is_open, set_open = ft.use_state(False)
    tile = buttons.tile(
        found.title,
        "",
        lambda _: set_open(not is_open),
        icon=ft.Icons.EXPAND_LESS if is_open else ft.Icons.EXPAND_MORE,
        opened=is_open,
    )
    return stack([tile, *([card([bullet(line) for line in found.lines])] if is_open else [])])


def _exits(guide: Guide | None) -> list[ft.Control]:
    if guide is None:
        return []
    return [section(tr("If it is about something else")), *[_exit(way) for way in guide.exits]]


def _exit(way: Exit) -> ft.Control:
    icon = _EXIT_ICONS.get(way.id, ft.Icons.ALT_ROUTE)
    return buttons.tile(way.title, "", lambda _: go(f"/worried/{way.id}"), icon=icon)
