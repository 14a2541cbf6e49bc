"""Nationalities, peoples, faiths and politics: in a small team they can tell who is meant."""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.peoples import FAITHS, PARTIES, PEOPLES
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span

__all__ = ["MASK", "PEOPLES", "origins"]

MASK = "[of a certain background]"
_WHY = because("a nationality or a faith can tell who it is")
_LANGUAGE = frozenset(
    "speaks speaking spoke speaker speakers language interpreter translate".split()
)
_TAUGHT = frozenset(
    "in to speaks speak learning learn learnt into teaches taught fluent basic".split()
)
_ALL = PEOPLES | FAITHS | PARTIES
# Words that mean something else as often: they count with a capital in mid-sentence, or beside
# somebody.
_OTHERWISE = frozenset(
    """
    conservative conservatives liberal liberals orthodox evangelical polish pole swede dane turk
    finn jain lao ewe hare druid pagan heathen equatorial republican labour nationalist akan shona
    dominican georgian yank feminist scot kiwi jordanian islam hindi vietnam catholicism communism
    """.split()
)
# What belongs to no person: "Chinese takeaway", "French windows", "Welsh Ambulance Service".
_THINGS = frozenset(
    """
    takeaway food meal pastry pastries omelette chips bacon sausage restaurant curry breakfast
    dressing windows door doors toast fries muffin bulldog terrier shepherd setter cheese bread tea
    coffee whisky wine beer rugby cup flag holiday holidays weather winter summer standard standards
    telecom gas airways museum grand prix lesson lessons class classes course exam exams
    examination test tests essay gcse dictionary
    translation leaflet version form channel sign oak measles knot roulette salad roll red heart
    lung legion transport rail open championship league ambulance government parliament assembly law
    laws border style wellbeing widow road street bank news radio tv press carry time
    """.split()
)
# What only people of that kind go to or hold.
_THEIRS = frozenset(
    """
    passport visa embassy church cathedral school club team army navy forces police citizenship
    mosque temple festival council office association
    """.split()
)
_SAID = frozenset(
    """
    is was are were am be been being im hes shes theyre he's she's i'm they're 's 're 'm only as a
    an the another our my two three both young older fellow devout strict practising lapsed born
    raised half part non proud openly anti pro ex former white black orthodox secular
    """.split()
)
_COMMON = frozenset("english british american european welsh scottish irish french".split())
_IS = frozenset("is was im hes shes he's she's 's 'm i'm are".split())
_ARTICLES = frozenset("the a an our my".split())
_JOINED = {
    "sri": "lankan", "south": "african", "costa": "rican", "puerto": "rican", "new": "zealander",
    "sierra": "leonean", "north": "korean", "saudi": "arabian", "lib": "dem", "plaid": "cymru",
    "sinn": "fein", "cape": "verdean", "san": "marinese", "east": "timorese", "papua": "guinean",
    "green": "party", "labour": "party", "reform": "uk", "tory": "party", "seventh": "day",
    "greek": "orthodox", "russian": "orthodox", "northern": "irish", "african": "american",
    "british": "asian", "anglo": "indian", "hare": "krishna", "solomon": "islander",
}  # fmt: skip
"""Words of two, by the first; the second may stand in the plural."""

_CUES = Cues({*_ALL, *[word + "s" for word in _ALL], *_JOINED})


def origins(reading: Reading) -> Iterator[Span]:
    """Mask nationalities, faiths and politics said of people; ask where a thing may be meant."""
    if not reading.cues & _CUES.bit:
        return
    for index, token in enumerate(reading.tokens):
        last = _two(reading, index)
        if last is None and _single(token.folded) not in _ALL:
            continue
        end = index if last is None else last
        level = _level(reading, index, end)
        if level is not None:
            stop = reading.tokens[end].end
            yield Span(token.start, stop, Kind.GROUP, level, _WHY, MASK)


def _two(reading: Reading, index: int) -> int | None:
    """Give where a people of two words ends, if one begins here."""
    second = _JOINED.get(reading.folded(index))
    if second is None:
        return None
    for at in (index + 1, index + 2):
        word = reading.folded(at)
        if word == second or word == second + "s":
            return at
        if word != "-":
            return None
    return None


def _single(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in _ALL else word


def _level(reading: Reading, index: int, end: int) -> Level | None:
    """Weigh one: red of somebody, amber where it may be a thing, None where it is one."""
    following, before = reading.folded(end + 1), reading.folded(index - 1)
    if following in _LANGUAGE or before in _TAUGHT or following in _THINGS:
        return None
    shown = reading.tokens[index].text[0].isupper() and not reading.shouting
    if following in _THEIRS:
        return Level.AMBER
    word = reading.folded(index)
    if _single(word) in _OTHERWISE or (end > index and word in ("green", "labour", "reform")):
        return _of_two_meanings(reading, index, shown)
    if shown:
        return Level.RED
    return _small(word, before, two=end > index)


def _of_two_meanings(reading: Reading, index: int, shown: bool) -> Level | None:
    """Weigh "Polish" and "Liberal": by the capital inside a sentence, or said of somebody."""
    before = reading.folded(index - 1)
    if shown and not reading.opens(index):
        return Level.RED
    if before in _IS and reading.folded(index) != "conservative":
        return Level.RED
    return Level.AMBER if shown else None


def _small(word: str, before: str, two: bool) -> Level | None:
    """Weigh one without a capital: "he is catholic" is sure, "the chinese" is asked about."""
    if before in _ARTICLES and not two:
        return Level.AMBER
    if two or before in _SAID:
        return Level.RED
    return Level.AMBER if word not in _COMMON else None
