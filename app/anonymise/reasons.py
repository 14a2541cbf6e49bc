"""Why something was found: plain English words, said in another language where they are shown.

The anonymiser looks nothing up: the server runs it too, and sets no language. ``because`` marks
the words for the catalogues (``app.web.gather_words``), and the type checker lets nothing else
be a reason. Whoever shows one says it with ``tr``.
"""

from typing import NewType

Reason = NewType("Reason", str)


def because(english: str) -> Reason:
    """Mark plain words, without a capital or a full stop, as a reason; gives them as they are."""
    return Reason(english)


#: What the lists of names say of a word.
TITLED = because("a title and a name")
FIRST_NAME = because("looks like a first name")
FIRST_NAME_OR_WORD = because("a first name or a word")
SURNAME = because("looks like a surname")
NAME_OR_WORD = because("a name or a word")
NEW_WITH_CAPITAL = because("a word we do not know, with a capital")
NEW_WORD = because("a word we do not know")
