"""A lead signs in on a phone: a code where the account has one, a passkey, the trust's own."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.sync.port import Answer
from tests.app.scripted_server import ScriptedServer, ok, problem
from tests.app.views.phone import Phone, on_a_phone
from tests.app.views.signing_in import (
    BEGUN,
    CODES,
    ME,
    asks_code,
    at_sign_in,
    cursor_of,
    server,
    types_name,
)


def test_the_code_is_asked_for_only_where_the_account_has_one(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        assert "Code" not in screen.words().splitlines()
        await types_name(screen)
        await phone.until(lambda: "Now the code" in screen.words())
        await screen.type("Code", "000000")
        await screen.tap("Sign in")
        await phone.until(lambda: "That code is not right." in screen.words())
        await screen.type("Code", " 123456 ")
        await screen.tap("Sign in")
        await phone.until(lambda: "What people are telling us" in screen.words())
        sent = [body for name, _, body, _ in phone.server.sent if name == "POST /api/v1/session"]
        assert [one["password"] for one in sent] == ["canary password"] * 3
        assert [one.get("code") for one in sent] == [None, "000000", "123456"]

    on_a_phone(tmp_path, story, server(replies={"POST /api/v1/session": asks_code}))


def test_where_the_server_cannot_be_asked_name_and_password_stand_alone(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        assert "passkey" not in screen.words()
        await types_name(screen)
        await phone.until(lambda: "No connection" in screen.words())

    on_a_phone(tmp_path, story, ScriptedServer())


def test_the_trusts_own_sign_in_is_a_page_to_leave_for(tmp_path: Path) -> None:
    address = "https://login.example/authorize?x=1"
    own = {"providers": [{"id": "own", "name": "Sign in at work"}]}

    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await phone.until(lambda: "Sign in at work" in screen.words())
        await screen.tap("Sign in at work")
        await phone.until(lambda: bool(phone.device.asked("visit")))
        assert phone.device.asked("visit") == [(address,)]
        assert phone.server.sent[-1][2] == {"provider": "own"}

    replies = {"POST /api/v1/session/sign-on": ok({"address": address})}
    on_a_phone(tmp_path, story, server(ways=own, replies=replies))


def test_who_comes_back_from_there_is_in_at_once(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await screen.tap("I am a wellbeing lead")
        await phone.until(lambda: "What people are telling us" in screen.words())
        assert phone.device.armed == (300.0, 120.0, False)

    on_a_phone(tmp_path, story, server(ways={"came_back": True}))


def test_who_was_refused_there_reads_why(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await phone.until(lambda: "no account for you" in screen.words())

    on_a_phone(tmp_path, story, server(ways={"problem": "Layby has no account for you."}))


def test_a_passkey_signs_in_and_a_refused_one_says_so(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        phone.device.passkeys = True
        screen = await at_sign_in(phone)
        await phone.until(lambda: "Use a passkey" in screen.words())
        await screen.tap("Use a passkey")
        await phone.until(lambda: "No passkey was used" in screen.words())
        phone.device.sign_in_reply = json.dumps({"id": "x"})
        await screen.tap("Use a passkey")
        await phone.until(lambda: "What people are telling us" in screen.words())
        assert json.loads(phone.device.asked("use_sign_in_passkey")[-1][0]) == {"challenge": "c"}
        sent = [one[2] for one in phone.server.sent if one[0] == "POST /api/v1/session/passkey"]
        assert sent == [{"credential": {"id": "x"}}]

    replies = {
        "POST /api/v1/session/passkey/options": ok({"options": {"challenge": "c"}}),
        "POST /api/v1/session/passkey": ok(ME),
    }
    on_a_phone(tmp_path, story, server(ways={"passkeys": True}, replies=replies))


def test_where_everybody_needs_codes_they_are_set_up_before_anything_else(tmp_path: Path) -> None:
    def confirmed(sent: Mapping[str, Any]) -> Answer:
        if sent["code"] != "123456":
            return problem("second-factor-wrong", "That code is not right.", 401)
        return ok({"recovery_codes": CODES})

    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "This server asks everybody" in screen.words())
        assert "Guides" not in screen.words()
        await screen.tap("Set up codes")
        await phone.until(lambda: "JBSW Y3DP EHPK 3PXP" in screen.words())
        await screen.tap("Set up codes")
        await phone.until(lambda: "Enter the six digits" in screen.words())
        await screen.type("First code", "111111")
        await screen.tap("Set up codes")
        await phone.until(lambda: "That code is not right." in screen.words())
        await screen.type("First code", "123456")
        await screen.tap("Set up codes")
        await phone.until(lambda: "If you lose your phone" in screen.words())
        assert all(code in screen.words() for code in CODES)
        await screen.tap("Print")
        assert phone.device.printed[1:-1] == CODES
        await screen.tap("I have them on paper")
        await phone.until(lambda: "What people are telling us" in screen.words())
        assert CODES[0] not in screen.words()

    replies = {
        "POST /api/v1/session": ok(ME | {"second_factor": "needed", "permissions": []}),
        "POST /api/v1/session/second-factor": ok(BEGUN),
        "PUT /api/v1/session/second-factor": confirmed,
    }
    on_a_phone(tmp_path, story, server(replies=replies))


def test_a_password_alone_works_and_is_pointed_out(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "Your password alone protects this" in screen.words())
        await phone.until(lambda: "Small numbers are protected." in screen.words())
        await screen.tap("Your sign-in")
        await phone.until(lambda: "makes that two locks" in screen.words())
        assert "Add a passkey" not in screen.words()
        # An admin is made on the server: the very words for whoever looks after it.
        ask = screen.find("Copy what to ask them for an admin", ("OutlinedButton",))
        assert "sync_server create-admin NAME" in ask.action.data

    on_a_phone(tmp_path, story, server(me={"second_factor": "none"}))


def test_an_account_is_shown_what_it_may_do_and_nothing_else(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "Guides, services and areas" in screen.words())
        assert "What people are telling us" not in screen.words()
        assert "Enrolment codes" not in screen.words()
        assert not [name for name, *_ in phone.server.sent if "quarters" in name]

    on_a_phone(tmp_path, story, server(me={"permissions": ["edit-content"]}))


def test_a_lead_for_some_areas_looks_by_area_alone(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "Small numbers are protected." in screen.words())
        assert "Look by" not in screen.words()
        assert not [name for name, *_ in phone.server.sent if "staff_group" in name]

    on_a_phone(tmp_path, story, server(me={"areas": ["quay"], "permissions": ["read-themes"]}))


def test_a_lead_of_several_trusts_goes_from_one_to_another(tmp_path: Path) -> None:
    trusts = [{"id": "trust", "name": "Harbour Trust"}, {"id": "vale", "name": "Vale Trust"}]
    there = ME | {"organisations": trusts, "organisation": trusts[1]}

    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "Vale Trust" in screen.words())
        await screen.tap("Vale Trust")
        asked = "GET /api/v1/quarters"
        await phone.until(lambda: [one[0] for one in phone.server.sent].count(asked) == 2)
        assert phone.services.session.lead is not None
        assert phone.services.session.lead.organisation == "Vale Trust"

    replies = {"PUT /api/v1/session/organisation": ok(there)}
    on_a_phone(tmp_path, story, server(me={"organisations": trusts}, replies=replies))


def test_a_wrong_password_is_typed_again_without_a_tap_on_its_field(tmp_path: Path) -> None:
    refusals = [problem("sign-in-failed", "The user name or the password is not right.", 401)]

    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "the password is not right" in screen.words())
        assert cursor_of(phone) == "Password"
        assert screen.find("User name", ("TextField",)).value == "lead"
        # With no answer at all nothing was wrong with what was typed.
        refusals.append(problem("too-many-tries", "Wait a little, then try again.", 429))
        phone.screen.connection.called.clear()
        await screen.tap("Sign in")
        await phone.until(lambda: "Wait a little" in screen.words())
        assert "focus" not in phone.screen.connection.called

    replies = {"POST /api/v1/session": lambda _: refusals[-1]}
    on_a_phone(tmp_path, story, server(replies=replies))


def test_the_cursor_is_in_the_code_when_it_is_asked_for_and_when_it_was_wrong(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "Now the code" in screen.words())
        assert cursor_of(phone) == "Code"
        screen.connection.focused.clear()
        await screen.type("Code", "000000")
        await screen.tap("Sign in")
        await phone.until(lambda: "That code is not right." in screen.words())
        assert cursor_of(phone) == "Code"

    on_a_phone(tmp_path, story, server(replies={"POST /api/v1/session": asks_code}))
