"""The age at which one can read what crews and managers see; part of the content check.

Reading age is the Flesch-Kincaid grade plus five: 0.39 times the words in a sentence, 11.8 times
the syllables in a word, less 15.59 (Kincaid, Fishburne, Rogers and Chissom, Derivation of new
readability formulas for Navy enlisted personnel, Research Branch Report 8-75, 1975). It is taken
of all that one screen's source, or one part of a guide, leaflet or service says together: of a
single phrase it means little, so all services together are one: they stand in one list. Labels
and names are left out, which makes it stricter. So that no hard sentence hides among easy ones,
none is longer than 25 words (the longest that GOV.UK allows), and a word of four or more syllables
must be one that crews know.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from app.domain.spoken_content import texts
from app.web.gather_words import said_in_source, shipped_content, sources

#: Years, for what crews see.
OLDEST = 11
#: Words in a sentence.
LONGEST = 25
#: Syllables from which on a word is hard, unless it is familiar.
HARD = 4
#: Words of work, of health and of the calendar, and those of official staff groups' names.
FAMILIAR = frozenset(
    """additional administrative ancillary anxiety communication community confidential
    conversation conversations development disability discrimination emergency emotional everybody
    executives experiences february flexibility incivility information interpreter investigation
    isolation january midwifery minority musculoskeletal neurodiversity occupational paramedics
    nationality perimenopause physiotherapy preparation professional professionals psychologists
    recognition recovery registration relationships reorganisation samaritans scientific
    seriously supplementary unrelated usually visibility""".split()
)
#: From so many words on a text that ends without a stop is a sentence all the same, not a name.
_NAME = 9
_LABEL = 4
_STOP = re.compile(r"[.?!:…][”’)]*$")
_GRADE_TO_AGE = 5
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_SENTENCE_END = re.compile(r"(?<=[.?!…])[”’)]*\s+")
_VALUE = re.compile(r"\{[^}]*\}")
#: Two vowels that are said apart.
_APART = re.compile(r"[aeiou]ing|[aeou]y[aeo]|ia(?!l|n)|iu[ms]|[iu]et|eat[ei]|real|io(?:us)?ly")
#: Letters that are written and not said.
_SILENT = re.compile(r"[^aeiouylr]e$|[aeiouy][lr]e$|[^aeiouytd]ed$|[^aeiouyscgxz]es$")
_SAID = re.compile(r"(?:sh|ch)es$")
#: What neither rule tells, counted as the CMU Pronouncing Dictionary counts it.
_COUNTED = {
    "aches": 1, "actively": 3, "additional": 4, "anxiety": 4, "anyone": 3, "area": 3, "areas": 3,
    "arrangements": 3, "bereavement": 3, "beyond": 2, "bullying": 3, "champion": 3, "create": 2,
    "disabled": 3, "earlier": 3, "earliest": 3, "easier": 3, "easiest": 3, "else": 1,
    "employee": 3, "employees": 3, "employer": 3, "everybody": 4, "everything": 3, "everywhere": 3,
    "experience": 4, "experiences": 5, "february": 4, "gp": 2, "guardian": 3, "idea": 3,
    "ideas": 3, "january": 4, "management": 3, "nhs": 3, "pdf": 3, "physio": 3, "pin": 1, "pm": 2,
    "previous": 3, "qr": 2, "quiet": 2, "quietly": 3, "radio": 3, "safeguarding": 3, "saying": 2,
    "scientific": 4, "serious": 3, "seriously": 4, "sexual": 3, "somebody": 3, "staying": 2,
    "suicide": 3, "tired": 2, "uk": 2, "usual": 3, "usually": 4, "various": 3, "vehicle": 3,
    "vehicles": 3, "video": 3, "violence": 3, "whoever": 3,
}  # fmt: skip


def syllables(word: str) -> int:
    """Count a word's syllables, as English spells them; a few words are counted by hand."""
    plain = re.sub(r"[’']s?$|[’']", "", word.lower())
    if plain in _COUNTED:
        return _COUNTED[plain]
    count = len(re.findall(r"[aeiouy]+", plain)) + len(_APART.findall(plain))
    if _SILENT.search(plain) and not _SAID.search(plain):
        count -= 1
    return max(count, 1)


def sentences(said: Iterable[str]) -> Iterator[list[str]]:
    """Give the words of each sentence; a value that is put in counts as one short word."""
    for text in said:
        if len(_WORD.findall(text)) < (_LABEL if _STOP.search(text) else _NAME):
            continue
        for sentence in _SENTENCE_END.split(_VALUE.sub("Sam", text)):
            words = _WORD.findall(sentence)
            if words:
                yield words


def reading_age(said: Iterable[str]) -> float:
    """Give the age in years from which on these texts, taken together, are read with ease."""
    found = list(sentences(said))
    words = sum(map(len, found))
    if not words:
        return 0.0
    spoken = sum(syllables(word) for sentence in found for word in sentence)
    return 0.39 * words / len(found) + 11.8 * spoken / words - 15.59 + _GRADE_TO_AGE


def problems(units: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Say where the words of a unit, such as a screen, are harder than they should be."""
    for name, said in units.items():
        kept = list(said)
        age = reading_age(kept)
        if age > OLDEST:
            yield f"{name}: its reading age is {age:.1f}, more than {OLDEST}."
        for words in sentences(kept):
            if len(words) > LONGEST:
                yield f"{name}: a sentence of {len(words)} words: {' '.join(words[:8])} …"
        for word in sorted(hard_words(kept)):
            yield f"{name}: “{word}” is a hard word; say it in others, or list it as familiar."


def hard_words(said: Iterable[str]) -> set[str]:
    """Give the long words that are not familiar, those of labels too."""
    words = {one.lower() for text in said for one in _WORD.findall(_VALUE.sub("", text))}
    return {word for word in words - FAMILIAR if syllables(word) >= HARD}


#: Words to be found by, not to be read.
SEARCHED = "search_words.py"


def shipped() -> dict[str, list[str]]:
    """Give what crews and managers can see, by where it is said: a screen's source, or a file.

    What leads alone see is said in English only, without ``tr``, and is not in it; nor are the
    codebook's descriptions, which stand on leads' screens.
    """
    units: dict[str, list[str]] = {}
    for file in sources():
        if file.name == SEARCHED:
            continue
        said = said_in_source([file])
        if said.sentences or said.plurals:
            units[file.name] = sorted({*said.sentences, *said.plurals.values()})
    held = shipped_content()
    for name, one in (*held.guides.items(), *held.leaflets.items()):
        units[str(name)] = list(texts(one))
    units["services"] = [text for service in held.services for text in texts(service)]
    units["themes"] = [theme.label for theme in held.codebook.live()]
    return units
