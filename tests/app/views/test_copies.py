"""A plan leaves one phone and comes to another: codes, files, paper, and two wordings settled."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from app.domain.errors import CopyTooLarge
from app.domain.plan import Action, Section
from app.domain.plan_copy import read_copy
from app.domain.plan_merge import ACTION_CONFLICT, REVIEW_CONFLICT
from app.domain.plan_record import PlanRecord
from app.exports import plan_qr
from app.views.components.two_wordings import unsettled, wordings
from app.views.screens.take_copy import code_lines
from tests.app.views.care import CaredPhone, cared_for

LONG = "Walks before nights, the allotment, my sister on Sundays. "


async def keep_plan(phone: CaredPhone, words: str = LONG, **values: Any) -> PlanRecord:
    """Keep a plan on the phone, and a version of it."""
    record = PlanRecord(**values)
    record.plan = record.plan.with_section(Section.KEEPS_WELL, words)
    phone.workspace.plans.agree(record)
    await phone.workspace.saver.flush()
    return record


def codes_of(phone: CaredPhone, record: PlanRecord) -> list[str]:
    """Give what a camera reads in the plan's codes."""
    return plan_qr.split(phone.workspace.plans.write_copy(record))


def long_plan() -> str:
    """Words that do not fold up small, for three codes or more."""
    return " ".join(f"{number * number * 7919 % 100_003}" for number in range(250))


def both(story: Callable[[CaredPhone, CaredPhone], Awaitable[None]]) -> None:
    """Tell ``story`` on two phones, each with a profile open."""

    async def with_two(mine: CaredPhone) -> None:
        theirs = CaredPhone()
        await theirs.make_profile()
        await story(mine, theirs)

    cared_for(with_two)


async def scan(phone: CaredPhone, texts: list[str]) -> None:
    """Hold codes before the phone's camera."""
    for text in texts:
        phone.device.fires("scanned", text=text)
        await phone.screen.settle()


# -- taking a copy ----------------------------------------------------------------------------


def shown_code(phone: CaredPhone) -> bytes:
    (image,) = [c for c in phone.screen.controls() if type(c).__name__ == "Image"]
    assert isinstance(image.src, bytes)
    return image.src


def test_the_codes_are_shown_one_at_a_time_and_turn_by_themselves() -> None:
    async def story(phone: CaredPhone) -> None:
        record = await keep_plan(phone, long_plan(), label="Sam")
        screen = phone.screen
        await screen.go(f"/plans/{record.id}/copy")
        assert "the person whose plan it is and nowhere else" in screen.words()
        assert "Anyone who sees these codes can read the plan" in screen.words()
        assert not [c for c in screen.controls() if type(c).__name__ == "Image"]
        await screen.tap("Show the codes")
        codes = phone.workspace.copies.codes(record)
        assert len(codes) > 2
        assert f"Code 1 of {len(codes)}" in screen.words()
        assert shown_code(phone) == codes[0]
        phone.clock.goes_on(1.5)
        await phone.says(f"Code 2 of {len(codes)}")
        assert shown_code(phone) == codes[1]
        await screen.tap("Pause")
        phone.clock.goes_on(10)
        await screen.settle()
        assert f"Code 2 of {len(codes)}" in screen.words()
        await screen.tap("Previous")
        await screen.tap("Previous")
        assert f"Code {len(codes)} of {len(codes)}" in screen.words()
        await screen.tap("Next")
        assert f"Code 1 of {len(codes)}" in screen.words()
        await screen.tap("Turn by itself")
        phone.clock.goes_on(1.5)
        await phone.says("Code 2 of")
        await screen.tap("Hide the codes")
        assert "Code 2 of" not in screen.words()

    cared_for(story)


def test_where_motion_is_unwelcome_nothing_turns_by_itself() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.device.less_motion = True
        record = await keep_plan(phone, long_plan())
        await phone.screen.go(f"/plans/{record.id}/copy")
        await phone.screen.tap("Show the codes")
        phone.clock.goes_on(10)
        await phone.says("Code 1 of")
        phone.screen.tappable("Turn by itself")

    cared_for(story)


