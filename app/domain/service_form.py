"""What a lead fills in to edit a support service, in the words that all trusts share."""

from app.domain.content_form import Field, Form, Kind
from app.domain.support import ELIGIBILITY, MODES, NEEDS, PROVIDERS, ROUTES, SERVICE_TYPES

SERVICE_FORM = Form(
    "service",
    (
        Field("name", "What people call it", Kind.LINE, under="What it is"),
        Field("provided", "What it is, in one plain sentence", Kind.WORDS),
        Field("type", "Kind of help", Kind.CHOICE, options=SERVICE_TYPES),
        Field("provider", "Whose it is", Kind.CHOICE, options=PROVIDERS),
        Field("needs", "What people look for it by", Kind.TICKS, options=NEEDS, needed=False),
        Field("eligibility", "Who may use it", Kind.CHOICE, options=ELIGIBILITY, under="Who"),
        Field("eligible", "Who may use it, in full", Kind.WORDS),
        Field("route", "How to get in", Kind.CHOICE, options=ROUTES),
        Field("hours", "Hours, in words", Kind.WORDS, "Monday to Friday, 9am to 5pm", under="When"),
        Field("always_open", "Somebody answers day and night, every day", Kind.FLAG),
        Field("modes", "Ways to reach it", Kind.TICKS, options=MODES, under="How to reach it"),
        Field("phone", "Phone (optional)", Kind.LINE, "0300 123 4567", needed=False),
        Field("phone_steps", "Once they answer (optional)", Kind.LINE, needed=False),
        Field("text_number", "Number to text (optional)", Kind.LINE, "85258", needed=False),
        Field("text_keyword", "Word to text (optional)", Kind.LINE, "HELP", needed=False),
        Field("website", "Website (optional)", Kind.LINE, "https://", needed=False),
        Field("email", "E-mail address (optional)", Kind.LINE, needed=False),
        Field(
            "how_to_reach",
            "What no button can do (optional)",
            Kind.WORDS,
            "A room, a pager, whom to ask",
            needed=False,
        ),
        Field("cost", "Cost, and what the call costs", Kind.LINE, under="Good to know"),
        Field("languages", "Languages", Kind.LINE, "English. Ask for an interpreter."),
        Field("confidentiality", "Who is told what", Kind.WORDS),
        Field("urgency", "Place in the list", Kind.WHOLE, "0 to 999; lower stands higher"),
        Field("source", "Where you found this", Kind.WORDS, "A page or paper, whose, and its date",
              under="Where it comes from"),
        Field("checked_on", "Day you checked it", Kind.DAY, "21 November 2026, or today"),
    ),
)  # fmt: skip
