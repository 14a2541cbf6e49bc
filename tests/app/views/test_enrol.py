"""Enrolling on the screen: by a typed code, a scan, or a link that opened the app."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.domain.enrolment_link import EnrolmentLink
from app.usecases.enrol_device import CURRENT, TABLE
from app.views.state.enrolling import settle_in
from tests.app.scripted_issuer import ScriptedIssuer
from tests.app.scripted_server import ORGANISATION, enrolled, ok, problem
from tests.app.usecases.parts import nobody_asks
from tests.app.views.care import WORDS, CaredPhone, cared_for
from tests.app.views.phone import to_the_summary

ENROL = "POST /api/v1/enrolments"
CODE = "K7QF-2M9X-TR4B"
KEY = ScriptedIssuer().trust.public
LINK = EnrolmentLink(CODE, KEY.key_id).write("https://layby.test")
FRAGMENT = LINK.partition("#")[2]


def headings(phone: CaredPhone) -> list[str]:
    shown = phone.screen.controls()
    return [one.content.value for one in shown if getattr(one, "heading_level", None) == 1]


def asked(phone: CaredPhone) -> list[Any]:
    return phone.server.asked(ENROL)


async def opened_by(phone: CaredPhone, fragment: str) -> None:
    """Start the app as a link does, where one profile is already made."""
    await phone.start()
    await phone.services.profiles.create(WORDS, nobody_asks)
    phone.device.link = fragment
    await phone.start()


def opened(story: Callable[[CaredPhone], Awaitable[None]], fragment: str = FRAGMENT) -> None:
    """Tell ``story`` on a phone that a link opened, with a profile that is locked."""

    async def whole() -> None:
        phone = CaredPhone()
        await opened_by(phone, fragment)
        await story(phone)

    asyncio.run(whole())


def test_a_link_opened_without_a_signal_enrols_by_itself_later() -> None:
    async def story(phone: CaredPhone) -> None:
        assert "You opened an enrolment link." in phone.screen.words()
        assert CODE not in phone.screen.words()
        await phone.unlock("Profile 1", WORDS)
        await phone.says("Enrolling with your link")
        await phone.until(lambda: len(asked(phone)) == 1)
        await phone.screen.tap("Enrolling with your link")
        assert headings(phone) == ["Enrolment code"]
        assert "Your link is saved on this device." in phone.screen.words()
        phone.server.replies[ENROL] = enrolled
        phone.device.fires("network", online=True)
        await phone.until(lambda: len(asked(phone)) == 2)
        await phone.says("This profile is enrolled with Test Ambulance Trust.")
        assert len({sent["attempt"] for sent in asked(phone)}) == 1
        await phone.screen.go("/")
        assert "This profile is enrolled with Test Ambulance Trust." in phone.screen.words()
        await phone.screen.tap("Outbox")
        await phone.screen.go("/")
        assert "Outbox" in phone.screen.words()
        assert "enrol" not in phone.screen.words().lower()

    opened(story)


def test_a_link_survives_the_battery_once_a_profile_was_open() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.unlock("Profile 1", WORDS)
        await phone.says("Enrolling with your link")
        await phone.until_saved()
        phone.server.replies[ENROL] = enrolled
        await phone.start()
        await phone.unlock("Profile 1", WORDS)
        await phone.says("Outbox")
        assert phone.workspace.enrolments.pending() is None

    opened(story)


@pytest.mark.parametrize("fragment", [FRAGMENT[:-1], "enrol=K7QF", "enrol="])
def test_half_a_link_is_said_on_the_first_screen(fragment: str) -> None:
    async def story(phone: CaredPhone) -> None:
        assert "This enrolment link is not whole." in phone.screen.words()
        await phone.unlock("Profile 1", WORDS)
        assert "Enter your enrolment code" in phone.screen.words()
        assert asked(phone) == []

    opened(story, fragment)


def test_a_link_from_another_trusts_key_is_refused_and_can_be_left_out() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.unlock("Profile 1", WORDS)
        await phone.says("Your enrolment link did not work")
        await phone.screen.tap("Your enrolment link did not work")
        assert "did not come from the trust that this link is from" in phone.screen.words()
        await phone.screen.tap("Leave the link out")
        await phone.screen.go("/")
        assert "Enter your enrolment code" in phone.screen.words()

    async def whole() -> None:
        phone = CaredPhone()
        body = json.loads(enrolled(None).body)
        other = ScriptedIssuer().keys[0][0].public
        phone.server.replies[ENROL] = ok({**body, "trust_key": other.to_document()}, 201)
        await opened_by(phone, FRAGMENT)
        await story(phone)

    asyncio.run(whole())


def test_a_link_in_an_enrolled_profile_asks_first() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.server.replies[ENROL] = enrolled
        await phone.workspace.enrolments.enrol("AAAA-BBBB-CCCC")
        await phone.screen.go("/")
        phone.device.opens_link(LINK)
        await phone.says("You opened an enrolment link")
        assert len(asked(phone)) == 1
        await phone.screen.tap("You opened an enrolment link")
        assert "only if your wellbeing lead asked you to" in phone.screen.words()
        await phone.screen.tap("Enrol again with the link")
        await phone.says("Home")
        assert asked(phone)[1]["code"] == CODE

    cared_for(story)


def test_a_typed_code_without_a_signal_is_kept_and_used_later() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = phone.screen
        await screen.go("/enrol")
        await screen.type("Enrolment code", CODE.lower())
        await screen.tap("Enrol")
        await phone.says("The code is saved here, and Layby enrols by itself")
        assert screen.find("Enrolment code", ("TextField",)).value == CODE.lower()
        phone.server.replies[ENROL] = enrolled
        phone.device.fires("visibility", hidden=False)
        await phone.says("This profile is enrolled with Test Ambulance Trust.")

    cared_for(story)


def test_a_wrong_code_is_said_and_stays_in_its_field() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = phone.screen
        await screen.go("/enrol")
        await screen.type("Enrolment code", "K7QF")
        await screen.tap("Enrol")
        assert "three groups" in screen.find("Enrolment code", ("TextField",)).error
        said = "This code is not known. Check it letter by letter."
        phone.server.replies[ENROL] = problem("enrolment-code-unknown", said, 404)
        await screen.type("Enrolment code", CODE)
        await screen.tap("Enrol")
        await phone.says(said)
        assert screen.find("Enrolment code", ("TextField",)).value == CODE
        assert said in screen.find("Enrolment code", ("TextField",)).error
        assert phone.workspace.enrolments.pending() is None

    cared_for(story)


def test_while_the_trust_is_asked_the_button_keeps_the_cursor_and_asks_once() -> None:
    async def story(phone: CaredPhone) -> None:
        screen, answers = phone.screen, asyncio.Event()

        enrol = phone.workspace.enrolments.enrol

        async def waits(given: str) -> Any:
            await answers.wait()
            return await enrol(given)

        phone.workspace.enrolments.enrol = waits  # type: ignore[method-assign]
        phone.server.replies[ENROL] = problem("enrolment-code-unknown", "Not known.", 404)
        await screen.go("/enrol")
        await screen.type("Enrolment code", CODE)
        tapped = asyncio.create_task(screen.tap("Enrol"))
        await phone.says("Asking your trust…")
        assert not screen.tappable("Asking your trust…").disabled
        await screen.tap("Asking your trust…")
        answers.set()
        await tapped
        await phone.says("Not known.")
        assert len(asked(phone)) == 1

    cared_for(story)


def test_a_code_is_scanned_inside_the_app() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = phone.screen
        phone.server.replies[ENROL] = enrolled
        await screen.go("/enrol")
        await screen.tap("Scan the code")
        phone.device.fires("scanned", text="https://elsewhere.test/menu")
        await screen.settle()
        assert phone.device.said_scanned is not None
        assert "not an enrolment code" in phone.device.said_scanned[3]
        assert phone.device.scanning
        phone.device.fires("scanned", text=LINK)
        await phone.says("Home")
        assert not phone.device.scanning
        assert phone.workspace.enrolments.current() is not None

    cared_for(story)


def test_without_a_camera_the_code_can_be_typed() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.device.camera = "refused"
        await phone.screen.go("/enrol")
        await phone.screen.tap("Scan the code")
        await phone.says("The camera is not allowed here.")

    cared_for(story)


@pytest.mark.parametrize(
    ("kept", "said"),
    [({}, "keeps senders apart"), ({"ended": True}, "has ended this device")],
    ids=["before", "ended"],
)
def test_whoever_must_enrol_again_is_told_in_plain_words(kept: dict[str, bool], said: str) -> None:
    async def story(phone: CaredPhone) -> None:
        document = {"id": CURRENT, "organisation": ORGANISATION, "submission_pass": "old", **kept}
        phone.workspace.saver.put(TABLE, CURRENT, document)
        await phone.screen.go("/profile")
        await phone.screen.go("/")
        assert "Enrol this profile again" in phone.screen.words()
        await phone.screen.tap("Enrol this profile again")
        words = phone.screen.words()
        assert said in words
        assert "nothing is lost" in words
        assert headings(phone) == ["Enrolment code"]

    cared_for(story)


def test_the_keys_of_two_devices_can_be_compared_and_nothing_secret_is_shown() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.server.replies[ENROL] = enrolled
        await phone.workspace.enrolments.enrol(CODE)
        await phone.screen.go("/enrol")
        words = phone.screen.words()
        shown = " ".join(KEY.key_id[at : at + 4] for at in range(0, 32, 4)).upper()
        assert shown in words
        enrolment = phone.workspace.enrolments.current()
        assert enrolment is not None
        assert enrolment.credential not in words

    cared_for(story)


@pytest.mark.parametrize(
    ("scope", "offered"),
    [([], ["North", "South"]), (["north"], ["North"]), (["gone"], ["North", "South"])],
    ids=["all", "one", "given up"],
)
def test_a_summary_is_for_an_area_that_the_device_may_send_for(
    scope: list[str], offered: list[str]
) -> None:
    async def story(phone: CaredPhone) -> None:
        body = json.loads(enrolled(None).body)
        phone.server.replies[ENROL] = ok({**body, "areas": scope}, 201)
        found = await phone.workspace.enrolments.enrol(CODE)
        await settle_in(phone.services, found)
        await phone.screen.go("/")
        await to_the_summary(phone)
        lines = phone.screen.words().split("\n")
        assert [area for area in ("North", "South") if area in lines] == offered
        assert ("Your enrolment is for these areas." in phone.screen.words()) == bool(scope)

    cared_for(story)