def test_a_plan_too_long_for_codes_says_so_and_the_file_still_goes() -> None:
    async def story(phone: CaredPhone) -> None:
        words = " ".join(f"{number * number * 7919 % 100_003}" for number in range(4000))
        record = await keep_plan(phone, words, mine=True)
        screen = phone.screen
        await screen.go(f"/plans/{record.id}/copy")
        assert "A copy goes to you and nowhere else" in screen.words()
        await screen.tap("Show the codes")
        await phone.says(CopyTooLarge.default)
        phone.device.saves = False
        await screen.tap("Save a file")
        await phone.says("The file was not saved.")
        assert "Write this code down" not in screen.words()
        phone.device.saves = True
        await screen.tap("Save a file")
        await phone.says("Write this code down now")
        assert "There is no button to copy it" in screen.words()
        assert len(phone.device.saved) == 1
        assert words.encode() not in next(iter(phone.device.saved.values()))
        await screen.tap("I have written it down")
        assert "Write this code down" not in screen.words()

    cared_for(story)


def test_paper_pdf_and_days_are_handed_over_or_refused_where_they_stand() -> None:
    async def story(phone: CaredPhone) -> None:
        record = await keep_plan(phone, "Canary words", label="Sam")
        screen = phone.screen
        await screen.go(f"/plans/{record.id}/copy")
        assert "There is no day in this plan yet." in screen.words()
        await screen.tap("Print it")
        assert any("Canary words" in line for line in phone.device.printed)
        assert not any("Sam" in line for line in phone.device.printed)
        phone.device.prints = phone.device.saves = False
        await screen.tap("Print it")
        await phone.says("This device cannot print from here.")
        await screen.tap("Save a PDF")
        await phone.says("The file was not saved.")
        phone.device.saves = True
        await screen.tap("Save a PDF")
        await phone.says("The PDF is saved.")
        assert phone.device.saved["plan.pdf"].startswith(b"%PDF")
        record.plan = record.plan.with_action(Action("Canary swap", due=date(2031, 5, 4)))
        phone.workspace.plans.save(record)
        await screen.go("/")
        await screen.go(f"/plans/{record.id}/copy")
        await screen.tap("Save the days")
        await phone.says("Open the file to add it to a calendar.")
        assert b"20310504" in phone.device.saved["dates.ics"]
        assert b"Canary" not in phone.device.saved["dates.ics"]

    cared_for(story)


def test_all_of_it_needs_an_open_profile_and_a_plan_that_is_here() -> None:
    async def story(phone: CaredPhone) -> None:
        for route in ("/plans/none/copy", "/brought/none"):
            await phone.screen.go(route)
            assert "This plan is not on this device." in phone.screen.words()
        await phone.services.session.leave(phone.services)
        for route in ("/plans/none/copy", "/brought/none", "/bring"):
            await phone.screen.go("/")
            await phone.screen.go(route)
            assert "Unlock your profile first." in phone.screen.words()

    cared_for(story)


def test_a_files_code_stands_two_groups_a_line() -> None:
    assert code_lines("AAAA-BBBB-CCCC") == ["AAAA-BBBB", "CCCC"]


# -- bringing one in --------------------------------------------------------------------------


def test_a_plan_goes_from_one_phone_to_the_other_by_its_codes() -> None:
    async def story(holder: CaredPhone, person: CaredPhone) -> None:
        texts = codes_of(holder, await keep_plan(holder, long_plan(), label="Sam"))
        screen = person.screen
        await screen.go("/bring")
        await screen.tap("Scan the codes")
        assert person.device.scanning
        await scan(person, [texts[-1], "https://example.org", texts[0]])
        await person.says(f"2 of {len(texts)} codes are here.")
        assert person.device.said_scanned == (2, len(texts), False, "")
        person.device.ends_scan()
        await person.says("Scan the rest")
        await screen.tap("Scan the rest")
        await scan(person, texts)
        await person.says("The copy is whole.")
        assert not person.device.scanning
        await screen.tap("Keep it on this device")
        await person.says("Say whose plan it is first.")
        assert person.workspace.plans.all() == []
        await screen.tap("This is my plan")
        await screen.tap("Keep it on this device")
        await person.until(lambda: person.workspace.plans.all() != [])
        (record,) = person.workspace.plans.all()
        assert (record.mine, record.label) == (True, "")
        assert record.plan.section(Section.KEEPS_WELL) == long_plan()
        assert person.screen.page.route == f"/plans/{record.id}"

    both(story)


