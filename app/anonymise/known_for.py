"""Who somebody is by what they did or do among few: "the lad who won the bake off".

Beside ``standing`` and ``sole_roles``: there a title or a record tells; here a deed, a desk with
one person at it, or a by-name does.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import STAFF, STOPS, WORD, asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

MASK = "[a member of staff]"
MANAGER = "[a manager]"
_FEW = because("a description that fits few")
_POST = because("a post that one person holds")
_DEED = Late(
    rf"\b(?:the|that) (?:{STAFF}|one|lad|lass|girl|bloke|guy|man|woman|fella|colleague|lady) "
    r"(?:who|that) (?:won|did|does|ran|runs|swam|rowed|climbed|cycled|walked|crossed|sang|sings"
    r"|plays|played|boxed|boxes|married|"
    r"came (?:from|over|out)|crashed|rolled|wrote|writes|painted|breeds|keeps|collects|makes|sells"
    r"|(?:is|was|['’]s|got) (?:on|in) (?:the |a )?(?:telly|tv|news|papers?|poster|bake|strictly"
    r"|army|navy|police|band)|got (?:stabbed|shot|married|arrested|suspended|struck off|the medal"
    r"|an mbe|a medal|sacked|bitten|trapped|hit)|lost (?:his|her|their|an?) (?:leg|arm|eye|hand"
    r"|foot|son|daughter|wife|husband|licence|job)|had (?:the (?:stroke|transplant|affair|crash"
    r"|baby at)|a (?:stroke|transplant|heart attack) (?:at|on))|used to (?:be|work|play|sing|fly)"
    r"|slept with|is married to|goes out with|has (?:the|one|a) (?:prosthetic|eye|arm|leg|tattoo"
    r"|dog|parrot|caravan|boat))\b"
    rf"(?: (?!(?:{STOPS})\b){WORD}){{0,3}}",
)
_DEED_WORDS = Cues(
    """
    won did does ran swam rowed climbed cycled walked married crashed runs crossed sang sings
    plays played boxed boxes came rolled wrote writes painted breeds keeps collects makes sells
    telly tv news paper papers poster bake strictly army navy police band stabbed shot arrested
    suspended struck medal mbe sacked bitten trapped hit lost stroke transplant affair used
    slept goes prosthetic eye arm leg tattoo dog parrot caravan boat heart
    """.split()
)
_DESK = (
    r"hart|fleet|rota|stores|estates|comms|press|payroll|resourcing|rostering|make ready|workshop"
    r"|finance|canteen|recruitment|complaints|legal|charity|scheduling|logistics|volunteer|cfr"
    r"|chaplaincy|occupational health|procurement|archive|medal|heritage|drone|cycle response"
    r"|motorbike|search dog|night duty|duty control|eoc duty|training school"
)
_ONE_DESK = Late(
    rf"\b(?:the|our|that) (?:new |old |acting |night |day )?(?:{_DESK}) (?:team leader|manager|lady"
    r"|man|woman|guy|lad|lass|girl|boss|lead|supervisor|clerk|administrator|mechanic|fitter"
    r"|cleaner|cook|coordinator|co-ordinator|director|secretary|handler|dog|cat)\b(?= |[.,;:!?)]|$)"
    r"(?! (?:rota|meeting|role|post|job|course|email|inbox|phone))"
    r"|\b(?:the|our) station (?:cleaner|cook|cat|dog|mechanic|handyman|gardener)\b"
    r"|\b(?:the|our|a) (?:[^\W\d_]+ )?(?:manager|officer|lead|member|representative|partner"
    r"|director|champion|co-?ordinator) (?:for|of) (?:the )?(?:north|south|east|west|quality|people"
    r"|finance|wales|control|eoc|dispatch|hart|fleet|operations|education|training|safeguarding"
    r"|wellbeing|volunteers|estates|digital|inclusion|governance|resilience|the region"
    r"|the county)\b"
    r"|\b(?:the|our) (?:[^\W\d_]+ )?duty (?:manager|officer) (?:at|in|for) (?:the )?[^\W\d_]+"
    r"|\b(?:somebody|someone|anyone|member|person|people|sits?|sat|he['’]s|she['’]s|is|was) "
    r"(?P<sits>on the board)\b(?! (?:of|in the|at the|by|for (?:monday|tomorrow)))"
    r"|\b(?:it|that) (?:was|is|wasn['’]t|isn['’]t)(?: not)? (?P<held>the (?:chair|chief|md|ceo"
    r"|director|mayor|deputy))\b(?! (?:by|at|next|in|that was))"
    r"|\bband (?:7|8[abcd]?|9) (?:in|for|at|with) [^\W\d_]{3,}|\b(?:the |our "
    r"|new )?chief of [^\W\d_]+"
    r"|\b(?:he|she|who|they) (?:runs|leads|heads|chairs|founded|ran|led) (?:the |our )?[^\W\d_]+ "
    r"(?:support|group|network|service|scheme|club|programme|project|choir|school|unit|desk"
    r"|forum)\b"
    r"|\blast (?:remaining|surviving) [^\W\d_]+|\blast of the (?:old|original|few) [^\W\d_]+"
    r"|\bthe (?:md|cmo|coo|cfo|cno|cio|hrd)\b(?= (?:came|said|rang|wants|knows|signed|told|was|is"
    r"|has|and|at|of|for|himself|herself))",
)
_ONE_DESK_WORDS = Cues(
    """
    leader manager lady man woman guy lad lass girl boss lead supervisor clerk administrator
    mechanic handyman gardener fitter cleaner cook coordinator ordinator director
    secretary handler dog cat officer
    member representative partner champion board chair chief md ceo mayor deputy cmo coo cfo cno
    cio hrd band support group network service scheme club programme project choir school unit desk
    forum remaining surviving last
    """.split()
)
_BY_NAME = Late(
    r"\b(?:station|trust|team|crew|service|county|watch|control|region|country)['’]?s (?:only"
    r"|sole|first|oldest|youngest|longest|resident|token|unofficial|one and only|most) "
    rf"(?!(?:{STOPS}|job|time|thing|truck|vehicle|kettle|toilet|fridge|printer|shower)\b){WORD}"
    rf"(?: (?!(?:{STOPS})\b){WORD})?"
    rf"|\b(?:our|the|their|my) (?:resident|in[ \-]house|token|unofficial|one and only|very own) "
    rf"(?!(?:{STOPS}|care|home|doctor|doctors|scheme|training|team|service)\b){WORD}"
    r"|\b(?:the|our|his|her) only (?:[^\W\d_]+ )?(?:trainee|apprentice|student|newbie|starter"
    r"|recruit|graduate|intern|returner|tutor|educator|mentor|assessor|dad|mum|parent|veteran"
    r"|smoker|vegan|veggie|christian|jew|catholic|buddhist|goth|southerner|northerner|scouser"
    r"|geordie|londoner|scot|pole|aussie|kiwi)\b(?! (?:asked|on scene|who (?:asked|listen|care)))"
    r"|\bone of (?:the|our|only a|a) (?:few|handful of|small number of)(?: [^\W\d_]+)?",
)
_BY_NAME_WORDS = Cues(
    """
    only sole first oldest youngest longest resident house token unofficial own few handful number
    """.split()
)


def known_for(reading: Reading) -> Iterator[Span]:
    """Ask about people that a deed, a desk or a by-name tells from everybody else."""
    for pattern, words, reason, mask in (
        (_DEED, _DEED_WORDS, _FEW, MASK),
        (_ONE_DESK, _ONE_DESK_WORDS, _POST, MANAGER),
        (_BY_NAME, _BY_NAME_WORDS, _FEW, MASK),
    ):
        for m in near_words(pattern, reading, words, 50, 60):
            yield asked(m, Kind.ROLE, reason, mask)
