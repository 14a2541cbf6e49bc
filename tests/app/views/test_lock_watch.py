"""The watch that locks: it runs by the trust’s times, for profiles and for leads."""

import json
from pathlib import Path

from tests.app.scripted_server import ORGANISATION, ScriptedServer, enrolled, ok
from tests.app.views.locking import on_disk
from tests.app.views.phone import Phone, enrol, on_a_phone, with_profile


def test_the_watch_runs_while_a_profile_is_open_by_the_trusts_times(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        await phone.start()
        assert phone.device.armed is None
        screen = await with_profile(phone)
        assert phone.device.armed == (300.0, 120.0, False)
        await enrol(phone)
        assert phone.device.armed == (60.0, 30.0, False)
        await screen.tap("Lock")
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert phone.device.armed is None

    document = {**ORGANISATION, "lock_idle_minutes": 1, "lock_hidden_minutes": 0.5}
    answer = {**json.loads(enrolled(None).body), "organisation": document}
    server = ScriptedServer({"POST /api/v1/enrolments": ok(answer, 201)})
    on_a_phone(tmp_path, story, server)


def test_a_lock_that_is_due_when_nothing_is_open_only_uncovers(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await phone.start()
        phone.device.covered = True
        phone.device.fires("lock-due", why="idle")
        await screen.settle()
        assert phone.device.covered is False
        assert phone.device.asked("forget") == []

    on_a_phone(tmp_path, story)


def test_a_leads_session_is_watched_locked_and_signed_out(tmp_path: Path) -> None:
    me = {"display_name": "A lead", "organisation": {"name": "Trust"}, "minimum_group": 11}

    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await phone.start()
        await screen.tap("I am a wellbeing lead")
        await screen.type("User name", "lead")
        await screen.type("Password", "canary password")
        await screen.tap("Sign in")
        await phone.until(lambda: "What people are telling us" in screen.words())
        assert phone.device.armed == (300.0, 120.0, False)
        phone.device.fires("lock-due", why="idle")
        await phone.until(lambda: "Create a profile" in screen.words())
        assert phone.services.session.lead is None
        sent = [name for name, *_ in phone.server.sent if not name.endswith("/ways")]
        assert sent[-1] == "DELETE /api/v1/session"
        assert phone.device.asked("forget") == [("idle",)]

    server = ScriptedServer(
        {"POST /api/v1/session": ok(me, 201), "DELETE /api/v1/session": ok({}, 200)}
    )
    on_a_phone(tmp_path, story, server)
