"""What would leave: the exact words in a frame of their own, and all that goes along."""

import flet as ft

from app.domain.conversation import Conversation
from app.domain.guide import Guide
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import IsoWeek
from app.domain.plan import Plan
from app.domain.support import SERVICE_TYPES
from app.views.components.cards import stack
from app.views.components.text import body, bullet
from app.views.theme import CORNER


def exact_words(text: str, *, big: bool = False) -> ft.Control:
    """Give the very words that would leave."""
    return ft.Container(
        ft.Text(text, size=20 if big else 18, selectable=False),
        border=ft.Border.all(2, ft.Colors.PRIMARY),
        border_radius=CORNER,
        padding=16,
    )


def goes_along(
    conversation: Conversation, guide: Guide, plan: Plan, organisation: Organisation | None
) -> ft.Control:
    """List everything that goes with the words, and say that nothing else does."""
    areas = organisation.leaves() if organisation else ()
    area = next((leaf.name for leaf in areas if leaf.id == conversation.area), "not chosen")
    week = IsoWeek.of(conversation.held_on)
    trust = organisation.name if organisation else "not enrolled yet"
    yes_no = {True: "yes", False: "no"}
    return stack(
        [
            body("With it go, and nothing else:", quiet=True),
            bullet(f"Trust and area: {trust}, {area}"),
            bullet(f"Staff group: {STAFF_GROUPS.get(conversation.staff_group, 'not chosen')}"),
            bullet(f"Kind and week: {guide.title}, week {week.number} of {week.year}"),
            bullet(
                f"Whether there is a plan ({yes_no[not plan.is_empty()]}) and a date to look "
                f"again ({yes_no[plan.review_on is not None]})"
            ),
            bullet(f"Kinds of support you talked about: {_support(conversation)}"),
            bullet(f"How helpful this was: {conversation.helpful or 'not said'}"),
            bullet(
                "The language, which rules checked it, whether your trust's server had asked for "
                "another look, and two random numbers: for the receipt, and to ask about it or "
                "take it back later"
            ),
            bullet("A one-time stamp: it shows that somebody enrolled sends it, and not who"),
            body(
                "No names, no device, no time of day. The plan and the notes stay here.",
                quiet=True,
            ),
        ]
    )


def _support(conversation: Conversation) -> str:
    if not conversation.support_offered:
        return "none"
    kinds = ", ".join(SERVICE_TYPES.get(kind, kind) for kind in conversation.support_offered)
    how = {"self": " (get in touch myself)", "referred": " (be referred)"}
    return kinds + how.get(conversation.self_referral, "")
