"""What the summary is about: ticked in place, kept at once, said before it leaves, and sent."""

from pathlib import Path

from app.domain.conversation import MOST_THEMES
from tests.app.views.phone import Phone, choose_guide, on_a_phone, with_profile
from tests.contracts.memory_store import Disk, MemoryStore


def test_ticks_are_kept_and_no_more_than_five(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        phone.disk = MemoryStore(Disk())
        screen = await with_profile(phone)
        await choose_guide(screen)
        conversation = phone.services.session.conversation
        assert conversation is not None
        conversation.limits_said = conversation.private_enough = True
        await screen.go("/talk/summary")
        assert "Nothing ticked, and that is fine" in screen.words()
        await screen.tap("What it is about")
        codebook = phone.services.content.codebook
        live = codebook.live()
        for theme in live[:MOST_THEMES]:
            await screen.tap(theme.label)
        assert conversation.themes == [theme.id for theme in live[:MOST_THEMES]]
        assert f"That is {MOST_THEMES}." in screen.words()
        assert live[-1].label not in screen.words()
        await screen.tap(live[0].label)
        assert conversation.themes == [theme.id for theme in live[1:MOST_THEMES]]
        assert live[-1].label in screen.words()
        await screen.tap("What it is about")
        assert codebook.names(conversation.themes) in screen.words()

    on_a_phone(tmp_path, story)
