"""Steps of a lead's week, one a thing that leads do."""

from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from app.domain.periods import Block, IsoWeek, Quarter
from sync_server.analysis.blocks import is_due
from tests.e2e.patience import LOOKS
from tests.e2e.person import PHONE, Phone
from tests.screens.measure import whole
from tests.screens.walk import GO

DESK = (1280, 800)
#: Left, top, width and height, by name.
Places = dict[str, tuple[float, ...]]
HOME, CHECK = "What people are telling us", "Correct: next one"
#: Screens whose figures come after what is chosen from: address, heading, where these come from.
LATE = (
    ("/lead/closed", "Closed periods", "insights/heat"),
    ("/lead/reach", "Who is reached", "reach"),
)
BROKEN = "group,area,headcount\n04,north,-3\n04,Mars,12\n"
HEADS = "group,area,headcount\n04,north,300\n04,south,250\n07,east,900\n07,west,600\n08,north,240\n"


def signs_in(desk: Phone, password: str) -> None:
    desk.pastes("User name", "lead")
    desk.pastes("Password", password)
    desk.taps("Sign in")
    desk.sees_heading(HOME)


def mistypes(desk: Phone) -> None:
    desk.pastes("User name", "lead")
    desk.pastes("Password", "not the password at all")
    desk.taps("Sign in")
    desk.sees("The user name or the password is not right.")


def types_on(desk: Phone, password: str) -> None:
    """Type where the cursor is, which nobody has put there, and send it off from the keyboard."""
    desk.is_back_in("Password", "not the password at all")
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type(password)
    desk.page.keyboard.press("Enter")
    desk.sees_heading(HOME)


def changes_password(desk: Phone, former: str, password: str) -> None:
    desk.taps("Your sign-in")
    desk.taps("Change your password")
    for label, words in (
        ("Password now", former),
        ("New password", password),
        ("New password again", password),
    ):
        desk.pastes(label, words)
    desk.taps("Change it")
    desk.sees("Your password is changed.")
    desk.taps("Back to the figures")


def nothing_moves_under_a_finger(desk: Phone) -> None:
    """What can be tapped stays where it is when the server's answer comes, however late."""
    for size in (DESK, PHONE):
        desk.unfolds(size)
        with desk.is_kept_waiting("**/api/v1/insights/**"):
            opens(desk, "/lead", HOME)
            desk.sees("Reading the figures…")
            waiting = targets(desk)
        desk.sees("summaries")
        desk.does_not_see("Reading the figures…")
        stay(waiting, targets(desk), "What stands out", "What is new")
        for route, heading, figures in LATE:
            with desk.is_kept_waiting(f"**/api/v1/{figures}**"):
                opens(desk, route, heading)
                desk.sees("Reading the figures…")
                waiting = targets(desk)
            desk.sees("closed periods only, groups with fewer")
            stay(waiting, targets(desk), "Choose another period")
    desk.unfolds(DESK)
    opens(desk, "/lead", HOME)


def opens(desk: Phone, route: str, heading: str) -> None:
    """Open a screen as from another one, without loading the page again."""
    desk.page.evaluate(GO, "/look")
    desk.sees_heading("How Layby looks")
    desk.page.evaluate(GO, route)
    desk.sees_heading(heading)


def targets(desk: Phone) -> Places:
    """Give the places of all that can be tapped, by their names, once none of them moves."""
    before: Places = {}
    for _ in range(LOOKS):
        # Of two of one name the first counts: the way back stands in the bar, and below the answer.
        found: Places = {
            f"{one.role} {one.name}": (one.left, one.top, one.width, one.height)
            for one in reversed(whole(desk.page))
        }
        if found and found == before:
            return found
        before = found
        desk.page.wait_for_timeout(300)
    raise AssertionError("the screen never came to rest")


def stay(
    before: dict[str, tuple[float, ...]], after: dict[str, tuple[float, ...]], *names: str
) -> None:
    """Check that what could be tapped is where it was, these things among it."""
    moved = {name: (place, after.get(name)) for name, place in before.items()}
    assert {name: two for name, two in moved.items() if two[0] != two[1]} == {}
    for name in names:
        assert any(name in one for one in before), (name, list(before))


