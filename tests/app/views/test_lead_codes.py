"""A lead makes, shows and takes back enrolment codes, on the real server application."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.enrolment_link import read_enrolment
from app.exports.qr_picture import picture
from sync_server.permissions import Role
from tests.app.views import leading
from tests.app.views.leading import leads_to, wired
from tests.app.views.phone import Phone, on_a_phone, with_profile
from tests.app.wired_server import WiredServer, small_trust
from tests.harness import Screen
from tests.sync_server.api.test_enrolment import enrol
from tests.sync_server.trust import PASSWORD, TRUST

told = partial(leading.told, at=("Enrolment codes", "Codes so far"))


def headings(screen: Screen) -> list[str]:
    return [
        control.content.value
        for control in screen.controls()
        if getattr(control, "heading_level", None) == 1
    ]


def on_clipboard(screen: Screen) -> str:
    """What the button puts on the clipboard in the very tap."""
    action: Any = screen.find("Copy the link", ("OutlinedButton",)).action
    return str(action.data)


def test_a_code_is_made_shown_once_and_taken_back(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, server = phone.screen, wired(phone).server
        assert headings(screen) == ["Enrolment codes"]
        assert "There is none yet." in screen.words()
        await screen.type("For how many devices", "2")
        await screen.tap("30 days")
        await screen.tap("Where it is for")
        await screen.tap("Quay")
        await leads_to(phone, "Make the code", "Done: put it away")
        assert headings(screen) == ["New enrolment code"]
        made = phone.services.codes.made
        assert made is not None
        assert made.code in screen.words()
        assert "does not show it again" in screen.words()
        link = read_enrolment(on_clipboard(screen))
        assert on_clipboard(screen).startswith("https://layby.test/#enrol=")
        assert link.code == made.code
        assert link.trust == server.parts.trust_keys.trust_key(TRUST.id).key_id
        assert made.picture == picture(made.link)[0]
        status, answer = enrol(server, link.code)
        assert (status, answer["areas"]) == (201, ["quay"])
        await leads_to(phone, "Done: put it away", "Codes so far")
        await phone.until(lambda: "1 of 2 uses left" in screen.words())
        assert made.code not in screen.words()
        assert f"{made.code[:4]}…" in screen.words()
        assert phone.services.codes.made is None
        await screen.tap(f"{made.code[:4]}…")
        assert "Made by lead" in screen.words()
        await screen.tap("Take this code back")
        await leads_to(phone, "Yes, take it back", "Taken back: 1 device enrolled with it.")
        assert enrol(server, made.code)[1]["type"] == "/problems/enrolment-code-revoked"
        credential = {"Layby-Device": answer["credential"]}
        assert server.client.get("/api/v1/content", headers=credential).status_code == 200
        await screen.tap(f"{made.code[:4]}…")
        await screen.tap("End the devices it enrolled")
        assert "Layby does not know whose they are" in screen.words()
        await screen.tap("Yes, end them")
        await screen.settle()
        assert server.client.get("/api/v1/content", headers=credential).status_code == 401

    told(tmp_path, story)


@pytest.mark.parametrize("typed", ["", "0", "many", "1001", "-3", "1.5"])
def test_a_number_that_does_not_fit_is_said_by_its_field(tmp_path: Path, typed: str) -> None:
    async def story(phone: Phone) -> None:
        await phone.screen.type("For how many devices", typed)
        asked = len(wired(phone).sent)
        await phone.screen.tap("Make the code")
        field = phone.screen.find("For how many devices", ("TextField",))
        assert field.error == "Say for how many devices: 1 to 1,000."
        assert field.value == typed
        assert len(wired(phone).sent) == asked

    told(tmp_path, story)


def test_a_dead_spot_keeps_what_was_asked_and_a_lost_answer_makes_one_code(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, server = phone.screen, wired(phone)
        await screen.type("For how many devices", "7")
        server.down = True
        await leads_to(phone, "Make the code", "No connection")
        assert screen.find("For how many devices", ("TextField",)).value == "7"
        server.down = False
        draft = phone.services.codes.draft
        calls = phone.services.codes._calls
        # The server made it, and the answer got lost on the way.
        await calls.make_code(draft.areas, draft.number(), draft.days, draft.attempt())
        await leads_to(phone, "Make the code", "Done: put it away")
        assert len(server.server.parts.enrolment.codes.all(TRUST.id)) == 1
        await leads_to(phone, "Done: put it away", "Codes so far")
        assert screen.find("For how many devices", ("TextField",)).value == "1"

    told(tmp_path, story)


def test_an_ended_session_asks_to_sign_in_and_shows_another_lead_nothing(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, server = phone.screen, wired(phone)
        await leads_to(phone, "Make the code", "Done: put it away")
        made = phone.services.codes.made
        assert made is not None
        server.server.client.cookies.clear()
        await leads_to(phone, "Done: put it away", "Password")
        assert made.code not in screen.words()
        phone.services.codes.made = made
        await screen.type("User name", "other")
        await screen.type("Password", PASSWORD)
        await screen.tap("Sign in")
        await phone.until(lambda: "Codes so far" in screen.words())
        assert made.code not in screen.words()
        assert f"{made.code[:4]}…" in screen.words()

    told(tmp_path, story)


def test_a_lead_for_some_areas_chooses_among_those(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await screen.go("/lead/codes")
        await screen.type("User name", "northern")
        await screen.type("Password", PASSWORD)
        await screen.tap("Sign in")
        await phone.until(lambda: "Make the code" in screen.words())
        await screen.tap("Make the code")
        assert "your account is for some areas only" in screen.words()
        await screen.tap("Where it is for")
        assert "South" not in screen.words()
        await screen.tap("North")
        await leads_to(phone, "Make the code", "Done: put it away")
        assert "North. 1 of 1 uses left" in screen.words()

    with small_trust(tmp_path) as server:
        server.parts.accounts.create(
            "northern", "N", TRUST.id, PASSWORD, Role.LEAD, areas=("north",)
        )
        on_a_phone(tmp_path, story, WiredServer(server))  # type: ignore[arg-type]


def test_nothing_is_asked_before_anybody_is_signed_in(tmp_path: Path) -> None:
    async def story() -> None:
        with small_trust(tmp_path) as server:
            phone = Phone(tmp_path, WiredServer(server))  # type: ignore[arg-type]
            screen = await phone.start()
            await screen.go("/lead/codes")
            assert headings(screen) == ["Enrolment codes"]
            assert "Make the code" not in screen.words()
            assert not any("enrolment-codes" in asked for asked in wired(phone).sent)

    asyncio.run(story())
