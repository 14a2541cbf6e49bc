"""A preparation: kept, read large, cleared by hand."""

from tests.app.views.care import CaredPhone
from tests.app.views.crew import as_crew, cared


def test_a_preparation_is_kept_read_large_and_cleared_by_hand() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("Prepare for a conversation")
        await screen.tap("Add this point")
        assert "Write the point first" in screen.words()
        for words in ("My hours", "A hard job"):
            await screen.type("A point I want to raise", words)
            await screen.tap("Add this point")
            assert screen.find("A point I want to raise", ("TextField",)).value == ""
        await screen.tap("Move point 2 up")
        await screen.type("A point I want to raise", "half a po")
        await screen.tap("Take point 1 off")
        assert phone.workspace.preparation.get().to_raise() == ["My hours"]
        await screen.tap("Put the point back")
        assert "Put the point back" not in screen.words()
        await screen.tap("Work")
        await screen.type("Notes: Work", "The rota.")
        await screen.tap("Work")
        assert "Noted" in screen.words()
        kept = phone.workspace.preparation.get()
        assert kept.to_raise() == ["A hard job", "My hours"]
        assert (kept.notes["work"], kept.drafts["point"]) == ("The rota.", "half a po")
        await screen.tap("Show it large")
        words = screen.words()
        assert words.index("1\nA hard job") < words.index("2\nMy hours") < words.index("The rota.")
        await screen.tap("Back to my preparation")
        assert screen.find("A point I want to raise", ("TextField",)).value == "half a po"
        await screen.tap("Clear it after the talk")
        assert phone.workspace.preparation.get().is_blank()
        assert "A hard job" not in [getattr(c, "value", None) for c in screen.controls()]
        await screen.tap("Bring it back")
        assert phone.workspace.preparation.get().to_raise() == ["A hard job", "My hours"]

    cared(story)


def test_a_note_whose_area_has_gone_from_the_guide_is_still_shown() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        preparation = phone.workspace.preparation.get()
        preparation.notes["an-old-area"] = "Not to be lost."
        phone.workspace.preparation.save(preparation)
        await screen.tap("Prepare for a conversation")
        await screen.tap("Written before (1)")
        note = screen.find("Notes: Written before (1)", ("TextField",))
        assert note.value == "Not to be lost."
        await screen.tap("Show it large")
        assert "Not to be lost." in screen.words()

    cared(story)
