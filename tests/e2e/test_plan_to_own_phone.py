"""A plan goes from a manager's tablet to the person's own phone and back, and no server helps.

The server is stopped once both have loaded. Codes are photographed from the real screen, read
by a QR library that is not ours, and filmed for the real camera code of a second browser; a
sealed file brings back what changed there, and two wordings of one part are settled.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pypdf
import pytest
import segno
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.conftest import Installed
from tests.e2e.person import TABLET, Phone
from tests.e2e.steps import make_profile, read_groups, start_talking, wait_for_worker
from tests.e2e.sync_server_process import SyncServerProcess

pytestmark = pytest.mark.browser

LABEL = "Zebedee"
KEEPS_WELL = "Allotment 🌱 on Sundays, and no phone after nine"
THEIRS = "Call occupational health about the left knee"
OURS = "Ask control for protected meal breaks"
MANAGERS = "Allotment 🌱 on Saturdays too"
CREWS = "A swim with סבתא before late shifts"
OWN_ACTION = "Sort out the tent with Bo"
WORDS = [LABEL, "Allotment", "סבתא", THEIRS, OURS, MANAGERS, CREWS, OWN_ACTION]
FOREIGN = "https://example.org/menu"
NOT_OURS = "That is not a Layby plan code."
#: What the camera films of one code: at thirty pictures a second, long enough to be read.
PICTURES, FOREIGN_PICTURES = 12, 90


@pytest.fixture
def tablet(installed: Installed) -> Iterator[Phone]:
    """Not frugal: codes come and go here, and the screen moves under the finger."""
    with Phone(installed("tablet"), TABLET) as held:
        yield held


def test_a_plan_goes_to_its_person_and_back_without_a_server(
    server: SyncServerProcess, tablet: Phone, installed: Installed, tmp_path: Path
) -> None:
    film = tmp_path / "codes.mjpeg"
    camera = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    with tablet.beside(installed("phone"), camera) as phone:
        for one in (tablet, phone):
            one.open(server.url)
            one.sees_heading("Welcome")
            wait_for_worker(one)
        server.stop()

        make_plan(tablet)
        tablet.taps("Give your colleague their copy")
        make_film(film, photograph_codes(tablet))
        take_paper_and_days(tablet, tmp_path)

        make_profile(phone, crew=True)
        scan(phone)
        sealed, code = change_and_seal(phone, tmp_path)

        change_meanwhile(tablet)
        bring_back(tablet, sealed, code)

        for one in (tablet, phone):
            assert one.violations() == []
            assert all(url.startswith((server.url, "blob:", "data:")) for url in one.requested)
            assert not any(word in line for line in one.requested + one.said for word in WORDS)


def make_plan(tablet: Phone) -> None:
    make_profile(tablet)
    start_talking(tablet, LABEL)
    tablet.taps("On to the plan")
    tablet.sees_heading("Personal plan")
    tablet.pastes("What keeps me well", KEEPS_WELL)
    tablet.taps("Add what I will do")
    tablet.pastes("What will be done", THEIRS)
    tablet.types("By when (optional)", "31 December")
    tablet.taps("Add action")
    tablet.sees(THEIRS)
    tablet.taps("Add what my manager will do")
    tablet.pastes("What will be done", OURS)
    tablet.taps("Add action")
    tablet.sees(OURS)
    tablet.taps("In 4 weeks")
    tablet.sees("You look at it again on")
    tablet.taps("On to the summary")
    tablet.sees_heading("Summary for your trust")
    tablet.taps("Finish without a summary")
    tablet.sees_heading("Done")


def photograph_codes(tablet: Phone) -> list[Image.Image]:
    """Photograph each code on the screen, once another library can read it."""
    tablet.taps("Show the codes")
    tablet.sees_heading("Scan these codes")
    tablet.taps("Pause")
    shown = tablet.words(re.compile(r"^Code \d+ of \d+$")).first
    total = int((shown.text_content() or "").rpartition(" ")[2])
    assert total > 1
    photographs: dict[str, Image.Image] = {}
    for _ in range(3 * total):
        picture = Image.open(io.BytesIO(tablet.page.screenshot())).convert("RGB")
        for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
            at = found.position
            corner = (at.top_left.x - 24, at.top_left.y - 24)
            box = (*corner, at.bottom_right.x + 24, at.bottom_right.y + 24)
            photographs.setdefault(found.text, picture.crop(box))
        tablet.taps("Next")
        tablet.page.wait_for_timeout(300)
    assert len(photographs) == total
    tablet.taps("Hide the codes")
    return list(photographs.values())


def make_film(path: Path, photographs: list[Image.Image]) -> None:
    """Film the codes, with a long look at a poster that has nothing to do with it in between."""
    poster = io.BytesIO()
    segno.make_qr(FOREIGN).save(poster, kind="png", scale=8, border=4)
    first, *others = photographs
    scenes = [(first, PICTURES), (Image.open(poster), FOREIGN_PICTURES)]
    scenes += [(other, PICTURES) for other in others]
    with path.open("wb") as out:
        for picture, count in scenes:
            scene = Image.new("RGB", (640, 480), (30, 32, 35))
            scene.paste(picture.convert("RGB").resize((420, 420)), (110, 30))
            for _ in range(count):
                scene.save(out, "JPEG", quality=85)


def take_paper_and_days(tablet: Phone, folder: Path) -> None:
    tablet.saves("Save a PDF", folder / "plan.pdf")
    page = " ".join(pypdf.PdfReader(folder / "plan.pdf").pages[0].extract_text().split())
    for words in ("and no phone after nine", THEIRS, OURS, "By Thursday 31 December 2026"):
        assert words in page
    assert LABEL not in page
    tablet.saves("Save the days", folder / "dates.ics")
    content = (folder / "dates.ics").read_bytes()
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} == {"A step from my plan", "Review my plan"}
    assert not any(word.encode() in content for word in WORDS)
    tablet.taps("Back to the plan")
    tablet.sees_heading(LABEL)


def scan(phone: Phone) -> None:
    """Scan the film on the person's own phone; the poster in it is told from a code of ours."""
    phone.taps("My plan")
    phone.sees_heading("For me")
    phone.taps("Bring a plan in")
    phone.sees_heading("Bring a plan in")
    phone.taps("Scan the codes")
    status = phone.page.get_by_role("dialog", name="Scan the codes").get_by_role("status")
    expect(status).to_contain_text(NOT_OURS)
    phone.sees("The copy is whole. This plan is not on this device yet.")
    phone.taps("This is my plan", "radio")
    phone.taps("Keep it on this device")
    phone.sees_heading("My plan")
    phone.sees(KEEPS_WELL)
    sees_actions(phone, THEIRS, OURS)
    phone.does_not_see(LABEL)


