"""An auditor reads the log in the app, on the real server application."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.usecases.read_audit import Act
from sync_server.db.audit import Audit
from sync_server.permissions import Role
from tests.app.views.leading import leads_to, sign_in, wired
from tests.app.views.phone import Phone, on_a_phone
from tests.app.wired_server import WiredServer, small_trust
from tests.sync_server.trust import PASSWORD, TRUST

MANY = 60


def told(folder: Path, story: Callable[[Phone], Awaitable[None]]) -> None:
    async def from_sign_in(phone: Phone) -> None:
        screen = await phone.start()
        await screen.tap("I am a wellbeing lead")
        await sign_in(screen, "auditor")
        await phone.until(lambda: "Your trust's Layby" in screen.words())
        assert "People with an account" not in screen.words()
        await leads_to(phone, "Who did what", "The whole log")
        await story(phone)

    with small_trust(folder) as server:
        with server.parts.database.write() as connection:
            log = Audit(connection, TRUST.id)
            log.add("lead", "looked at themes by area in 2026-Q3", _at(days=40))
            for number in range(MANY):
                log.add("boss", f"made enrolment code AB{number:02d}", _at(days=2))
            log.add("lead", "looked at what is new in 2026-Q3", _at(days=1))
        server.parts.accounts.create("auditor", "An Auditor", TRUST.id, PASSWORD, Role.AUDITOR)
        on_a_phone(folder, from_sign_in, WiredServer(server))  # type: ignore[arg-type]


def _at(days: int) -> str:
    return (datetime.now() - timedelta(days=days)).isoformat(timespec="minutes")[:16]


def test_the_log_by_kind_and_day_and_page_by_page(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        assert "lead looked at what is new in July to September 2026" in screen.words()
        assert "AB00" not in screen.words()
        await leads_to(phone, "Show more", "AB00")
        assert "by area in July to September 2026" not in screen.words()  # more than a week ago
        await screen.tap("Shown")
        await screen.tap("Who looked at what")
        await phone.until(lambda: "AB59" not in screen.words())
        await leads_to(phone, "All days", "by area in July to September 2026")
        await screen.type("Or one day", "soon")
        await screen.tap("Show that day")
        assert screen.find("Or one day", ("TextField",)).error
        gone = date.today() - timedelta(days=1)
        await screen.type("Or one day", f"{gone:%d/%m/%Y}")
        await screen.tap("Show that day")
        await phone.until(lambda: "by area in July to September 2026" not in screen.words())
        assert "lead looked at what is new in July to September 2026" in screen.words()

    told(tmp_path, story)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("looked at what is new in 2026-Q3-B3", "24 August to 27 September 2026"),
        ("replaced the headcount as at 2026-09-30", "as at Wednesday 30 September 2026"),
        ("issued the report of 2026-Q3, number 1", "of July to September 2026, number 1"),
        ("looked at texts of staff group 04 in 2026-Q3", "of staff group Allied Health Prof"),
        ("invited 2026-Q3.lead: lead", "invited 2026-Q3.lead: lead"),
        ("made the account a-2026-09-30: lead", "account a-2026-09-30: lead"),
        ("looked at 2026-13-40", "looked at 2026-13-40"),
    ],
)
def test_an_act_is_read_in_words_and_kept_as_it_is(what: str, said: str) -> None:
    act = Act(1, datetime(2026, 11, 23, 14, 16), "lead", what)
    assert said in act.words
    assert act.what == what


def test_the_chain_is_checked_and_a_break_is_said_plainly(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await leads_to(phone, "Check that nothing was changed", "every link holds")
        with wired(phone).server.parts.database.write() as connection:
            found = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
            for row in connection.execute(text(found)).all():
                connection.execute(text(f"DROP TRIGGER {row.name}"))
            connection.execute(text("UPDATE audit SET who = 'nobody' WHERE number = 3"))
        await leads_to(phone, "Check that nothing was changed", "Act 3 is not as it was written")

    told(tmp_path, story)


def test_what_is_shown_is_saved_as_a_table_and_that_is_noted(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await leads_to(phone, "Save what is shown as a file", "Saved.")
        ((name, content),) = phone.device.saved.items()
        assert name == f"layby-log-{date.today():%Y-%m-%d}.csv"
        assert content.startswith(b"number,at,who,kind,what,hash")
        assert b"AB59" in content and b"by area in July to September 2026" not in content
        with wired(phone).server.parts.database.read() as connection:
            assert "as a file" in Audit(connection, TRUST.id).all()[-1][2]
        wired(phone).down = True
        await leads_to(phone, "Save what is shown as a file", "No connection")

    told(tmp_path, story)
