"""Family ties by who is related to whom, and by what befell them.

Beside ``family_ties``, which knows relatives by their post. "My wife", "the kids", a parent's
death and a divorce are common, say little and stay.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.family_ties import HERS, KIN, POSTS
from app.anonymise.phrases import STAFF, asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

_WHY = because("a family tie that could tell who it is")
_MASK = "[a family tie]"
_GROUP = (
    r"(?:line|station|team|crew|watch|control|dispatch|shift|course|eoc|hart|office|rota|trust|"
    r"service|hub|base|desk|truck|road|department)"
)
_CHIEFS = (
    r"chief|chief exec|manager|boss|director|tl|ctl|team leader|supervisor|captain|mayor|mp|ceo|"
    r"gaffer|deputy|chairman|vicar|superintendent|coroner|governor"
)
_TROUBLE = (
    r"(?:in (?:prison|jail|gaol|custody|parliament|a (?:hospice|coma|cult)|the (?:house of lords"
    r"|army|navy|raf|marines|forces|police|papers?|news|senedd|cabinet|council|public eye))"
    r"|deployed|on remand|on tag|on bail|doing time|missing|famous|(?:a )?well known|convicted|"
    r"jailed|sentenced|arrested|deported|murdered|killed|stabbed|shot)\b"
)
_SAME = Late(
    rf"\b{HERS}(?:['’]?s| is| are| was| both)? (?:also )?(?:on|in|at) (?:the same|our|this|"
    rf"the next|the other|the opposite|opposite|another|different) (?:[^\W\d_]+ )?{_GROUP}s?\b"
    r"|\b(?:engaged to|married to|dating|seeing|going out with|courting|sleeping with|living with|"
    r"in a relationship with|split (?:up )?(?:from|with)|divorced from|separated from|related to|"
    r"an affair with) (?:someone|somebody|an? (?:lad|girl|lass|bloke|guy|woman|man)|one|another) "
    rf"(?:on|in|from|at|of) (?:the |her |his |our )?(?:[^\W\d_]+ )?(?:{_GROUP}|{STAFF})\b"
    rf"|\b{HERS}(?:['’]?s|,)? (?:is |was )?(?:now |also |still )?(?:her|his|my|their|our|one of our"
    rf"|one of the) (?:own |new |old )?(?:{STAFF}|boss|crewmate|tl|ctl|team leader|head)\b"
    rf"|\b{HERS}(?:['’]?s)? (?:is |was )?(?:the )?(?:deputy|head of|chief"
    rf"|director)\b(?: [^\W\d_]+)?"
    r"|\bboth (?:of )?(?:her|his|my|their) (?:sons|daughters|parents|kids|brothers|sisters|boys"
    r"|girls|"
    r"lads)(?: (?!(?:and|but|so|because)\b)[^\W\d_]+){1,5}"
    r"|\b(?:married|divorced|dated|marrying|marries|(?:left|leaving) (?:her|him|them) for"
    r"|ran off with) "
    rf"(?:her|his|my|a|another|one of the|one of our) (?:{STAFF}|colleague|crewmate|boss|tl|mate)\b"
    r"|\b(?:two|three|four|five|3|4|5) (?:sisters|brothers|cousins|siblings"
    r"|generations),? (?:all|both|"
    r"of|in|on|who|work)(?: (?:the )?[^\W\d_]+)?"
    rf"|\b{HERS}(?:['’]?s| is| was) (?:the|a|an|our|now|also) (?:(?:duty|ops|station|senior"
    rf"|local|retired"
    r"|head|student|trainee|police|army|former|practice|community|hospital|air|sector|area|shift"
    r"|bank)"
    rf" )+(?:{POSTS})\b"
    rf"|\b(?:the|our|my) (?:{_CHIEFS})['’]?s (?:{KIN}|lad|lass|girl|boy|kid|missus)\b"
    r"|\b(?:father|mother|mum|mam|dad|brother|sister|uncle|aunt|husband)(?: and | ?& ?| ?\+ ?|-)"
    r"(?:son|daughter|brother|sister|niece|nephew|wife|lad|lass|girl|boy) (?:crew|team|on|at|in"
    r"|both|who|work)\b"
    rf"|\b(?:half[ \-])?(?:cousins|brothers|sisters|in[ \-]laws) (?:on|at|in) (?:the |our )?"
    rf"(?:opposite|same|different|next|other)(?: [^\W\d_]+)?",
)
_SAME_WORDS = Cues(
    """
    husband wife partner brother sister son daughter dad mum father mother fiance fiancee boyfriend
    girlfriend uncle auntie aunt cousin nephew niece grandad granddad grandfather nan stepdad
    stepmum stepson stepdaughter missus missis hubby half ex husbands wives brothers sisters sons
    daughters cousins laws law mam engaged married marries marrying divorced dated left ran
    generations siblings
    parents kids boys girls lads dating seeing going courting sleeping living
    relationship split divorced separated related affair lad lass girl boy kid dads mums
    """.split()
)
_BEFELL = Late(
    rf"\b{HERS}(?:['’]?s| is| was| are| were| has been| got|, who was,?)? "
    rf"(?:now |currently |still |back |been )?{_TROUBLE}"
    rf"|\b{HERS} (?:was |were )?(?:in|on|at) the (?:crash|fire|bus|coach|plane|ferry|flood|attack|"
    rf"bombing|arena|train|shooting|disaster|quake|tsunami|accident|car|boat)\b(?! (?:park|home))"
    rf"|\b{HERS} (?:drowned|overdosed|vanished|disappeared|was in the (?:crash|fire|news|paper)|"
    r"took (?:his|her|their) own life|hanged (?:himself|herself)|killed (?:himself|herself)|"
    r"died (?:by suicide|in (?:the|a) [^\W\d_]+|on (?:duty|the [^\W\d_]+)))\b"
    r"|\blost (?:(?:his|her|their|my|both|two|three|a|the) ){1,2}(?:only |first |youngest |eldest |"
    r"unborn |little |young )?(?:wife|husband|partner|son|daughter|child|children|kids|twins?|"
    r"brother|sister|boy|girl|fianc[eé]e?)\b(?: and (?:both |two |her |his |the )?[^\W\d_]+)?"
    r"|\bwidow(?:er)? of\b",
)
_BEFELL_WORDS = Cues(
    _SAME_WORDS | frozenset("prison jail gaol custody deployed lost widow widower".split())
)
_MANY = Late(
    r"\b(?:father|mother|mum|mam|dad|parents?|single (?:mum|dad)) of (?:five|six|seven|eight|nine|"
    r"ten|eleven|[5-9]|1[0-2]|quads|triplets|twins)\b"
    r"|\b(?:has|got|have|with) (?:five|six|seven|eight|nine|ten|[5-9]|1[0-2]) (?:kids|children|"
    r"sons|daughters|siblings|brothers|sisters|grandkids|foster kids)\b"
    r"|\bfoster(?:s|ed|ing)? (?:carers?|parents?|mum|dad|children|kids|child|bab(?:y|ies)|brother"
    r"|sister|placement)\b(?: (?:of|for|to) [^\W\d_]+)?|\bkinship carer\b|\bfoster(?:s|ing) "
    r"(?:two|three|four|five|six|a)\b|\b(?:was|is|were|he['’]s|she['’]s) (?:adopted|fostered)\b"
    r"(?! (?:by the (?:trust|service)|a\b|the\b|as\b|policy))|\badopt(?:ed|ing) (?:twins|siblings|"
    r"two|three|a (?:baby|child|boy|girl|little)|from [^\W\d_]+)\b|\bsurrogate (?:mum|mother)\b"
    r"|\b(?:parents|mum and dad|family|in[ \-]laws|folks) (?:have|had|own|owned|run|ran|keep|kept)"
    r" (?:the|a) (?:[^\W\d_]+ )?(?:pub|shop|farm|garage|chippy|hotel|takeaway|salon|post office|"
    r"bakery|butchers|care home|nursing home|restaurant|caf[eé]|campsite|kennels|nursery|stables"
    r"|undertakers|bookies|market stall|b&b|guest house|inn)\b",
)
_MANY_WORDS = Cues(
    """
    of kids children sons daughters siblings brothers sisters grandkids foster fosters fostered
    fostering kinship adopted adopting surrogate parents family laws folks dad
    """.split()
)
_SPOKEN = Late(
    r"\b(?:ei|ein|eu|fy) (?:g[wŵ]r|[gh]?wraig|gwraig|brawd|frawd|chwaer|mab|fab|merch|ferch|thad|"
    r"dad|tad|mam|fam|mham|phartner|bartner|partner)(?: (?:hi|o|e))? (?:yn|sy['’]n|ydy['’]r|yw) "
    r"(?:heddwas|nyrs|b?lismon|plismon|[fm]eddyg|[bp]arafeddyg|gweithio (?:yma|i['’]r|yn)|ynad|"
    r"ficer|weinidog|gweinidog|ddiffoddwr|[gc]ynghorydd|[gc]archar)\w*"
    r"|\b(?:g?efeilliaid|efaill|gefell|tripledi)\b"
    r"|\b(?:mąż|maz|żona|zona|brat|siostra|syn|córka|corka|ojciec|matka|tata|mama|teść|tesc|"
    r"szwagier|partner|partnerka|kuzyn) (?:też |tez )?(?:pracuje|służy|sluzy|siedzi) (?:u nas|"
    r"tutaj|tu|(?:w|na|z) [^\W\d_]+)"
    r"|\b(?:mąż|maz|żona|zona|brat|siostra|syn|córka|corka|ojciec|matka|tata|mama|teść|tesc|"
    r"szwagier) (?:jest|to) (?:policjant\w*|pielęgniark\w*|pielegniark\w*|lekark?\w*|księd\w+|"
    r"ksied\w+|strażak\w*|strazak\w*|ratowni\w+|sędzi\w+|sedzi\w+|kierowni\w+|szef\w*)"
    r"|\b(?:dwoje|troje|czworo|siedmioro|pięcioro) (?:dzieci|bliźniąt)\b|\b(?:bliźnia[kc]\w*"
    r"|blizniak\w*|bliźni[ęeą]t\w*|trojaczk\w+|trojaczki)\b",
)
_SPOKEN_WORDS = Cues(
    """
    gwr wraig gwraig brawd frawd chwaer mab fab merch ferch thad dad tad mam fam mham phartner
    bartner partner efeilliaid gefeilliaid efaill gefell tripledi maz zona brat siostra syn corka
    ojciec matka tata mama tesc szwagier partnerka kuzyn blizniak blizniaki blizniaczka blizniakow
    blizniacy blizniat dzieci blizniaczki trojaczki trojaczkow
    """.split()
)


def kinship(reading: Reading) -> Iterator[Span]:
    """Ask about ties inside the service, and about fates and families that few have."""
    for pattern, words in (
        (_SAME, _SAME_WORDS),
        (_BEFELL, _BEFELL_WORDS),
        (_MANY, _MANY_WORDS),
        (_SPOKEN, _SPOKEN_WORDS),
    ):
        for m in near_words(pattern, reading, words, 45, 70):
            yield asked(m, Kind.FAMILY, _WHY, _MASK)