def test_a_foreign_code_is_named_and_what_is_there_stays() -> None:
    async def story(holder: CaredPhone, person: CaredPhone) -> None:
        texts = codes_of(holder, await keep_plan(holder, long_plan()))
        await person.screen.go("/bring")
        await person.screen.tap("Scan the codes")
        await scan(person, [texts[0], "https://example.org"])
        assert person.device.said_scanned is not None
        assert person.device.said_scanned[:3] == (1, len(texts), False)
        assert "not a Layby plan code" in person.device.said_scanned[3]
        assert "not a Layby plan code" in person.screen.words()
        await scan(person, [texts[0][:-1] + "?"])
        assert f"1 of {len(texts)} codes are here." in person.screen.words()

    both(story)


@pytest.mark.parametrize(
    ("camera", "words"),
    [
        ("refused", "The camera is not allowed here."),
        ("no-camera", "There is no camera that Layby can use here."),
        ("never", "There is no camera that Layby can use here."),
    ],
)
def test_without_a_camera_pictures_do(camera: str, words: str) -> None:
    async def story(holder: CaredPhone, person: CaredPhone) -> None:
        texts = codes_of(holder, await keep_plan(holder, long_plan(), label="Sam"))
        person.device.camera = camera
        screen = person.screen
        await screen.go("/bring")
        await screen.tap("Scan the codes")
        await person.says(words)
        await screen.tap("Choose a picture of them")
        await person.says("No picture was chosen.")
        person.device.in_pictures = []
        await screen.tap("Choose a picture of them")
        await person.says("There is no code in that picture.")
        person.device.in_pictures = texts
        await screen.tap("Choose a picture of them")
        await person.says("The copy is whole.")
        await screen.tap("It is a colleague’s")
        await screen.tap("Keep it on this device")
        await person.says("Give it a label")
        await screen.type("A label for you", " Robin ")
        await screen.tap("Keep it on this device")
        await person.until(lambda: person.workspace.plans.all() != [])
        (record,) = person.workspace.plans.all()
        assert (record.mine, record.label) == (False, "Robin")

    both(story)


def test_leaving_lets_the_camera_go_and_hears_no_more() -> None:
    async def story(phone: CaredPhone) -> None:
        texts = codes_of(phone, await keep_plan(phone, long_plan()))
        await phone.screen.go("/bring")
        await phone.screen.tap("Scan the codes")
        await phone.screen.go("/")
        assert not phone.device.scanning
        await scan(phone, texts)
        assert "whole" not in phone.screen.words()

    cared_for(story)


def test_natively_only_files_are_offered() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.has_page = False
        await phone.start()
        header = (await phone.services.profiles.profiles())[0]
        await phone.unlock(header.label, "lantern gravel otter tuesday")
        await phone.screen.go("/bring")
        assert "From a file" in phone.screen.words()
        assert "Scan the codes" not in phone.screen.words()

    cared_for(story)


def test_a_file_opens_with_its_code_however_it_is_typed() -> None:
    async def story(holder: CaredPhone, person: CaredPhone) -> None:
        made = await holder.workspace.copies.file(await keep_plan(holder))
        screen = person.screen
        await screen.go("/bring")
        await screen.tap("Choose a file")
        await person.says("No file was chosen.")
        person.device.picked = b"not one of ours"
        await screen.tap("Choose a file")
        await screen.type("Code of the file", made.code)
        await screen.tap("Open it")
        await person.says("not a Layby plan")
        person.device.picked = made.content
        await screen.tap("Choose a file")
        await screen.type("Code of the file", "")
        await screen.tap("Open it")
        await person.says("Type the code that belongs to the file.")
        slip = made.code[:-1] + ("A" if made.code[-1] != "A" else "B")
        await screen.type("Code of the file", slip)
        await screen.tap("Open it")
        await person.says("That is not quite the code.")
        assert screen.find("Code of the file", ("TextField",)).value == slip
        await screen.type("Code of the file", made.code.lower().replace("-", " "))
        await screen.tap("Open it")
        await person.says("The copy is whole.")
        await screen.tap("Not this one")
        assert "From a file" in screen.words()
        assert person.workspace.plans.all() == []

    both(story)


