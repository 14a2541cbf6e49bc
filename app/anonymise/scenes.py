"""Jobs by the odd place they were at: "the arrest on the football pitch".

Beside ``rare_events`` and ``calamities``: there the happening is rare by itself; here any job is
told from the rest by where it was, or by what became of a roof, a tent or an ambulance.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import asked
from app.anonymise.rare_events import kind_of
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

_WHY = because("a job that people would remember")
_ODD_PLACES = """
    pitch|motorway|hard shoulder|carriageway|bypass|flyover|lift|gig|concert|festival|baths|
    swimming baths|swimming pool|pool|leisure centre|beach|pier|prom|promenade|seafront|quarry|
    reservoir|lake|river|canal|weir|bridge|tunnel|viaduct|multi-storey|multi storey|tower block|
    tower|flats|caravan|caravan site|caravan park|campsite|farm|barn|silo|factory|warehouse|
    foundry|mill|docks|harbour|marina|ferry|boat|airport|airfield|runway|plane|train|tram|
    platform|level crossing|railway|tracks|zoo|fair|fairground|funfair|carnival|parade|circus|
    stadium|arena|theatre|cathedral|mosque|temple|wedding|funeral|playground|prison|courtroom|
    casino|nightclub|racecourse|race track|ice rink|hot tub|woods|forest|moor|mountain|cliff|
    cliffs|cave|gorge|embassy|squat|brothel|sauna|wind turbine|pylon|crane|scaffold|scaffolding|
    roof|chimney|skip|bin|well|sewer|ditch|allotment|allotments|greenhouse|golf course|ski slope|
    bouncy castle|marquee|float|refuge|mosque|cemetery|crematorium|estate|landfill|power station|
    steelworks|building site|water park|theme park|bandstand|lighthouse|slipway|pond|fountain
