"""A lead changes their own password, where they have one to change."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from app.sync.port import Answer
from tests.app.scripted_server import problem
from tests.app.views.phone import Phone, on_a_phone
from tests.app.views.signing_in import at_sign_in, says, server, types_name


def changes_password(sent: Mapping[str, Any]) -> Answer:
    """Refuse what is not the password now, and what is too common for this server."""
    if sent["current"] != "canary password":
        told = {"type": "/problems/password-wrong", "detail": "That is not it.", "field": "current"}
        return Answer(403, {"content-type": "application/problem+json"}, json.dumps(told).encode())
    return Answer(204, {}, b"")


def test_a_lead_changes_their_own_password(tmp_path: Path) -> None:
    new = "other plain unrelated words"

    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "Your sign-in" in screen.words())
        await screen.go("/lead/sign-in")
        assert "New password" not in screen.words()
        await screen.tap("Change your password")
        for current, typed, again, said in (
            ("", new, new, "Type the password that you sign in with now."),
            ("wrong", "short", "short", "12 characters or more"),
            ("wrong", new, "others", "The two are not the same."),
            ("wrong", new, new, "That is not it."),
        ):
            await screen.type("Password now", current)
            await screen.type("New password", typed)
            await screen.type("New password again", again)
            await screen.tap("Change it")
            await phone.until(partial(says, screen, said))
            assert screen.find("New password", ("TextField",)).value == typed
        assert len(asked(phone)) == 1
        await screen.type("Password now", "canary password")
        await screen.tap("Change it")
        await phone.until(lambda: "Your password is changed." in screen.words())
        assert asked(phone)[-1] == {"current": "canary password", "new": new}
        assert "New password" not in screen.words()
        await screen.tap("Change your password")
        assert screen.find("Password now", ("TextField",)).value == ""

    def asked(phone: Phone) -> list[Any]:
        address = "PUT /api/v1/session/password"
        return [body for name, _, body, _ in phone.server.sent if name == address]

    on_a_phone(tmp_path, story, server(replies={"PUT /api/v1/session/password": changes_password}))


def test_a_session_that_ended_meanwhile_asks_to_sign_in_again(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await at_sign_in(phone)
        await types_name(screen)
        await phone.until(lambda: "Your sign-in" in screen.words())
        await screen.go("/lead/sign-in")
        await screen.tap("Change your password")
        for label in ("Password now", "New password", "New password again"):
            await screen.type(label, "canary password")
        await screen.tap("Change it")
        await phone.until(lambda: "User name" in screen.words())

    replies = {"PUT /api/v1/session/password": problem("signed-out", "Sign in.", 401)}
    on_a_phone(tmp_path, story, server(replies=replies))


def test_where_somebody_else_looks_after_it_or_codes_come_first_there_is_none_to_change(
    tmp_path: Path,
) -> None:
    for factor in ("elsewhere", "needed"):

        async def story(phone: Phone) -> None:
            screen = await at_sign_in(phone)
            await types_name(screen)
            await phone.until(lambda: "Sign in" not in screen.words().splitlines())
            await screen.go("/lead/sign-in")
            await phone.until(lambda: "Back to the figures" in screen.words())
            assert "Change your password" not in screen.words()

        on_a_phone(tmp_path / factor, story, server(me={"second_factor": factor}))
