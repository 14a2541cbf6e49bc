"""A small guide that keeps every rule, for tests to break; and the guides that ship."""

from pathlib import Path

from app.domain.guide import Guide
from app.domain.guide_file import parse_guide
from app.domain.guide_set import choose, complete

FOLDER = Path(__file__).parents[3] / "assets/guides"

WHOLE = """
id = "short-talk"
version = 1
language = "en"
kind = "conversation"
used_by = "manager"
order = 10
title = "Short talk"
in_brief = "A little time."
purpose = "Time for one person."
time_needed = "Ten minutes."
private_check = ["Can anyone hear you?"]
opening = ["How have things been?"]
limits = ["I must tell someone if a life is in danger."]
limits_sources = ["toolkit"]
closing = ["Thank you."]
plan_ideas = ["Take leave."]
review_offsets_days = [28, 91]

[[area]]
id = "sleep"
title = "Sleep"
about = "Shift work takes its toll."

[[area.prompt]]
id = "sleeping"
text = "How are you sleeping?"
short = true
hwb = ["personal-health"]
hse = ["demands"]
follow_ups = ["What helps?"]

[[reminder]]
id = "trim-first"
text = "Ask if they want TRiM."
timing = "not-before"
after_hours = 72
sources = ["toolkit"]

[[fact]]
id = "one-in-seven"
text = "About 1 in 7 were affected."
sources = ["toolkit"]

[[in_the_moment]]
id = "danger-now"
title = "Danger now"
lines = ["Ring 999."]
sources = ["toolkit"]

[[exit]]
id = "manager-is-the-problem"
title = "My manager is the problem"
lines = ["Someone else can hold this."]
services = ["speak-up"]
sources = ["toolkit"]

[[exit]]
id = "sexual-safety"
title = "Unwanted sexual behaviour"
lines = ["It is never your fault."]
services = ["sexual-safety"]
sources = ["toolkit"]

[[source]]
id = "toolkit"
title = "Toolkit"
organisation = "NHS England"
dated = "2020"
checked_on = 2026-11-21
"""


def edited(*changes: tuple[str, str]) -> str:
    """Give the small guide with each text, which must be there once, put in place of another."""
    text = WHOLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def shipped() -> dict[str, Guide]:
    """Give the shipped guides, judged and whole, by id."""
    files = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))]
    chosen = choose(map(parse_guide, files), "en")
    return {guide.id: complete(guide, chosen) for guide in chosen.values()}
