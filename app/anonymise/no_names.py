"""Words that name nobody and no place, whatever the sequence model makes of what is around them."""

from app.anonymise import company, evidence
from app.anonymise.everyday_words import POLISH, WELSH
from app.anonymise.places import TOO_WIDE
from app.anonymise.reading import Reading
from app.anonymise.word_names import stands_alone

_HOME = frozenset("uk england britain scotland wales".split())
_OF_HOME = frozenset("english british".split())
"""What nearly everybody is, or speaks."""

COUNTRIES = TOO_WIDE - _HOME - {"us"}
"""They tell too little to be masked in small letters, and are asked about; where nearly everybody
is from tells nothing."""

_TITLES = company.TITLES | frozenset("pani pania panu panem".split())
_SHORT_PLACES = frozenset("nyc la uae ny dc eu nz".split())
_PAPERS = frozenset(
    """
    mailto nino passport passports licence licences license visa visas dvla hmrc utr mot brp
    postcode postcodes postal dbs id
    """.split()
)
"""What papers and numbers are called: beside the number it is not somebody's name."""

_LETTERS_OF_A_CODE = 3
_PARTED = (
    "a & e|n / a|x - ray|x - rays|in - law|in - laws|x ray|x rays|in law|in laws|"
    "question mark|question marks|exclamation mark|exclamation marks|national insurance|"
    "seat belt|seat belts|first aider|first aiders|zimmer frame|bank holiday|bank holidays"
)
_FIXED = frozenset(tuple(words.split()) for words in _PARTED.split("|"))
"""Two or three words that stand for one thing, which are nobody's name wherever they meet."""
_FOREIGN = WELSH | POLISH
_WIDE_OR_GENERIC = (evidence.GENERIC | TOO_WIDE) - COUNTRIES


def names_nobody(reading: Reading, index: int) -> bool:
    """Say whether the word is of a kind that names nobody."""
    token, word = reading.tokens[index], reading.folded(index)
    initial = token.text.isupper() and word != "i" and reading.folded(index + 1) == "."
    if not token.is_word or (len(word) < 2 and not initial) or word in _TITLES:
        return True
    if word in _PAPERS | _OF_HOME or _shortened(reading, index):
        return True
    small = not token.text[0].isupper()
    if small and _never(reading, index):
        return True
    if word in company.CALENDAR and reading.folded(index - 1) in company.IN_TIME:
        return not stands_alone(reading, index)
    return small and word in _WIDE_OR_GENERIC


def in_code(reading: Reading, index: int) -> bool:
    """Say whether a few letters are part of a code: "SW" in "SW1A", "AA" in "1AA".

    A code that tells something is found by its form; a piece of another one is hardly a name.
    """
    token = reading.tokens[index]
    if len(token.text) > _LETTERS_OF_A_CODE or reading.listed(index):
        return False
    before, after = reading.folded(index - 1), reading.folded(index + 1)
    runs_on = after.isdigit() and reading.tokens[index + 1].start == token.end
    return runs_on or (before.isdigit() and reading.tokens[index - 1].end == token.start)


def _never(reading: Reading, index: int) -> bool:
    """Say whether a word in small letters is never a name, or none in this text."""
    word = reading.folded(index)
    if word in COUNTRIES:
        return False
    if word in company.NEVER or (reading.plain(index) and word in reading.capitals):
        return True
    return word in _FOREIGN and word not in reading.lexicon.common_forenames


def _shortened(reading: Reading, index: int) -> bool:
    """Say whether the word is a short form, or part of one: "HR", "A&E", "x-ray"."""
    if any(_words(reading, at, many) in _FIXED for at, many in _around(index)):
        return True
    listed = reading.tokens[index].text in company.NOT_INITIALS
    if not listed or reading.folded(index) in TOO_WIDE | _SHORT_PLACES:
        return False
    return not _is_state(reading, index)


def _around(index: int) -> tuple[tuple[int, int], ...]:
    """Say where groups of two or three words begin that the word opens or ends."""
    return (index - 2, 3), (index - 1, 2), (index, 2), (index, 3)


def _words(reading: Reading, at: int, many: int) -> tuple[str, ...]:
    return tuple(map(reading.folded, range(at, at + many)))


def _is_state(reading: Reading, index: int) -> bool:
    """Say whether it is the short form of a state after its town: "Linwood, PA"."""
    if index < 2 or len(reading.folded(index)) != 2 or reading.folded(index - 1) != ",":
        return False
    return reading.shown(index - 2) and not reading.plain(index - 2)
