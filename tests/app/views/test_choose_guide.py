"""The kind of conversation is chosen first; every kind goes through the same steps."""

from pathlib import Path

import pytest

from tests.app.views.phone import Phone, choose_guide, on_a_phone, with_profile
from tests.contracts.memory_store import Disk, MemoryStore


def in_memory(phone: Phone) -> None:
    phone.disk = MemoryStore(Disk())


def test_the_managers_guides_are_offered_with_a_line_each_and_the_crews_is_not(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await with_profile(phone)
        await screen.tap("New conversation")
        words = screen.words()
        guides = phone.services.content.managers_guides()
        places = [words.index(guide.title) for guide in guides]
        assert places == sorted(places)
        assert guides[0].title == "Wellbeing conversation"
        assert all(guide.in_brief in words for guide in guides)
        assert "My own preparation" not in words
        assert phone.services.session.conversation is None

    on_a_phone(tmp_path, story)


@pytest.mark.parametrize(
    ("title", "guide_id", "area"),
    [
        ("Check after a hard job", "post-incident-check", "Warm, dry, food and drink"),
        ("Going through a difficult time", "difficult-time", "Menopause"),
    ],
)
def test_another_kind_goes_through_the_same_steps_and_resumes(
    tmp_path: Path, title: str, guide_id: str, area: str
) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await with_profile(phone)
        await choose_guide(screen, title)
        await screen.tap("Start talking")
        assert "First say what stays private" in screen.words()
        assert screen.connection.called.count("scroll_to") == 1
        await screen.tap("I have said what stays private and what cannot")
        await screen.type("Label", "Sam")
        await screen.tap("Start talking")
        await screen.tap(area)
        await screen.type(f"Notes: {area}", "A hot drink.")
        screen = await phone.kill_and_resume()
        assert screen.find(f"Notes: {area}").value == "A hot drink."
        session = phone.services.session
        assert session.conversation is not None
        assert session.conversation.guide == guide_id
        await screen.tap("On to the plan")
        await screen.tap("On to the summary")
        assert session.conversation.summary == ""
        assert session.waiting == 0

    on_a_phone(tmp_path, story)


def test_a_link_to_the_choice_asks_for_a_profile_where_none_is_yet(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        in_memory(phone)
        screen = await phone.start()
        await screen.go("/talk/choose")
        assert "A profile is not an account." in screen.words()
        assert "Unlock your profile first." not in screen.words()
        assert "Wellbeing conversation" not in screen.words()
        await screen.tap("Create a profile")
        assert "Your passphrase" in screen.words()

    on_a_phone(tmp_path, story)
