"""A plan that two people changed: bringing it in, and settling the two wordings."""

from pathlib import Path

from tests.e2e.person import Phone
from tests.e2e.steps import make_profile, read_groups, start_talking
from tests.screens.opening import opens
from tests.screens.walk import Walk

_LABEL = "Zebedee"
#: Milliseconds until a browser has said that there is no camera, and until Layby has answered.
_CAMERA, _ANSWERS = 3_000, 1_500


def walk(at: Walk) -> None:
    """Make a plan, change it here and on its person's own phone, and bring the two together."""
    make_profile(at.phone)
    _make_plan(at.phone)
    there, code = _seals(at.phone, at.folder / "there.laybyplan")
    with at.phone.beside(at.folder / "own phone") as own:
        opens(Walk(own, at.server, at.gallery, at.folder))
        make_profile(own, crew=True)
        own.taps("My plan")
        own.taps("Bring a plan in")
        _mistakes(at, own, there)
        _opens(own, None, code)
        own.sees("The copy is whole. This plan is not on this device yet.")
        at.gallery.shows(own, "bring-new")
        own.taps("This is my plan", "radio")
        own.taps("Keep it on this device")
        own.sees_heading("My plan")
        at.gallery.shows(own, "own-plan-brought")
        _change(own, "A swim before late shifts")
        back, code = _seals(own, at.folder / "back.laybyplan")
    at.phone.taps("Back to the plan")
    _change(at.phone, "Allotment on Saturdays too")
    at.goes("/bring", "Bring a plan in")
    at.phone.picks("Choose a file", back)
    at.phone.field("Code of the file").wait_for()
    at.shows("bring-code")
    _opens(at.phone, None, code)
    at.phone.sees("The copy is whole. It is")
    at.shows("bring-known")
    at.phone.taps("Bring them together")
    at.shows("brought", "Two wordings")
    at.taps_and_shows("Word it together", "brought-together")
    at.phone.taps("Use these words")
    at.phone.sees("Nothing is left to settle.")
    at.shows("brought-settled")
    at.taps_and_shows("See the plan", "brought-plan", _LABEL)


def _make_plan(phone: Phone) -> None:
    start_talking(phone, _LABEL)
    phone.taps("On to the plan")
    phone.sees_heading("Personal plan")
    phone.pastes("What keeps me well", "Allotment on Sundays")
    phone.taps("On to the summary")
    phone.sees_heading("Summary for your trust")
    phone.taps("Finish without a summary")
    phone.sees_heading("Done")
    phone.taps("Give your colleague their copy")
    phone.sees_heading("Take a copy")


def _seals(phone: Phone, path: Path) -> tuple[Path, str]:
    phone.saves("Save a file", path)
    phone.sees("Saved. Write this code down now")
    return path, read_groups(phone, 4)


def _mistakes(at: Walk, own: Phone, there: Path) -> None:
    """Try a camera that is not there, a file that is no plan, and a code with a slip in it."""
    own.taps("Scan the codes")
    own.page.wait_for_timeout(_CAMERA)
    at.gallery.shows(own, "bring-no-camera")
    letter = at.folder / "letter.laybyplan"
    letter.write_text("Dear all,")
    own.picks("Choose a file", letter)
    own.page.wait_for_timeout(_ANSWERS)
    at.gallery.shows(own, "bring-no-plan")
    own.picks("Choose a file", there)
    _opens(own, None, "0000-0000-0000-0001")
    own.page.wait_for_timeout(_ANSWERS)
    at.gallery.shows(own, "bring-wrong-code")


def _opens(phone: Phone, path: Path | None, code: str) -> None:
    if path is not None:
        phone.picks("Choose a file", path)
    phone.pastes("Code of the file", code)
    phone.taps("Open it")


def _change(phone: Phone, words: str) -> None:
    """From a plan into its editor, other words in its first part, and on to its copies."""
    phone.taps("Change the plan")
    phone.sees_heading("When do you look at it again?")
    phone.taps("What keeps me well")
    phone.pastes("What keeps me well", words)
    phone.taps("Done")
    phone.taps("Take a copy")
    phone.sees_heading("Take a copy")
