"""Words that people type when they look for support, and that no entry of the directory uses.

They are read by the search alone, and shown to nobody.
"""

from collections.abc import Mapping

from app.domain.wording import to_say

#: By the ids of NEEDS, English ones. A catalogue gives those that people of its language type.
ALSO: Mapping[str, str] = {
    "danger-now": to_say("emergency hurt overdose unsafe ambulance police"),
    "suicidal-thoughts": to_say("suicidal die dying kill life end harming hopeless"),
    "talk-now": to_say("lonely alone listen listening chat night crisis"),
    "hard-job": to_say("trauma traumatic ptsd flashbacks nightmares incident debrief"),
    "mental-health": to_say(
        "anxious anxiety panic depressed depression sleep insomnia burnout therapy counselling"
    ),
    "addiction": to_say("drinking drink drunk drug gamble betting addicted"),
    "sexual-safety": to_say("harassed harassment assault rape"),
    "abuse-at-home": to_say(
        "domestic abuse abused violence violent hits husband wife partner controlling scared afraid"
    ),
    "bullying": to_say("bullied racism racist discrimination harassment complaint"),
    "raising-concerns": to_say("whistleblowing speak unsafe complaint report"),
    "bereavement": to_say("bereaved bereavement died death dead funeral loss"),
    "money": to_say("bills rent loan food wages afford"),
    "physical-health": to_say("physio back pain msk injured"),
    "family": to_say("children childcare carer divorce partner home"),
    "menopause": to_say("perimenopause flushes"),
}
