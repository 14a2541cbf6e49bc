"""Hope, faith, joy: names of people, and words for what keeps people going.

In small letters one of them may be somebody. Where a text speaks of three or more, none of them
with a capital, it speaks of the virtues: they come in company, people of such names hardly do.
"""

from app.anonymise import company
from app.anonymise.reading import Reading

VIRTUES = frozenset(
    """
    hope faith charity joy grace patience mercy honour honor prudence constance comfort peace
    felicity verity temperance clemency courage love trust justice gift blessing purity serenity
    harmony happiness kindness
    """.split()
)
_ENOUGH = 3


def virtues(reading: Reading) -> frozenset[str]:
    """Give the virtues a text speaks of, none where it may name somebody."""
    spoken = VIRTUES.intersection(reading.places)
    if len(spoken) < _ENOUGH or not spoken.isdisjoint(reading.capitals):
        return frozenset()
    for index, token in enumerate(reading.tokens):
        if token.folded in spoken and reading.folded(index - 1) in company.ADDRESSED:
            return frozenset()
    return spoken
