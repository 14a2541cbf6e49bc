"""Relatives by what they did, what befell them and what they live with: few share that.

Beside ``family_ties`` and ``kinship``, which know relatives by their post and by who works where.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

_WHY = because("a family tie that could tell who it is")
_MASK = "[a family tie]"
_OWNER = r"(?:his|her|their|my|your)"
_KIN_WORDS = """
    spouse husband wife partner brother sister son daughter dad mum mam father mother fiance fiancee
    boyfriend girlfriend uncle auntie aunt cousin nephew niece grandad granddad grandfather
    grandmother gran nan nana stepdad stepmum stepson stepdaughter stepbrother stepsister godson
    goddaughter grandson granddaughter missus missis mrs hubby lad lass boy girl eldest youngest
    oldest ex bloke fella parents kids sons daughters children brothers sisters twin child
    husbands wives dads mums
""".split()
_KIN = r"(?:" + "|".join(_KIN_WORDS) + r"|(?:half|other)[ \-](?:brother|sister|half)|in[ \-]laws)"
_HERS = rf"\b{_OWNER} (?:own |late |ex[ \-]|older |younger |big |little |twin |two )?{_KIN}"
_STRANGER = r"(?:patient|pt|victim|casualty|caller|driver|deceased|culprit|attacker|suspect)"
_LIVES_WITH = (
    r"(?:dementia|alzheimers|autism|adhd|leukaemia|leukemia|cancer|epilepsy|cystic fibrosis|"
    r"cerebral palsy|down['’]?s(?: syndrome)?|spina bifida|special needs|additional needs|"
    r"learning (?:difficulties|disabilit\w+)|a (?:brain tumour|tumour|rare \w+|disability)|"
    r"schizophrenia|ms|mnd|huntington\w*|parkinson\w*|muscular dystrophy)"
)
_FATE = (
    r"(?:trial|inquest|court case|court date|sentencing|arrest|murder|killer|accident|crash"
    r"|stabbing|suicide|overdose|post[ \-]mortem|appeal|parole|prison sentence|deployment"
    r"|transplant|disappearance|classmates?|school ?friends?|football club|head ?teacher"
    r"|nursing home|care home|hospice|employer|shop|pub|farm|salon)"
)
_FROM = (
    r"(?:school|college|nursery|uni(?:versity)?|home|hospice|unit|club|church|mosque|temple|gym|"
    r"pub|ward|prison)"
)
_DONE = Late(
    rf"{_HERS}(?:['’]?s| was| is| were| are)? (?:actually |also )?the "
    rf"(?:{_STRANGER}|one|(?:lad|man|woman|girl|boy|bloke|person) (?:who|that|in|on|from))\b"
    rf"|\b{_STRANGER} (?:was|is|were|turned out to be) (?:actually |also )?{_OWNER} {_KIN}\b"
    rf"|{_HERS} used to (?:be|work|run|manage|drive|own|teach|captain|lead)\b(?: (?:a |an |the )?"
    r"[^\W\d_]+)?"
    rf"|{_HERS} (?:died|drowned|collapsed|was killed|was hurt|was injured|arrested|crashed) "
    r"(?:on|in|at|off|under|by) (?:the |a )?(?!(?:night|nights|hospital|sleep|bed|home|time|peace"
    r"|front|work|tears)\b)[^\W\d_]+"
    rf"|{_HERS} (?:goes?|went|is|was|are|were) (?:to|at|in) (?:the|that) (?:same )?{_FROM} "
    r"(?:where|that|we|they|it|which|in the news)\b"
    rf"|{_HERS} (?:was|were|is|are) (?:in|on|at|inside|aboard|behind|under) (?:the|that) "
    r"(?:bus|coach|train|plane|ferry|boat|car|van|minibus|crash|fire|flood|building|school|concert"
    r"|match|stadium|pub|club|club house|march|riot|tram|helicopter|lift|rescue|house)\b"
    rf"|{_HERS} (?:plays?|played|boxes|boxed|races|raced|rows|rowed|swims|fights|rides|sings|sang"
    r"|dances|competes|runs|ran|signed|stood|stands) (?:for|with|in|on) (?:the |a )?[^\W\d_]{3,}"
    rf"|{_HERS}(?:['’]?s| is| was)? (?:back |now |still )?(?:in (?:prison|jail|custody|a coma"
    r"|intensive care|rehab|a hospice|parliament|the news|the papers?)|on (?:remand|trial|bail"
    r"|life support|the telly|the council)|missing|deployed|inside)\b"
    rf"|{_HERS}['’]?s (?:\w+ )?{_FATE}\b"
    rf"|{_HERS}(?:['’]?s| is| was| are| were)? (?:an? |the )?(?:[^\W\d_]+ )?(?:nurse|doctor"
    r"|surgeon|copper|police \w+|firefighter|soldier|paramedic|dispatcher|midwife|vicar|councillor"
    r"|headteacher|head teacher|solicitor|magistrate|undertaker|prison officer|journalist"
    r"|teacher at|pilot|mp)\b"
    rf"|(?:\b{_OWNER} |\b)(?:husband|wife|spouse|mum|dad|brother|sister|partner|hubby|son|daughter)"
    r"(?:['’]?s| is| was) (?:the |an? |our |now )?(?:[^\W\d_]+ )?(?:manager|director|inspector"
    r"|leader"
    r"|ceo|chief|magistrate|judge|governor|commander)\b"
    rf"|{_HERS},? (?:who )?(?:serves|works|acts|sits|worked|served) as (?:an? |the )?[^\W\d_]+",
)
_LIVED = Late(
    rf"\b{_OWNER} (?:severely |profoundly )?(?:disabled|autistic|blind|deaf|adopted|foster"
    rf"|estranged|dying|terminally ill|premature|missing|murdered|famous|trans|paralysed"
    rf"|wheelchair[ \-]bound) {_KIN}\b"
    rf"|\b(?:{_OWNER}|an?|the) (?:own |eldest |youngest |little |young |old )?{_KIN} (?:who has "
    rf"|has |with |have )(?:early onset |terminal |severe )?{_LIVES_WITH}\b"
    rf"|\b(?:one|both|two|all) of {_OWNER} {_KIN}(?: (?:was|is|were|are|has|have|got|died)\b)"
    r"(?: (?:in|on|at) (?:the )?[^\W\d_]+)?"
    r"|\brelated to (?:the|one of the|a|that|our) (?:patient|family|lad|man|woman|girl|boy|driver"
    r"|victim|caller|deceased|manager|crew|boss|mayor|suspect)\b"
    rf"|\bsame (?:surname|family|house) as (?:the|our|her|his) [^\W\d_]+"
    r"|\b(?:mother|mum|father|dad|uncle|aunt|auntie)(?: and | ?& ?)(?:son|daughter|nephew|niece)"
    r" (?:both|who|crew|team|work)\b"
    rf"|\b{_OWNER} {_KIN} and (?:the )?(?:manager|boss|ctl|tl|patient)['’]?s {_KIN}\b",
)
_COUPLE = Late(
    r"\b(?:they|who|both|now|still)(?:['’]?re| are| were)? (?:an? (?:item|couple)|seeing each other"
    r"|living together|married to each other)\b|\bmarried (?:each other|one another)\b"
    r"|\b(?:crew ?mate|colleague|crew member|manager|boss|medic|paramedic|mentor|ctl|tl)['’]s (?:ex"
    rf"|{_KIN})\b",
)
_STRANGERS = "patient pt victim casualty caller driver deceased culprit attacker suspect".split()
_WORDS = frozenset(_KIN_WORDS) | frozenset("half laws law".split())
_COUPLE_WORDS = Cues(_WORDS | frozenset("item couple each together other another".split()))
_DONE_WORDS = Cues(_WORDS | frozenset(_STRANGERS))
_LIVED_WORDS = Cues(_WORDS | {"related", "surname"})


def relatives(reading: Reading) -> Iterator[Span]:
    """Ask about relatives of whom something is told that few could say of theirs."""
    for pattern, words in (
        (_DONE, _DONE_WORDS),
        (_LIVED, _LIVED_WORDS),
        (_COUPLE, _COUPLE_WORDS),
    ):
        for m in near_words(pattern, reading, words, 40, 60):
            yield asked(m, Kind.FAMILY, _WHY, _MASK)
