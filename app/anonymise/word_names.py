"""Whether a word that is a first name and plain English too stands where only a person stands.

"spoke to grace about", "may is off sick", "message from will": told by two words beside it, where
one would not do ("to mark the day", "hope is fading", "from may on").
"""

from app.anonymise import company
from app.anonymise.reading import Reading

SURELY, LIKELY = 3.5, 2.0

_SPEAKS = frozenset(
    """
    spoke speak spoken speaking talk talked talking chatted listen listened listening wrote spoke
    apologised lied married engaged next close according lift handed sent gave rang texted report
    reports reported complained explained mentioned thanks introduced said
    """.split()
)
_HELD = frozenset("hold proud fond instead wary thinking".split())
_MESSAGE = frozenset(
    """
    message messages text texts call calls email emails note letter lift card hug visit update
    feedback complaint statement report news word heard hear reply quote handover
    """.split()
)
_JOINED = frozenset(
    """
    sat met meet meeting caught catch working work worked crewed crew paired partnered drove lives
    living shift rows argued arguing row touch spoken spoke chat chatted coffee brew lunch fell
    falling stayed live car job
    """.split()
)
_IS = company.IS | frozenset("isn't wasn't 's ’s isnt wasnt looks looked seems seemed".split())
_STATE = frozenset(
    """
    off sick upset tired worried struggling leaving retiring pregnant ok okay fine crewed moving
    working asking looking poorly ill exhausted anxious knackered shattered stressed burnt keen
    happy sad angry fuming gutted devastated thinking feeling waiting hoping covering driving
    training unwell injured broken crying quiet low fed off acting seeing doing having taking
    getting married single leading mentoring studying scared lonely bullied signed suspended
    based rostered absent in on
    """.split()
)
_SEASONAL = frozenset("off fine on in getting looking doing having taking quiet low seeing".split())
_ROSTER = frozenset(
    """
    off sick back poorly unwell wants wanted needs needed asked said says feels felt thinks found
    rang came got told cried broke finds hates loves keeps phoned texted left joined
    """.split()
)
_SELF = frozenset("himself herself themselves sleeping eating coping talking happy well".split())


def stands_alone(reading: Reading, index: int) -> float:
    """Give the points that the two words before and after add to such a word."""
    word = reading.folded(index)
    if word not in reading.lexicon.common_forenames:
        return 0.0
    season = word in company.CALENDAR
    return max(_before(reading, index, season), _after(reading, index, season))


def _before(reading: Reading, index: int, season: bool) -> float:
    before, earlier = reading.folded(index - 1), reading.folded(index - 2)
    if before == "to":
        return SURELY if earlier in _SPEAKS else 0.0
    if before == "of":
        return SURELY if earlier in _HELD and not season else 0.0
    if before in ("from", "on", "for"):
        return LIKELY if earlier in _MESSAGE and not (season and before == "for") else 0.0
    if before in ("with", "w"):
        return LIKELY if earlier in _JOINED or earlier == "in" else 0.0
    return LIKELY if before == "both" and reading.folded(index + 1) == "and" else 0.0


def _after(reading: Reading, index: int, season: bool) -> float:
    after, later = reading.folded(index + 1), reading.folded(index + 2)
    if after in _IS:
        states = _STATE - _SEASONAL if season else _STATE
        return SURELY if later in states else 0.0
    if after == "not":
        return SURELY if later in _SELF else 0.0
    opens = reading.opens(index)
    if opens and after in _ROSTER and reading.folded(index) not in company.MODALS:
        return LIKELY
    return LIKELY if opens and after == "on" and later in ("leave", "nights", "days") else 0.0
