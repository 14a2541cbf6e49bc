"""What a report says of itself, in plain words: how it was made and what it cannot tell."""

from collections.abc import Sequence

from sync_server.analysis.rounding import ROUNDING, SMALLEST_NUMERATOR

READING = (
    "A share says in how many of the summaries a theme comes up. One summary often has several "
    "themes, so shares add up to more than 100%."
)
UNCHECKED = (
    "Nobody has checked enough summaries yet to say how sure these shares are. “Check the themes” "
    "in Layby does that, about ten seconds a summary."
)
#: The same in short, for the first page.
NOT_SURE = "How sure these shares are is not known: nobody has checked enough summaries yet."
CHECKED = (
    "The line across a bar says how sure the share is, after people checked summaries drawn at "
    "random: in 19 of 20 such reports the true share lies within it."
)
TREND = (
    "In the small charts each dot is a block of four or five weeks. Dots that are large and dark "
    "stand out from the "
    "others by more than chance would make them. Gaps are blocks in which too few people spoke."
)
COMPARED = (
    "A group is named here only where it differs from the rest of the trust by more than chance, "
    "also when the places where people work, or their staff groups, are taken into account. With "
    "so many comparisons, up to one in twenty of those named may still be chance."
)
DIFFERENCE = (
    "A change of a point or two is often chance. Changes of 3 points or more are in bold; that "
    "alone does not say why."
)


def method(minimum: int, code_version: int) -> tuple[str, ...]:
    """Say how the figures come about and how people are protected."""
    return (
        "After a wellbeing conversation, two people may agree on a short summary without names. "
        "They read it together and send it, or do not. Layby counts these summaries and finds "
        "themes in them with a list of themes that the trust keeps. Nothing else leaves a device.",
        f"No group with fewer than {minimum} summaries is shown, nor one that could be worked out "
        f"from others. Counts are rounded to the nearest {ROUNDING}; a theme in fewer than "
        f"{SMALLEST_NUMERATOR} of a group's summaries has no figure, and one in nearly all of "
        "them neither; in a small group the two read the same. Now and then a figure is said "
        f"{ROUNDING} higher or lower, or held back: those around it would give a small one away. "
        "Staff groups and areas are never combined. Every share is worked out from "
        "the rounded counts beside it.",
        "A quarter closes two weeks after its last week. From then on its figures do not move. "
        "Summaries that arrive later count in the next period. A report is kept as it was "
        f"issued. These figures were made with version {code_version} of the list of themes.",
    )


LIMITS: tuple[str, ...] = (
    "These are the conversations that people had and agreed to share. Those who had none, or kept "
    "theirs to themselves, are not in here. It is not a survey.",
    "A summary is not a person: somebody who talked twice may count twice.",
    "A computer finds the themes, and it makes mistakes. It misses what people say in unusual "
    "words. Where people have checked its work, the report says how sure a share is.",
    "A theme says that something was talked about, and not whether it was good or bad.",
    "Shares can move because other people were talked to. What changed at the same time as an "
    "action did not necessarily change because of it.",
    "The number of conversations is no measure of a manager and must not become a target.",
)


def left_out(labels: Sequence[str]) -> tuple[str, ...]:
    """Say which themes are not in the report, because the coding is not sure enough of them."""
    if not labels:
        return ()
    return (
        "Not in this report, because the computer does not find them surely enough yet: "
        f"{', '.join(labels)}.",
    )
