"""Whether a clause denies what a phrase in it says: "no problem with pay", "pay is no worry".

Looks just after the phrase, then steps back over words that can stand between a denial and its
object, and over the earlier items of a list ("no violence, threats or aggression").
"""

from bisect import bisect_left
from collections.abc import Sequence

_NEGATORS = frozenset(
    "no not never without nothing none neither nor isnt arent wasnt werent hasnt havent hadnt "
    "doesnt dont didnt cannot cant couldnt wont wouldnt aint".split()
)
#: "not only pay" and "no doubt bullying" do not deny what follows.
_NOT_REALLY = frozenset("only just merely simply doubt end shortage lack".split())
#: Words that deny the trouble, not the thing: "no problem with training" is never on topic.
_TROUBLES = frozenset(
    "problem problems issue issues concern concerns concerned worry worries worried complaint "
    "complaints difficulty difficulties trouble troubles".split()
)
#: Words that may stand between a negation and what it denies.
_FILLERS = _TROUBLES | frozenset(
    "a an any the of with about around over from to by in at on real really major big "
    "particular particularly significant serious recent recently current currently further new "
    "other such had has have having been being be was were is are felt feels feel feeling "
    "experienced experiencing experience seen sign signs affected bothered troubled ever even "
    "very too there their his her my our personal all much".split()
)
#: "has not raised any bullying" denies it; "did not report bullying" does not.
_TELLING = frozenset("report reported reporting raise raised mention mentioned note noted".split())
#: Words that end a list of denied things: "no help for stress or debt" does not deny debt.
_NOT_IN_LISTS = frozenset(
    "for to that which who when if while as is are was were can will would and but so".split()
) | frozenset(".;:!?()\n")
#: Denials that carry over a list; "cannot cope with this or that" denies neither.
_LIST_NEGATORS = frozenset(["no", "without", "neither", "nor", "never"])
_BEING = frozenset("is are was were has have been seems feels".split())
_JOINERS = frozenset(["or", "nor", ","])
_REACH = 12
_AFTER = 6
_ITEM_LENGTH = 2


def denials_in(words: Sequence[str]) -> list[int]:
    """Give the places of words that deny; far from them all, nothing is denied."""
    if _NEGATORS.isdisjoint(words):
        return []
    return [at for at, word in enumerate(words) if word in _NEGATORS]


def is_near(denials: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of ``denials_in`` is near enough to deny ``words[start:end]``."""
    first = bisect_left(denials, start - _REACH)
    return first < len(denials) and denials[first] < end + _AFTER


def is_denied(words: Sequence[str], start: int, end: int, *, absence_counts: bool) -> bool:
    """Tell whether the clause denies the phrase at ``words[start:end]`` (folded words).

    ``absence_counts``: lacking the thing is the theme, so only a denied trouble denies it.
    """
    if _is_cleared(words[end : end + _AFTER]):
        return True
    trouble, told, item = False, False, 0
    in_list = _is_middle_item(words, start, end)
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        word = words[at]
        if word in _NEGATORS:
            carries = not in_list or trouble or word in _LIST_NEGATORS
            if words[at + 1] in _NOT_REALLY or not carries:
                return False
            return trouble or not absence_counts
        if word in _TROUBLES:
            trouble = told = True
        elif word == "any":
            told = True
        elif word in _JOINERS and (in_list or word != ","):
            in_list, item = True, 0
        elif word not in _FILLERS and not (told and word in _TELLING):
            item += 1
            if not in_list or item > _ITEM_LENGTH or word in _NOT_IN_LISTS:
                return False
    return False


def _is_cleared(after: Sequence[str]) -> bool:
    """Tell whether the words after a phrase clear it: "(pay) is no longer a worry"."""
    denied = False
    for word in after:
        if word in _TROUBLES:
            return denied
        if word in _NEGATORS:
            denied = True
        elif word not in _BEING and not (denied and (word in _FILLERS or word == "longer")):
            return False
    return False


def _is_middle_item(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the phrase stands inside a list that ends with "or": ", threats or"."""
    if start == 0 or words[start - 1] != ",":
        return False
    for word in words[end : end + 2 * _ITEM_LENGTH + 1]:
        if word in ("or", "nor"):
            return True
        if word in _NOT_IN_LISTS:
            return False
    return False
