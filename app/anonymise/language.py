"""Which language a note is in, and how well names are found in it.

Told by its small words, which differ between languages even in a text of one line. A note in
shorthand has few of them: without a sign of another language a note counts as English.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.anonymise.everyday_words import POLISH, WELSH
from app.anonymise.tokens import tokenise
from app.domain.wording import to_say


class Cover(StrEnum):
    """How well a language is covered."""

    FULL = "full"
    PART = "part"
    POOR = "poor"


@dataclass(frozen=True)
class LanguageReading:
    """``code`` is ISO 639-1, empty where unknown.

    ``sentence`` is for the person, or empty; ``name`` goes in at its ``{name}``. Both are English,
    to be said with ``tr``.
    """

    cover: Cover
    code: str
    sentence: str
    name: str = ""


NAMES = {
    "cy": to_say("Welsh"),
    "pl": to_say("Polish"),
    "de": to_say("German"),
    "fr": to_say("French"),
    "es": to_say("Spanish"),
    "pt": to_say("Portuguese"),
    "it": to_say("Italian"),
    "ro": to_say("Romanian"),
    "nl": to_say("Dutch"),
    "tr": to_say("Turkish"),
    "lt": to_say("Lithuanian"),
    "so": to_say("Somali"),
    "tl": to_say("Filipino"),
    "hu": to_say("Hungarian"),
    "sq": to_say("Albanian"),
    "ga": to_say("Irish"),
    "gd": to_say("Gaelic"),
}
_ENGLISH = frozenset(
    """
    the a and to of in is was i he she they it with for on at but not her his my be has had have so
    we me that this after from been are wants said off up out will about as all if by just who when
    what im hes shes dont been no an him them their our your you than then there were would could
    does did do can get got still now very too more or n w re wi
    """.split()
)
_OTHERS = {
    "de": "und der die das ist nicht ich wir sie mit ein eine auf zu war hat sehr auch noch nach",
    "fr": "et le la les est pas je nous elle avec une un des que dans pour mais tres sur il du au",
    "es": "y el la los es no yo ella con una un de que en para pero muy por se esta lo mi su",
    "pt": "e o os nao eu ela com uma um de que em para mas muito por esta do da seu sua foi",
    "it": "e il la gli non io lei con una un di che in per ma molto sono questo della ha mi si",
    "ro": "si este nu eu ea cu un o de ca in pentru dar foarte pe la sunt mai acest ei fost sa",
    "nl": "en de het een is niet ik wij zij met van dat in voor maar zeer ook nog naar heeft was",
    "tr": "ve bir bu da de icin ama cok ile ben biz onun var yok degil daha gibi ne mi sonra",
    "lt": "ir yra ne as mes ji su kad i bet labai ant nuo buvo man jis per dar po kaip tai",
    "so": "waa iyo ma waxaan waxay ka ku la oo uu ay aan in inta shaqada wuxuu maanta aad leh",
    "tl": "ang ng sa mga si ay na ako siya kami hindi ko niya para pero kasi po yung lang din",
    "hu": "es az egy nem en mi hogy van volt meg de nagyon is ez ki neki csak mar akkor",
    "sq": "dhe nje nuk une ne me per por shume eshte ka te se qe nga kjo ky ishte jam",
    "ga": "agus an na is ni bhi ta se si le ar ag mar ach go raibh seo sin me aon",
    "gd": "agus an na is cha bha tha e i le air aig mar ach gu robh seo sin mi aon",
}
_SMALL_WORDS = {code: frozenset(words.split()) for code, words in _OTHERS.items()}
_OURS = {"cy": WELSH, "pl": POLISH}
_UNKNOWN = to_say("Layby does not know this language. It may miss names. Please look closely.")
_FEWER = to_say("This looks like {name}. Layby finds fewer names in {name}. Please look closely.")
_FEW = to_say("This looks like {name}. Layby finds few names in {name}. Please look closely.")
_ENOUGH = 0.25
"""Share of a note's words from which on it is said to be in Welsh or Polish."""


def language_of(text: str) -> LanguageReading:
    """Say which language a note is in, with a plain sentence where it is not fully covered."""
    words = [token.folded for token in tokenise(text) if token.is_word]
    if not words:
        return LanguageReading(Cover.FULL, "en", "")
    if sum(not word.isascii() for word in words) * 2 > len(words):
        return _poorly("")
    english = sum(word in _ENGLISH for word in words)
    count, code = max(
        (sum(w.partition("'")[0] in known for w in words), code) for code, known in _OURS.items()
    )
    if count >= 2 and (count > english or count >= _ENOUGH * len(words)):
        return LanguageReading(Cover.PART, code, _FEWER, NAMES[code])
    if 2 * english >= len(words):
        return LanguageReading(Cover.FULL, "en", "")
    best, code = max((sum(w in known for w in words), code) for code, known in _SMALL_WORDS.items())
    if best >= max(3, english + 2) and best >= 0.2 * len(words):
        return _poorly(code)
    return LanguageReading(Cover.FULL, "en", "")


def _poorly(code: str) -> LanguageReading:
    if not code:
        return LanguageReading(Cover.POOR, "", _UNKNOWN)
    return LanguageReading(Cover.POOR, code, _FEW, NAMES[code])
