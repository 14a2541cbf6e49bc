"""A lead checks themes in the app, on the real server application."""

import secrets
from pathlib import Path

from sqlalchemy import select

from app.domain.errors import ServerUnreachable
from app.domain.second_look import hash_of
from sync_server.db.learning_tables import check_answer
from tests.app.views import leading
from tests.app.views.leading import leads_to, wired
from tests.app.views.phone import Phone
from tests.sync_server.trust import Server, summary

SAID = "Breaks are missed on most shifts, said in way"


def told(folder: Path, story: leading.Story, many: int = 11) -> None:
    """Tell ``story`` of a lead who checks what so many said."""

    def breaks(server: Server) -> None:
        for number in range(many):
            hashed = hash_of(secrets.token_hex(16))
            text = f"{SAID} {number}."
            own = {"area": "quay" if number else "hill", "withdrawal": hashed}
            server.send(summary(text=text, schema=3, looked_again=False, **own))

    leading.told(folder, story, breaks, at=("Check the themes", ""))


def kept(phone: Phone) -> list[tuple[str, str]]:
    with wired(phone).server.parts.database.read() as connection:
        rows = connection.execute(select(check_answer).order_by(check_answer.c.number))
        return [(row.codes, row.new_theme) for row in rows]


def test_each_text_in_turn_and_nothing_ticked_is_lost(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await phone.until(lambda: "1 of 11" in screen.words())
        words = screen.words()
        assert SAID in words and "Because of “" in words
        assert "Allied Health Professionals" not in words
        await screen.tap("Late finishes and breaks")
        await screen.tap("Other themes")
        await screen.tap("Handover delays")
        await screen.type("A missing theme", "Kettles")
        wired(phone).down = True
        await screen.tap("Correct: next one")
        await phone.until(lambda: ServerUnreachable().message[:20] in screen.words())
        assert "1 of 11" in screen.words()
        assert kept(phone) == []
        wired(phone).down = False
        await leads_to(phone, "Correct: next one", "2 of 11")
        assert kept(phone) == [('["handover-delays"]', "Kettles")]
        await leads_to(phone, "Back to the one before", "1 of 11")
        assert screen.find("A missing theme", ("TextField",)).value == "Kettles"
        for number in range(2, 12):
            await leads_to(phone, "Correct: next one", f"{number} of 11")
        await leads_to(phone, "Correct: next one", "11 checked. Thank you.")
        assert "In 10 of them" in screen.words()
        await leads_to(phone, "Check more", "There is nothing to check now")

    told(tmp_path, story)


def test_where_nothing_may_be_read_it_says_so(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await phone.until(lambda: "There is nothing to check now" in phone.screen.words())

    told(tmp_path, story, many=10)
