"""The texts that the sequence model learns from: annotated sets, changed in many ways.

Names are swapped for others, so that no name is learnt by heart; letters become small, because
phones are typed on that way; some names are made up, so that unlisted ones are met as well.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.web.names import classes
from app.web.names_additions import ALSO_NAMES, NICKNAMES
from app.web.train_anonymiser_changes import (
    LETTERS,
    Text,
    bare,
    loud,
    slips,
    small,
    small_names,
    written,
)
from app.web.train_anonymiser_notes import PATTERNS, STREETS, WORDS
from app.web.train_anonymiser_writing import FIRMS, WRITING

_SLOT = re.compile(r"\{(\w)\}")
_FRESH = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
NOTES_EACH, PLACES_SWAPPED = 12, 0.6
POSTS = ("btc_train", "wnut_train", "btc_dev_h2", "wnut_dev")
COMMANDS = ("hwu_train", "slurp_devel")


def read(path: Path) -> list[Text]:
    """Read annotated JSON lines."""
    documents = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(d["text"], sorted((s, e, k) for s, e, k in d["spans"])) for d in documents]


@dataclass
class Names:
    """Where names for swaps come from, and the dice."""

    usual: list[str]
    first: list[str]
    last: list[str]
    towns: list[str]
    dice: random.Random

    @classmethod
    def of(cls, folder: Path, seed: int) -> "Names":
        """Read the lists; each level of frequency has its say, not only the commonest names."""
        first = classes(folder / "uk_forenames.tsv")
        last = classes(folder / "surnames.tsv")
        towns = classes(folder / "places.tsv")
        words = sorted(w for w in first if w.isalpha())
        return cls(
            [w for w in words if first[w] >= 4] + NICKNAMES,
            [w for w in words if first[w] >= 1 and len(w) > 2],
            sorted(w for w in last if last[w] >= 1 and w.isalpha() and len(w) > 2),
            sorted(w for w in towns if towns[w] >= 1 and len(w) > 3 and not w.isdigit()),
            random.Random(seed),  # noqa: S311 - dice for training, not for secrets
        )

    def only_words(self) -> "Names":
        """Draw from first names only that are words too."""
        return replace(self, usual=ALSO_NAMES, first=ALSO_NAMES)

    def given(self) -> str:
        """Draw a first name: usual, rare, also a word, or made up."""
        draw = self.dice.random()
        if draw < 0.14:
            return self.dice.choice(ALSO_NAMES)
        if draw < 0.24:
            return self._made_up(self.first)
        return self.dice.choice(self.usual if draw < 0.55 else self.first)

    def family(self) -> str:
        """Draw a surname."""
        made_up = self.dice.random() < 0.12
        return self._made_up(self.last) if made_up else self.dice.choice(self.last)

    def _made_up(self, of: list[str]) -> str:
        one, other = self.dice.choice(of), self.dice.choice(of)
        return one[: max(2, len(one) // 2)] + other[len(other) // 2 :]

    def place(self) -> str:
        """Draw a town or country."""
        return self.dice.choice(self.towns)

    def address(self) -> str:
        """Draw a house and street."""
        word = self.dice.choice((self.family, self.given, self.place))()
        number = self.dice.randint(1, 250)
        return f"{number} {word} {self.dice.choice(STREETS)}"

    def firm(self) -> str:
        """Draw a firm, club or school named after somebody or a place."""
        word = self.dice.choice((self.family, self.given, self.place))()
        return f"{word} {self.dice.choice(FIRMS)}"

    def code(self) -> str:
        """Draw a postcode, or the five digits that other countries use."""
        letters, digit = "ABDEFGHJLNPRSTUWXYZ", self.dice.randint
        if digit(0, 2) == 0:
            return str(digit(10_000, 99_999))
        outward = self.dice.choice(letters) + self.dice.choice(letters) + str(digit(1, 30))
        return f"{outward} {digit(1, 9)}{self.dice.choice(letters)}{self.dice.choice(letters)}"

    def word(self) -> str:
        """Draw an ordinary word that some people are called."""
        return self.dice.choice(WORDS)


def capital(name: str) -> str:
    """Write a name as names are written."""
    return re.sub(r"(?:^|[\s-])[^\W\d_]", lambda m: m.group().upper(), name)


def swap(text: Text, names: Names) -> Text:
    """Put other names in place of the people's, in the same letters."""
    out, at, spans = "", 0, []
    for start, end, kind in text[1]:
        if start < at:
            continue
        out += text[0][at:start]
        piece = text[0][start:end]
        if kind == "PERSON" and all(map(_FRESH.fullmatch, piece.split(" "))):
            fresh = []
            for number, part in enumerate(piece.split(" ")):
                name = names.family() if number else names.given()
                whole = part.isupper() and len(part) > 2
                typed = name.upper() if whole else capital(name) if part[0].isupper() else name
                fresh.append(typed)
            piece = " ".join(fresh)
        elif kind == "LOC" and LETTERS.fullmatch(piece) and names.dice.random() < PLACES_SWAPPED:
            piece = capital(names.place()) if piece[0].isupper() else names.place()
        spans.append((len(out), len(out) + len(piece), kind))
        out, at = out + piece, end
    return out + text[0][at:], spans


