"""Spot clinical scores and their look-alikes in texts meant for a manager's conversation.

PHQ-9, GAD-7 and their kin are measures for therapy services. In a talk between a manager and
a colleague a score proves nothing, frightens, and turns listening into testing, so no guide
may hold one, nor a numbered scale for mood. This is a guard against slips and good
intentions, not against someone bent on getting round it.
"""

import re
import unicodedata

_SCALES = (
    "phq gad wemwbs swemwbs epds dass pcl5 iesr pss10 pss4 k10 k6 core10 coreom who5 auditc "
    "cssrs bdi hads ghq cesd psqi wsas tsq proqol stai qids madrs pcptsd cdrisc"
).split()
_NAMED = (
    "warwick edinburgh",
    "kessler",
    "beck depression",
    "maslach",
    "burnout inventory",
    "hospital anxiety and depression scale",
    "patient health questionnaire",
    "general health questionnaire",
    "generali[sz]ed anxiety disorder",
    "insomnia severity",
    "distress thermometer",
    "perceived stress scale",
    "impact of events? scale",
    "trauma screening questionnaire",
    "quality of life scale",
    "oldenburg burnout",
    "columbia suicide",
    "rosenberg self",
)

_GAP = r"[\W_]{0,2}"
_LISTED = "|".join(_GAP.join(name) for name in _SCALES)
_NUMBER = r"(?:\d{1,3}|zero|one|two|three|four|five|six|seven|ten)"
# A scale starts at nothing or one; "after 4 to 7 nights" is not one.
_RANGE = r"(?:0|1|zero|one) ?(?:-|to|and|through) ?(?:[3-9]|10|100|three|four|five|six|seven|ten)"
_LADDER = r"[01][ ,/|]+[12][ ,/|]+[23]"
_RATING = (
    r"(?:rat(?:e|es|ed|ing)|scal(?:e|es)|scor(?:e|es|ed|ing)|mood|feel|feeling|stress|anxi\w*)"
)

# Faces, stars, thumbs, hearts and coloured dots: a scale for those who do not like figures.
_SIGN = (
    "[\u2605\u2606\u2639\u263a\u2764\u26aa\u26ab\u2b50"
    "\U0001f44d\U0001f44e\U0001f534\U0001f600-\U0001f644\U0001f7e0-\U0001f7e2]"
)
_COLOUR = r"\b(?:red|amber|yellow|orange|green)\b"

_LOOKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a named scale", re.compile(rf"(?<![a-z0-9])(?:{_LISTED})(?:{_GAP}\d{{1,2}})?(?![a-z0-9])")),
    ("a named scale", re.compile("|".join(name.replace(" ", r"\W+") for name in _NAMED))),
    (
        "how often over a set time",
        re.compile(
            rf"(?:over|in|during|for|within) the (?:last|past) (?:{_NUMBER} )?(?:few )?"
            r"(?:days?|weeks?|fortnight|months?).{0,60}\bhow (?:often|much of the time)"
            r"|\bhow (?:often|much of the time)\b.{0,120}\b(?:last|past) "
            rf"(?:{_NUMBER} )?(?:few )?(?:days?|weeks?|fortnight|months?)"
        ),
    ),
    (
        "answers of a scale",
        re.compile(r"several days.{0,40}half|nearly every day|more than half the days"),
    ),
    (
        "answers of a scale",
        re.compile(
            r"(?:none|all|some|most|a little) of the time.{0,60}(?:none|all|some|most) of the"
        ),
    ),
    ("answers of a scale", re.compile(r"not at all.{0,60}(?:extremely|very much|a great deal)")),
    (
        "answers of a scale",
        re.compile(
            r"strongly (?:dis)?agree.{0,80}agree|agree.{0,80}strongly (?:dis)?agree"
            r"|\bnever\W+(?:or )?(?:rarely|seldom|almost never|hardly ever|sometimes)\b"
            r"|\b(?:often|usually)\W+(?:or )?(?:almost )?always\b"
            r"|\bmild\W+(?:or )?moderate\W+(?:or )?severe\b"
        ),
    ),
    (
        "a row of signs to pick from",
        re.compile(rf"(?:{_SIGN}[\W_]{{0,5}}){{3}}|(?:{_COLOUR}\W+(?:or )?){{2}}{_COLOUR}"),
    ),
    (
        "an item of a scale",
        re.compile(
            r"little interest or pleasure|down,? depressed,? or hopeless"
            r"|nervous,? anxious,? or on edge|stop or control worrying|better off dead"
            r"|bothered by (?:any of )?the following|having little energy|poor appetite or over"
            r"|(?:falling|staying) asleep.{0,20}(?:staying asleep|sleeping too much)"
            r"|let yourself or your family down|trouble relaxing|hard to sit still"
            r"|easily annoyed or irritable|something awful might happen"
            r"|cut down on your drinking|against your will"
        ),
    ),
    (
        "a numbered scale",
        re.compile(
            rf"\bout of {_NUMBER}\b|[\d_] ?/ ?(?:5|10|100)\b|\bon (?:a|the|this) scale\b"
            r"|\b(?:mood|wellbeing|stress|burnout|resilience) (?:scor|scale|rating)"
            r"|\b(?:add|total) (?:up )?(?:the|your) (?:scores?|points)\b"
            r"|\bwhat percentage\b|\bhow many (?:stars|points)\b|\b(?:circle|pick) (?:a|one) number"
        ),
    ),
    (
        "a numbered scale",
        re.compile(
            rf"\b{_RATING}\b.{{0,80}}\b(?:{_RANGE}|{_LADDER})\b"
            rf"|\b(?:{_RANGE}|{_LADDER})\b.{{0,40}}\b{_RATING}\b"
        ),
    ),
)


def find_clinical_score(text: str) -> str | None:
    """Say what in ``text`` reads like a clinical score or a numbered mood scale, or None."""
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKC", text).lower()
        if unicodedata.category(character) != "Cf"  # zero-width characters and soft hyphens
    )
    plain = re.sub(r"[‐-―−]", "-", " ".join(plain.split()))
    return next((name for name, look in _LOOKS if look.search(plain)), None)