# -- two wordings -----------------------------------------------------------------------------


async def in_two_wordings(holder: CaredPhone, person: CaredPhone) -> PlanRecord:
    """Write differently on both phones, and bring the holder's copy to the person's."""
    first = await keep_plan(holder, "Walks.", label="Sam")
    first.plan = first.plan.with_action(
        Action("Swap Friday", id="a" * 8 + "-0000-4000-8000-" + "0" * 12)
    )
    copy = read_copy(holder.workspace.plans.write_copy(first))
    here = person.workspace.plans.bring(copy, mine=True).record
    for record, walks, swap, day in (
        (first, "Walks at dawn.", "Swap a Friday", date(2031, 5, 4)),
        (here, "Walks with Jo.", "Swap two Fridays", date(2031, 6, 1)),
    ):
        (action,) = record.plan.actions
        plan = record.plan.with_section(Section.KEEPS_WELL, walks)
        record.plan = type(plan)(plan.words, (type(action)(swap, id=action.id),), day)
    person.workspace.plans.save(here)
    await scan_in(person, codes_of(holder, first))
    return here


async def scan_in(phone: CaredPhone, texts: list[str]) -> None:
    await phone.screen.go("/bring")
    await phone.screen.tap("Scan the codes")
    await scan(phone, texts)
    await phone.says("which is on this device already")
    await phone.screen.tap("Bring them together")


def test_where_both_wrote_each_wording_is_shown_and_can_be_kept() -> None:
    async def story(holder: CaredPhone, person: CaredPhone) -> None:
        await in_two_wordings(holder, person)
        screen = person.screen
        await person.says("Two wordings")
        (here,) = person.workspace.plans.all()
        assert screen.page.route == f"/brought/{here.id}"
        for words in ("Walks with Jo.", "Walks at dawn.", "Swap two Fridays", "Swap a Friday"):
            assert words in screen.words().split("\n")
        await screen.tap("Word it together")
        await screen.type("Word it together", "Walks with Jo, at dawn.")
        assert here.drafts["settle:keeps_well"] == "Walks with Jo, at dawn."
        await screen.tap("Use these words")
        assert here.plan.section(Section.KEEPS_WELL) == "Walks with Jo, at dawn."
        assert "settle:keeps_well" not in here.drafts
        await screen.tap("Keep what is in the copy")
        assert [action.what for action in here.plan.actions] == ["Swap a Friday"]
        await screen.tap("Keep Sunday 1 June 2031")
        assert here.plan.review_on == date(2031, 6, 1)
        await person.says("Nothing is left to settle.")
        await screen.tap("See the plan")
        assert screen.page.route == f"/plans/{here.id}"
        assert here.conflicts == {}

    both(story)


def test_settling_can_wait_for_both_wordings_stay() -> None:
    async def story(holder: CaredPhone, person: CaredPhone) -> None:
        await in_two_wordings(holder, person)
        await person.says("Two wordings")
        await person.screen.tap("Later")
        (here,) = person.workspace.plans.all()
        for words in ("Walks with Jo.", "Walks at dawn."):
            assert words in here.plan.section(Section.KEEPS_WELL)
        assert len(here.conflicts) == 3

    both(story)


def test_an_edited_place_still_shows_what_the_copy_had() -> None:
    record = PlanRecord(conflicts={"keeps_well": "Theirs"})
    record.plan = record.plan.with_section(Section.KEEPS_WELL, "Mine, theirs and more")
    found = wordings(record, "keeps_well")
    assert (found.ours, found.theirs) == ("Mine, theirs and more", "Theirs")
    record.conflicts[ACTION_CONFLICT + "gone"] = "x"
    record.conflicts[REVIEW_CONFLICT] = "2031-05-04"
    assert unsettled(record) == ["keeps_well", REVIEW_CONFLICT]


def test_what_is_in_a_copy_is_said_without_its_words() -> None:
    async def story(phone: CaredPhone) -> None:
        record = await keep_plan(phone, "Canary words")
        await phone.screen.go("/bring")
        await phone.screen.tap("Scan the codes")
        await scan(phone, codes_of(phone, record))
        await phone.says("It has: What keeps me well.")
        assert "Canary" not in phone.screen.words()

    cared_for(story)
