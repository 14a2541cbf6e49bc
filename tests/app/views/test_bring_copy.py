"""A plan comes to a phone: from codes, from pictures of them, from a file."""

import pytest

from app.domain.plan import Section
from tests.app.views.care import CaredPhone, cared_for
from tests.app.views.copies import both, codes_of, keep_plan, long_plan, scan


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
        await screen.tap("It is a colleague's")
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
        await person.says("not a Layby plan")
        assert "Code of the file" not in screen.words()
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


def test_what_is_in_a_copy_is_said_without_its_words() -> None:
    async def story(phone: CaredPhone) -> None:
        record = await keep_plan(phone, "Canary words")
        await phone.screen.go("/bring")
        await phone.screen.tap("Scan the codes")
        await scan(phone, codes_of(phone, record))
        await phone.says("It has: What keeps me well.")
        assert "Canary" not in phone.screen.words()

    cared_for(story)
