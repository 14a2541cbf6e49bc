"""The texts that the sequence model learns from: annotated sets, changed in many ways.

Names are swapped for others, so that no name is learnt by heart; letters become small, because
phones are typed on that way; some names are made up, so that unlisted ones are met as well.
"""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from app.anonymise.lexicon import Lexicon
from app.anonymise.reading import Reading
from app.anonymise.tokens import tokenise
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
from app.web.train_anonymiser_names import Names, capital
from app.web.train_anonymiser_notes import PATTERNS
from app.web.train_anonymiser_plain import PLAIN_NOTES, USED_AS_WORDS
from app.web.train_anonymiser_polish import POLISH_NOTES
from app.web.train_anonymiser_words import NAMED_LIKE_WORDS, WORDS_ALONE
from app.web.train_anonymiser_writing import WRITING

_SLOT = re.compile(r"\{(\w)\}")
_FRESH = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
NOTES_EACH, PLAIN_EACH, PLACES_SWAPPED = 12, 4, 0.6
_PEOPLE = frozenset("psvmdcntkj")
_AS_DRAWN = frozenset("wz")
POSTS = ("btc_train", "wnut_train", "btc_dev_h2", "wnut_dev")
COMMANDS = ("hwu_train", "slurp_devel")
COMMENTS, HELD_COMMENTS = "comments", "held_comments"
_HELD_EVERY = 5
_LEAST_COMMENT = 4


def read(path: Path) -> list[Text]:
    """Read annotated JSON lines."""
    documents = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(d["text"], sorted((s, e, k) for s, e, k in d["spans"])) for d in documents]


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
    for m in _SLOT.finditer(pattern):
        out += pattern[at : m.start()]
        piece = names.draw(m[1])
        piece = piece if lower or m[1] in _AS_DRAWN else capital(piece)
        if m[1] != "w":
            kind = "PERSON" if m[1] in _PEOPLE else "ORG" if m[1] == "o" else "LOC"
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


def comments(folder: Path, lexicon: Lexicon) -> Iterator[tuple[Text, str]]:
    """Give comments of patients that name nobody: what ordinary words look like in earnest.

    They are nobody's to annotate. One with a word that could be a name, by the lists or by a
    capital inside a sentence, is left out; of the rest every fifth is kept back.
    """
    lines = (folder.parent / "themes" / "px_v6.jsonl").read_text(encoding="utf-8").splitlines()
    plain = [text for text in (json.loads(line)["text"] for line in lines) if _plain(text, lexicon)]
    for number, text in enumerate(dict.fromkeys(plain)):
        yield (text, []), (COMMENTS if number % _HELD_EVERY else HELD_COMMENTS)


def _plain(text: str, lexicon: Lexicon) -> bool:
    reading = Reading(tokenise(text), lexicon, text)
    if len(reading.tokens) < _LEAST_COMMENT:
        return False
    for index, token in enumerate(reading.tokens):
        known = reading.known(index) or token.folded in lexicon.places
        capital = token.text[0].isupper() and not (reading.opens(index) or token.text.isupper())
        if token.is_word and not reading.plain(index) and (known or capital):
            return False
    return True


def texts(folder: Path, notes: Path, seed: int, lexicon: Lexicon) -> Iterator[tuple[Text, str]]:
    """Give every text to learn from, and where it comes from. Test sets are never among them."""
    names = Names.of(folder, seed)
    for source in POSTS:
        for post in read(folder / f"{source}.jsonl"):
            yield from ((text, source) for text in _of_post(post, names))
    for source in COMMANDS:
        for command in read(folder / f"{source}.jsonl"):
            yield from ((text, source) for text in _of_command(command, names))
    for comment, source in comments(folder, lexicon):
        yield from ((text, source) for text in _of_comment(comment, names.dice))
    for author, own in own_notes(notes):
        yield from ((text, author) for text in _of_note(own, names))
    written_for = PATTERNS + WRITING + NAMED_LIKE_WORDS + WORDS_ALONE + PLAIN_NOTES + POLISH_NOTES
    written_for += USED_AS_WORDS
    for pattern in written_for:
        each = NOTES_EACH if _SLOT.search(pattern) else PLAIN_EACH
        for number in range(each):
            text = note(pattern, names, lower=number % 2 == 1)
            text = written(text) if number % 4 == 2 else text
            yield (slips(text, names.dice) if number % 4 == 3 else text), "patterns"


def _of_comment(comment: Text, dice: random.Random) -> Iterator[Text]:
    yield comment
    if dice.random() < 0.5:
        yield bare(small(comment))
    if dice.random() < 0.2:
        yield slips(comment, dice)
    if dice.random() < 0.03:
        yield loud(comment)


def _of_post(post: Text, names: Names) -> Iterator[Text]:
    dice = names.dice
    yield post
    kinds = {kind for *_, kind in post[1]}
    if "PERSON" in kinds:
        yield swap(post, names)
        yield small(swap(post, names))
        yield slips(swap(post, names), dice)
        yield small(post)
        yield bare(small(slips(swap(post, names), dice)))
        if dice.random() < 0.4:
            yield small_names(post)
        if dice.random() < 0.08:
            yield loud(swap(post, names))
    elif "LOC" in kinds:
        yield swap(post, names)
        yield small(post)
        yield small(swap(post, names))
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
