"""Family that singles somebody out: married colleagues, twins, a relative with a telling post."""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import STAFF, asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

_WHY = because("a family tie that could tell who it is")
KIN = (
    r"husband|wife|partner|brother|sister|son|daughter|dad|mum|father|mother|fianc[eé]e?|boyfriend|"
    r"girlfriend|uncle|auntie|aunt|cousin|nephew|niece|grandad|granddad|grandfather|nan|"
    r"(?:father|mother|brother|sister|son|daughter)[ \-]in[ \-]law|stepdad|stepmum|step[ \-]?son|"
    r"step[ \-]?daughter|missus|missis|hubby|other half|ex(?= is| was| works|,|['’]s)"
)
POSTS = (
    rf"{STAFF}|police(?:man|woman| officer| sergeant)?|(?:custody |police )?sergeant|copper|"
    r"detective|inspector|firefighter|fireman|(?:serving |retired |prison |probation )?officer|"
    r"soldier|marine|governor|mayor|councillor|mp|judge|magistrate|solicitor|barrister|coroner|"
    r"vicar|priest|imam|rabbi|pastor|head ?teacher|headmaster|headmistress|surgeon|gp|"
    r"footballer|journalist|reporter|undertaker|landlord|mp['’]s"
)
HERS = (
    r"(?:(?:his|her|my|their|the) )?(?:(?:former|ex|late|new|older|younger|twin|big|little)[ \-])?"
    rf"(?:{KIN})s?"
)
_WITH_US = (
    r"(?:(?:works?|working|worked|is|was|are|serves) )?(?:also )?(?:here|with us|for us|"
    r"(?:in|on|at|for|from) (?:the same|our|this|the other) (?:[^\W\d_]+ )?"
    r"(?:station|team|crew|line|rota|shift|watch|trust|service|base|vehicle|truck|control room|"
    r"department|office|hub)|in control|in dispatch|in eoc|for the (?:trust|service|police"
    r"|council))"
)
_TIE = Late(
    rf"\b{HERS}(?:['’]?s|,? who(?:['’]s| is| was)?| is| was|, from whom [^.;\n]{{3,30}},)?"
    rf"(?: (?:is|was|also|a|an|the|our|another|serving|retired|local|now))* (?:{POSTS})\b"
    rf"(?: (?:{_WITH_US}))?"
    rf"|\b{HERS},? (?:who )?{_WITH_US}\b"
    rf"|\b{HERS} (?:of|to) (?:the (?:man|woman|lad|boy|girl|patient|driver|victim|one)\b"
    r"(?: who [^\W\d_]+ [^\W\d_]+)?|(?:one of (?:the|our)|another|a|the|our) (?:[^\W\d_]+ )?"
    rf"(?:{STAFF}|managers?|boss)\b)"
    rf"|\b(?:is |was |are )?(?:{KIN}) of(?= [A-Z])"
    r"|\b(?:is |was )?(?:married|engaged|related) to(?= (?-i:[A-Z]))"
    rf"|\b{HERS} (?:runs|ran|owns|owned|founded) (?:the|a) [^\W\d_]+(?: [^\W\d_]+)?"
    r"|\bmarried to (?:a|an|another|one of (?:the|our)|his|her|the|our|someone) (?:[^\W\d_]+ )?"
    rf"(?:{STAFF}|{POSTS}|crewmate|colleague|boss|here|on the|in the)\b"
    r"|\b(?:they['’]?re|they are|both|are both|were|are) (?:now )?(?:married|engaged|divorced"
    r"|siblings|"
    r"related|brothers|sisters|cousins)(?: to each other| to one another)?\b"
    rf"|\bboth (?:{STAFF}|work|on the same|at the same|in the same)\b(?: (?:on|at|in|for) "
    r"(?:the same |our |this )?[^\W\d_]+)?"
    rf"|\b{HERS},? (?:who )?(?:also )?(?:works?|worked|working|drives|nurses|teaches|volunteers"
    rf"|serves|"
    r"manages) (?:at|in|for|on|with|out of) (?!(?:nights?|days?|shifts?|an office|retail|it)\b)"
    r"(?:the |a )?[^\W\d_][\w'’\-]*"
    rf"|\b(?:dating|going out with|engaged to|in a relationship with|having an affair with|"
    r"living with|related to|divorcing) (?:a|an|one of|someone|another|the|her|his|my|our) (?:of "
    r"|in )?"
    rf"(?:[^\W\d_]+ )?(?:{STAFF}|colleague|crewmate|manager|boss|control|dispatch|station|team)\b"
    r"|\bthird[ \-]generation\b|\b(?:married )?couple (?:on|at|who both|from) (?:the "
    r"|our )?[^\W\d_]+"
    r"|\b(?:son|daughter|nephew|niece|grandson|granddaughter|widow|widower) of (?:the|a|our) "
    r"(?!(?:patient|man|woman|lady|family)\b)[^\W\d_]+"
    r"|\b(?:husband and wife|father and son|mother and daughter|father and daughter|mother and son|"
    r"brother and sister)\b"
    r"|\bsiblings\b(?:, (?:at )?(?:the )?same [^\W\d_]+)?"
    r"|\b(?:the )?(?:only|eldest|oldest|youngest) (?:son|daughter|child"
    r"|sibling)(?: of [^\W\d_]+)?\b"
    r"|\b(?:lost |buried )?both (?:of )?(?:his |her |their |my )?parents\b"
    r"|\b(?:one of (?:six|seven|eight|nine|ten|eleven|twelve) (?:children|siblings|kids))\b",
)
_WORDS = Cues(
    """
    husband wife partner brother sister son daughter dad mum father mother fiance fiancee boyfriend
    girlfriend uncle auntie aunt cousin nephew niece grandad granddad grandfather nan stepdad
    stepmum stepson stepdaughter missus missis hubby half ex husbands wives brothers sisters sons
    daughters cousins law dating going seeing affair relationship divorcing living generation couple
    grandson granddaughter widow widower married engaged divorced siblings sibling related both
    child six seven eight nine ten eleven twelve step
    """.split()
)
_TWINS = Late(
    r"\b(?:(?:his|her|their|my|the|newborn|new|identical|premature|prem|baby) ){0,3}"
    r"(?:twins?(?! (?:beds?|room|track|set))|triplets?|quadruplets|quads(?= (?:at|are|were)))"
    r"(?: (?:brother|sister|boys|girls|sons|daughters))?\b",
)
_TWIN_WORDS = Cues("twin twins triplet triplets quads quadruplets".split())


def family_ties(reading: Reading) -> Iterator[Span]:
    """Ask about ties that few have; "my wife" and "the kids" say nothing and stay."""
    for m in near_words(_TIE, reading, _WORDS, 40, 80):
        yield asked(m, Kind.FAMILY, _WHY, "[a family tie]")
    for m in near_words(_TWINS, reading, _TWIN_WORDS, 40, 20):
        yield asked(m, Kind.FAMILY, _WHY, "[twins]")
