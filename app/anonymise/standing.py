"""Who leads what, what somebody looks like, what somebody was known for: one or few can be meant.

Beside ``sole_roles``: there a phrase says that there is only one; here the post or the fame does.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import HERE, STAFF, STOPS, WORD, asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

MASK = "[a member of staff]"
MANAGER = "[a manager]"
_POST_WHY = because("a post that one person holds")
_THE = r"(?:(?:the|our|my|their|a|an|his|her) )?"
_TOPIC = (
    r"falls?|stroke|sepsis|paeds?|paediatrics?|bariatrics?|cbrn|hazmat|medicines?|drugs|airway|"
    r"simulation|audit|quality|digital|engagement|inclusion|edi|diversity|lgbt\w*|bame|audit|"
    r"learning disabilit(?:y|ies)|patient safety|governance|volunteers?|cfr|first responder|"
    r"community (?:first )?responder|events?|sustainability|armed forces|menopause|driving|"
    r"manual handling|infection|wound|cardiac|trauma|obstetrics?|spiritual care|faith"
)
_LEADS = Late(
    rf"\b{_THE}(?:{_TOPIC}) (?:lead|champion|co-?ordinator|guru|advis[eo]r|ambassador)\b"
    r"(?! (?:to|the way))"
    r"|\b(?:the |our |her |his )?(?:branch sec\b|convenor|convener|shop steward)"
    r"|\b(?:the |our |her |his |a |new |old )?(?:chief exec|chief officer)\b"
    r"(?:['’]?s (?:pa|secretary|driver|assistant)\b)?"
    r"|\b(?:the|our|a|new|old) chair(?:man|woman|person)\b|\b(?:the )?trust chair\b"
    r"|\bnon[ \-]exec\b|\b(?:the )?big boss at\b"
    r"|\b(?:the|our|a|that) (?:hems|air ambulance|helimed|critical care|bariatric|search and rescue"
    r"|bronze|silver|gold) (?:doctor|doc|nurse|pilot|consultant|medic|crewman|winchman)\b",
)
_LEADS_WORDS = Cues(
    """
    lead champion coordinator ordinator guru adviser advisor ambassador sec convenor convener
    steward exec officer chairman chairwoman chairperson chair boss doctor doc nurse pilot
    consultant medic crewman winchman
    """.split()
)
_HELD = (
    r"(?:(?:the|our|a|its) )?(?:[^\W\d_]+ ){0,2}?(?:station|hub|control(?: room)?|eoc|fleet"
    r"|stores|resourcing|hart|"
    r"trust|service|region|sector|patch|workshop|garage|training (?:school|centre|department)|"
    r"education|comms|hr|estates|safeguarding|network|choir|branch|air ambulance|dispatch|"
    r"club|band|charity|appeal|fund|society|forum|campaign|museum|project|scheme|page|league|"
    r"scheduling|logistics|make ready|division|rostering|county|department|directorate)"
)
_RUNS = Late(
    rf"\b(?:runs|ran|running|heads? up|headed up|heads|oversees|manages|managed|chairs|chaired"
    rf"|set up|founded|started|"
    rf"organises|organised|captains|coaches|presides over|chair of|secretary of|treasurer of|"
    rf"in charge of|i/c|the boss (?:of|at)|responsible for) {_HELD}\b",
)
_RUNS_WORDS = Cues(
    "runs ran running heads headed head oversees manages managed chairs chaired charge i boss "
    "responsible set founded started organises organised captains coaches presides chair "
    "secretary treasurer".split()
)
_LAST = Late(
    rf"\b(?:the )?last (?:remaining |surviving )?(?:[^\W\d_]+ )?(?:{STAFF}) "
    rf"(?:left|standing|remaining|{HERE})\b"
    rf"|\b(?:one|1) of (?:only |just |the |the only )?(?:two|three|four|2|3|4) "
    rf"(?:[^\W\d_]+ ){{0,2}}?(?:{STAFF}|women|men|females|males|girls|lads|ladies)\b"
    rf"|\b(?:only|just) (?:the )?(?:two|three|2|3) (?:of us |of them )?(?:{STAFF}|women|females)\b"
    rf"(?: (?:here|left|{HERE}))"
    r"|\bfirst (?:person |one |woman |man )?(?:in|at|from|on) (?:the|our|this|his|her) "
    rf"(?:{WORD} )?(?:trust|service|county|country|region|family|station|town|village) to {WORD}",
)
_LAST_WORDS = Cues("last one 1 two three 2 3 first".split())
_LOOKS = Late(
    r"\b(?:the|that) (?:very |really )?(?:tall|ginger|bald|blonde?|bearded|tattooed|red[ \-]?haired"
    r"|one[ \-](?:armed|eyed|legged)|pierced|goth|posh|scouse|geordie|brummie|cockney|glaswegian) "
    rf"(?:{STAFF}|one|lad|lass|girl|bloke|guy|man|woman|fella|boy)\b"
    rf"(?: (?:off|on|from|in) (?:the )?{WORD}(?: (?:line|shift|team|crew|watch|station))?)?",
)
_MOST = Late(
    r"\b(?:the )?most (?!(?:of|part|recent|likely|people|days?|nights?|important|helpful|common"
    r"|other"
    r"|urgent|difficult|time|shifts?|weeks?|staff|crews?|jobs?|calls?|things?)\b)[^\W\d_]+ "
    rf"(?:{STAFF}|man|woman|lad|lass|bloke|girl|guy|person|member)\b(?: (?:{HERE}|on nights"
    rf"|on days))?"
    r"|\bthe (?:\d ?(?:ft|foot|feet|')(?: ?\d{1,2})?|six foot [^\W\d_]+) (?:one|lad|lass|bloke"
    r"|guy|man"
    r"|woman|fella)\b"
    r"|\b(?:was|been) an? (?!(?:bit|while|long|bad|good|lot|mess|patient|student|month|week|year"
    r"|day"
    r"|child|kid|baby)\b)[^\W\d_]+ (?:before (?:this|that|the job|joining|he|she|they|all this)"
    r"|in (?:a "
    r"|an? (?:past|previous|former|earlier) |his past |her past )life)\b"
    r"|\b(?:swam|rowed|cycled|ran|walked|sailed|flew|climbed|crossed) (?:up |across |round "
    r"|around |solo "
    r"|to |from )?(?:the )?(?:channel|atlantic|everest|lands? end|world|pole|kilimanjaro|sahara"
    r"|antarctica|k2|thames|pacific|coast of)\b"
    r"|\b(?:ran|stood|standing|running) for (?:parliament|mayor|(?:the )?council|mp|office"
    r"|election)\b"
    r"|\b(?:was|been|went|is|be|were|starred|appeared) (?:on|in) (?:come dine|first dates"
    r"|dragons['’]? "
    r"den|the apprentice|four in a bed|pointless|tipping point|the cube|masterchef|big brother|the "
    r"one show|crimewatch|gogglebox|university challenge|songs of praise|antiques roadshow"
    r"|casualty|"
    r"emmerdale|corrie|coronation street|eastenders|hollyoaks|the repair shop|dinner date|eggheads|"
    r"who wants to be|the weakest link|stars in their eyes)\b"
    r"|\b(?:the )?(?:trust|service|station)['’]?s (?:poster (?:boy|girl)|mascot|father christmas"
    r"|santa)\b",
)
_MOST_WORDS = Cues(
    """
    most ft foot feet 5ft 6ft 7ft 5 6 7 before life swam rowed cycled ran walked sailed flew climbed
    crossed stood standing running dine dates dragons apprentice bed pointless tipping cube
    masterchef brother show crimewatch gogglebox challenge praise roadshow casualty emmerdale corrie
    coronation eastenders hollyoaks repair dinner eggheads millionaire weakest stars poster mascot
    santa christmas
    """.split()
)
_LOOKS_WORDS = Cues(
    """
    tall ginger bald blond blonde bearded tattooed haired redhaired armed eyed legged pierced goth
    posh scouse geordie brummie cockney glaswegian
    """.split()
)
_SEEN = Late(
    r"\bon the (?:recruitment |careers |trust |nhs |big )?(?:posters?|billboards?|front cover"
    r"|side of the (?:bus|truck|ambulance))\b"
    r"|\b(?:in|on) (?:the|a|that) (?:tv |bbc |channel (?:4|5|four|five) |netflix )?(?:documentary|"
    r"tv (?:show|programme|series)|reality show|tv advert)\b"
    r"|\b(?:won|awarded|got|holds|has|given) (?:an?|the|his|her)(?: [^\W\d_]+){0,2} (?:medal|"
    r"championship|world title|bafta|lottery|commendation|bravery award)\b"
    r"|\b(?:played|plays|boxed|ran|rows|rowed|swam|cycled|wrestled|skated|danced|sang|raced|fenced"
    r"|shot)(?: [^\W\d_]+)? for (?:england|wales|scotland|ireland|britain|gb|great britain|the "
    r"(?:county|country|nation|lions|army|navy|raf)|(?:his|her|their) (?:country|county))\b"
    r"|\bused to (?:sing|dance|act|perform|race|fly|preach|play|present|conduct|commentate) "
    r"(?:with|for|in|on|at|helicopters|planes|professionally)\b(?: (?:the )?[^\W\d_]+)?"
    r"|\b(?:is|was|were|as) (?:a )?(?:semi[ \-])?(?:pro|professional|international) "
    r"(?:footballer|boxer|cyclist|dancer|golfer|wrestler|jockey|rugby player|cricketer|swimmer|"
    r"singer|musician|gamer|skier|diver|darts player)\b",
)
_SEEN_WORDS = Cues(
    """
    poster posters billboard billboards cover side documentary show programme series advert medal
    championship title bafta lottery commendation award for used pro professional international
    """.split()
)
_PLACED = Late(
    r"\b(?:(?:the|our|my|their|a|an) )?(?:station|sector|locality|operations|ops|area|group|"
    r"clinical|team|fleet|control|watch|practice|education|duty) "
    r"(?:manager|officer|leader|lead|supervisor|educator|mentor)(?= (?:at|for|of|over at|over in) "
    rf"(?!(?:{STOPS}|the|our|my|this|that|his|her|their|your|charge|control|a|an|work|last|help"
    r"|support|handover|scene|meetings?|lunch|night|nights|days|home|times|present|short|being"
    r"|having|all|now|good|least|first|once|me|us|him|them|advice|sign|approval|over|years?|some"
    r"|any|each|every|both|next|today|tonight|tomorrow|more|further|info|information|two|three"
    r"|four|five|six|long|ages|what|how|letting|clarity|answers?|one|everything|everyone)\b)"
    r"[^\W\d_]{3,})",
)
_PLACED_WORDS = Cues("manager officer leader lead supervisor educator mentor".split())
_SPOKEN = Late(
    r"\b(?:dirprwy|ddirprwy|pennaeth|bennaeth|cyfarwyddwr|cyfarwyddwraig|prif weithredwr"
    rf"|prif swyddog)(?: (?!(?:a|ac|yn|oedd|wedi|ei)\b){WORD}){{0,2}}"
    r"|\bun o (?:ddau|ddwy|dri|dair|bedwar)(?: [^\W\d_]+)?\b"
    rf"|\b(?:zast[eę]pc\w+|dyrektor\w*|prezes\w*)(?: (?!(?:i|a|nie|jest|mi|się)\b){WORD})?"
    rf"|\b(?:jedn[aą]|jeden) z (?:dw[oó]ch|trzech|czterech) {WORD}"
    r"|\b(?:szefow\w+|szef\w*|kierowni\w+) (?:stacji|bazy|zmiany|regionu)\b|\bjedyn[yaei]\w? "
    r"(?!(?:co|rzecz)\b)[^\W\d_]+(?: (?:na|w) [^\W\d_]+)?"
    r"|\b(?:pierwsz[aąye]) (?:kobiet[aąę]|polka|polak|ratowniczk[aą])\b",
)
_SPOKEN_WORDS = Cues(
    """
    dirprwy ddirprwy pennaeth bennaeth cyfarwyddwr cyfarwyddwraig prif ddau ddwy dri dair bedwar
    zastepca zastepcy zastepczyni dyrektor dyrektora dyrektorka prezes prezesa dwoch trzech
    czterech szefowa szefowej szef szefa kierownik kierowniczka kierownika jedyny jedyna jedynym
    pierwsza pierwszy
    """.split()
)


def standing(reading: Reading) -> Iterator[Span]:
    """Ask about posts, looks and fame that single somebody out."""
    for pattern, words, reason, mask in (
        (_LEADS, _LEADS_WORDS, _POST_WHY, MANAGER),
        (_RUNS, _RUNS_WORDS, _POST_WHY, MANAGER),
        (_PLACED, _PLACED_WORDS, _POST_WHY, MANAGER),
        (_LAST, _LAST_WORDS, because("only one person, or very few, can be meant"), MASK),
        (_LOOKS, _LOOKS_WORDS, because("a description that fits few"), MASK),
        (_MOST, _MOST_WORDS, because("a description that fits few"), MASK),
        (_SEEN, _SEEN_WORDS, because("something that few have done"), "[something well known]"),
        (_SPOKEN, _SPOKEN_WORDS, _POST_WHY, MASK),
    ):
        for m in near_words(pattern, reading, words, 60, 70):
            yield asked(m, Kind.ROLE, reason, mask)
