"""Posts and descriptions that one person, or very few, can fit: "the only female paramedic"."""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import HERE, PEOPLE, STAFF, STOPS, TRAIT, WORD, asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

MASK = "[a member of staff]"
_SOLE_WHY = because("only one person, or very few, can be meant")
_POST_WHY = because("a post that one person holds")
_MORE = rf"(?:(?!(?:{STOPS})\b){WORD} ){{0,3}}?"
_THE = r"(?:(?:the|our|my|their|its|a|an|his|her|this) )?"
_PLACED = (
    rf"(?: (?:left )?(?:{HERE})(?:\b|$)| (?:left )?(?:at|in|on|for|of|from|north of|south of) "
    rf"(?:the )?(?!(?:scene|{STOPS})\b){WORD}(?: (?!(?:{STOPS})\b){WORD})?)"
)
_ONLY = Late(
    rf"\b{_THE}(?:only|onyl|olny|onley|ony|onlt|sole|lone|solitary) (?:other )?(?:"
    rf"{_MORE}(?:{TRAIT})[ \-]{_MORE}(?:{STAFF}|{PEOPLE})\b{_PLACED}?"
    rf"|(?:(?!(?:{STOPS})\b){WORD} ){{1,3}}(?:{STAFF}|users?)\b(?! who (?:asked|listen|care))"
    rf"(?:{_PLACED}| left\b)?"
    rf"|(?:{STAFF}|{PEOPLE}){_PLACED}"
    rf"|(?:(?!(?:{STOPS})\b){WORD} ){{1,2}}(?:woman|man|lad|lass|girl|boy|lady|bloke|mum|dad"
    rf"|parent)\b"
    rf"(?:{_PLACED})?"
    rf"|(?:{TRAIT})(?: {PEOPLE})?\b{_PLACED}"
    rf"|(?!(?:time|thing|things|place|toilet|fridge|kettle|truck|vehicle|car|job|way|reason"
    rf"|problem|chance|option|crew|ambulance|question|downside|day|days|night|shift|break|part"
    rf"|bit|good|real|working|spare|space|chair|printer|radio|room|shower|heater|computer|screen"
    rf"|locker|table|sofa|bed|lift|door"
    rf"|window|tap|microwave|oven|plug|charger|defib|monitor|bag|stretcher|light|plan"
    rf"|course)\b)(?:(?!(?:{STOPS}|time|thing"
    rf"|things|place|toilet|fridge|kettle|truck|vehicle|car|job|way|reason|problem|chance|option"
    rf"|crew|ambulance|question|downside|day|days|night|shift|break|part|bit|good|real|working"
    rf"|spare|space|chair|printer|radio|room|shower|heater|computer|screen|locker|table|sofa|bed"
    rf"|lift|door"
    rf"|window|tap|microwave|oven|plug|charger|defib|monitor|bag|stretcher|light|plan"
    rf"|course)\b){WORD} ){{1,3}}(?:{HERE})\b"
    rf"|(?:{STAFF}|{PEOPLE}) (?:who|that) (?:speaks?|signs|can sign|uses an?|wears|rides|plays"
    rf"|lives)\b"
    rf"(?: (?!(?:{STOPS})\b){WORD}){{0,3}}"
    rf"|(?:{STAFF}|guy|man|woman|lad|lass|girl) (?:with|without|from|in) (?:an?|any|no|the|two"
    rf"|three)? ?"
    rf"(?!(?:{STOPS})\b){WORD}(?: (?!(?:{STOPS})\b){WORD})?"
    r"|one (?:who(?: is| has| can|['’]s| does| works)|with (?:a|an|kids|children)|of us)\b"
    rf"(?: (?!(?:{STOPS})\b){WORD}){{0,3}}"
    rf"|{WORD}-turned-{WORD}{_PLACED}?)",
)
_ONLY_WORDS = Cues("only onyl olny onley ony onlt sole lone solitary".split())
_RECORD = Late(
    rf"\b{_THE}(?:(?:youngest|youngets|oldest|oldset|eldest|tallest|newest|longest|longets"
    rf"|shortest|most senior|"
    r"most experienced|most decorated)(?:[ \-](?:serving|served|standing))?(?: ever)? "
    rf"(?:(?:{_MORE})(?:{STAFF}|{PEOPLE})\b(?: of staff)?(?:{_PLACED})?|(?:{HERE})\b)"
    rf"|longest[ \-](?:serving|served)\b(?: (?:{STAFF}|{PEOPLE})\b)?(?:{_PLACED})?"
    rf"|(?:last|first|one) of (?:the |only )(?:original|few|two|three|four|five|2|3|4|5)"
    rf"(?: (?!(?:{STOPS})\b){WORD}){{0,4}}"
    rf"|one of (?:only |just )?(?:two|three|2|3) (?:{_MORE})(?:{STAFF}|women|men|females|males)\b"
    rf"(?:{_PLACED})?"
    rf"|(?:two|three|four|five|2|3|4|5) of (?:them|us) (?:there|here)\b)",
)
_RECORD_WORDS = Cues(
    """
    youngest youngets oldest oldset longets eldest tallest newest longest shortest
    senior experienced decorated original
    few two three four five 2 3 4 5
    """.split()
)
_FIRST = Late(
    rf"\b{_THE}first (?:ever )?(?:"
    rf"(?:{_MORE})(?:{TRAIT}) (?:{_MORE})(?:{STAFF}|{PEOPLE})\b(?! on scene)(?:{_PLACED})?"
    r"|(?:woman|man|female|person) (?:to (?:be|become|hold|run|lead|make|get)|ever|in the|at the)\b"
    rf"(?: (?!(?:{STOPS})\b){WORD}){{0,3}}"
    r"|[^\W\d_]+ (?:consultant|practitioner|specialist|director|lead|manager)\b(?! on scene))",
)
_FIRST_WORDS = Cues({"first"})
_SENIOR = (
    r"director|chief executive|chief operating officer|ceo|coo|cfo|medical director|chief pilot|"
    r"chief (?:fire )?officer|chief paramedic|chief nurse|general secretary|freedom to speak up "
    r"guardian|high sheriff|lord mayor"
)
_POST = Late(
    r"\b(?:(?:the|our|my|their|a|an|his|her) )?(?:(?:acting|interim|former|new|current|retired) )?"
    rf"(?:(?:dep(?:uty)?|assistant|associate|vice|asst"
    rf"|non[ \-]exec(?:utive)?)[ .\-]{{1,2}}(?:{_SENIOR}|chair|head)"
    rf"(?: (?:of|for) (?!(?:{STOPS})\b){WORD}(?: (?:and )?(?!(?:{STOPS})\b){WORD}){{0,2}})?\b"
    rf"|(?:{_SENIOR})(?: (?:of|for)"
    rf" (?:the )?(?!(?:{STOPS})\b){WORD}(?: (?!(?:{STOPS})\b){WORD})?)?\b"
    rf"|head of (?!the (?:queue|bed|line|table)|steam|hair|department\b)(?!(?:{STOPS})\b){WORD}"
    rf"(?: (?!(?:{STOPS}|in|on|at|with)\b){WORD}){{0,2}}(?: in the {WORD})?"
    r"|(?:deputy|depty|duputy|deputey|dep|2ic|second in command)(?: (?:station |ops |operations "
    r"|team |sector "
    r"|locality )?"
    r"(?:managers?|leaders?|lead|officers?|heads?|chairs?))?\b(?! (?:round|for))"
    r"|(?:captain|treasurer|president|founder|trustee|landlord|governor|goalkeeper) (?:of|for)\b"
    rf"|lead for (?!(?:{STOPS}|the|a|today|this)\b){WORD}(?: (?!(?:{STOPS})\b){WORD})?"
    r"|(?:acting|interim|temporary) (?:[^\W\d_]+ )?(?:manager|lead|leader|officer|ctl|tl|director"
    r"|head)\b"
    r"|(?:trust|station|service|county|force) (?:chaplain|solicitor|historian|archivist"
    r"|photographer|"
    r"mechanic|dentist|padre)|(?:safeguarding|resilience|emergency planning|estates"
    r"|infection control|"
    r"caldicott|wellbeing|bariatric|dementia|maternity|mental health|frailty|end of life|research) "
    r"(?:lead|manager|officer|specialist|champion)\b"
    r"|branch (?:secretary|chair)|staff governor|(?:parish |county |town |local )?councillor|"
    r"consultant (?:paramedic|midwife|nurse)"
    r"|chair(?:man|woman|person)?(?= of (?:the|our)\b)|(?<=as )chair\b|(?<=is )chair\b)",
)
_POST_WORDS = Cues(
    """
    director chief ceo coo cfo head deputy depty duputy deputey dep 2ic ic command chair
    chairman chairwoman chairperson
    guardian sheriff mayor secretary captain treasurer president founder trustee landlord governor
    goalkeeper manager officer specialist champion chaplain solicitor historian archivist
    photographer dentist padre acting interim lead councillor consultant
    """.split()
)
_PLACED_POST = Late(
    r"\b(?:(?:the|our|my|their|a|an) )?(?:station|sector|locality|operations|ops|area|group|"
    r"duty|clinical|team|fleet|control|watch|practice|education) "
    r"(?:manager|officer|leader|lead|supervisor|educator|mentor)(?= (?:at|for|in|of|from|over at) "
    r"(?!the\b|our\b|my\b|this\b|charge\b|control\b|a\b|an\b|work\b|last\b|help\b|support\b)[A-Z])",
    0,
)
_PLACED_WORDS = Cues("manager officer leader lead supervisor educator mentor".split())
_COMMAND = Late(
    r"\b(?:on[ \-]duty |on[ \-]call )(?:gold|silver|bronze)(?: commander)?\b"
    r"|\b(?:gold|silver|bronze|strategic|tactical) commander\b"
    r"|\b(?:sits?|sat|is|was|been) (?P<told>on the board)\b",
)
_COMMAND_WORDS = Cues("gold silver bronze commander board".split())
_FAME = Late(
    r"\bat (?:the |two |three |\d )?(?:olympics|olympic games|paralympics|commonwealth games|"
    r"world cup|invictus games)\b"
    r"|\b(?:former|ex|retired)[ \-](?:professional |pro |international )?(?:footballer"
    r"|rugby player|"
    r"boxer|olympian|jockey|mp|mayor|pop star|singer|actor|actress|model|dancer|priest|nun|vicar|"
    r"monk|farrier|pilot|detective|judge|miner|trawlerman|ballet dancer|wrestler|champion)\b"
    r"|\b(?:played|plays|boxed|ran|rows|rowed|swam|sang|sings) for (?:england|wales|scotland|"
    r"ireland|britain|gb|great britain|the county)\b"
    r"|\b(?:was|been|went|is|be) on (?:strictly|bake off|mastermind|the x factor|x factor"
    r"|love island|"
    r"britain['’]s got talent|ninja warrior|gladiators|the voice|the chase|countdown)\b"
    r"|\b(?:holds|won|has|got|awarded|given) (?:an|a|the|his|her) (?:mbe|obe|george (?:medal"
    r"|cross)|"
    r"queen['’]s (?:medal|ambulance medal)|king['’]s ambulance medal|world record|olympic medal)\b",
)
_LOOKS = Late(
    r"\b(?:the|that) (?:[^\W\d_]+ )?(?:one|lad|lass|girl|bloke|guy|man|woman|fella|lady) with"
    r" (?:the|a|one|no|an|his|her) (?:[^\W\d_]+ )?"
    r"(?:beard|guide dog|stick|crutches|eyepatch|earring|nose ring|mohican|dreads|tattoos?|leg"
    r"|arm|hair|eye|limp|stammer|scar|wheelchair|turban|accent|moustache"
    r"|hand)\b"
)
_LOOKS_WORDS = Cues(
    """
    beard dog stick crutches eyepatch earring ring mohican dreads tattoo tattoos leg arm hair eye
    limp stammer scar wheelchair turban accent moustache hand
    """.split()
)
_FORMER = Late(
    rf"\b(?:(?:the|a|an|our) )?(?:ex|former)[ \-](?!(?:husband|wife|partner|boyfriend|girlfriend|"
    r"military|army|forces|colleague|crewmate|mate|manager|mentor|station|job|role|smoker"
    r"|employer|line|"
    r"team|service|trust|boss|crew|student|him|her|has|is|was|and|who|works|said"
    r"|missus)\b)(?:[^\W\d_]+ )?"
    rf"[^\W\d_]{{2,}}\b|\b(?:used to (?:be|play|box|sing|dance|ride)|was once|trained as) (?:an?"
    rf"|for) "
    rf"(?!(?:bit|lot|good|great|happy|different|nice|proper|real|better|time|laugh|student"
    rf"|paramedic)\b)"
    rf"{WORD}(?: (?!(?:{STOPS}|in|at|on|with)\b){WORD})?",
)
_FORMER_WORDS = Cues("ex former used once trained".split())
_FAME_WORDS = Cues(
    """
    olympics olympic paralympics games cup former ex retired played plays boxed ran rows rowed swam
    sang sings strictly bake mastermind factor island talent ninja gladiators voice chase countdown
    mbe obe george medal record
    """.split()
)
_SPOKEN = Late(
    rf"\b(?:yr|['’]r) unig (?:(?!a\b|ac\b|yn\b|beth\b|un\b){WORD})(?: (?!a\b|ac\b"
    rf"|sy\b){WORD}){{0,4}}"
    rf"|\bjedyn[aeym] (?!co\b|rzecz\b){WORD}(?: (?!i\b|a\b|że\b){WORD}){{0,3}}"
    rf"|\b(?:najmłodsz|najstarsz|najmlodsz|najdłużej pracując)\w* {WORD}(?: na {WORD} {WORD})?",
)
_SPOKEN_WORDS = Cues(
    """
    unig jedyna jedyny jedynym jedyne najmlodsza najmlodszy najstarsza najstarszy najdluzej
    """.split()
)


def sole_roles(reading: Reading) -> Iterator[Span]:
    """Ask about roles that single somebody out."""
    for pattern, words, reason, mask in (
        (_ONLY, _ONLY_WORDS, _SOLE_WHY, MASK),
        (_RECORD, _RECORD_WORDS, _SOLE_WHY, MASK),
        (_FIRST, _FIRST_WORDS, _SOLE_WHY, MASK),
        (_POST, _POST_WORDS, _POST_WHY, "[a manager]"),
        (_PLACED_POST, _PLACED_WORDS, _POST_WHY, "[a manager]"),
        (_COMMAND, _COMMAND_WORDS, _POST_WHY, "[a manager]"),
        (_FAME, _FAME_WORDS, because("something that few have done"), "[something well known]"),
        (_FORMER, _FORMER_WORDS, because("a past that few share"), MASK),
        (_LOOKS, _LOOKS_WORDS, because("a description that fits few"), MASK),
        (_SPOKEN, _SPOKEN_WORDS, _SOLE_WHY, MASK),
    ):
        for m in near_words(pattern, reading, words, 40, 110):
            yield asked(m, Kind.ROLE, reason, mask)
