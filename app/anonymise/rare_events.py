"""Jobs and happenings that people would talk about: "the coach crash on Tuesday"."""

import re
from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

_WHY = because("a job that people would remember")
_SCENES = """
    air show|airshow|airport|airfield|allotment|allotments|arena|barn|barge|beach|bell tower|
    bonfire|bridge|building site|bus|bus shelter|bus stop|bus station|cable car|campsite|
    canal|canal boat|car park|car wash|caravan|caravan park|carnival|casino|castle|cathedral|
    cave|cemetery|chemical|chip shop|church|cinema|cliff|coach|coal mine|college|combine|
    concert|court|courthouse|crane|crematorium|cricket|dam|demo|derby|digger|dock|dockyard|
    embassy|escalator|factory|fair|fairground|farm|ferry|festival|firework|fishing boat|
    food bank|football|forklift|funfair|gas|gig|glider|golf course|grain|gurdwara|gym|hangar|
    harbour|helicopter|hostel|horse|balloon|hotel|ice rink|jetty|jet ski|kayak|lake|landfill|
    level crossing|library|lido|lifeboat|lighthouse|lock|lorry|lorry park|marathon|marina|
    market|mill|mine|minibus|moor|mosque|mountain|museum|narrowboat|nightclub|night club|
    nursery|office block|oil rig|paddling pool|park run|parkrun|petrol station|pier|plane|
    playground|pleasure boat|police station|pond|post office|poultry|power station|prison|pub|
    quad bike|quarry|quay|racecourse|race track|rally|railway|rail|rave|recycling|refinery|
    reservoir|retail park|river|roller coaster|rugby|runway|sawmill|scaffold|scaffolding|
    school|school gate|school gates|school bus|school trip|seafront|shopping centre|shop|silo|
    ski slope|skate park|slipway|slurry|speedway|stadium|station platform|steelworks|
    substation|supermarket|swimming pool|synagogue|temple|theatre|theme park|tip|town hall|
    tower block|track|tractor|trailer park|train|tram|tunnel|underpass|viaduct|village hall|
    warehouse|water park|wedding|weir|wind farm|wind turbine|yacht|zip wire|zip line|zoo
""".replace("\n", " ").split("|")
SCENE = "|".join(sorted((scene.strip() for scene in _SCENES), reverse=True))
_SERIOUS = (
    r"crash|collision|pile[ \-]?up|fires?|blaze|drownings?|stabbings?|shootings?|sieges?"
    r"|explosions?|"
    r"blast|collapses?|rescues?|evacuations?|derailment|flood|landslide|avalanche"
    r"|hostage situation|"
    r"murders?|killings?|attacks?|bombings?|bomb|riots?|arson|poisonings?|electrocution|capsiz\w+"
    r"|sinking|"
    r"hangings?|robbery|raid|hijack|leak|spill|disaster|tragedy|accident|incident|falls?"
    r"|impalement|"
    r"stampede|crush|standoff|stand[ \-]off"
)
_LOOSE = r"jobs?|one|thing|call|shout|incident|accident"
_THE = r"(?:(?:the|that|this|a|an|our|his|her|my|their) )?"
_BIG = r"(?:(?:big|awful|bad|terrible|horrible|fatal|double|triple|multiple|recent|major) )?"
_WHEN = (
    r"(?: (?:on|last|this) (?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|year|"
    r"weekend|summer|winter|spring|autumn|christmas)(?: night)?)?"
)
_PLAIN = (
    r"blue|red|green|yellow|white|black|big|small|long|short|new|old|best|worst|most|least|name"
    r"|form|"
    r"keys?|kettle|number|list|folder|label|lid|lock|wheels?"
)
_JOB = Late(
    rf"\b{_THE}{_BIG}(?:{SCENE}) (?:{_SERIOUS})(?: jobs?)?\b{_WHEN}"
    rf"|\b(?:the|that) {_BIG}(?:(?!(?:same|next|last|first|whole|main|new)\b)[^\W\d_]+ )?"
    rf"(?:{SCENE}) (?:{_LOOSE})\b{_WHEN}"
    rf"|\b(?:the|that) (?:one|job|call|incident|fatal|fatality) (?:on|at|in|by|under|off|near) the "
    rf"(?:{SCENE})\b{_WHEN}"
    rf"|\b(?:the|that) {_BIG}(?:drownings?|stabbings?|shootings?|siege|explosion|derailment"
    rf"|bombing|"
    rf"murders?|riots?|landslide|hostage\w*|arson|plane crash|mass casualty|machete|acid)\b"
    rf"(?: (?:job|attack|incident))?(?: (?:at|on|in|by|off) the (?:{SCENE})\b)?{_WHEN}"
    rf"|\b(?:the|that) {_BIG}(?:crash|collision|pile[ \-]?up|fire|rescue|collapse|fall) "
    rf"(?:(?:at|on|in|by|off) the (?:{SCENE})\b|on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b)",
)
_WITH = Late(
    rf"\b(?:the|that) (?:one|job|call) (?:with|involving) the (?!(?:{_PLAIN})\b)[^\W\d_]+"
    r"(?: (?:and|in|on|at) (?:the )?[^\W\d_]+)?"
)
_WITH_WORDS = Cues({"with", "involving"})
_DULL = (
    r"whole|wrong|right|first|last|next|same|new|old|only|best|worst|main|other|previous|second|"
    r"third|final|actual|current|full|part|time|dream|day|night|good|bad|big|little|easy|hard|long|"
    r"short|real|proper|kids?|kiddie|bab(?:y|ies)|child|childs|wean|paeds?|cardiac|arrest|rtc|rta"
    r"|stroke|"
    r"falls?|chest|pain|resus|hospital|ambulance|office|desk|paramedic|technician|tech|student"
    r"|band|"
    r"admin|manager|driving|relief|make|ready|cpr|sepsis|maternity|birth|delivery|mental|health|"
    r"trauma|overdose|suicide|seizure|house|home|care|nursing|residential|transfer|discharge|"
    r"control|station|staff|team|crew|training|temp|cleaning|print|back|original|emergency|routine|"
    r"serious|critical|major|minor|recent|traumatic|difficult|awful|terrible|horrible|upsetting|"
    r"distressing|above|phone|day|desk|cat|category|red|amber|green|priority|under|half|job|rest|"
    r"nurse|teaching|senior|permanent|police|fire|standby|backup|welfare|welfare|union|trust"
    r"|alleged|patient"
)
_ODD = Late(
    rf"\b(?:the|that|after|since|re|post|following) (?!(?:{_DULL}|a|an|my|his|her|our|each|every"
    rf"|this)\b)"
    rf"(?:[^\W\d_][\w'’\-]+ (?!(?:{_DULL})\b))?[^\W\d_][\w'’\-]+ "
    rf"(?:job|incident|shout)\b(?! (?:description|cycle|number|no|ref|centre|share|satisfaction"
    rf"|report|"
    rf"form|line|title|offer|market|role|security|plan|log|type)){_WHEN}",
)
_HAPPENED = Late(
    rf"\b(?:the|that|a|his|her|our|after|since|at|from|re|following|post) (?!(?:{_DULL})\b)"
    rf"(?:[^\W\d_][\w'’\-]+ )?(?!(?:{_DULL}|car|kitchen|chip|small|bin|with|and|to|of|in|on|at"
    rf"|for)\b)"
    r"[^\W\d_][\w'’\-]+ (?:fires?|blaze|explosion|blast|drownings?|stabbings?|shootings?|siege|"
    r"evacuation|derailment|capsize|collapse|murders?|bombing|poisoning|electrocution|rescue|flood|"
    rf"landslide|disaster|stampede|hostage)\b(?! (?:service|station|engine|crew|alarm|door|drill"
    rf"|exit|"
    rf"safety|brigade|fighter|team|stick|fit|risk))(?: job\b)?{_WHEN}",
)
_HAPPENINGS = Cues(
    """
    fire fires blaze explosion blast drowning drownings stabbing stabbings shooting shootings siege
    evacuation derailment capsize collapse murder murders bombing poisoning electrocution rescue
    flood landslide disaster stampede hostage
    """.split()
)
_FELL = Late(
    r"\b(?:when|where|after|as|since) (?:the|a) (?:[^\W\d_]+ ){1,3}(?:collapsed|exploded|capsized|"
    r"derailed|overturned|sank|caught fire|blew up|came down on|was thrown|went under|fell on"
    r"|gave way)\b"
    r"|\b(?:the|that) (?:young |little |old )?(?:lad|man|woman|girl|boy|kid|child|toddler|baby"
    r"|mum|dad|"
    r"worker|climber|walker|jockey|driver|pilot) (?:who|that) (?:was (?:stabbed|shot|crushed"
    r"|impaled|"
    r"decapitated|electrocuted|mauled|hit by)|drowned|fell (?:from|off|through|into)|jumped|hanged|"
    r"got (?:stabbed|shot|crushed|hit by)|burned|burnt|set (?:fire|himself"
    r"|herself))(?: [^\W\d_]+){0,3}",
)
_FELL_WORDS = Cues(
    """
    collapsed exploded capsized derailed overturned sank caught blew came thrown under fell gave
    stabbed shot crushed impaled decapitated electrocuted mauled hit drowned jumped hanged burned
    burnt set
    """.split()
)
_ODD_WORDS = Cues({"job", "incident", "shout"})
# A scene's last word, or a happening that stands by itself.
_WORDS = Cues(
    [scene.split()[-1] for scene in _SCENES]
    + """
    drowning drownings stabbing stabbings shooting shootings siege explosion derailment bombing
    murder murders riot riots landslide hostage arson casualty machete acid crash
    collision pile fire rescue collapse fall
    """.split()
)
_NEWS = Late(
    r"\b(?:(?:was|were|been|is|are|made|make|got|it|all|all over) )?(?P<told>"
    r"(?:in|on|all over|made|hit) (?:the )?(?:local |national |six o['’]clock |evening )?"
    r"(?:news(?!letter|paper round)|(?<!on )papers?(?! work)|headlines|front pages?|telly|tv news"
    r"|press)"
    r"|(?:went|gone|going) viral|(?:front|on the) page of the (?:paper|gazette|herald|echo"
    r"|post))\b",
)
_NEWS_WORDS = Cues(
    "news paper papers headlines page pages telly press viral gazette herald".split()
)
_SPOKEN = Late(
    r"\b(?:damwain|tân|boddi|ffrwydrad|trywanu|saethu) (?:ar|yn|ger|mewn|wrth) (?:y |yr |ym |yng )?"
    r"[^\W\d_]{3,}(?: [^\W\d_]{4,})?"
    r"|\b(?:pożar\w*|pozar\w*|wypad(?:ek|ku|kiem)|wybuch\w*|utonię\w*|strzelanin\w*|napad\w*|"
    r"katastrof\w*) (?:na |w |we |pod |przy )?[^\W\d_]{4,}",
)
_SPOKEN_WORDS = Cues(
    """
    damwain tan boddi ffrwydrad trywanu saethu pozar pozarze pozaru pozarem wypadek wypadku
    wypadkiem wybuch wybuchu strzelanina strzelaniny strzelaninie napad napadzie katastrofa
    katastrofie katastrofy
    """.split()
)
_KINDS = (
    (r"coach|minibus|lorry|bus (?:crash|coll)|pile|motorway", "[a serious road collision]"),
    (r"fire|blaze|arson|po[żz]ar|tân", "[a fire]"),
    (
        r"stabb|shoot|sieg|murder|kill|attack|bomb|riot|hostage|machete|acid|robber",
        "[a violent job]",
    ),
)
_ORDINARY = re.compile(
    r"(?:the |that )?(?:(?:school|nursery|college|gym|shop|pub|church|farm|prison|court|hostel|"
    r"hotel) (?:one|thing|job|call)|(?:gas|track|rail) (?:one|thing|job|call)|a fall|(?:car ?park|"
    r"shop|nursery|school|college|court|office) (?:one|job))$",
    re.IGNORECASE,
)


