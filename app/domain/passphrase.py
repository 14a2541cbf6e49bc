"""Passphrases: made from a published word list, or a person's own unless easily guessed.

Four words drawn evenly from the EFF's list of 7,776 words are worth 4 × log2(7776) = 51.7
bits (Electronic Frontier Foundation, "New Wordlists for Random Passphrases", 2016). A
person's own is refused for the reasons NIST SP 800-63B gives in 3.1.1.2: too short, on a
list of common passwords, repeated or sequential characters, or words of this very place.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from app.domain.errors import PassphraseTooCommon, PassphraseTooShort

#: The fewest characters; spaces around them are not counted.
MINIMUM = 12
#: How many words are drawn for a made passphrase.
WORDS = 4

#: Fewer letters than this beyond runs, digits and the words of this place are no secret.
_LETTERS = 4
#: So many neighbours on a keyboard or in the alphabet, or so many equal letters, are a run.
_RUN = 4
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_RUNS = " ".join((*_ROWS, *(row[::-1] for row in _ROWS)))
#: What anyone would try first here; the longest first, so that none hides another.
_OF_THIS_PLACE = sorted(
    """layby password passphrase passcode passwort secret login admin welcome letmein changeme
    ambulance paramedic paramedics nhs trust service foundation emergency response technician
    medic crew station manager wellbeing yorkshire london midlands england wales welsh
    scottish scotland northern ireland southern western eastern coast central""".split(),
    key=lambda word: (-len(word), word),
)
_SUBSTITUTED = str.maketrans("0345@$7", "oeasast")


def make_passphrase(random_bytes: Callable[[int], bytes], words: Sequence[str]) -> str:
    """Draw ``WORDS`` different words from ``words``, every choice equally likely.

    ``random_bytes`` must be a cryptographic source. That no word comes twice costs under a
    thousandth of a bit. Raises ValueError with a list too short to draw from.
    """
    if len(set(words)) < WORDS:
        raise ValueError("too few different words to draw from")
    drawn: list[str] = []
    while len(drawn) < WORDS:
        word = words[_below(len(words), random_bytes)]
        if word not in drawn:
            drawn.append(word)
    return " ".join(drawn)


def _below(limit: int, random_bytes: Callable[[int], bytes]) -> int:
    """Draw a number under ``limit`` evenly: the uneven end of the range is thrown away."""
    size = (limit.bit_length() + 7) // 8 + 1
    even = 256**size - 256**size % limit
    while (number := int.from_bytes(random_bytes(size))) >= even:
        pass
    return number % limit


def check_passphrase(words: str, common: frozenset[str]) -> None:
    """Refuse a passphrase that is too short or that a guesser would try early.

    ``common`` holds common passwords, in small letters and digits alone. A passphrase is
    refused when, capitals, spaces, punctuation and the usual substitutions (``p@ssw0rd``)
    apart, nothing is left of it but one of them: alone, repeated, or with digits, runs such
    as ``qwerty`` and words of this place around it. Raises PassphraseTooShort,
    PassphraseTooCommon.
    """
    text = unicodedata.normalize("NFKC", words).strip()
    if len(text) < MINIMUM:
        raise PassphraseTooShort(field="passphrase")
    folded = text.casefold()
    if any(_is_guessable(reading, common) for reading in _readings(folded)):
        raise PassphraseTooCommon(field="passphrase")


def _is_guessable(reading: str, common: frozenset[str]) -> bool:
    unit = _unit(reading)
    core = _unit(_core(unit))
    return len(core) < _LETTERS or not common.isdisjoint((unit, core))


def _readings(folded: str) -> set[str]:
    """Give what a text may stand for: with and without its tails, substitutions undone."""
    found = set()
    for text in {folded, _unit(folded)}:
        for trimmed in (text, *_trimmed(text)):
            found.add(_bare(trimmed))
            for one in "li":
                found.add(_bare(trimmed.translate({**_SUBSTITUTED, ord("1"): one})))
    return found


def _trimmed(text: str) -> Iterator[str]:
    """Take off what is no letter: at the end, at the start, at both."""
    letters = [place for place, sign in enumerate(text) if sign.isalpha()]
    if letters:
        first, last = letters[0], letters[-1] + 1
        yield from (text[:last], text[first:], text[first:last])


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _unit(text: str) -> str:
    """Give the shortest start that, repeated, gives the text; its last round may be cut."""
    for size in range(1, len(text)):
        if text.startswith(text[size:]):
            return text[:size]
    return text


def _core(reading: str) -> str:
    """Give the letters that are neither in a run nor a word of this place."""
    letters = "".join(sign for sign in reading if sign.isalpha())
    for word in _OF_THIS_PLACE:
        letters = letters.replace(word, "")
    left, place = [], 0
    while place < len(letters):
        length = _run_length(letters, place)
        if length < _RUN:
            left.append(letters[place])
            length = 1
        place += length
    return "".join(left)


def _run_length(letters: str, start: int) -> int:
    end = start + 1
    while end < len(letters) and _is_run(letters[start : end + 1]):
        end += 1
    return end - start


def _is_run(part: str) -> bool:
    return part in _RUNS or part == part[0] * len(part)
