"""A plan leaves a phone: as codes, as a file, on paper."""

from datetime import date

from app.domain.errors import CopyTooLarge
from app.domain.plan import Action
from app.views.components.code_on_paper import lines_that_fit
from app.views.components.room import Room
from app.views.theme import READ_OUT
from tests.app.views.care import CaredPhone, cared_for
from tests.app.views.copies import keep_plan, long_plan


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
        assert "Scan with Layby on the other phone" in screen.words()
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


def test_a_plan_in_letters_that_a_pdf_cannot_join_goes_to_paper_instead() -> None:
    async def story(phone: CaredPhone) -> None:
        record = await keep_plan(phone, "رات کی شفٹ کے بعد آرام", label="Sam")
        screen = phone.screen
        await screen.go(f"/plans/{record.id}/copy")
        assert "A PDF made here would lack letters of this plan." in screen.words()
        assert "Save a PDF" not in screen.words()
        await screen.tap("Print it")
        assert any("رات کی شفٹ" in line for line in phone.device.printed)
        phone.device.prints = False
        await screen.tap("Print it")
        await phone.says("Open Layby in a browser to print.")

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
    code = "AAAA-BBBB-CCCC"
    assert lines_that_fit(code, Room(354, 1), READ_OUT, most=2) == ["AAAA-BBBB", "CCCC"]
    # The largest letters on the narrowest screen: a group is never broken in its middle.
    assert lines_that_fit(code, Room(284, 2), READ_OUT, most=2) == ["AAAA", "BBBB", "CCCC"]
