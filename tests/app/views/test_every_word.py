"""Every word on the screens of crews and managers goes through a catalogue: nothing is left out.

A made-up language puts each sentence in brackets. What stands outside of brackets was never
looked up, unless it is somebody's own words, a name, a number or an address.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.wording import Catalogue, speak
from app.views.app_shell import ROUTES
from tests.app.scripted_server import ScriptedServer, enrolled
from tests.app.views.care import CaredPhone, cared_for
from tests.app.views.phone import Phone, choose_guide, enrol, on_a_phone, with_profile
from tests.app.views.test_review import at_the_check

OWN = "zzz"
#: A summary without words but those that are asked about or hidden, in two languages.
SUMMARY = "Kestrel zzz, zzz zzz 07700 900123 zzz Monday."
#: What is the same in every language: names, addresses, what somebody typed, and the machine's
#: own names of choices, which no screen shows.
_SAME = re.compile(
    r"Layby|NHS 111 for mental health|999 or A&E|Ambulance Staff [\w ]*\(TASC\)|Samaritans"
    r"|Shout 85258|NHS Practitioner Health|Blue Light Together|National Domestic Abuse Helpline"
    r"|Men's Advice Line|Live Fear Free|[\w./]+\.(?:uk|org|wales)\b[\w/-]*|SHOUT"
    r"|Profile \d|Cymraeg|Polski|Română|English|North|South|north|full|just-talk|^device$|zzz|Sam\b"
)
_SOURCES = re.compile(r"page|\b20\d\d\b")
_IN_BRACKETS = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[A-Za-z]{2}")


class _Bracketed(dict[str, str]):
    def get(self, english: str, _: object = None) -> str:  # type: ignore[override]
        return f"⟦{english}⟧"


class _BracketedForms(dict[str, tuple[str, ...]]):
    def get(self, one: str, _: object = None) -> tuple[str, ...]:  # type: ignore[override]
        return (f"⟦{one}⟧",)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Catalogue())


def left_out(line: str) -> bool:
    """Tell whether a line has words that nobody could translate."""
    if _SOURCES.search(_plain(line)):  # the titles and dates of sources stay as published
        return False
    return bool(_WORD.search(_SAME.sub("", _plain(line))))


def _plain(line: str) -> str:
    while _IN_BRACKETS.search(line):
        line = _IN_BRACKETS.sub("", line)
    return line


class _Reader:
    """Opens screens in the made-up language, and comes back to English to go on."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.found: list[str] = []

    async def reads(self, *routes: str) -> None:
        await self._speak(Catalogue("cy", _Bracketed(), _BracketedForms(), lambda _: 0))
        for route in routes:
            await self.phone.screen.go(f"/{route}")
            lines = self.phone.screen.words().split("\n")
            assert len(lines) > 2, f"{route} did not open"
            self.found += [f"{route}: {line}" for line in lines if left_out(line)]
        await self._speak(Catalogue())
        await self.phone.screen.go(f"/{routes[-1]}")

    async def _speak(self, catalogue: Catalogue) -> None:
        speak(catalogue)
        self.phone.services.content.speak_anew()
        self.phone.services.spoken.code = catalogue.language
        await self.phone.screen.settle()


def test_every_screen_can_be_said_in_another_language(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await enrol(phone)
        reader = _Reader(phone)
        whole = ("lead", "talk/", "language")
        await reader.reads(
            *(route for route in ROUTES if ":" not in route and not route.startswith(whole)),
            *("support/need/hard-job", "support/service/samaritans", "worried/sexual-safety", ""),
        )
        await choose_guide(screen)
        await screen.tap("This place is private enough")
        await screen.tap("I have said what stays private and what cannot")
        await screen.type("Label", "Sam")
        await reader.reads("talk/before")
        await screen.tap("Start talking")
        await screen.tap("Workload and demand")
        await screen.type("Notes: Workload", OWN)
        await reader.reads("talk/talk", "talk/facts", "talk/talk")
        await screen.tap("On to the plan")
        await screen.type("What keeps me well", OWN)
        await screen.tap("Add what my manager will do")
        await screen.type("What will be done", OWN)
        await screen.type("By when", "31/12")
        await screen.tap("Add action")
        await screen.tap("In 4 weeks")
        await reader.reads("talk/plan")
        await screen.tap("On to the summary")
        await screen.type("Summary", OWN)
        await screen.tap("Allied Health Professionals")
        await screen.tap("North")
        await reader.reads("talk/summary")
        assert reader.found == []

    on_a_phone(tmp_path, story, ScriptedServer({"POST /api/v1/enrolments": enrolled}))


def test_why_words_are_hidden_or_asked_about_can_be_said_in_another_language() -> None:
    own = re.compile(r"Kestrel|Monday|\[(?:name|person|phone number|a weekday)\]")

    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, SUMMARY)
        speak(Catalogue("cy", _Bracketed(), _BracketedForms(), lambda _: 0))
        phone.services.spoken.code = "cy"
        await screen.settle()
        await screen.tap("⟦Each mark by itself⟧")
        words = screen.words()
        assert "⟦looks like a first name⟧".casefold() in words.casefold()
        assert "⟦a telephone number⟧".casefold() in words.casefold()
        assert "⟦a day of the week⟧".casefold() in words.casefold()
        lines = [own.sub("", line) for line in words.split("\n")]
        assert [line for line in lines if left_out(line)] == []

    cared_for(story)


def test_what_a_search_finds_can_be_said_in_another_language(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        speak(Catalogue("cy", _Bracketed(), _BracketedForms(), lambda _: 0))
        phone.services.content.speak_anew()
        await screen.go("/support")
        await screen.type("⟦Search⟧", "samaritans")
        assert "⟦1 found⟧" in screen.words()
        assert [line for line in screen.words().split("\n") if left_out(line)] == []

    on_a_phone(tmp_path, story)


def test_the_language_of_a_note_is_named_in_the_chosen_one() -> None:
    async def story(phone: CaredPhone) -> None:
        speak(Catalogue("cy", _Bracketed(), _BracketedForms(), lambda _: 0))
        screen = await at_the_check(phone, "jest zmęczona ale nie śpi")
        assert "⟦This looks like ⟦Polish⟧. Layby finds fewer names" in screen.words()

    cared_for(story)
