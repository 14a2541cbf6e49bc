"""Jobs told by their pieces: who and what, what was done there, and what was done to a crew.

Beside ``rare_events``, ``calamities`` and ``scenes``, which know a job by its scene.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import asked
from app.anonymise.rare_events import kind_of
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

_WHO = (
    r"boys?|girls?|lads?|lass|child|children|kids?|bab(?:y|ies)|toddler|twins|man|woman|bloke"
    r"|couple"
    r"|brothers|sisters|family|mum|dad|teenagers?|driver|rider|farmer|pensioner|old (?:man|lady)"
)
_HERE = r"(?:the|a|that|her|his|my|our|their)"
_PIECES = Late(
    rf"\b(?:the|that|those) (?:(?:little|young|poor|two|three|old) )?(?:{_WHO}) and (?:the|that|his"
    r"|her) (?!(?:family|mum|dad|parents?|wife|husband|kids?|patient|crew|team|rest|other|others"
    r"|way)"
    r"\b)[^\W\d_]+(?: [^\W\d_]+)?"
    r"|\b(?:the|that) (?:house|flat|flats|farm|caravan|car|van|boat|barn|hotel|room|pub|bungalow) "
    r"(?:where|that) [^.,;\n]{0,24}\b(?:died|drowned|burnt?|burned|killed|collapsed|exploded"
    r"|blew up"
    r"|went up|fell in|found)\b"
    r"|\b(?:the|that) (?:[^\W\d_]+ ){0,2}?(?:arrest|resus|delivery|birth|overdose|drowning|fall"
    r"|death|fatal|fatality|collapse|suicide|assault|stabbing) (?:at|in|on|outside|behind"
    r"|by) (?:the|a"
    r"|that) (?!(?:weekend|hospital|moment|time|end|same|start|ward|ed|home|patient|day|night)\b)"
    r"(?:[^\W\d_]+ ){0,2}?(?:school|sports day|wedding|match|game|gym|church|mosque|temple|pub"
    r"|club|festival|fair|beach|pool|park|station|market|theatre|cinema|race|marathon|fete|prom"
    r"|college|nursery|farm|quarry|site|works|factory|mill|bridge|viaduct|canal|river|lake|pier)\b"
    rf"|\b(?:did|doing|started|done|gave|doing) (?:the )?(?:cpr|compressions"
    rf"|mouth to mouth) on {_HERE} "
    r"(?!(?:pts?|patients?|man|woman|chest|lady|gentleman|male|female|floor|way|\d)\b)[^\W\d_]+"
    r"|\b(?:the |that )?(?:big |massive |huge )?(?:pile[ \-]?up|multi[ \-]vehicle|head[ \-]on)"
    r"(?: (?:before|after|on|at|by|near|over) [^\W\d_]+(?: [^\W\d_]+)?)?"
)
_PIECES_WORDS = Cues(
    """
    boy boys girl girls lad lads lass child children kid kids baby babies toddler twins man woman
    bloke couple brothers sisters family mum dad teenager teenagers driver rider farmer pensioner
    lady died drowned burnt burned burn killed collapsed exploded blew went fell found arrest resus
    delivery birth overdose drowning fall death fatal fatality collapse suicide assault stabbing cpr
    compressions mouth pile pileup multi head
    """.split()
)
_FOLK = (
    r"(?:bab(?:y|ies)|bairn|wean|kiddies?|kid|child|children|toddler|tot|nipper|little (?:lad|lass"
    r"|girl"
    r"|boy|one|lad)|lad|lass|boy|girl|teenager|granny|grandad|bride|groom|nun|vicar|farmer|biker"
    r"|climber|jumper|cyclist|swimmer|walker|gent|chap|fella|bloke|woman|lady|man|mum|dad|couple)"
)
# "the kiddie in the washing machine", "a baby she couldn't bring back", "the call where …".
_TOLD = Late(
    r"\b(?:the|that) (?:little |poor |young |old )?(?:bairn|wean|kiddies?|tot|nipper|granny|little "
    r"(?:lad|lass|girl|boy|one)|bride|groom|pensioner|chap|fella|gent) (?:in|on|under|off|down|from"
    r"|inside|with|by|through|behind|at) (?:the|a|an|his|her) (?!(?:office|stores|crew|team|canteen"
    r"|garage|phone|rota|control|station|kit|tea|front|end|job)\b)[^\W\d_]+(?: [^\W\d_]+)?"
    rf"|\b(?:an?|the|that) {_FOLK} (?:who |that |whom )?(?:she|he|they|we|i) (?:couldn['’]?t"
    rf"|could not"
    r"|didn['’]?t|lost|never|tried to|had to|watched|left|pulled|found|cut) [^\W\d_]+"
    r"(?: [^\W\d_]+)?"
    rf"|\b(?:the|that) {_FOLK} who (?:set|jumped|hanged|shot|stabbed|drowned|threw|cut|doused|blew"
    r"|drove|fell|burned|burnt|lay|froze|bled|choked) [^\W\d_]+(?: [^\W\d_]+)?"
    r"|\b(?:the|that) (?:call|job|one|shout|shift|night) (?:where|when) (?:the|a|an|his|her|they"
    r"|she"
    r"|he|we|someone|somebody|two|three|all|everything) (?!(?:rota|manager|wifi|system|printer|food"
    r"|breaks?)\b)[^\W\d_]+(?: [^\W\d_]+){0,4}"
    r"|\b(?:the|that) (?:one|job|call|shout) (?:they|everyone|everybody|the papers|people) (?:made"
    r"|wrote"
    r"|put|still|all|filmed|talk|talks|talked|did|ran|keep)\b(?: [^\W\d_]+){0,3}"
)
_TOLD_WORDS = Cues(
    """
    baby babies bairn wean kiddie kiddies kid child children toddler tot nipper little lad lass boy
    girl one teenager granny grandad bride groom nun vicar farmer biker climber jumper cyclist
    swimmer walker gent chap fella bloke woman lady man mum dad couple pensioner call job shout
    shift
    night
    """.split()
)
_DONE = Late(
    rf"\b(?:held|holding|pulled|put|drew|had|waved|pointed) (?:a|the) (?:knife|blade|gun|shotgun"
    rf"|machete|needle|axe|crossbow|screwdriver|syringe) (?:to|on|at|against) (?:{_HERE}|him"
    r"|them|us|me)(?: (?:throat|neck|head|face|chest))?\b"
    rf"|\bspat (?:[^\W\d_]+ )?(?:in|at|on) (?:his|her|my|their) (?:eyes?|face|mouth)\b"
    r"|\b(?:pulled|dragged|carried|cut|got|lifted) (?:a|the|two|three|that"
    r"|an?) [^\W\d_]+ (?:out of|from"
    r"|off) (?:the|a) (?:river|sea|canal|lake|fire|flames|wreck|wreckage|burning [^\W\d_]+|tracks|"
    r"line|water|roof|cliff|ledge|bridge|quarry|well|silo|slurry|ice)\b"
    r"|\b(?:lost|buried|lose) (?:a|one of (?:our|the)|our) (?:own|crewmate|colleague|crew member|"
    r"paramedic|technician|student)(?: (?:on|at|in|to) (?:the )?[^\W\d_]+(?: [^\W\d_]+)?)?\b"
    r"|\b(?:gave|giving|give) evidence (?:at|in|to) (?:the |a )?[^\W\d_]+"
    r"|\bdeliver(?:ed|ing) (?:his|her|my|their) own [^\W\d_]+"
    r"|\b(?:got|was|been|being|were) (?:thrown|pushed|kicked|shoved|dragged|headbutted) (?:down|off"
    r"|through|over|into|out of|against) (?:the|a|some) [^\W\d_]+(?: by (?:a|the) [^\W\d_]+)?"
    r"|\bthat (?:business|thing|carry[ \-]on|to[ \-]do|mess) (?:with|at|over|about|in|on) (?:the"
    r"|that) "
    r"[^\W\d_]+(?: [^\W\d_]+)?"
    r"|\b(?:the|a|that) (?:plane|helicopter|glider|crane|scaffold(?:ing)?|wall|roof|tree|ceiling"
    r"|balloon"
    r"|drone|bridge) (?:that |which )?(?:came|fell|crashed|blew|went) (?:down|over|in|off|into)\b"
    r"(?: (?:by|on|at|near|in) (?:the )?[^\W\d_]+)?"
    r"|\b(?:named|quoted|pictured|photographed) in (?:the )?(?:report|inquiry|papers?|press|echo"
    r"|gazette|court)\b"
)
_DONE_WORDS = Cues(
    """
    knife blade gun shotgun machete needle axe crossbow screwdriver syringe spat pulled dragged
    carried cut lifted got lost buried lose evidence named quoted pictured photographed delivered
    delivering thrown pushed kicked shoved headbutted business thing carry to mess plane helicopter
    glider crane scaffold scaffolding wall roof tree ceiling balloon drone bridge
    """.split()
)


def told_jobs(reading: Reading) -> Iterator[Span]:
    """Ask about jobs told by their pieces, and about what was done to a crew."""
    for pattern, words in ((_PIECES, _PIECES_WORDS), (_TOLD, _TOLD_WORDS), (_DONE, _DONE_WORDS)):
        for m in near_words(pattern, reading, words, 50, 70):
            yield asked(
                m, Kind.EVENT, because("a job that people would remember"), kind_of(m.group())
            )
