"""A lead edits the codebook in the app, on the real server application."""

from pathlib import Path

from app.views.components.live_preview import SETTLED_SECONDS
from tests.app.views import leading
from tests.app.views.leading import leads_to, wired
from tests.app.views.phone import Phone
from tests.sync_server.trust import TRUST, Server, summary

LATE, HANDOVER = "Late finishes and breaks", "Handover delays"


def told(folder: Path, story: leading.Story, many: int = 0) -> None:
    """Tell ``story`` of a lead who has the codebook open; ``many`` said something of kettles."""

    def kettles(server: Server) -> None:
        for number in range(many):
            text, area = f"The kettle at base is broken, said {number} times.", "quay"
            server.send(summary(text=text, area=area if number else "hill"))

    leading.told(folder, story, kettles, at=("Codebook", HANDOVER))


def form(phone: Phone, label: str) -> dict[str, object]:
    held = phone.services.codebook.held
    assert held is not None
    (found,) = [one for one in held.themes if one["label"] == label]
    return found


async def a_new_theme(phone: Phone, name: str = "Kettles") -> None:
    screen = phone.screen
    await screen.type("Name of a new theme", name)
    await leads_to(phone, "Add it", "What it is about")


async def fills_in(phone: Phone) -> None:
    screen = phone.screen
    await screen.type("What it is about", "Kettles and tea.")
    await screen.type("Who can act on it", "Estates")
    await screen.type("New phrase", "kettle*, tea urn")
    await screen.tap("Add this phrase")
    await screen.type("New example", "The kettle is broken.")
    await screen.tap("Add this example")


