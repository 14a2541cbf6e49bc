"""What a lead fills in to edit a guide, or what the trust adds to one: words, entries, sources."""

from app.domain.codebook import HSE_STRESSORS, HWB_ELEMENTS
from app.domain.content_form import Field, Form, Kind, Part
from app.domain.guide import TIMINGS, Exit, Fact, Help, Prompt, PromptArea, Reminder, Source
from app.domain.support import SERVICE_TYPES

_SOURCES = Field("sources", "Which sources say so", Kind.CITES)
_ONE_A_LINE = "One on each line."

_PROMPT = Part(
    "prompts",
    "prompt",
    "Prompts",
    "prompt",
    "text",
    Prompt,
    (
        Field("text", "The prompt, as it is said", Kind.WORDS, "One breath, no figures."),
        Field(
            "follow_ups", "Words to go on with (optional)", Kind.LINES, _ONE_A_LINE, needed=False
        ),
        Field("short", "Also in the three-minute talk", Kind.FLAG),
        Field(
            "hwb",
            "What it is about (NHS health and wellbeing framework)",
            Kind.TICKS,
            options=HWB_ELEMENTS,
        ),
        Field(
            "hse",
            "What at work it is about, if anything (HSE)",
            Kind.TICKS,
            options=HSE_STRESSORS,
            needed=False,
        ),
    ),
)

_AREA = Part(
    "areas",
    "area",
    "Areas",
    "area",
    "title",
    PromptArea,
    (
        Field("title", "What the area is called", Kind.LINE),
        Field("about", "What it is about, in a line", Kind.WORDS),
    ),
    (_PROMPT,),
    "Each opens by itself in the talk, in any order.",
)

_PARTS = (
    Part(
        "facts",
        "fact",
        "Good to know",
        "fact",
        "text",
        Fact,
        (Field("text", "The fact", Kind.WORDS, "A sentence or two."), _SOURCES),
    ),
    Part(
        "in_the_moment",
        "in_the_moment",
        "Help in the moment",
        "help topic",
        "title",
        Help,
        (
            Field("title", "When it is needed", Kind.LINE),
            Field("lines", "What to do or say", Kind.LINES, _ONE_A_LINE),
            _SOURCES,
        ),
    ),
    Part(
        "exits",
        "exit",
        "Ways out to somebody else",
        "way out",
        "title",
        Exit,
        (
            Field("title", "When to take it", Kind.LINE),
            Field("lines", "What to do or say", Kind.LINES, _ONE_A_LINE),
            Field("services", "Kinds of support to show", Kind.TICKS, options=SERVICE_TYPES),
            _SOURCES,
        ),
    ),
    Part(
        "reminders",
        "reminder",
        "Reminders after a hard job",
        "reminder",
        "text",
        Reminder,
        (
            Field("text", "What to come back to", Kind.WORDS),
            Field("timing", "How firmly the time is meant", Kind.CHOICE, options=TIMINGS),
            Field("after", "Hours after the job", Kind.WHOLE, "72 is three days.", highest=8784),
            _SOURCES,
        ),
    ),
    Part(
        "sources",
        "source",
        "Sources",
        "source",
        "title",
        Source,
        (
            Field("title", "Title", Kind.LINE),
            Field("organisation", "Whose it is", Kind.LINE),
            Field("dated", "Its own date", Kind.LINE, "2024, or: no date given"),
            Field("checked_on", "Day you last looked at it", Kind.DAY, "21 November 2026"),
        ),
        about="Facts, help and ways out say where they come from.",
    ),
)

GUIDE_FORM = Form(
    "guide",
    (
        Field("title", "Title", Kind.LINE, under="The guide"),
        Field("in_brief", "In brief", Kind.WORDS, "What a list says of it."),
        Field("purpose", "What it is for", Kind.WORDS),
        Field("time_needed", "Time it needs", Kind.WORDS),
        Field("private_check", "Before you start", Kind.LINES, _ONE_A_LINE),
        Field("opening", "Ways to begin", Kind.LINES, _ONE_A_LINE),
        Field(
            "limits", "The limits of what stays private", Kind.LINES, _ONE_A_LINE,
            needed=False,
        ),
        Field("limits_sources", "What the limits rest on", Kind.CITES, needed=False),
        Field("closing", "Ways to end", Kind.LINES, _ONE_A_LINE),
        Field("plan_ideas", "Ideas for the plan (optional)", Kind.LINES, _ONE_A_LINE, needed=False),
    ),
    (_AREA, *_PARTS),
)  # fmt: skip

OVERLAY_FORM = Form(
    "overlay",
    (
        Field(
            "plan_ideas",
            "More ideas for the plan (optional)",
            Kind.LINES,
            _ONE_A_LINE,
            needed=False,
        ),
    ),
    (_AREA, *_PARTS),
)
