"""What somebody is besides the job, came from, sits on or goes by: few can be meant.

Beside ``sole_roles``, ``standing`` and ``known_for``: there the post says it, here a second life,
a seat on something, where somebody came from, a by-name, or a place behind a counter.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import STAFF, WORD, asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

MASK = "[a member of staff]"
_SERVICES = (
    r"(?:fire(?: and rescue)?|police|prison|probation|merchant|royal|coast ?guard|border|lifeboat)"
    r"(?: (?:service|brigade|force|navy|marines))?|army|navy|raf|marines|forces|military|paras|met"
    r"|coal board|pits?|circus|post office|railways?|mines|rigs?"
)
_CAME = Late(
    r"\b(?:came|come|coming|moved|transferred|joined)(?: (?:to|over to|across to) (?:us|here"
    r"|this))?"
    rf"(?: (?:over|across))? from (?:the )?(?:{_SERVICES})\b(?! (?:station|car|officer|scene|van))"
    rf"|\b(?:used to be|was|were|been|years?) (?:in|with|down) the (?:{_SERVICES})\b"
    r"(?! (?:station|car|officer|scene|van|court))(?: for [^\W\d_]+ years)?"
    rf"|\bex[ \-](?:{_SERVICES})\b"
)
_CAME_WORDS = Cues(
    """
    came come coming moved transferred joined ex used was were been year years
    """.split()
)
_SEATS = Late(
    r"\b(?:sits?|sat|serves?|served) on (?:the|our|a) (?:[^\W\d_]+ ){0,2}?(?:board|committee|panel"
    r"|council|executive|bench|jury)\b"
    r"|\b(?:on|of) (?:the|our) (?:union|branch|trust|parish|town|local|county|regional|national"
    r"|staff side|disciplinary|ethics|lifeboat|social) (?:board|committee|panel|council"
    r"|executive)\b"
    r"|\b(?:the|our|a) (?:[^\W\d_]+ ){0,2}?(?:network|union|branch|forum|committee|choir|charity)"
    r" (?:chair|lead|secretary|treasurer|convenor|president|captain)\b"
    r"|\b(?:number two|second in command|2ic|right[ \-]hand (?:man|woman)) (?:in|at|on|to|of|for) "
    rf"(?:the )?{WORD}"
    r"|\bholds? (?:the|all the) (?:only )?keys? (?:to|for|of) (?:the )?[^\W\d_]+"
)
_SEATS_WORDS = Cues(
    """
    sits sit sat serve serves served board committee panel council executive chair lead
    secretary treasurer convenor president captain number second 2ic right hold holds
    """.split()
)
_BESIDES = Late(
    r"\b(?:an? |our |the )?(?:retained firefighter|on[ \-]call firefighter|special constable|"
    r"lay reader|parish councillor|school governor|army reservist|"
    r"lifeboat (?:crew|man|woman|volunteer|coxswain)|mountain rescue (?:volunteer|member|lead)|"
    r"beekeeper|bell ?ringer|falconer|drag queen|tribute act|stand[ \-]?up comedian|dj|magician|"
    r"pub landlord|wedding singer|amateur boxer|crown green bowler|town crier|lollipop (?:lady|man)"
    r"|kickboxer|bodybuilder|novelist|published author|scout leader|cub leader)\b"
    r"(?: (?:as well|too|on the side|at weekends|on (?:his|her|their) days off))?"
    r"|\b(?:preach(?:es|ed)?|referees?|umpires?|conducts|morris dances|line dances) (?:at|in|for"
    r"|on)"
    r" (?:the )?[^\W\d_]+"
    r"|\b(?:on|in|with|for) the (?:lifeboats?|mountain rescue|army reserves?|reserves|ta"
    r"|cave rescue"
    r"|coastguard)\b(?: (?:crew|team|as well|too))?"
)
_BESIDES_WORDS = Cues(
    """
    retained firefighter constable reader councillor governor reservist lifeboat
    lifeboats rescue beekeeper bellringer ringer falconer drag tribute comedian dj magician landlord
    singer boxer bowler crier lollipop kickboxer bodybuilder novelist author leader preach preaches
    preached referee referees umpire umpires conducts dances reserve reserves ta coastguard
    """.split()
)
_BY_NAME = Late(
    r"\b(?:they|we|everyone|everybody|people|lads|all) (?:all )?(?:calls?|called) (?:him|her|them) "
    r"(?!(?:by|in|out|back|up|off|on|at|over|for|to|and|about|when|every|names?|a|an|lazy|the next"
    r"|the "
    r"(?:day|night|morning|minute|moment|other|week|first|last|same))\b)the [^\W\d_]+"
    r"|\b(?:known|referred to) (?:to (?:everyone|everybody|all|us) )?as (?:the )?(?!(?:an?|being|it"
    r"|having|well|soon)\b)[^\W\d_]+|\bnick ?named? (?:is |was |the )(?:the )?[^\W\d_]+"
    r"|\bgoes by (?:the name )?[^\W\d_]+"
)
_PERSON = r"(?:fella|chap|bloke|lad|lass|lassie|lady|woman|man|girl|guy|one|person|gent|fellow)"
# Somebody told by what they do: "the fella who fixes the tail lifts", "used to teach at …".
_DOES = Late(
    rf"\b(?:the|that|our) {_PERSON} (?:who|that|what) (?!(?:is|was|are|were|has|had|have|said|told"
    r"|asked|wants?|got|gets|did|does|do|can|could|will|would|should|needs?|called|rang|went|came"
    r"|went"
    r"|takes|took|makes|made|gives|gave|helps|helped|works?|worked|lost|fell|died"
    r"|hit)\b)[^\W\d_]+s "
    r"(?:the |all |a |our |his |her )?(?:[^\W\d_]+ )?[^\W\d_]+"
    r"|\bused to (?:teach|nurse|serve|drive|fly|own|run|manage|sing|fight|compete|work) (?:at|in"
    r"|for"
    r"|on|down|over) (?!(?:nights?|days?|it|this|that|here|with|a|an)\b)(?:the )?[^\W\d_]+"
    r"|\b(?:swims|runs|plays|boxes|rows|fences|sails|shoots|skates|dances|rides|races|bowls"
    r"|fishes) "
    r"for (?!(?:fun|fitness|charity|miles|hours|a|an|it|me|us|work|time)\b)(?:the )?[^\W\d_]+"
    rf"|\b(?:the|that) {_PERSON} who (?:reported|whistle[ \-]?blew|blew the whistle|complained"
    rf"|resigned"
    r"|sued|grassed|exposed|refused|walked out|spoke out|stood up|wrote) [^\W\d_]+(?: [^\W\d_]+)?"
    r"|\b(?:the|our) (?:new |old |acting |interim |former )?(?:clinical|operational|medical|nursing"
    r"|training|safeguarding|wellbeing|resilience|mental health|dementia|frailty|maternity"
    r"|research)"
    r" (?:lead|head|chief)\b|\b(?:drove|flew|carried|guarded|met|treated|escorted) the (?:royal"
    r"|queen"
    r"|king|prince|pope|princess|president|prime minister|torch|flame)(?: [^\W\d_]+)?"
    r"|\bon (?:a )?secondment (?:to|with|at|in|from) (?:the )?[^\W\d_]+"
    r"|\b(?:the|our) (?:chief|boss|director|ceo|chair|commander|superintendent"
    r"|gaffer)['’]?s (?:driver"
    r"|pa|secretary|assistant|deputy|favourite|pet|mate|right hand)\b"
    r"|\b(?:the|our|her|his|their) (?:station|branch|safety|h&s|health and "
    r"safety|staff side) rep\b"
    r"|\b(?:the )?(?:longest|oldest|youngest|tallest|newest|last) (?:[^\W\d_]+ ){0,2}?of (?:anyone"
    r"|all of (?:us|them)|any of (?:us|them)|the lot|us all|the old [^\W\d_]+)\b"
)
_DOES_WORDS = Cues(
    """
    fella chap bloke lad lass lassie lady woman man girl guy one person gent fellow clinical lead
    head chief drove
    flew carried guarded met treated escorted used swims runs
    plays boxes rows fences sails shoots skates dances rides races bowls fishes secondment driver pa
    secretary assistant deputy favourite pet mate hand rep longest oldest youngest tallest newest
    last
    """.split()
)
_BY_NAME_WORDS = Cues("call calls called known referred nickname nicknamed nick goes".split())
_COUNTER = Late(
    r"\b(?:the|that|our) (?:chap|bloke|fella|fellow|lad|lass|lady|woman|man|girl|guy|one|person) "
    r"(?:in|from|on|at|who runs|who does|behind) (?:the )?(?:stores|payroll|fleet|workshops?"
    r"|canteen|tea bar|kit room|reception|front desk|make ready|garage|switchboard|post room"
    r"|tea hut"
    r"|occupational health|recruitment|scheduling|resourcing|pharmacy|estates|education|training)\b"
    r"|\b(?:the|our) acting[ \-]up (?:one|person|manager|tl|ctl|lead|officer)\b"
    r"|\bwhoever (?:had|has|did|does|ran|runs) (?:my|his|her|the|our) (?:old )?(?:job|post|role"
    r"|desk"
    r"|rota|station|line)\b(?: before (?:me|him|her|them))?|\bmy predecessor\b"
    r"|\b(?:her|his|their|my|the) (?:manager|boss|tl|ctl|line manager)['’]?s (?:manager|boss"
    r"|deputy)"
    r"\b|\b(?:our|their|the station['’]?s|the team['’]?s) (?:new|newest|only) (?:starter|recruit"
    rf"|joiner|arrival|(?:{STAFF}))\b"
    r"|\b(?:youngest|oldest|longest[ \-]serving|newest|steadiest) (?:hand|head|face|one) (?:on|in"
    r"|at)"
    r" (?:the|our|this) [^\W\d_]+"
    r"|\b(?:the )?first (?:ever )?(?:female|woman|male|black|asian|gay|deaf|muslim|polish) (?:boss"
    r"|chief|head|lead|director|tl|ctl|manager|dispatcher)\b(?: (?:that|the|this|our)(?: [^\W\d_]+)"
    r"?(?: (?:has|had|ever))?)?"
    r"|\b(?:half|one half|one|the other half) of (?:the|our) only [^\W\d_]+(?: [^\W\d_]+){0,2}"
)
_COUNTER_WORDS = Cues(
    """
    stores payroll fleet workshop workshops canteen bar room reception desk ready garage switchboard
    hut health recruitment scheduling resourcing pharmacy estates education training acting whoever
    predecessor manager boss deputy manager's boss's managers starter recruit joiner arrival only
    newest hand head face first half new youngest oldest serving steadiest
    """.split()
)


def second_lives(reading: Reading) -> Iterator[Span]:
    """Ask about second lives, seats, by-names and former callings."""
    for pattern, words, reason in (
        (_CAME, _CAME_WORDS, because("a past that few share")),
        (_SEATS, _SEATS_WORDS, because("a post that one person holds")),
        (_BESIDES, _BESIDES_WORDS, because("something that few do")),
        (_BY_NAME, _BY_NAME_WORDS, because("a name that somebody goes by")),
        (_DOES, _DOES_WORDS, because("a description that fits few")),
        (_COUNTER, _COUNTER_WORDS, because("only one person, or very few, can be meant")),
    ):
        for m in near_words(pattern, reading, words, 50, 60):
            yield asked(m, Kind.ROLE, reason, MASK)
