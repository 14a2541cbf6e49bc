"""The plain page's own words: what the page says is what the app leaves it, and no more."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app.domain.lock import PIN_TRIES
from app.domain.plain_page import ALL_ANSWER, WORDS, emergency_lines, page_words
from app.domain.wording import Catalogue, speak
from app.web.build import ROOT
from app.web.numbers import read_services
from tests.app.domain.speaking import catalogue_of

SHELL = ROOT / "assets" / "shell"
SERVICES = read_services(ROOT / "assets" / "services")
SAID = re.compile(r"""\bsay\(\s*(?:of \? "([^"]+)" : )?["`]([^"`]+)["`]""")
#: The page's own name, and the sentence for a browser in which no script could say another.
ENGLISH_ONLY = {"Layby"}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Catalogue())


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._skipped += tag in ("noscript", "style", "title", "script")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in ("noscript", "style", "title", "script")

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._skipped:
            self.found.add(data.strip())


def said_by_scripts(folder: Path) -> set[str]:
    found = set()
    for file in folder.glob("*.js"):
        for match in SAID.finditer(file.read_text("utf-8")):
            found |= {text for text in match.groups() if text}
    return found


def test_the_page_says_nothing_that_has_no_words_in_another_language() -> None:
    reader = _Texts()
    reader.feed((SHELL / "index.html").read_text("utf-8"))
    built = {text for text in reader.found if not text.startswith("__")} - ENGLISH_ONLY
    scripts = {text for text in said_by_scripts(SHELL) if "${" not in text}
    assert built | scripts == set(WORDS)


@pytest.mark.parametrize("code", ["cy", "pl", "ro", "ur", "bn"])
def test_the_page_gets_every_word_of_a_language(code: str) -> None:
    speak(catalogue_of(code))
    words = page_words(SERVICES)
    assert words["Layby did not open"] not in ("", "Layby did not open")
    assert words[ALL_ANSWER] != ALL_ANSWER
    for left in range(1, PIN_TRIES):
        english = f"That is not the PIN. {left} {'try' if left == 1 else 'tries'} left."
        assert words[english] != english
    speak(Catalogue())
    for line in emergency_lines(SERVICES):
        for number in re.findall(r"\b(?:999|111|116 123|0300 373 0898|85258|SHOUT)\b", line.label):
            said = words.get(line.label, line.label)
            # A number that is too long for large letters goes on in the next line, by its groups.
            assert "\u00a0" not in said.replace("\u00a0\u200b", "")
            assert number in said.replace("\u00a0\u200b", " ")
    assert len(str(words)) < 8_000  # it lies on the shelf, read before anything is drawn
