"""Words for people, in the language that they chose.

English is written where it is said: ``tr("Plans")``, ``tr("About {name}", name=label)``,
``trn("{count} day", "{count} days", count)``; a whole number is written in the language's digits.
A constant at a module's top is marked, and looked up where it is used: ``_TITLE =
to_say("Plans")``, then ``tr(_TITLE)``: what is looked up while modules are imported would stay in
one language for good.

A catalogue maps the English to another language's words. What it does not hold stays English: a
sentence that can be read beats a gap. The server never sets one.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.numbers import WESTERN, Numbers

ENGLISH = "en"
#: Shows nothing, and is as strong as a Latin letter (UAX #9).
LEFT_TO_RIGHT = "\u200e"
#: The first letter of Unicode that is written from right to left; Latin ones are all before it.
_RIGHT_TO_LEFT = "\u0590"
#: A space in a number to ring. Between words that run from right to left it would turn the order
#: of the number's groups round; a no-break space belongs to the number (UAX #9, W4).
_IN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")

#: What parts a list, and what ends a sentence, where that is not the Latin mark.
_COMMAS = {"ur": "\u060c "}
_STOPS = {"ur": "\u06d4", "bn": "\u0964"}
#: What a sentence may end with already, in whatever language it was written.
_ENDS = (".", "!", "?", "\u2026", "\u06d4", "\u061f", "\u0964")


@dataclass(frozen=True)
class Catalogue:
    """One language's words: ``words`` by the English, ``plurals`` by the English singular.

    ``form`` gives, for a count, which of a sentence's plural forms fits. ``right_to_left`` tells
    how it is written, ``numbers`` how its numbers are.
    """

    language: str = ENGLISH
    words: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda count: int(count != 1)
    right_to_left: bool = False
    numbers: Numbers = WESTERN


class _Current:
    catalogue = Catalogue()


def speak(catalogue: Catalogue) -> None:
    """Say everything from now on in this language."""
    _Current.catalogue = catalogue


def language() -> str:
    """Give the code of the language that is spoken now, such as ``cy``."""
    return _Current.catalogue.language


def locale() -> str:
    """Give the language as documents and screen readers name it, such as ``en-GB``."""
    spoken = language()
    return "en-GB" if spoken == ENGLISH else spoken


class ToSay(str):
    """English that stands for what a person reads; ``tr`` gives that. Tests find it on a screen."""

    __slots__ = ()


def to_say(english: str) -> str:
    """Mark a constant as words to be translated; gives it back, marked."""
    return ToSay(english)


def tr(english: str, **values: object) -> str:
    """Give words in the language spoken now, with ``values`` put in at their names."""
    said = _Current.catalogue.words.get(english) or str(english)
    return in_order(said.format(**_written(values)) if values else said)


def trn(one: str, many: str, count: int, **values: object) -> str:
    """Give words that depend on a number, which is put in as ``{count}``."""
    catalogue = _Current.catalogue
    forms = catalogue.plurals.get(one)
    if forms is None:
        said = one if count == 1 else many
    else:
        said = forms[min(catalogue.form(count), len(forms) - 1)]
    return in_order(said.format(**_written({"count": count, **values})))


def amount(value: float, places: int = 0) -> str:
    """Write how many or how much, its thousands parted, as the language spoken now does."""
    return _Current.catalogue.numbers.write(value, places)


def in_digits(text: str) -> str:
    """Give a time or a number, written in Western digits, in those of the language spoken now."""
    return _Current.catalogue.numbers.in_digits(text)


def listed(parts: Iterable[str]) -> str:
    """Put parts in a row, parted by the comma of the language spoken now."""
    return _COMMAS.get(language(), ", ").join(parts)


def sentence(text: str) -> str:
    """End words with the stop of the language they are in; what has an end keeps it.

    What stayed English, such as a service's own words, gets an English stop, held in its place.
    """
    if not text or text.endswith(_ENDS):
        return as_written(text)
    letters = [one for one in text if one.isalpha()]
    english = bool(letters) and max(letters) < _RIGHT_TO_LEFT
    return as_written(f"{text}{'.' if english else _STOPS.get(language(), '.')}")


def sentences(parts: Iterable[str]) -> str:
    """Put parts one behind the other, each a sentence of its own."""
    return " ".join(sentence(part) for part in parts if part)


def _written(values: Mapping[str, object]) -> Mapping[str, object]:
    """Put whole numbers in the language's digits; a year keeps its four together."""
    numbers = _Current.catalogue.numbers
    return {
        name: numbers.in_digits(str(value)) if type(value) is int else value
        for name, value in values.items()
    }


def in_order(text: str) -> str:
    """Keep the groups of a number in their order, whatever the direction of the words around."""
    if not _Current.catalogue.right_to_left:
        return text
    return _IN_A_NUMBER.sub("\u00a0", text)


def as_written(text: str) -> str:
    """Keep the order of words that somebody typed in a script that runs from left to right.

    They are shown among words that run the other way, in which a bracket at the beginning or a
    stop at the end would change sides: invisible marks (U+200E) hold both ends of each line. For
    showing alone; what begins in a script from right to left stays as it is.
    """
    if not _Current.catalogue.right_to_left:
        return text
    return "\n".join(map(_held, text.split("\n")))


def holds_its_order(text: str) -> bool:
    """Tell whether ``as_written`` puts marks around this text, which has no line's end in it."""
    first = next((one for one in text if one.isalpha()), "")
    return _Current.catalogue.right_to_left and "" < first < _RIGHT_TO_LEFT


def _held(line: str) -> str:
    return f"{LEFT_TO_RIGHT}{line}{LEFT_TO_RIGHT}" if holds_its_order(line) else line


def left_to_right(text: str) -> str:
    """Keep a code, or an English name that begins with a figure, from left to right.

    It is for showing alone: among words that run the other way an invisible mark (U+200E) goes
    ahead of it.
    """
    return f"{LEFT_TO_RIGHT}{text}" if _Current.catalogue.right_to_left else text
