"""Nationalities, peoples and faiths: in a small team they can tell who is meant."""

from collections.abc import Iterator

from app.anonymise.reading import Reading
from app.anonymise.spans import Kind, Level, Span

MASK = "[of a certain background]"
PEOPLES = frozenset(
    """
    english scottish welsh irish british polish indian pakistani bangladeshi nigerian ghanaian
    kenyan ugandan tanzanian ethiopian eritrean sudanese somali zimbabwean zambian malawian
    congolese rwandan senegalese gambian liberian cameroonian angolan jamaican barbadian
    trinidadian guyanese caribbean african asian european latino hispanic chinese japanese korean
    vietnamese filipino filipina thai malaysian singaporean indonesian burmese nepali nepalese
    tibetan mongolian american canadian australian french german italian spanish portuguese
    romanian bulgarian hungarian czech slovak slovakian slovenian lithuanian latvian estonian
    russian ukrainian belarusian moldovan georgian armenian turkish kurdish iranian persian iraqi
    syrian lebanese jordanian palestinian israeli saudi kuwaiti yemeni afghan egyptian moroccan
    algerian tunisian libyan greek cypriot maltese dutch belgian swiss austrian swedish norwegian
    danish finnish icelandic croatian serbian bosnian albanian kosovan macedonian mexican brazilian
    argentinian colombian chilean peruvian venezuelan cuban dominican haitian jewish muslim islamic
    christian catholic protestant hindu sikh buddhist jain mormon rastafarian quaker arab roma gypsy
    traveller dane swede finn pole scot brit aussie kiwi scandinavian punjabi gujarati tamil bengali
    kashmiri yoruba igbo hausa akan zulu shona
    """.split()
)
_LANGUAGE = frozenset("speaks speaking spoke language interpreter translate translated".split())


def origins(reading: Reading) -> Iterator[Span]:
    """Ask about nationalities and faiths written with a capital, or said of somebody."""
    for index, token in enumerate(reading.tokens):
        word = token.folded
        single = word[:-1] if word.endswith("s") and word[:-1] in PEOPLES else word
        if single not in PEOPLES or reading.folded(index + 1) in _LANGUAGE:
            continue
        if token.text[0].isupper() or reading.folded(index - 1) in ("is", "was", "only", "'s"):
            reason = "a nationality or a faith can tell who it is"
            yield Span(token.start, token.end, Kind.GROUP, Level.AMBER, reason, MASK)