def test_a_theme_from_its_name_to_a_count_and_out_to_publishing(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await a_new_theme(phone)
        await fills_in(phone)
        assert "Take off: tea urn" in screen.words()
        await screen.settle()
        phone.clock.goes_on(SETTLED_SECONDS)
        await phone.until(lambda: "would gain this theme" in screen.words())
        assert "About 10 of 10 texts that may be read would gain" in screen.words()
        await leads_to(phone, "Done: back to the codebook", "2 phrases, new")
        await leads_to(phone, "Publish the codebook", "coded")
        with wired(phone).server.parts.database.read() as connection:
            from sync_server.db.audit import Audit

            acts = [what for _, _, what in Audit(connection, TRUST.id).all()]
        assert any("codebook" in what for what in acts)

    told(tmp_path, story, many=15)


def test_phrases_are_put_on_taken_off_and_put_back_and_clashes_are_named(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        theirs = str(form(phone, LATE)["include"][0])  # type: ignore[index]
        await leads_to(phone, HANDOVER, "Phrases that show it")
        before = list(form(phone, HANDOVER)["include"])  # type: ignore[call-overload]
        await screen.type("New phrase", theirs)
        await screen.tap("Add this phrase")
        error = screen.find("New phrase", ("TextField",)).error
        assert error == f"“{theirs}” already belongs to {LATE}."
        assert screen.find("New phrase", ("TextField",)).value == theirs
        await screen.type("New phrase", "a*")
        await screen.tap("Add this phrase")
        assert "three letters" in screen.find("New phrase", ("TextField",)).error
        await screen.type("New phrase", "ramp queue*")
        await screen.tap("Add this phrase")
        assert form(phone, HANDOVER)["include"] == ["ramp queue*", *before]
        assert screen.find("New phrase", ("TextField",)).value == ""
        await screen.tap("Add this phrase")
        assert screen.find("New phrase", ("TextField",)).error == "Type a phrase first."
        last = before[-1]
        await screen.type("New phrase", last)
        await screen.tap("Add this phrase")
        error = screen.find("New phrase", ("TextField",)).error
        assert error == f"“{last}” is there already: it stands first below."
        words = screen.words()
        assert words.index(f"Take off: {last}") < words.index("Take off: ramp queue*")
        assert form(phone, HANDOVER)["include"] == ["ramp queue*", *before]
        await screen.tap(f"Take off: {before[0]}")
        assert form(phone, HANDOVER)["include"] == ["ramp queue*", *before[1:]]
        await screen.tap(f"Put it back: {before[0]}")
        assert set(form(phone, HANDOVER)["include"]) == {"ramp queue*", *before}  # type: ignore[call-overload]

    told(tmp_path, story)


def test_what_does_not_fit_is_marked_in_the_list_and_stands_by_its_field(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await a_new_theme(phone)
        await leads_to(phone, "Done: back to the codebook", "0 phrases, new")
        await leads_to(phone, "Save as a draft", "Some themes need another look.")
        assert "Needs another look" in screen.words()
        await leads_to(phone, "Kettles", "What it is about")
        assert screen.find("What it is about", ("TextField",)).error == "Write something here."
        await leads_to(phone, "Done: back to the codebook", "Add a theme")
        await screen.type("Name of a new theme", "kettles")
        await screen.tap("Add it")
        assert "already" in screen.find("Name of a new theme", ("TextField",)).error

    told(tmp_path, story)


def test_two_themes_become_one_and_that_can_be_undone(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        moved = set(form(phone, HANDOVER)["include"])  # type: ignore[call-overload]
        await leads_to(phone, HANDOVER, "Merge it into another theme")
        await screen.tap("Merge it into another theme")
        await screen.tap(LATE)
        await leads_to(phone, f"Merge into {LATE}", f"{HANDOVER} was merged into {LATE}.")
        assert moved <= set(form(phone, LATE)["include"])  # type: ignore[call-overload]
        gone = form(phone, HANDOVER)
        assert (gone["status"], gone["merged_into"]) == ("retired", form(phone, LATE)["id"])
        await leads_to(phone, "Done: back to the codebook", "Retired")
        await screen.tap("Retired")
        assert f"{HANDOVER}, merged into {LATE}" in screen.words()
        await leads_to(phone, "Save as a draft", "Saved as a draft.")
        await screen.tap("Undo that")
        assert form(phone, HANDOVER)["status"] == "live"

    told(tmp_path, story)


def test_one_theme_becomes_two_that_share_its_phrases(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        whole = list(form(phone, HANDOVER)["include"])  # type: ignore[call-overload]
        await leads_to(phone, HANDOVER, "Split it in two")
        await screen.tap("Split it in two")
        await screen.type("Name of the first", "Queues")
        await screen.type("Name of the second", LATE)
        await screen.tap("Share out the phrases")
        assert "already" in screen.find("Name of the second", ("TextField",)).error
        await screen.type("Name of the second", "Wards")
        await screen.tap("Share out the phrases")
        await screen.tap("Make the two themes")
        assert "needs a phrase at least" in screen.words()
        await screen.tap(str(whole[0]))
        await leads_to(phone, "Make the two themes", f"{HANDOVER} was split into Queues and Wards.")
        assert form(phone, "Wards")["include"] == [whole[0]]
        assert form(phone, "Queues")["include"] == whole[1:]
        assert form(phone, HANDOVER)["split_into"] == ["queues", "wards"]

    told(tmp_path, story)


def test_nothing_typed_is_lost_in_a_dead_spot_or_to_somebody_elses_save(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await leads_to(phone, HANDOVER, "Phrases that show it")
        await screen.type("What it is about", "Queues outside.")
        wired(phone).down = True
        await leads_to(phone, "Done: back to the codebook", ", edited")
        await leads_to(phone, "Save as a draft", "No connection")
        assert form(phone, HANDOVER)["description"] == "Queues outside."
        assert phone.services.editing.unsaved() == ["The codebook"]
        wired(phone).down = False
        held = phone.services.codebook.held
        assert held is not None
        theirs = [dict(one) for one in held.before]
        next(one for one in theirs if one["label"] == LATE)["owner"] = "Rota team"
        wired(phone).server.parts.codebook_editing.save(TRUST.id, "other", theirs, held.if_version)
        await leads_to(phone, "Save as a draft", "Somebody else changed the codebook")
        assert form(phone, HANDOVER)["description"] == "Queues outside."
        assert form(phone, LATE)["owner"] == "Rota team"
        await leads_to(phone, "Save as a draft", "Saved as a draft.")
        await screen.tap("Leave out what was edited")
        await leads_to(phone, "Yes, leave it out", "is left out")
        assert form(phone, HANDOVER)["description"] != "Queues outside."

    told(tmp_path, story)