def change_and_seal(phone: Phone, folder: Path) -> tuple[Path, str]:
    """Change one part, add an action, and hand it back as a file; gives it and its code."""
    change_words(phone, CREWS)
    phone.taps("Add what I will do")
    phone.pastes("What will be done", OWN_ACTION)
    phone.taps("Done")
    phone.sees_heading("My plan")
    sees_actions(phone, OWN_ACTION)
    phone.taps("Take a copy")
    phone.sees_heading("Take a copy")
    sealed = folder / "plan.laybyplan"
    phone.saves("Save a file", sealed)
    phone.sees("Write this code down now")
    code = read_groups(phone, 4)
    content = sealed.read_bytes()
    assert not any(word.encode() in content for word in WORDS)
    return sealed, code


def change_meanwhile(tablet: Phone) -> None:
    change_words(tablet, MANAGERS)
    tablet.taps("Done")
    tablet.sees_heading(LABEL)


def change_words(phone: Phone, words: str) -> None:
    """From a plan into its editor, and other words in its first part."""
    phone.taps("Change the plan")
    phone.sees_heading("When do you look at it again?")
    phone.taps("What keeps me well")
    phone.pastes("What keeps me well", words)


def bring_back(tablet: Phone, sealed: Path, code: str) -> None:
    """Open the file, first with a slip of the finger, and settle the two wordings."""
    tablet.taps("Back to home")
    tablet.sees_heading("Home")
    tablet.taps("Plans")
    tablet.taps("Bring a plan in")
    tablet.picks("Choose a file", sealed)
    slip = ("1" if code[0] != "1" else "2") + code[1:].lower()
    tablet.types("Code of the file", slip)
    tablet.taps("Open it")
    tablet.sees("That is not quite the code. Check each group of four.")
    tablet.reads_in("Code of the file", slip)
    tablet.replaces("Code of the file", code.lower())
    tablet.taps("Open it")
    tablet.sees(f"It is the plan of {LABEL}, which is on this device already.")
    tablet.taps("Bring them together")
    tablet.sees_heading("Two wordings")
    tablet.sees(MANAGERS)
    tablet.sees(CREWS)
    tablet.taps("Keep both")
    tablet.sees("Nothing is left to settle.")
    tablet.taps("See the plan")
    tablet.sees_heading(LABEL)
    tablet.sees(MANAGERS)
    tablet.sees(CREWS)
    sees_actions(tablet, THEIRS, OURS, OWN_ACTION)


def sees_actions(phone: Phone, *actions: str) -> None:
    """Wait until each action stands in the plan, to be ticked."""
    for action in actions:
        expect(phone.page.get_by_role("checkbox", name=action)).to_be_attached()
