"""Orientation, gender identity, faith and status, said outright of somebody."""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.peoples import PEOPLES
from app.anonymise.phrases import PEOPLE, STAFF, asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

MASK = "[of a certain background]"
_WHY = because("in a small team this can tell who it is")
_GROUP = Late(
    r"\b(?:openly )?(?:gay|lesbian|bisexual|pansexual|asexual|homosexual|non[ \-]?binary"
    r"|transgender|"
    r"gender[ \-]?fluid|transitioning|intersex|queer)\b(?! (?:network|pride|staff|flag|rights"
    r"|abandon))"
    r"|\btrans\b(?= (?:woman|man|person|colleague|staff member|and|guy|lad|girl)|[.,;!?)]|$)"
    r"|(?:\b(?:is|he['’]?s|she['’]?s|they['’]?re|was|i['’]?m|am|as) )(?P<told>bi|trans|celibate)\b"
    r"|\b(?:came|coming|come) out (?:as\b|to (?:the|his|her|their|me|us|my)\b|at work)"
    r"|\b(?:a |an |as )?(?:refugees?|asylum[ \-]seekers?|illegal immigrant|immigrant|migrant)\b"
    r"|\b(?:a )?jehovah['’]?s? witness(?:es)?\b|\b(?:born[ \-]again|convert(?:ed)? to|practising) "
    r"(?:christian|islam|catholic|catholicism|judaism|buddhism|muslim|jew|hinduism)\b"
    r"|\b(?:a|an|irish|romany|scottish) (?:traveller|gypsy)\b(?! (?:site|said))"
    r"|\b(?:a|an|the|his|her) (?:single|unmarried|teenage) (?:mum|dad|mother|father)\b"
    rf"|\b(?:a|an|the|our|another|as|young|older) (?:{'|'.join(sorted(PEOPLES))}) (?=(?:{STAFF}"
    rf"|{PEOPLE}|"
    r"guy|fella|family|chap|girl|kid|student)\b)"
    r"|\b(?:polka|polak|ukrain(?:ka|iec|ką)|muzułman\w+|muzulman\w+|mwslim|iddew\w*|pwyl(?:es|wr)|"
    r"romka|rom|cyganka|katoli(?:k|czka)|prawosławn\w+|prawoslawn\w+|świadek jehowy)\b"
    r"|\b(?:syro[ \-]malabar|turkish cypriot|greek cypriot|orthodox jew\w*|hasidic|ahmadiyya"
    r"|ahmadi|"
    r"alevi|druze|coptic|copt|wiccan|pagan|scientologist|baha['’]?i|zoroastrian|parsi|ismaili)\b"
    r"|\b(?:as|the|a|an|that|only|young|this|another) (?:[^\W\d_]+ )?(?:black|brown|white|asian|"
    r"mixed[ \-](?:race|heritage)|dual[ \-]heritage|bame|afro[ \-]caribbean) "
    rf"(?:{STAFF}|{PEOPLE}|guy|fella|girl|chap|kid|family)\b"
    r"|\b(?:is|being|was|['’]m|['’]s|am|hes|shes|im) (?P<skin>black|brown|asian|bame|mixed[ \-]race"
    r"|mixed[ \-]heritage|dual[ \-]heritage)\b(?! (?:out|and blue|belt|card|mark))"
    r"|\b[^\W\d_]+ (?:heritage|descent|parentage|ancestry)\b|\bafro[ \-]caribbean\b"
    r"|\b(?:on|needs|renew\w*|sponsored|skilled worker|spouse|student) (?:a |his |her )?(?:skilled "
    r"worker |spouse |work |student |sponsored )*visa\b"
    r"|\bwears? (?:an? |the |her |his |my )?(?:hijab|headscarf|head scarf|niqab|burqa|turban|kippah"
    r"|yarmulke|kirpan|patka|dastar|sheitel|skull ?cap)\b"
    r"|\basylum (?:claim|case|appeal|application)\b|\b(?:indefinite leave to remain|settled status"
    r"|citizenship (?:test|application|ceremony))\b"
    r"|\b(?:went|go|going|goes|marched|marching) (?:to|at|in) (?:(?:his|her|their|my) first |the )?"
    r"(?:pride|mosque|synagogue|gurdwara|mandir|kingdom hall)\b"
    r"|\b(?:they/them|she/they|he/they)\b|\bdead ?nam(?:ed|ing)\b|\b(?:pre|post)[ \-]op trans\b"
    r"|\b(?:has |have |had |who |she |he |they )?transitioned(?! (?:to|into|from) (?:the|a|new|days"
    r"|nights))\b|\bex[ \-](?:offender|con|convict|prisoner)\b|\b(?:a )?care leaver\b"
    r"|\b(?:a |as a |our )?(?:tory|labour|lib dem|green|snp|plaid|reform|conservative|ukip) "
    r"(?:councillor|voter|member|candidate|supporter|mp|activist)\b"
    r"|\b(?:two|his|her) (?:mums|dads)\b(?= and| at| who|[.,]|$)"
    r"|\b(?:hoyw|lesbiad|trawsryweddol|gejem|lesbijk[aąi]|uchodźc\w+|uchodzc\w+|ffoadur\w*)\b",
)
_WORDS = Cues(
    frozenset(
        """
    gay lesbian bisexual pansexual asexual homosexual nonbinary binary transgender fluid genderfluid
    transitioning intersex queer trans bi celibate out refugee refugees asylum immigrant migrant
    jehovah jehovahs witness witnesses born convert converted practising traveller gypsy single
    unmarried teenage malabar cypriot orthodox hasidic ahmadiyya ahmadi alevi druze coptic copt
    wiccan pagan scientologist baha bahai zoroastrian parsi ismaili hoyw lesbiad trawsryweddol gejem
    black brown white asian bame mixed dual heritage descent parentage ancestry afro visa
    asylum indefinite settled citizenship pride mosque synagogue gurdwara mandir hall hijab
    headscarf scarf niqab burqa turban kippah yarmulke kirpan patka dastar sheitel skullcap cap
    deadnamed deadnaming transitioned offender con convict prisoner leaver councillor voter
    candidate supporter activist mums dads
    lesbijka lesbijki uchodzca uchodzcy uchodzcow ffoadur ffoaduriaid
    polka polak ukrainka ukrainiec mwslim iddew iddewes pwyles pwylwr romka rom cyganka katolik
    katoliczka muzulmanin muzulmanka muzulmanem prawoslawny prawoslawna swiadek
    """.split()
    )
    | PEOPLES
)

_SLASHED = Cues(_WORDS | {"they", "them"})


def groups(reading: Reading) -> Iterator[Span]:
    """Ask about groups that few in a team belong to; languages and practices stay."""
    words = _SLASHED if "/" in reading.text else _WORDS
    for m in near_words(_GROUP, reading, words, 30, 40):
        yield asked(m, Kind.GROUP, _WHY, MASK)
