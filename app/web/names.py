"""Make the name and word lists the anonymiser ships with.

    python -m app.web.names SOURCE_FOLDER

``SOURCE_FOLDER`` holds ``anonymise/`` (name lists with frequency classes, annotated text) and
``themes/`` (comments of patients); assets/names/README.md says where each comes from and under
which licence. The same sources always make the same files: everything is counted and sorted.
Only words are taken from the texts, each seen often and in lower case; no text is shipped.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from app.anonymise.lexicon import pack
from app.anonymise.tokens import fold, tokenise
from app.web.names_additions import ALSO_NAMES, NEVER_PLAIN, NICKNAMES, PLAIN, TOWNS
from app.web.names_origins import FIRST, LAST, WORDS_BORNE

TARGET = Path(__file__).resolve().parents[2] / "assets" / "names"
TEXTS = ("anonymise/btc_train", "anonymise/wnut_train", "anonymise/hwu_train", "themes/px_v6")
NAMED = {"PERSON", "LOC", "ORG"}
# A first name counts as common from class 2 (rare in Britain, usual elsewhere), unless it is also
# plain English: then only from class 4, and it takes many uses in lower case to call it English.
COMMON_FORENAME, SURE_FORENAME, COMMON_SURNAME = 2, 4, 2
BRITISH_ENDINGS = (
    "ton ham ford bury worth ley mouth wick chester caster combe stead burgh pool well don thorpe "
    "field bridge hurst minster borough gate shaw dale bourne stoke haven cester port"
).split()
# Towns that are everyday words or common forenames bring more needless marks than they catch.
NOT_PLACES = """
home beach world nice reading battle deal rugby sandwich bath ware wells hope ash ford street
barking tring mold barry march bury sale hull same police northern southern western eastern ross
settle wing rest central beer oral turkey same chihuahua mesa natal samba kita
""".split()


def classes(path: Path) -> dict[str, int]:
    """Read ``word TAB class`` lines; a word that folds onto another keeps the higher class."""
    found: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, number = line.partition("\t")
        found[fold(word)] = max(int(number), found.get(fold(word), 0))
    return found


def count(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Count words in lower case outside any name, and words inside a person's name."""
    plain: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for name in TEXTS:
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            spans = document.get("spans", [])
            for token in tokenise(document["text"]):
                kinds = {
                    kind for start, end, kind in spans if start < token.end > token.start < end
                }
                if not token.is_word:
                    continue
                if "PERSON" in kinds:
                    named[token.folded] += 1
                elif not kinds & NAMED and token.text.islower():
                    plain[token.folded] += 1
    return plain, named


def ordinary(
    plain: Counter[str], named: Counter[str], forenames: dict[str, int], surnames: dict[str, int]
) -> set[str]:
    """Choose the words that are plain English, whoever else may be called so."""
    chosen = {*PLAIN, *ALSO_NAMES} - set(NEVER_PLAIN)
    for word, times in plain.items():
        if word in NEVER_PLAIN or len(word) < 2 or not word.replace("'", "").isascii():
            continue
        known = forenames.get(word, 0)
        least = 20 if known >= SURE_FORENAME else 2 if known or word not in surnames else 1
        if times >= least and times > 2 * named[word]:
            chosen.add(word)
    return {fold(word) for word in chosen}


def people(listed: dict[str, int], least: int, common: int) -> dict[str, bool]:
    """Keep the usual names (True: common). Rare ones of two or three letters are mostly noise."""
    return {
        word: number >= common
        for word, number in listed.items()
        if number >= (least if len(word) > 3 else max(least, 2))
        and len(word) > 1
        and word.replace("'", "").isalpha()
        and word.isascii()
    }


def places(listed: dict[str, int], people_known: set[str]) -> dict[str, bool]:
    """Keep towns by size, smaller ones only where the name ends as British ones do."""
    return {
        word: number >= 4
        for word, number in listed.items()
        if (number >= 3 or (number >= 1 and word.endswith(tuple(BRITISH_ENDINGS))))
        and word.isascii()
        and len(word) > 3
        and word not in NOT_PLACES
        and (number >= 3 or word not in people_known)
    }


def make(source: Path) -> dict[str, str]:
    """Return the text of every list file by its name."""
    forenames = classes(source / "anonymise" / "uk_forenames.tsv")
    surnames = classes(source / "anonymise" / "surnames.tsv")
    plain, named = count(source)
    words = ordinary(plain, named, forenames, surnames)
    first = people(forenames, 1, COMMON_FORENAME)
    first |= {w: forenames[w] >= SURE_FORENAME for w in first.keys() & words}
    first |= dict.fromkeys([word for word in FIRST if word not in words], True)
    first |= dict.fromkeys(NICKNAMES + WORDS_BORNE, True)
    last = people(surnames, 1, COMMON_SURNAME)
    last |= {word: last.get(word, False) for word in LAST if word not in words}
    last = {word: common for word, common in last.items() if common or word not in first}
    town = places(
        classes(source / "anonymise" / "places.tsv"),
        {word for word, number in forenames.items() if number >= SURE_FORENAME},
    )
    town |= dict.fromkeys(set(TOWNS) - set(NOT_PLACES), False)
    words -= town.keys() - {*PLAIN, *ALSO_NAMES}
    return {
        "forenames.txt": pack(first),
        "surnames.txt": pack(last),
        "places.txt": pack(town),
        "ordinary.txt": pack(dict.fromkeys(words, False)),
    }


def main(arguments: Iterable[str]) -> None:
    """Write the lists under assets/names and say how big they are."""
    (source,) = arguments
    for name, text in make(Path(source)).items():
        (TARGET / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} words, {len(text.encode())} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