def note(pattern: str, names: Names, lower: bool) -> Text:
    """Fill one pattern in."""
    out, at, spans = "", 0, []
    draws = {
        "p": names.given,
        "s": names.family,
        "l": names.place,
        "a": names.address,
        "z": names.code,
        "o": names.firm,
    }
    for m in _SLOT.finditer(pattern):
        out += pattern[at : m.start()]
        piece = names.word() if m[1] == "w" else draws[m[1]]()
        piece = piece if lower or m[1] in "wz" else capital(piece)
        if m[1] != "w":
            kind = "PERSON" if m[1] in "ps" else "ORG" if m[1] == "o" else "LOC"
            spans.append((len(out), len(out) + len(piece), kind))
        out, at = out + piece, m.end()
    out += pattern[at:]
    return (out.lower(), spans) if lower else (out, spans)


def own_notes(folder: Path) -> list[tuple[str, Text]]:
    """Read the notes written for training, each with its author."""
    kinds = {"NAME": "PERSON", "PLACE": "LOC", "ADDRESS": "ADDRESS", "POSTCODE": "ADDRESS"}
    kinds |= dict.fromkeys("EMAIL PHONE WEB REGISTRATION INCIDENT CALL_SIGN".split(), "IGNORE")
    found = []
    for path in sorted(folder.glob("train-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            note = json.loads(line)
            spans = [(s, e, kinds[k]) for s, e, k, _ in note["spans"] if k in kinds]
            found.append((note["style"], (note["text"], spans)))
    return found


def texts(folder: Path, notes: Path, seed: int) -> Iterator[tuple[Text, str]]:
    """Give every text to learn from, and where it comes from. Test sets are never among them."""
    names = Names.of(folder, seed)
    for source in POSTS:
        for post in read(folder / f"{source}.jsonl"):
            yield from ((text, source) for text in _of_post(post, names))
    for source in COMMANDS:
        for command in read(folder / f"{source}.jsonl"):
            yield from ((text, source) for text in _of_command(command, names))
    for author, own in own_notes(notes):
        yield from ((text, author) for text in _of_note(own, names))
    for pattern in PATTERNS + WRITING:
        each = NOTES_EACH if _SLOT.search(pattern) else 2
        for number in range(each):
            text = note(pattern, names, lower=number % 2 == 1)
            yield (slips(text, names.dice) if number % 4 == 3 else text), "patterns"


def _of_post(post: Text, names: Names) -> Iterator[Text]:
    dice = names.dice
    yield post
    kinds = {kind for *_, kind in post[1]}
    if "PERSON" in kinds:
        yield swap(post, names)
        yield small(swap(post, names))
        yield slips(swap(post, names), dice)
        if dice.random() < 0.5:
            yield small(post)
        if dice.random() < 0.4:
            yield small_names(post)
        if dice.random() < 0.08:
            yield loud(swap(post, names))
    elif "LOC" in kinds:
        yield swap(post, names)
        yield small(dice.choice((post, swap(post, names))))
    elif dice.random() < (0.6 if kinds else 0.35):
        yield small(post)


def _of_command(command: Text, names: Names) -> Iterator[Text]:
    kinds = {kind for *_, kind in command[1]}
    if "PERSON" in kinds:
        yield swap(command, names)
        yield written(swap(command, names))
    elif "LOC" in kinds or names.dice.random() < 0.3:
        yield names.dice.choice((command, written(command)))


def _of_note(own: Text, names: Names) -> Iterator[Text]:
    yield own
    yield bare(small(own))
    if own[1]:
        for _ in range(2):
            yield swap(own, names)
            yield small(swap(own, names))
        yield slips(swap(own, names), names.dice)
        yield small(slips(swap(own, names), names.dice))
        yield swap(own, names.only_words())
        yield small(swap(own, names.only_words()))
    else:
        yield slips(own, names.dice)
        yield small(slips(own, names.dice))
    if names.dice.random() < 0.1:
        yield loud(swap(own, names))
