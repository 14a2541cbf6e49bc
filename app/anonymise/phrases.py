"""Parts that the patterns for telling phrases share: words, where a phrase ends, who is meant."""

import re

from app.anonymise.reasons import Reason
from app.anonymise.spans import Kind, Level, Span

WORD = r"[^\W\d_][\w'’\-]*"
"""One word, with apostrophe or hyphen."""

STOPS = (
    r"and|but|so|or|who|which|that|because|cos|coz|is|isn['’]?t|was|wasn['’]?t|are|were|be|been"
    r"|has|"
    r"had|have|having|he|she|they|we|i|it|you|told|said|says|feels?|felt|wants?|wanted|asked|asks|"
    r"when|if|as|then|now|also|to|will|would|can|could|did|does|do|gets?|got|left|came|went|goes|"
    r"may|might|not|no|than|just|really|still|never|always|while|after|before|since|until|by|about"
)
"""Where a phrase about somebody ends."""

STAFF = (
    r"paramedics?|paras?|ambos?|ecsws?|ctls?|tls?|emds?|hcas?|technicians?|techs?|emts?|ecas?"
    r"|acas?|acps?|nqps?|nurses?|midwi(?:fe|ves)"
    r"|doctors?|"
    r"medics?|clinicians?|dispatchers?|call[ \-]?(?:handlers?|takers?)|controllers?|responders?|"
    r"drivers?|riders?|pilots?|officers?|managers?|leaders?|supervisors?|mentors?|educators?"
    r"|tutors?|"
    r"instructors?|trainers?|consultants?|practitioners?|specialists?|chaplains?|mechanics?|"
    r"fitters?|cleaners?|porters?|receptionists?|administrators?|clerks?|analysts?|engineers?|"
    r"students?|apprentices?|volunteers?|veterans?|reservists?|speakers?|signers?|champions?|"
    r"planners?|auditors?|pharmacists?|physios?|physiotherapists?|psychologists?|counsellors?"
)
"""Posts that many hold."""

PEOPLE = (
    r"women|woman|men|man|lads?|lass|lasses|girls?|boys?|lady|ladies|blokes?|females?|males?|"
    r"persons?|people|members?|users?|recruits?|starters?|joiners?|mum|dad|mother|father"
    r"|parents?|ones?|colleagues?|crewmates?|"
    r"crew members?|employees?|staff|amputees?|twins?|christian|convert"
)
"""Words for anybody."""

TRAIT = (
    r"female|male|woman|black|brown|asian|white|mixed[ \-]race|gay|lesbian|bisexual|trans|queer|"
    r"non[ \-]binary|deaf|blind|disabled|pregnant|single|widowed|bearded|left[ \-]handed|"
    r"[^\W\d_]+[ \-](?:speaking|trained|qualified|born)"
)
"""What few in a team may share."""

HERE = (
    r"here|there|(?:at|in|on|for|of|from|within|across) (?:the|this|that|our|my|your|their|his"
    r"|her) "
    r"(?:whole |entire |same )?(?:[^\W\d_]+ ){0,2}?(?:stations?|county|trust|service|region|area|"
    r"patch|sector|division|lines?|rota|team|shifts?|watch|hub|base|depot|control|dispatch|fleet|"
    r"course|cohort|country|city|town|village|island|north|south|east|west|board|building|office|"
    r"department|unit|desk|floor|room|crew|side|job|world)"
    r"|(?:in|on|at) (?:dispatch|control|eoc|hart|fleet|hr|finance|resourcing|shift|station)"
)
"""A tail that draws the circle: "on the station", "in the west patch"."""


def asked(match: re.Match[str], kind: Kind, reason: Reason, mask: str) -> Span:
    """Ask about the whole of a match, or the named part of it that stands for it."""
    group: str | int = next((name for name, words in match.groupdict().items() if words), 0)
    return Span(*match.span(group), kind, Level.AMBER, reason, mask)
