"""A link, a bookmark or the browser's own history may lead anywhere, at any moment."""

import re
from pathlib import Path

import pytest

from app.views.app_shell import ROUTES
from app.views.boundary import SOMETHING_BROKE
from tests.app.views.phone import Phone, choose_guide, on_a_phone, with_profile

ODD = "%F0%9F%9A%91..%2Funknown"
BROKEN = (SOMETHING_BROKE, "Something went wrong")


def odd_routes() -> list[str]:
    """Routes that ask for something by its name, and those that need a conversation."""
    asked = [path for path in ROUTES if ":" in path or path.startswith("talk/")]
    return [re.sub(r":\w+", ODD, path) for path in asked]


async def visit_all(phone: Phone) -> list[str]:
    """Open every such route once; gives those on which something broke, or nothing was said."""
    broken = []
    for route in odd_routes():
        await phone.screen.go(f"/{route}")
        words = phone.screen.words()
        if any(said in words for said in BROKEN) or not words.strip():
            broken.append(route)
    return broken


def test_every_link_opens_something_whatever_is_open(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(phone: Phone) -> None:
        await phone.start()
        assert await visit_all(phone) == []
        screen = await with_profile(phone)
        assert await visit_all(phone) == []
        await screen.go("/")
        await choose_guide(screen)
        await screen.tap("I have said what stays private and what cannot")
        await screen.type("Label", "Sam")
        await screen.tap("Start talking")
        assert await visit_all(phone) == []
        conversation = phone.services.session.conversation
        assert conversation is not None
        assert conversation.label == "Sam"
        assert not [entry for entry in caplog.records if entry.name == "layby.views"]

    on_a_phone(tmp_path, story)


def test_a_step_of_no_conversation_says_what_this_device_lacks(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await screen.go("/talk/plan")
        assert "There is no profile on this device." in screen.words()
        assert "Unlock your profile" not in screen.words()
        screen = await with_profile(phone)
        await screen.go("/talk/plan")
        assert "Choose the conversation under Carry on." in screen.words()
        screen = await phone.start()
        await screen.go("/talk/plan")
        assert "Unlock your profile and choose the conversation" in screen.words()

    on_a_phone(tmp_path, story)


def test_a_link_that_leads_nowhere_says_so_on_a_page_of_its_own(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        for route in ("/nowhere", "/nowhere/at/all", "/talk/nowhere"):
            await screen.go(route)
            assert "There is no such page." in screen.words()
            # A view inside a view shows as a grey page.
            kinds = [type(control).__name__ for control in screen.controls()]
            assert kinds.count("View") == 1
            await screen.tap("Go to home")
            assert "Welcome" in screen.words()

    on_a_phone(tmp_path, story)
