"""A lead looks for words and lets a sentence be quoted, on the real server application."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from app.domain.errors import ServerUnreachable
from app.domain.periods import Block
from tests.app.views.leading import leads_to, told, wired
from tests.app.views.phone import Phone
from tests.sync_server.api.test_quotes import ELSE, SAID, hear
from tests.sync_server.services.test_closing import closing, put
from tests.sync_server.trust import Server, this_quarter


def fill(server: Server, *, closed: bool = True) -> None:
    """A quarter that has ``closed`` or not, with texts of two groups that may be read."""
    hear(server, 11, "04", "quay", SAID)
    hear(server, 11, "04", "south", ELSE)
    hear(server, 11, "07", "south", ELSE, last="quay")
    for number in (1, 2, 3):
        week = Block.parse(f"{this_quarter()}-B{number}").first_week
        for group, area in (("04", "quay"), ("04", "south"), ("07", "quay"), ("07", "south")):
            put(server, 12, week, group, area)
        for area in ("quay", "south"):
            put(server, 6, week, "08", area)
    if closed:
        closing(server, date.today() + timedelta(days=300)).close_due()


def test_words_are_found_and_a_sentence_becomes_a_quote_and_is_taken_back(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await leads_to(phone, "Quotes", "There are none yet")
        await leads_to(phone, "Find in the texts", "Type a word or two")
        await leads_to(phone, "Find", "Type a word to look for.")
        await screen.type("Words to look for", "wrokload nights")
        wired(phone).down = True
        await leads_to(phone, "Find", ServerUnreachable().message[:20])
        assert screen.find("Words to look for", ("TextField",)).value == "wrokload nights"
        wired(phone).down = False
        await leads_to(phone, "Find", "About 10 texts.")
        words = screen.words()
        assert words.count("Allied Health Professionals,") == 11
        assert SAID in words
        await leads_to(phone, "Quote a sentence of it", "Which sentence?")
        await leads_to(phone, "Let it be shown", "Choose a sentence and a theme.")
        await screen.tap("The workload is too high on nights.")
        await screen.tap("Workload and demand")
        await leads_to(phone, "Let it be shown", "may be shown with: Allied Health Professionals.")
        await leads_to(phone, "See all quotes", "“The workload is too high on nights.”")
        assert "Workload and demand. Allied Health Professionals." in screen.words()
        await screen.tap("Take this quote back")
        await leads_to(phone, "Yes, take it back", "There are none yet")
        await leads_to(phone, "Find in the texts", "About 10 texts.")

    told(tmp_path, story, fill)


def test_a_sentence_is_refused_in_words_and_the_choice_stays(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.go("/lead/quote")
        await phone.until(lambda: "Choose a text first" in screen.words())
        await leads_to(phone, "Back to what was found", "Type a word or two")
        await screen.type("Words to look for", "kettle")
        await leads_to(phone, "Find", "About 20 texts.")
        await leads_to(phone, "Quote a sentence of it", "Which sentence?")
        await screen.tap(ELSE)
        await screen.tap("Late finishes and breaks")
        await leads_to(phone, "Let it be shown", "Too few, or nearly all")
        chosen = [getattr(one, "value", None) for one in screen.controls()]
        assert "late-finishes-breaks" in chosen

    told(tmp_path, story, fill)


def test_no_sentence_is_offered_of_a_quarter_that_is_still_open(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.go("/lead/find")
        await screen.type("Words to look for", "kettle")
        await leads_to(phone, "Find", "It can be quoted once this quarter has closed.")
        assert "Quote a sentence of it" not in screen.words()

    told(tmp_path, story, partial(fill, closed=False))
