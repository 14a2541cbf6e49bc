"""An admin invites, suspends and helps in the app, on the real server application."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from sync_server.permissions import Role
from sync_server.services.open_sessions import FRESH_SECONDS
from tests.app.views.leading import leads_to, sign_in, wired
from tests.app.views.phone import Phone, on_a_phone
from tests.app.wired_server import WiredServer, small_trust
from tests.harness import Screen
from tests.sync_server.api.second_factors import with_clock
from tests.sync_server.trust import PASSWORD, TRUST

CHOSEN = "another four plain words"


def told(folder: Path, story: Callable[[Phone], Awaitable[None]]) -> None:
    """Tell ``story`` of an admin who has the list of accounts open."""

    async def from_sign_in(phone: Phone) -> None:
        screen = await phone.start()
        await screen.tap("I am a wellbeing lead")
        await sign_in(screen, "boss")
        await leads_to(phone, "People with an account", "Who may sign in")
        assert "Back to your trust's Layby" in screen.words()  # an admin has no figures
        await story(phone)

    with small_trust(folder) as server:
        server.parts.accounts.create("boss", "The Boss", TRUST.id, PASSWORD, Role.ADMIN)
        on_a_phone(folder, from_sign_in, WiredServer(server))  # type: ignore[arg-type]


def copied(screen: Screen) -> str:
    action: Any = screen.find("Copy a message with it", ("OutlinedButton",)).action
    return str(action.data)


async def fills_in(phone: Phone) -> None:
    screen = phone.screen
    await leads_to(phone, "Invite somebody", "Their user name")
    await screen.type("Their name", "Alex Reed")
    await screen.type("Their user name", "alex")


def test_from_an_invitation_to_the_first_sign_in(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await fills_in(phone)
        await screen.tap("Which areas they read about")
        await screen.tap("Quay")
        await leads_to(phone, "Make the invitation", "Done: put it away")
        made = phone.services.accounts.made
        assert made is not None
        assert made.code in screen.words() and made.code in copied(screen)
        assert "Layby sends nothing" in screen.words()
        await leads_to(phone, "Done: put it away", "Invited")
        assert made.code not in screen.words()
        assert "Not taken yet. Until" in screen.words()
        assert phone.services.accounts.made is None
        await screen.go("/lead")
        await leads_to(phone, "Sign out", "You are signed out.")
        await screen.tap("I am a wellbeing lead")
        assert "You are signed out." not in screen.words()
        assert "Forgotten your password?" in screen.words()
        await screen.tap("I was invited")
        await screen.type("Invitation code", made.code.lower())
        await screen.type("New password", "short")
        await screen.tap("Take the account")
        assert "12 characters or more" in str(screen.find("New password", ("TextField",)).error)
        await screen.type("New password", CHOSEN)
        await screen.type("New password again", CHOSEN + "x")
        await screen.tap("Take the account")
        assert screen.find("New password again", ("TextField",)).error
        await screen.type("New password again", CHOSEN)
        await leads_to(phone, "Take the account", "What people are telling us")
        lead = phone.services.session.lead
        assert lead is not None
        assert (lead.name, lead.areas) == ("Alex Reed", ("quay",))

    told(tmp_path, story)


def test_nothing_typed_is_lost_in_a_dead_spot_and_trouble_stands_by_its_field(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await fills_in(phone)
        await screen.type("Their user name", "lead")
        wired(phone).down = True
        await leads_to(phone, "Make the invitation", "No connection")
        wired(phone).down = False
        await screen.go("/lead/accounts")
        await leads_to(phone, "Invite somebody", "Their user name")
        assert screen.find("Their name", ("TextField",)).value == "Alex Reed"
        await screen.tap("Make the invitation")
        await phone.until(
            lambda: (
                "has this user name" in str(screen.find("Their user name", ("TextField",)).error)
            )
        )
        await screen.type("Their user name", "two words")
        await screen.tap("Make the invitation")
        await phone.until(
            lambda: "A username has" in str(screen.find("Their user name", ("TextField",)).error)
        )
        await screen.type("Their name", "  ")
        await screen.tap("Make the invitation")
        assert screen.find("Their name", ("TextField",)).error
        assert "Not made yet. See above: Their name." in screen.words()

    told(tmp_path, story)


def test_somebody_is_suspended_and_let_in_again_and_the_last_admin_stays(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        parts = wired(phone).server.parts
        token, _ = parts.accounts.sessions.open("lead", "code")
        await screen.tap("A Lead")
        assert "Signs in as lead." in screen.words()
        await screen.tap("Suspend this account")
        assert "signed out at once" in screen.words()
        await leads_to(phone, "Yes, suspend it", "Suspended. Wellbeing lead")
        assert parts.accounts.signed_in(token) is None
        await screen.tap("A Lead")
        await leads_to(phone, "Let them in again", "Wellbeing lead. Password alone")
        await screen.tap("The Boss (you)")
        await screen.tap("Suspend this account")
        assert "another admin must let you in again" in screen.words()
        await leads_to(phone, "Yes, suspend it", "This is the last admin who can sign in.")

    told(tmp_path, story)


def test_a_sign_in_that_is_too_old_asks_again_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        clock = with_clock(wired(phone).server)
        wired(phone).server.client.cookies.clear()
        await screen.go("/lead")
        phone.services.session.lead = None
        await phone.until(lambda: "User name" in screen.words())
        await sign_in(screen, "boss")
        await leads_to(phone, "People with an account", "Who may sign in")
        await fills_in(phone)
        clock.goes_on(FRESH_SECONDS + 1)
        await leads_to(phone, "Make the invitation", "User name")
        await sign_in(screen, "boss")
        await phone.until(lambda: "Make the invitation" in screen.words())
        assert screen.find("Their name", ("TextField",)).value == "Alex Reed"
        await leads_to(phone, "Make the invitation", "Done: put it away")

    told(tmp_path, story)


def test_a_lead_sees_no_way_to_accounts_and_is_refused_there(tmp_path: Path) -> None:
    async def story() -> None:
        with small_trust(tmp_path) as server:
            phone = Phone(tmp_path, WiredServer(server))  # type: ignore[arg-type]
            screen = await phone.start()
            await screen.go("/lead/accounts")
            assert "Who may sign in" not in screen.words()
            await sign_in(screen, "lead")
            await phone.until(lambda: "Your account may not do this." in screen.words())
            await screen.go("/lead")
            await phone.until(lambda: "Your sign-in" in screen.words())
            assert "People with an account" not in screen.words()
            await screen.tap("Your sign-in")
            assert "An admin of your trust invites them" in screen.words()

    asyncio.run(story())
