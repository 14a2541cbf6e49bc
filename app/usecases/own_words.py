"""Words that a person said are nobody's name and no place: not asked about again on this device.

They lie in the profile, sealed like everything else, and go into its backup. They are never
sent: which words somebody's colleagues share with names is nobody else's business.
"""

from app.anonymise.tokens import fold, tokenise
from app.domain.errors import InputError
from app.domain.wording import amount, tr
from app.usecases.keep_saved import Saver

TABLE = "own_words"
#: More words than this say that something else is wrong.
MOST = 1000
_LONGEST = 60


class OwnWords:
    """The open profile's words, each folded as the anonymiser's lists are: "Hope" is "hope"."""

    def __init__(self, saver: Saver) -> None:
        self._saver = saver

    def add(self, words: str) -> None:
        """Remember each word of ``words``. Raises InputError when there are far too many."""
        known = self.all()
        new = [word for word in _folded(words) if word not in known]
        if len(known) + len(new) > MOST:
            raise InputError(
                tr(
                    "Layby remembers {most} words that are not names. Forget some first.",
                    most=amount(MOST),
                )
            )
        for word in new:
            self._saver.put(TABLE, word, {"id": word})

    def remove(self, words: str) -> None:
        """Forget each word of ``words``; it is asked about again."""
        known = self.all()
        for word in _folded(words):
            if word in known:
                self._saver.remove(TABLE, word)

    def all(self) -> frozenset[str]:
        """Give every word, folded."""
        documents = self._saver.tables.peek(TABLE)
        found = (document.get("id") for document in documents)
        return frozenset(word for word in found if isinstance(word, str))


def _folded(words: str) -> list[str]:
    tokens = [token for token in tokenise(words) if token.is_word and len(token.text) <= _LONGEST]
    return list(dict.fromkeys(fold(token.text) for token in tokens))
