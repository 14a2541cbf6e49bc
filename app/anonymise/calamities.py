"""What happened to somebody, and where: jobs and blows that are told and told again.

Beside ``rare_events``, which knows a job by its scene; here it is known by who lay where, by what
was done to a crew or a vehicle, and by the court and the papers that follow.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import STOPS, asked
from app.anonymise.rare_events import SCENE, kind_of
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

_WHY = because("a job that people would remember")
_WHO = (
    r"bab(?:y|ies)|child|kids?|toddler|teenager|lads?|lass|boys?|girls?|man|men|woman|bloke|mum|dad"
    r"|lady|body|bodies|jumper|climber|cyclist|biker|walker|rider|swimmer|worker|farmer|bull|horse"
    r"|dogs?|cow|swan|snake|python|fatal|fatality|family|couple|brothers|sisters|hanging|drowning"
    r"|shooting|stabbing|newborn|driver|diver|builder|roofer|student|soldier"
)
_WHERE = (
    rf"{SCENE}|suitcase|bath|bathtub|pool|canal|woods|forest|well|freezer|wheelie bin|bin|car boot|"
    r"skip|loft|cellar|tree|trees|roof|roofs|cliffs?|rails|tracks|sea|fields?|sewer|drain|ditch|"
    r"hot tub|washing machine|wardrobe|taxi|lift|lay-?by|bypass|motorway|ring road|roundabout|"
    r"multi[ \-]?storey|carriageway|slip road|chimney|silage|baler|manhole|mast|pylon|spike|"
    r"railings|fence|wood chipper|escalator|fountain|tide|mud|ice|quicksand|dunes|estuary"
)
# People are met in these any day.
_ORDINARY = (
    r"shop|school|gym|pub|hotel|market|library|college|nursery|church|car park|supermarket|"
    r"chip shop|office block|petrol station|post office|police station|cinema|bus stop|bus "
    r"station|court|hostel|shopping centre|football|rugby|cricket|festival|demo|wedding|track"
)
_LAY = Late(
    rf"\b(?:the|that|those|this) (?:(?!(?:{STOPS})\b)[^\W\d_]+ )?(?:{_WHO}) (?:in|on|under|off"
    rf"|from|"
    rf"at|down|beneath|inside|through|by|up|into) (?:the|a|an"
    rf"|that) (?!(?:{_ORDINARY})\b)(?:{_WHERE})\b"
    rf"|\b(?:two|three|four|five|six|2|3|4|5|6) (?:kids|children|lads|girls|boys|brothers|sisters|"
    rf"babies|teenagers|bodies|men|women) (?:in|under|from|off|dead|killed|drowned|trapped|burnt"
    rf"|shot)"
    rf"(?: (?:in|by|at|under|on))?(?: (?:the|a|an|that))?(?: [^\W\d_]+){{1,2}}"
    rf"|\b(?:the|that) (?:[^\W\d_]+ )?(?:{_WHO}|bride|groom|nun|vicar) (?:(?:left|found|trapped"
    rf"|stuck|"
    rf"buried|locked|impaled|pinned|hanging) (?:in|on|under|by|from)|hit by) (?:the|a|an"
    rf"|that) [^\W\d_]+"
    r"|\b(?:the|that) (?!(?:patient|pt|one|colleague|person|crew|manager|paramedic|staff|people)\b)"
    r"[^\W\d_]+ (?:who|that) (?:collapsed|drowned|fell (?:from|off|through|into)|jumped"
    r"|burn(?:ed|t)|was"
    r" (?:stabbed|shot|crushed|impaled|electrocuted|mauled|decapitated|set alight|burnt|trapped))\b"
    r"|\b(?:an?|the|that) (?:plane|helicopter|glider|microlight|balloon|coach|bus|lorry|tractor"
    r"|train|"
    r"tram|boat|yacht|tank|digger|car|van) (?:in|into|on|through|off|under) (?:an?|the"
    r"|someone['’]?s) "
    r"(?:house|fields?|river|sea|shop|pub|school|canal|lake|crowd|wall|garden|roof|building|trees?|"
    r"bridge|hall|caf[eé]|bungalow|ditch|church|reservoir|front room|bus stop|queue)\b"
    rf"|\b(?:the|that|those|this) (?:{_WHO}) (?:under|beneath|off) the [^\W\d_]{{3,}}"
    r"|\b(?:the|that|a|another|our|last) (?:double|triple|multiple)[ \-](?:fatal(?:ity|ities)?|"
    r"death|shooting|stabbing|murder|drowning|hanging)\b"
    r"|\b(?:the|that) (?:beheading|decapitation|dismemberment|impalement|infanticide|cannibal|"
    r"murder[ \-]suicide|nail bomb|pipe bomb|grenade|lightning strike|tornado|tsunami|"
    r"earthquake)\b(?: job)?"
    r"|\b(?:the|that) (?!(?:heart|panic|anxiety|asthma|vertigo|gout|verbal|physical|personal|next|"
    r"last|first|second|third|whole|cyber|worst|migraine|same)\b)[^\W\d_]+ attack\b"
    rf"|\b(?:the|that|a) (?:major incident|mass casualty incident|terror(?:ist)? attack) (?:at"
    rf"|on|in"
    r"|by|near|off) (?:the )?[^\W\d_]+"
    r"|\b(?:born|delivered(?: [^\W\d_]+){1,2}|gave birth|birth) (?:in|on|at) (?:the"
    r"|a) (?:back of a "
    r")?(?:taxi|bus|lift|car ?park|lay-?by|motorway|train|toilets?|supermarket|field|hard shoulder"
    r"|roadside)\b",
)
_LAY_WORDS = Cues(
    """
    baby babies child kid kids toddler teenager lad lads lass boy boys girl girls man men woman
    bloke mum dad lady body bodies jumper climber cyclist biker walker rider swimmer worker farmer
    bull horse dog dogs cow swan snake python fatal fatality family couple brothers sisters hanging
    drowning shooting stabbing newborn driver diver builder roofer student soldier double triple
    multiple beheading decapitation dismemberment impalement infanticide cannibal murder bomb
    children babies bodies teenagers women bride groom nun vicar collapsed drowned fell jumped
    burned burnt plane helicopter glider microlight balloon coach bus lorry tractor train tram boat
    yacht tank digger car van grenade lightning tornado tsunami earthquake attack incident born
    delivered birth
    """.split()
)
_DONE = Late(
    r"\b(?:(?:the|their|his|her|our|my|an?) )?(?:ambulance|truck|vehicle|rrv|van|car|motor) "
    r"(?:(?:was|got|had been|were|being) (?:stolen|nicked|hijacked|torched|set (?:on fire|alight)|"
    r"rolled|shot at|rammed|petrol bombed|bricked|stoned|hit by an? [^\W\d_]+)"
    r"|rolled(?! (?:in|up|out|over to)\b)|overturned|caught fire|blew up"
    r"|hit (?:an?|the) (?!(?:road|kerb|brakes|pothole|speed)\b)[^\W\d_]+"
    r"|went (?:in|into|through|off|over) the (?!red\b|lights\b|system\b)[^\W\d_]+)\b"
    r"|\b(?:(?:was|were|been|got|being|gets) )?(?P<told>(?:kicked|bitten|gored|trampled|crushed|"
    r"thrown|mauled|stung|attacked|hit|struck|dragged|run over|knocked (?:down|off)|butted|pinned) "
    r"(?:by|off|under|from) (?:an?|the|his|her) (?!(?:patients?|pts?|drunk|relative|colleague"
    r"|member"
    r"|manager|bug|wave|virus|feeling|news|bill|thought|wall|drunks|punter|lad|man|woman|bloke|"
    r"mental|service|public|car door|door|whole|fact|way)\b)[^\W\d_]+)"
    r"|\bheld at (?:knife|gun) ?point\b|\b(?:filmed|assaulted|attacked|hit) (?:live )?on (?:live "
    r")?(?:tv|telly|camera|film)\b|\b(?:an?|the) (?:documentary|film|tv|camera|news) crew\b"
    r"|\b(?:was|were|been|got|being) (?:stabbed|shot|shot at|slashed|taken hostage|held hostage|"
    r"petrol bombed|struck by lightning|mugged)"
    r"(?: (?:on duty|at work|on scene|on a job|on shift))?\b",
)
_DONE_WORDS = Cues(
    """
    stolen nicked hijacked torched set rolled shot rammed bombed bricked stoned hit overturned
    caught blew went kicked bitten gored trampled crushed thrown mauled stung attacked struck
    dragged run knocked butted pinned stabbed slashed hostage held mugged filmed assaulted crew
    """.split()
)
_AFTER = Late(
    r"\b(?:(?:the|an?|his|her|that|their) )?(?:inquest|public inquiry|murder trial|crown court|"
    r"coroner['’]?s (?:court|inquest))\b"
    r"|\b(?:on|in|all over|made|heard it on) (?:the )?(?:local|national|commercial|regional) "
    r"(?:radio|tv|telly|news)\b"
    r"|\b(?:on|all over) (?:sky news|bbc news|itv news|look (?:east|north)|points west|"
    r"reporting scotland|wales today|spotlight|granada reports)\b"
    r"|\b(?:went|goes|gone|going|all|been|posted|filmed|ended up|put) (?:it |her |him |them )?"
    r"(?:round|over|on|up on|all over|across|out on) (?:facebook|twitter|tik ?tok|social media|"
    r"youtube|instagram|the internet|snapchat)\b",
)
_AFTER_WORDS = Cues(
    """
    inquest inquiry trial court radio tv telly news look points scotland today spotlight reports
    facebook twitter tiktok tik social youtube instagram internet snapchat
    """.split()
)
_SPOKEN = Late(
    r"\b(?:damwain|ddamwain|tân|dân|llofruddiaeth) (?:(?:y|yr|ar|yn|ger) )?(?:(?:y|yr) )?"
    r"(?!(?:oedd|car|yn|wedi|bach)\b)[^\W\d_]{3,}"
    r"|\b(?:ten|tego|tym) (?:wypad\w+|pożar\w*|pozar\w*) [^\W\d_]+",
)
_SPOKEN_WORDS = Cues(
    "damwain ddamwain tan dan llofruddiaeth wypadek wypadku pozar pozaru pozarze".split()
)


def calamities(reading: Reading) -> Iterator[Span]:
    """Ask about what happened to somebody somewhere, and about what came of it in public."""
    for pattern, words in (
        (_LAY, _LAY_WORDS),
        (_DONE, _DONE_WORDS),
        (_SPOKEN, _SPOKEN_WORDS),
    ):
        for m in near_words(pattern, reading, words, 40, 60):
            yield asked(m, Kind.EVENT, _WHY, kind_of(m.group()))
    for m in near_words(_AFTER, reading, _AFTER_WORDS, 40, 30):
        yield asked(m, Kind.EVENT, because("it is known beyond the station"), "[talked about]")
