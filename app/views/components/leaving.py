"""What would leave: the exact words in a frame of their own, and all that goes along."""

import flet as ft

from app.domain.conversation import Conversation
from app.domain.guide import Guide
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import IsoWeek
from app.domain.plan import Plan
from app.domain.support import SERVICE_TYPES
from app.domain.wording import as_written, listed, to_say, tr
from app.usecases.read_content import Content
from app.views.components.cards import stack
from app.views.components.text import body, bullet
from app.views.theme import CORNER, LARGE, SECTION


def exact_words(text: str, *, big: bool = False) -> ft.Control:
    """Give the very words that would leave."""
    return ft.Container(
        ft.Text(as_written(text), size=LARGE if big else SECTION, selectable=False),
        border=ft.Border.all(2, ft.Colors.PRIMARY),
        border_radius=CORNER,
        padding=16,
    )


_KIND = to_say("Kind and week: {title}, week {number} of {year}")
_PLAN = to_say("Whether there is a plan ({yes_no}) and a date to look again ({yes_no_2})")
_OTHER = to_say(
    "The language, which rules checked it, and whether your trust's server had asked "
    "for another look"
)
_NUMBERS = to_say(
    "Two random numbers: one for the receipt, one to ask about it or take it back later"
)


def goes_along(
    conversation: Conversation,
    guide: Guide,
    plan: Plan,
    organisation: Organisation | None,
    content: Content,
) -> ft.Control:
    """List everything that goes with the words, and say that nothing else does."""
    themes = content.codebook.names(conversation.themes) if conversation.themes else tr("none")
    areas = organisation.leaves() if organisation else ()
    area = next((leaf.name for leaf in areas if leaf.id == conversation.area), tr("not chosen"))
    week = IsoWeek.of(conversation.held_on)
    trust = organisation.name if organisation else tr("not enrolled yet")
    group = tr(STAFF_GROUPS.get(conversation.staff_group, to_say("not chosen")))
    yes_no = {True: tr("yes"), False: tr("no")}
    there = (yes_no[not plan.is_empty()], yes_no[plan.review_on is not None])
    helpful = conversation.helpful or tr("not said")
    lines = [
        tr("Trust and area: {trust}, {area}", trust=trust, area=area),
        tr("Staff group: {group}", group=group),
        tr(_KIND, title=guide.title, number=week.number, year=week.year),
        tr(_PLAN, yes_no=there[0], yes_no_2=there[1]),
        tr("Themes you ticked: {themes}", themes=themes),
        tr("Kinds of support you talked about: {support}", support=_support(conversation)),
        tr("How helpful this was: {value}", value=helpful),
        tr(_OTHER),
        tr(_NUMBERS),
        tr("A one-time stamp: it shows that somebody enrolled sent it, but not who"),
    ]
    nothing_else = tr(
        "Layby adds no name, no device and no time of day. The plan and the notes stay here."
    )
    return stack(
        [
            body(tr("With it go, and nothing else:"), quiet=True),
            *map(bullet, lines),
            body(nothing_else, quiet=True),
            *([body(content.policy.in_words(), quiet=True)] if content.policy else []),
        ]
    )


def _support(conversation: Conversation) -> str:
    if not conversation.support_offered:
        return tr("none")
    kinds = listed(tr(SERVICE_TYPES.get(kind, kind)) for kind in conversation.support_offered)
    how = {"self": tr(" (get in touch myself)"), "referred": tr(" (be referred)")}
    return kinds + how.get(conversation.self_referral, "")
