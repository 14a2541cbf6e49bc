"""Make and check the two word lists that passphrases need.

    python -m app.web.words SOURCE_FOLDER

``SOURCE_FOLDER`` holds the two wheels in ``DICEWARE`` and ``DJANGO``, as downloaded from the
package index; assets/words/NOTICE.txt says whose lists they carry and under which licence.
The same wheels always make the same files.
"""

import gzip
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from app.domain.passphrase import core_of, is_guessable

TARGET = Path(__file__).resolve().parents[2] / "assets" / "words"
DICEWARE = "diceware-1.0.1-py3-none-any.whl"
DJANGO = "django-5.2.19-py3-none-any.whl"

#: Five dice choose one of so many words.
PASSPHRASE_WORDS = 6**5
#: With fewer than this, something was lost on the way.
FEWEST_COMMON = 5_000
#: Every phone fetches the list, so it stays small.
LARGEST_COMMON_BYTES = 120_000

_EFF_HEAD = """\
# EFF's long word list for passphrases, by the Electronic Frontier Foundation (Joseph Bonneau),
# 2016: https://www.eff.org/deeplinks/2016/07/new-wordlists-random-passphrases
# Licence: Creative Commons Attribution 3.0 United States (CC BY 3.0 US),
# https://creativecommons.org/licenses/by/3.0/us/
# All 7,776 words, taken from the package diceware 1.0.1; the dice numbers were left out.
"""
_DJANGO_HEAD = """\
# The 20,000 most common passwords by Royce Williams, as shipped with Django 5.2.19.
# Copyright (c) Django Software Foundation and individual contributors. Licence: BSD-3-Clause,
# its text is in NOTICE.txt. No endorsement by them is meant.
# Cut down to what app/domain/passphrase.py asks for: of each only its core, that is its
# letters without runs and repeats; those that are refused without being listed are left out.
"""


def passphrase_words(dice: str) -> str:
    """Give the list file from lines of five dice and a word."""
    return _EFF_HEAD + "".join(line.split()[1] + "\n" for line in dice.splitlines())


def common_passwords(listed: Iterable[str]) -> str:
    """Give the list file from common passwords, one each; the shortest are looked at first."""
    kept: set[str] = set()
    for password in sorted(listed, key=lambda password: (len(password), password)):
        stretched = f"{password}2!"
        if not (is_guessable(password, kept) and is_guessable(stretched, kept)):
            kept.add(_once(core_of(password.casefold())))
    return _DJANGO_HEAD + "".join(f"{word}\n" for word in sorted(kept))


def _once(core: str) -> str:
    """Give what a core repeats whole: ``bora`` for ``borabora``."""
    return core[: (core * 2).index(core, 1)]


def problems(folder: Path) -> Iterator[str]:
    """Say what is wrong with the lists in ``folder``."""
    yield from _list_problems(folder / "passphrase_words.txt", _passphrase_problems)
    yield from _list_problems(folder / "common_passwords.txt", _common_problems)
    if not (folder / "NOTICE.txt").is_file():
        yield "words/NOTICE.txt: is missing; the lists' licences ask for it."


def _list_problems(path: Path, look: Callable[[list[str]], Iterator[str]]) -> Iterator[str]:
    name = f"words/{path.name}"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        yield f"{name}: cannot be read as UTF-8 text."
        return
    if not any(line.startswith("#") and "Licence:" in line for line in lines):
        yield f"{name}: does not say its source and licence in lines that begin with #."
    words = [line for line in lines if not line.startswith("#")]
    if len(set(words)) != len(words):
        yield f"{name}: has a word twice."
    for complaint in look(words):
        yield f"{name}: {complaint}"


def _passphrase_problems(words: list[str]) -> Iterator[str]:
    if len(words) != PASSPHRASE_WORDS:
        yield f"has {len(words)} words, not {PASSPHRASE_WORDS}."
    if not all(len(word) > 2 and _is_small(word.replace("-", "")) for word in words):
        yield "has a word that is not three or more small letters."


def _common_problems(words: list[str]) -> Iterator[str]:
    if len(words) < FEWEST_COMMON:
        yield f"has only {len(words)} passwords."
    if sum(len(word.encode()) + 1 for word in words) > LARGEST_COMMON_BYTES:
        yield f"is larger than {LARGEST_COMMON_BYTES} bytes."
    if words != sorted(words) or not all(w == w.casefold() and w.isalpha() for w in words):
        yield "must be sorted, in small letters alone."


def _is_small(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.islower()


def _read(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


def main(arguments: Iterable[str]) -> None:
    """Write both lists under assets/words and say how big they are."""
    (source,) = map(Path, arguments)
    dice = _read(source / DICEWARE, "diceware/wordlists/wordlist_en_eff.txt").decode()
    listed = gzip.decompress(
        _read(source / DJANGO, "django/contrib/auth/common-passwords.txt.gz")
    ).decode()
    made = {
        "passphrase_words.txt": passphrase_words(dice),
        "common_passwords.txt": common_passwords(listed.splitlines()),
    }
    for name, text in made.items():
        (TARGET / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines, {len(text.encode())} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
