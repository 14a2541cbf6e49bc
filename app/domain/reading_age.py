"""How old a reader of English must be to follow a text, roughly.

The Flesch-Kincaid grade (Kincaid and others, 1975) counts words in a sentence and syllables
in a word; a United States school grade and five years make an age. It knows nothing of
meaning, so it is a warning light for long sentences and long words, no more. Syllables are
counted by their vowels, which is right or out by one for most English words.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

#: The age a guide must be readable at: people read it tired, at night, and in a second language.
OLDEST = 11.0

#: Below this many words one long word moves the measure too far to mean anything.
FEWEST_WORDS = 100

#: A sentence of more words than this is hard to say in one breath, whatever its words are.
LONGEST_SENTENCE = 30

_SENTENCE_END = re.compile(r"[.?!]+[”\"’)]*(?:\s|$)")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[’'][A-Za-z]+)?")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
# Endings whose e is silent: "gone", "times" is not (-es after s, x, z, ch, sh), "helped".
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<![td])ed$|(?<=[^aeioucghsxz])es$")


def sentences(text: str) -> list[str]:
    """Split a text at full stops, question marks and exclamation marks."""
    return [part for part in map(str.strip, _SENTENCE_END.split(text)) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """Give the words of a text; figures and marks are none."""
    return _WORD.findall(text)


@lru_cache(maxsize=8192)  # texts say the same words again and again
def syllables(word: str) -> int:
    """Count the syllables of one English word, at least one."""
    plain = re.sub(r"[’']", "", word.lower())
    return max(1, len(_VOWELS.findall(_SILENT.sub("", plain))))


def reading_age(texts: Iterable[str]) -> float:
    """Give the age in years at which these texts, each its own sentences, can be read.

    Raises ValueError when there is not one word.
    """
    spoken = [sentence for text in texts for sentence in sentences(text)]
    every = [word for sentence in spoken for word in words(sentence)]
    if not every:
        raise ValueError("there is nothing to read")
    syllable_count = sum(map(syllables, every))
    grade = 0.39 * len(every) / len(spoken) + 11.8 * syllable_count / len(every) - 15.59
    return max(5.0, grade + 5.0)