def rare_events(reading: Reading) -> Iterator[Span]:
    """Ask about events that stand out, and about what was in the news."""
    for m in near_words(_JOB, reading, _WORDS, 40, 60):
        if not _ORDINARY.match(m.group()):
            yield asked(m, Kind.EVENT, _WHY, kind_of(m.group()))
    for m in near_words(_WITH, reading, _WITH_WORDS, 40, 60):
        yield asked(m, Kind.EVENT, _WHY, kind_of(m.group()))
    for m in near_words(_ODD, reading, _ODD_WORDS, 40, 40):
        yield asked(m, Kind.EVENT, _WHY, kind_of(m.group()))
    for m in near_words(_HAPPENED, reading, _HAPPENINGS, 50, 40):
        yield asked(m, Kind.EVENT, _WHY, kind_of(m.group()))
    for m in near_words(_FELL, reading, _FELL_WORDS, 50, 30):
        yield asked(m, Kind.EVENT, _WHY, kind_of(m.group()))
    for m in near_words(_SPOKEN, reading, _SPOKEN_WORDS, 10, 60):
        yield asked(m, Kind.EVENT, _WHY, kind_of(m.group()))
    for m in near_words(_NEWS, reading, _NEWS_WORDS, 40, 40):
        yield asked(m, Kind.EVENT, because("it was in the news"), "[talked about]")


def kind_of(words: str) -> str:
    """Name only the sort of event it was."""
    for pattern, mask in _KINDS:
        if re.search(pattern, words, re.IGNORECASE):
            return mask
    return "[a difficult job]"