""".replace("\n", " ").split("|")
_ODD_PLACE = "|".join(sorted({place.strip() for place in _ODD_PLACES}, reverse=True))
_ANY_PLACE = (
    rf"{_ODD_PLACE}|park|football pitch|football|rugby club|pub|club|gym|school|college|nursery"
    r"|church|hotel|hostel|supermarket|cinema|bank|court|market|car wash|flat|field|toilets?"
    r"|showers?|back of (?:the|our|an?) (?:truck|ambulance|van|wagon|police van|taxi|cab)"
)
_JOBS = (
    r"job|call|one|shout|arrest|cardiac arrest|fall|rtc|incident|accident|collapse|fatal|patient"
)
_GRAVE = (
    r"birth|delivery|cot death|death|deaths|hanging|hangings|crush|assault|attack|stabbing|shooting"
    r"|robbery|rescue|murder|murders|bod(?:y|ies)|suicide|drowning|explosion|fire|fight|brawl|crash"
    r"|electrocution|amputation|leak|raid|riot|siege|overdose"
)
_NEAR = r"(?:in|on|at|under|outside|near|by|off|inside|behind|down|from|beside|up)"
_PLACED = Late(
    rf"\b(?:the|that|those|this) (?:[^\W\d_]+ )?(?:{_JOBS}) {_NEAR} (?:the|that|an?) "
    rf"(?:[^\W\d_]+ )?(?:{_ODD_PLACE})\b"
    rf"|\b(?:the|that|those|this|a|an|two|three) (?:[^\W\d_]+ )?(?:{_GRAVE}) {_NEAR} "
    rf"(?:the |that |an? )?(?:[^\W\d_]+ )?(?:{_ANY_PLACE})\b(?: (?:site|park|pitch|shoulder))?"
    r"|\b(?:the|that) (?:school |works |church )?(?:coach|minibus|tanker|tractor|tram|bus|lorry"
    r"|horsebox|caravan|motorbike|hearse|milk float) (?:on|off|in|down|under|over) the (?:motorway"
    r"|[ab] ?road|bypass|dual carriageway|hard shoulder|lay-?by|ring road|roundabout|moor|hill"
    r"|[abm]\d{1,4}|coast road|slip road|central reservation|embankment|ravine|bank)\b"
    r"|\b(?:coach|minibus|train|tram|bus|lorry|tanker|school bus|helicopter|plane|boat|quad"
    r"|tractor) "
    r"(?:rtc|rta|rti|fatal)\b|\b(?:incident|job|call|accident|collision) involving (?:an?|the|two"
    r"|three) (?!(?:patient|pt|child|colleague|member|student|crew|staff)\b)[^\W\d_]+"
    r"(?: and (?:an? |the )?[^\W\d_]+)?"
    r"|\b(?:the|a) (?:collapse|sinking|derailment|evacuation|explosion|burning"
    r"|capsizing) of (?:the|an?"
    r"|that) [^\W\d_]+|\b(?:the|that) (?:one|lad|man|woman|bloke|guy|girl|boy|job|kid"
    r"|patient) with "
    r"(?:the|an?) (?:[^\W\d_]+ )?(?:sword|machete|gun|shotgun|crossbow|axe|chainsaw|snake|python"
    r"|hammer|bomb|grenade|harpoon|pitchfork|nail gun|arrow|spear)\b"
    r"|\b(?:declared )?(?:an? |the )?major incident (?:at|on|in|by|near) (?:the )?[^\W\d_]+"
    r"|\b(?:paraglider|parachutist|skydiver|paddleboarder|kayaker|canoeist|surfer|roofer"
    r"|steeplejack"
    r"|jockey|stuntman|acrobat) (?:in|on|under|off|from|at) the [^\W\d_]+"
    r"|\b(?:the|that) (?:police|taser|firearms|armed|terror|carnival|fairground|stunt|air[ \-]?show"
    r"|parade) (?:shooting|chase|pursuit|incident|siege|job|float|crash|accident|arrest)\b",
)
_JOB_WORDS = Cues(
    """
    job call one shout arrest fall rtc incident accident collapse fatal birth delivery death deaths
    hanging hangings crush assault attack stabbing shooting robbery rescue murder murders body
    bodies suicide drowning explosion fire fight brawl crash electrocution amputation leak raid riot
    siege overdose coach minibus tanker tractor tram bus lorry horsebox caravan motorbike hearse
    rta rti fatal evacuation sinking derailment burning capsizing sword machete gun shotgun crossbow
    axe chainsaw snake python hammer bomb grenade harpoon pitchfork arrow spear
    paraglider parachutist skydiver paddleboarder kayaker canoeist surfer roofer steeplejack jockey
    stuntman acrobat float police taser firearms armed terror carnival fairground stunt airshow
    parade
    """.split()
)
_BECAME = (
    r"(?:came (?:down|in|off)|fell (?:in|down|on|over|through)|gave way|blew (?:over|in|up|off)"
    r"|went (?:up|over|under|down|into)|caved in|toppled|tipped(?: over)?|sank|flooded|collapsed"
    r"|exploded|snapped|caught fire|overturned|rolled|crashed|derailed|capsized|burnt down"
    r"|burned down)"
)
_GAVE_WAY = Late(
    r"\b(?:when|where|after|as|since|that time) (?:the|a|that|our|their) (?!(?:shift|day|job|call"
    r"|system|radio|power|wifi|price|rota|patient|pt|hr|bp|heart|sats|crew|kids?|baby|family"
    r"|temp\w*|number|news|light|lights|email|computers?|phone|phones|rain|weather)\b)"
    rf"(?:[^\W\d_]+ )?[^\W\d_]+ {_BECAME}\b(?: (?:at|on|in|into|onto) (?:the )?[^\W\d_]+)?"
    r"|\b(?:the|that) (?:night|day|morning|evening) (?:that )?the (?!(?:job|shift|call|crew"
    r"|patient|pt"
    r"|system|rota|news|email|manager|team)\b)[^\W\d_]+ (?:burst|flooded|came|fell|collapsed|burned"
    r"|burnt|blew|crashed|sank|broke|caught|exploded|shut)\b(?: [^\W\d_]+)?"
    r"|\b(?:child|kid|man|woman|lad|boy|girl|worker|farmer|toddler|baby|climber|walker|driver)"
    r"(?: was| were| got)? (?:trapped|crushed|buried|impaled|pinned|swept|mauled|sucked) (?:in"
    r"|under"
    r"|by|on|between|away|beneath|out|into) (?:the |an? )?[^\W\d_]+"
    r"|\b(?:an? |the )?(?:tree|bus|coach|car|lorry|van|truck|plane|crane|boulder|digger|train"
    r"|wall) "
    r"(?:through|into|onto|on top of) (?:the |an? )?(?:tent|shop ?front|shop|house|pub|school|crowd"
    r"|caravan|caf[eé]|restaurant|church|bungalow|garden|bus stop|queue|playground|river|canal)\b"
    r"|\b(?:the|that|our) (?:ambulance|truck|crew|rrv|vehicle|wagon|motor|helicopter|air ambulance)"
    rf" (?:that|which|who) (?:{_BECAME}|got (?:stolen|nicked|hit|attacked|stuck|rammed|shot at"
    r"|stoned|held)|was (?:stolen|hit|attacked|rammed|set (?:on fire|alight)|held|shot at))\b"
    r"(?: (?:on|in|at|into|by) (?:the )?[^\W\d_]+)?"
    r"|\b(?:the|that) (?:wedding|funeral|party|match|concert|fair|show|parade|christening) (?:where"
    r"|when) (?:the|a|they|he|she|everyone|someone) [^\W\d_]+(?: [^\W\d_]+){0,2}",
)
_GAVE_WAY_WORDS = Cues(
    """
    came fell gave blew went caved toppled tipped sank flooded collapsed exploded snapped caught
    overturned rolled crashed derailed capsized burnt burned stolen nicked hit attacked stuck rammed
    shot stoned held set where when burst broke trapped crushed buried impaled pinned swept mauled
    sucked through into onto top
    """.split()
)


def scenes(reading: Reading) -> Iterator[Span]:
    """Ask about jobs that the place, or what gave way, tells from others of their sort."""
    for pattern, words in ((_PLACED, _JOB_WORDS), (_GAVE_WAY, _GAVE_WAY_WORDS)):
        for m in near_words(pattern, reading, words, 50, 60):
            yield asked(m, Kind.EVENT, _WHY, kind_of(m.group()))
