"""Gather every word that the app says, and hold each language's catalogue against them.

    python -m app.web.gather_words            what each language still lacks
    python -m app.web.gather_words --missing cy   the same of one, as JSON to fill in

A catalogue is ``assets/locales/<code>.json``: see ``app.usecases.speak_language``. Words are
found in the source by the names that say or mark them (``tr``, ``trn``, ``to_say``,
``because``); a call with anything but words written there is refused, since nobody could
translate it. What guides, services and leaflets say is gathered from their files.
"""

import argparse
import ast
import json
import string
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.spoken_content import texts
from app.usecases.read_content import Content

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "assets" / "locales"
#: Mark words that are looked up elsewhere.
_MARKS = ("to_say", "because")


@dataclass
class Words:
    """What can be said: sentences, and plurals as the singular to the plural in English."""

    sentences: set[str] = field(default_factory=set)
    plurals: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Words") -> None:
        """Take in what another place says."""
        self.sentences |= other.sentences
        self.plurals |= other.plurals


def said_in_source(files: Iterable[Path]) -> Words:
    """Gather what the source says; raises ValueError where words cannot be gathered."""
    words = Words()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                _take(node, node.func.id, words, file)
    return words


def _take(call: ast.Call, name: str, words: Words, file: Path) -> None:
    if name in _MARKS or (name == "tr" and isinstance(call.args[0], ast.Constant)):
        words.sentences.add(_literal(call.args[0], file))
    elif name == "tr" and isinstance(call.args[0], ast.JoinedStr):
        raise ValueError(f"{file}:{call.lineno}: nobody can translate words put together first")
    elif name == "trn":
        one, many = (_literal(argument, file) for argument in call.args[:2])
        words.plurals[one] = many


def _literal(node: ast.expr, file: Path) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{file}:{node.lineno}: only words written here can be translated")


def sources() -> Iterator[Path]:
    """Give the files that speak to people."""
    for file in sorted((ROOT / "app").rglob("*.py")):
        if "web" not in file.relative_to(ROOT).parts:
            yield file


def shipped_content() -> Content:
    """Read the content that ships, whatever its files say today."""
    folder = ROOT / "assets"
    return Content(
        lambda name: (folder / name).read_bytes(),
        lambda part: sorted(f"{part}/{file.name}" for file in (folder / part).glob("*.toml")),
    )


def content() -> Words:
    """Gather what ships as content."""
    shipped = shipped_content()
    held = (
        *shipped.guides.values(),
        *shipped.leaflets.values(),
        *shipped.services,
        shipped.codebook,
    )
    return Words({text for one in held for text in texts(one)})


def everything() -> Words:
    """Give all that the app says, and all that its content does."""
    words = said_in_source(sources())
    words.add(content())
    return words


def catalogue(code: str) -> dict[str, object]:
    """Read one language's catalogue as it lies in the checkout."""
    found: dict[str, object] = json.loads((LOCALES / f"{code}.json").read_text("utf-8"))
    return found


def names_in(text: str) -> set[str]:
    """Give the names in braces that a sentence puts values in at."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def missing(code: str, words: Words) -> dict[str, object]:
    """Give what a catalogue lacks, in its own form, to be filled in."""
    held = catalogue(code)
    sentences, plurals = held.get("words", {}), held.get("plurals", {})
    assert isinstance(sentences, dict)  # noqa: S101 - checked with the content
    assert isinstance(plurals, dict)  # noqa: S101
    return {
        "words": dict.fromkeys(sorted(words.sentences - sentences.keys()), ""),
        "plurals": {
            one: [one, words.plurals[one]] for one in sorted(words.plurals.keys() - plurals.keys())
        },
    }


def main() -> None:
    """Say what the catalogues lack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missing", metavar="CODE", help="print what one language lacks")
    asked = parser.parse_args()
    words = everything()
    if asked.missing:
        json.dump(missing(asked.missing, words), sys.stdout, ensure_ascii=False, indent=1)
        return
    print(f"{len(words.sentences)} sentences, {len(words.plurals)} plurals")
    for file in sorted(LOCALES.glob("*.json")):
        lack = missing(file.stem, words)
        print(file.stem, *(len(part) for part in lack.values() if isinstance(part, dict)))


if __name__ == "__main__":
    main()
