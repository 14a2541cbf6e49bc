"""Passphrases: made from a published word list, or a person's own unless easily guessed.

Four words drawn evenly from the EFF's list of 7,776 words are worth 4 × log2(7776) = 51.7
bits (Electronic Frontier Foundation, "New Wordlists for Random Passphrases", 2016). A
person's own is refused for the reasons NIST SP 800-63B gives in 3.1.1.2: too short, on a
list of common passwords, repeated or sequential characters, or words of this very place.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence

from app.domain.errors import PassphraseTooCommon, PassphraseTooShort

#: The fewest characters; spaces around them are not counted.
MINIMUM = 12
#: How many words are drawn for a made passphrase.
WORDS = 4

#: Fewer letters than this beyond runs, digits and the words of this place are no secret.
_LETTERS = 4
#: So many neighbours on a keyboard or in the alphabet, or so many equal letters, are a run.
_RUN = 4
#: Whatever is pasted, the answer comes at once: so many characters are looked at.
_LOOKED_AT = 500
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_RUNS = " ".join((*_ROWS, *(row[::-1] for row in _ROWS)))
#: What anyone would try first here; the longer word before the one it begins with.
_OF_THIS_PLACE = re.compile(
    "|".join(
        """layby password passphrase passcode passwort secret login admin welcome letmein changeme
        ambulance paramedics paramedic nhs trust service foundation emergency response
        technician medic crew station manager wellbeing yorkshire london midlands england wales
        welsh scottish scotland northern ireland southern western eastern coast central""".split()
    )
)
_SUBSTITUTED = str.maketrans("0345@$7", "oeasast")


def make_passphrase(random_bytes: Callable[[int], bytes], words: Sequence[str]) -> str:
    """Draw ``WORDS`` different words from ``words``, every choice equally likely.

    ``random_bytes`` must be a cryptographic source. Words that anyone would try here
    (``ambulance``) are passed over, and none comes twice: that costs 0.02 bits and makes sure
    that ``check_passphrase`` takes whatever is made. Raises ValueError when fewer than
    ``WORDS`` words are left.
    """
    left = [word for word in dict.fromkeys(words) if not _OF_THIS_PLACE.search(word)]
    if len(left) < WORDS:
        raise ValueError("too few words to draw from")
    drawn: list[str] = []
    while len(drawn) < WORDS:
        drawn.append(left.pop(_below(len(left), random_bytes)))
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

    ``common`` is what ``is_guessable`` takes. Raises PassphraseTooShort, PassphraseTooCommon.
    """
    check_length(words)
    if is_guessable(words, common):
        raise PassphraseTooCommon(field="passphrase")


def check_length(words: str) -> None:
    """Refuse a passphrase that is too short; raises PassphraseTooShort."""
    if len(unicodedata.normalize("NFKC", words).strip()) < MINIMUM:
        raise PassphraseTooShort(field="passphrase")


def is_guessable(words: str, common: Collection[str]) -> bool:
    """Tell whether a guesser would try ``words`` early, at whatever length.

    ``common`` holds the small letters of common passwords. Guessable is what, capitals,
    spaces, digits, punctuation and the usual substitutions (``p@ssw0rd``) apart, has nothing
    left but one of them: alone, repeated, or with runs such as ``qwerty`` and words of this
    place around it.
    """
    folded = unicodedata.normalize("NFKC", words).casefold().strip()[:_LOOKED_AT]
    return any(_is_bare_guessable(reading, common) for reading in _readings(folded))


def _is_bare_guessable(reading: str, common: Collection[str]) -> bool:
    for text in (reading, _unit(reading)):
        letters = "".join(sign for sign in text if sign.isalpha())
        core = core_of(letters)
        if len(_unit(core)) < _LETTERS:
            return True
        if any(part in common for part in (letters, _unit(letters), core, _unit(core))):
            return True
    return False


def core_of(password: str) -> str:
    """Give the letters of a folded password that are in no run and no word of this place.

    That is how a list of common passwords is best kept: what is left of a longer one, its
    trimmings taken off, is then found there.
    """
    letters = _OF_THIS_PLACE.sub("", "".join(sign for sign in password if sign.isalpha()))
    left, place = [], 0
    while place < len(letters):
        length = _run_length(letters, place)
        if length < _RUN:
            left.append(letters[place])
            length = 1
        place += length
    return "".join(left)


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
    """Give the shortest start that, twice or more, gives the text; the last may be cut."""
    for size in range(1, len(text) // 2 + 1):
        if text.startswith(text[size:]):
            return text[:size]
    return text


def _run_length(letters: str, start: int) -> int:
    end = start + 1
    while end < len(letters) and _is_run(letters[start : end + 1]):
        end += 1
    return end - start


def _is_run(part: str) -> bool:
    return part in _RUNS or part == part[0] * len(part)
