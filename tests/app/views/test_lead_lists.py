"""A lead says what is hidden, on the real server application, and a device then hides it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from app.domain.trust_lists import TrustLists
from app.sync.client import ApiClient
from app.usecases.edit_lists import ListsDesk
from tests.app.views.leading import sign_in, wired
from tests.app.views.phone import Phone, on_a_phone, with_profile
from tests.app.wired_server import WiredServer, small_trust
from tests.sync_server.trust import PASSWORD, TRUST

STATIONS, SIGNS = "Stations, one a line", "Call signs, one a line"


def told(folder: Path, story: Callable[[Phone], Awaitable[None]], *, profile: bool = False) -> None:
    """Tell ``story`` of a lead who has the lists open."""

    async def from_sign_in(phone: Phone) -> None:
        screen = await (with_profile(phone) if profile else phone.start())
        await screen.go("/lead")
        await sign_in(screen)
        await phone.until(lambda: "What people are telling us" in screen.words())
        await screen.tap("Guides, services and areas")
        await phone.until(lambda: "Places and codes to hide" in screen.words())
        await screen.tap("Places and codes to hide")
        await phone.until(lambda: "Names of your staff" in screen.words())
        await story(phone)

    with small_trust(folder) as server:
        on_a_phone(folder, from_sign_in, WiredServer(server))  # type: ignore[arg-type]


def standing(phone: Phone) -> TrustLists:
    return wired(phone).server.parts.own_lists.standing(TRUST.id).lists


def test_a_bad_line_is_said_at_its_place_and_a_good_one_is_tried_and_saved(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.type(STATIONS, "Skellingthorpe\n")
        await screen.type(SIGNS, "@@@")
        await screen.tap("Save for all devices")
        await phone.until(lambda: "Some lines need another look." in screen.words())
        field = screen.find(SIGNS, ("TextField",))
        assert "“@@@”: this would hide ordinary words" in field.error
        assert field.value == "@@@"
        assert not screen.find(STATIONS, ("TextField",)).error
        assert standing(phone) == TrustLists()
        await screen.type(SIGNS, "QX ##\n\n qx ###")
        await screen.type("Try it", "on qx12 at skellingthorpe")
        assert "It would leave as: on [call sign] at [place]" in screen.words()
        await screen.tap("Save for all devices")
        await phone.until(lambda: "Saved. Devices have it" in screen.words())
        assert standing(phone).stations == ("Skellingthorpe",)
        assert standing(phone).call_signs == ("QX ##", "qx ###")

    told(tmp_path, story)


def test_no_signal_and_a_second_lead_take_no_word_away(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, server = phone.screen, wired(phone)
        await screen.type(STATIONS, "Oakham")
        server.down = True
        await screen.tap("Save for all devices")
        await phone.until(lambda: "No connection" in screen.words())
        assert screen.find(STATIONS, ("TextField",)).value == "Oakham"
        server.down = False
        client = ApiClient(server)
        await client.sign_in("other", PASSWORD)
        theirs = ListsDesk(client)
        draft = await theirs.open()
        draft.typed["stations"] = "Retford"
        await theirs.save(draft)
        await screen.tap("Save for all devices")
        await phone.until(lambda: "Somebody else changed these" in screen.words())
        assert screen.find(STATIONS, ("TextField",)).value == "Retford\nOakham"
        await screen.tap("Save for all devices")
        await phone.until(lambda: "Saved. Devices have it" in screen.words())
        assert standing(phone).stations == ("Retford", "Oakham")

    told(tmp_path, story)


def test_a_list_of_names_becomes_a_filter_on_the_leads_own_device(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        assert "Devices know none yet." in screen.words()
        await screen.tap("Choose a list of names")
        assert "No file was chosen." in screen.words()
        phone.device.picked = b"Zsuzsika,Brondesbury,Paramedic\n"
        await screen.tap("Choose a list of names")
        assert "Say in the first line which columns hold names" in screen.words()
        phone.device.picked = b"First name,Surname\nZsuzsika,Brondesbury\n"
        await screen.tap("Choose a list of names")
        assert "Read: 2 name parts." in screen.words()
        assert standing(phone).roster is None
        await screen.type("Try it", "zsuzsika rang")
        assert "It would leave as: [name] rang" in screen.words()
        await screen.tap("Send this to all devices")
        await phone.until(lambda: "Devices know 2 name parts." in screen.words())
        roster = standing(phone).roster
        assert roster is not None
        assert roster.holds("zsuzsika")
        assert "zsuzsika" not in screen.words().lower().replace("zsuzsika rang", "")
        await screen.tap("Take the names away")
        await screen.tap("Yes, take them away")
        await phone.until(lambda: "Devices know none yet." in screen.words())
        assert standing(phone).roster is None

    told(tmp_path, story)


def test_what_was_typed_is_there_again_after_the_battery_died(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = phone.screen
        await screen.type(STATIONS, "Oakham\nRet")
        phone.services.editing.kept.keep()
        screen = await phone.kill_and_resume(carry_on="")
        await screen.go("/lead/content")
        await sign_in(screen)
        await phone.until(lambda: "Places and codes to hide" in screen.words())
        await screen.go("/lead/content/lists")
        await phone.until(lambda: "Names of your staff" in screen.words())
        assert screen.find(STATIONS, ("TextField",)).value == "Oakham\nRet"
        assert phone.services.editing.unsaved() == ["Places and codes to hide"]
        await screen.tap("Leave out what I changed")
        await screen.tap("Yes, leave it out")
        assert phone.services.editing.unsaved() == []

    told(tmp_path, story, profile=True)