def reads_closed_periods(desk: Phone) -> None:
    desk.taps("Closed periods")
    desk.sees_heading("Closed periods")
    desk.sees("closed periods only, groups with fewer")
    desk.taps("Trust area", "radio")
    desk.sees("North sector")
    desk.taps("What stands out")
    desk.sees_heading("What stands out")
    desk.taps("Back to closed periods")
    desk.taps("Back to the figures")
    desk.sees_heading(HOME)


def corrects(desk: Phone, number_of_them: int) -> None:
    """Go through a pile, or begin one; add once what was not found in a text."""
    desk.taps("Check the themes")
    desk.sees_heading("Check the themes")
    for number in range(1, number_of_them + 1):
        desk.sees(f"{number} of 20")
        if number == 1:
            desk.taps("Other themes")
            desk.taps("Food and rest places", "checkbox")
        desk.taps(CHECK)
    if number_of_them == 20:
        desk.sees("20 checked. Thank you.")
    desk.taps("Back to the figures")


def teaches_and_publishes(desk: Phone) -> None:
    desk.taps("How well themes are told")
    desk.taps("Learn now")
    desk.sees("Publish it")
    desk.taps("Publish it")
    expect(desk.page.get_by_role("button", name="Go back to how it was before")).to_be_attached()
    desk.taps("Back to the figures")


def names_what_came_up(desk: Phone, name: str) -> None:
    """Make a word that is new in the last closed weeks a theme of its own."""
    desk.taps("Closed periods")
    desk.sees_heading("Closed periods")
    last, quarter = newest_closed(date.today())
    desk.taps(quarter.in_words())
    desk.taps(last.in_words(), "radio")
    desk.taps("What stands out")
    desk.taps("Make it a theme: handset")
    desk.sees_heading("Codebook")
    desk.sees("Name what came up")
    desk.pastes("Name of a new theme", name)
    desk.taps("Add it")
    desk.sees_heading(name)
    desk.pastes("What it is about", f"{name} that fail.")
    desk.pastes("Who can act on it", "Digital team")
    desk.pastes("New example", "The handset loses its charge.")
    desk.taps("Add this example")
    desk.taps("Done: back to the codebook")


def publishes_the_codebook(desk: Phone) -> None:
    desk.taps("See what would change")
    desk.sees("Tried on about")
    desk.taps("Publish the codebook")
    desk.sees("It is coming in")
    desk.taps("Back to how well themes are told")
    desk.taps("Back to the figures")


def newest_closed(today: date) -> tuple[Block, Quarter]:
    """Give the block that closed last, and the quarter that did."""
    blocks = [Block.of_week(IsoWeek.of(today - timedelta(weeks=back))) for back in range(40)]
    closed = [block for block in blocks if is_due(block, today)]
    quarter = next(one for one in closed if one.next().quarter != one.quarter).quarter
    return closed[0], quarter


def counts_heads(desk: Phone, folder: Path) -> None:
    """Bring a file with mistakes, then the right one; read who is reached."""
    wrong, right = folder / "wrong.csv", folder / "right.csv"
    wrong.write_text(BROKEN)
    right.write_text(HEADS)
    desk.taps("Headcount")
    desk.sees("No headcount has been brought yet.")
    desk.picks("Choose a file", wrong)
    desk.pastes("The numbers are as at", "30 September 2026")
    desk.taps("See what it would change")
    desk.sees("2 things need a look. Nothing of this file is used until then.")
    desk.sees("Row 2, headcount: A headcount cannot be less than 0.")
    desk.taps("Back to the figures")
    brings_heads(desk, right)
    desk.taps("Who is reached")
    desk.sees("Headcount as at")
    desk.taps("Back to the figures")


def brings_heads(desk: Phone, file: Path) -> None:
    desk.taps("Headcount")
    desk.picks("Choose a file", file)
    desk.pastes("The numbers are as at", "30 September 2026")
    desk.taps("See what it would change")
    desk.sees("2,290 people in all. Nothing is kept yet.")
    desk.taps("Use these numbers")
    desk.sees("In use: 2,290 people")
    desk.taps("Back to the figures")


def reports_to_the_board(desk: Phone, file: Path) -> None:
    desk.taps("Board report")
    desk.taps("Issue the report")
    desk.taps("Issue it now")
    desk.sees("Issue 1,")
    desk.saves("Save as PDF, to print and send", file)
    said = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert "July to September 2026" in said
    assert "Who is saying what" in said
    desk.taps("Back to the figures")
