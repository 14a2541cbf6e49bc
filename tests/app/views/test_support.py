"""The support directory on a phone: two taps to a number, a search that forgives, reasons."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import flet as ft

from app.domain.conversation import Step
from app.domain.support import NEEDS, SERVICE_TYPES, in_full
from app.views.components.need_tile import NEED_ICONS
from app.views.components.search_support import FIRST_RESULTS
from tests.app.views.care import CaredPhone, cared_for
from tests.app.views.phone import Phone, on_a_phone
from tests.contracts.memory_store import Disk, MemoryStore
from tests.harness import Screen


def on_support(folder: Path, story: Callable[[Phone, Screen], Awaitable[None]]) -> None:
    """Tell a story that begins on the welcome, without a profile."""

    async def whole(phone: Phone) -> None:
        phone.disk = MemoryStore(Disk())
        screen = await phone.start()
        checked_days_ago(phone, 1)  # the shipped day grows old by itself
        await story(phone, screen)

    on_a_phone(folder, whole)


def checked_days_ago(phone: Phone, days: int) -> date:
    """Have every entry checked that many days ago; gives that day."""
    day = phone.services.today() - timedelta(days=days)
    services = phone.services.content.services
    services[:] = [replace(service, checked_on=day) for service in services]
    return day


def links(screen: Screen) -> list[str]:
    """Where the buttons lead that leave the app, in reading order."""
    actions: list[Any] = [getattr(control, "action", None) for control in screen.controls()]
    return [action.url for action in actions if action is not None]


def headings(screen: Screen) -> list[str]:
    return [c.content.value for c in screen.controls() if getattr(c, "heading_level", None) == 1]


def test_two_taps_from_the_welcome_somebody_answers(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.tap("Get support now")
        assert links(screen)[:4] == ["tel:999", "tel:111", "tel:03003730898", "tel:116123"]
        assert "sms:85258?&body=SHOUT" in links(screen)
        assert screen.find("Call 116 123", ("Button",)).action.url == "tel:116123"
        words = screen.words()
        assert words.index("Call 999") < words.index("Search") < words.index(NEEDS["danger-now"])
        assert "Then choose option 2, mental health." in words

    on_support(tmp_path, story)


def test_a_search_forgives_a_slip_and_leads_to_the_number(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support")
        await screen.type("Search", "PRACTITONER")
        assert "1 found" in screen.words()
        assert "Call 0300 0303 300" in screen.words()
        await screen.tap("More about NHS Practitioner Health")
        assert headings(screen) == ["NHS Practitioner Health"]
        assert "Who is told what" in screen.words()
        yesterday = phone.services.today() - timedelta(days=1)
        assert f"Checked on {in_full(yesterday)}." in screen.words()
        assert "https://www.practitionerhealth.nhs.uk/" in links(screen)
        assert "(needs a signal)" in screen.words()

    on_support(tmp_path, story)


def test_a_search_without_a_result_says_so_and_offers_someone_to_call(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support")
        before = len(links(screen))
        await screen.type("Search", "xylophone")
        assert "Nothing found." in screen.words()
        assert len(links(screen)) == before + 3
        await screen.type("Search", "")
        assert "Nothing found." not in screen.words()
        assert len(links(screen)) == before

    on_support(tmp_path, story)


def test_a_search_leads_to_what_it_is_about_where_no_service_has_the_word(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support")
        await screen.type("Search", "he hits me")
        assert "Nothing found." not in screen.words()
        await screen.tap(NEEDS["abuse-at-home"])
        assert headings(screen) == [NEEDS["abuse-at-home"]]
        assert "Call 0808 2000 247" in screen.words()

    on_support(tmp_path, story)


def test_a_key_in_the_search_redraws_the_results_alone(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support")
        field = screen.find("Search", ("TextField",))
        tiles = [c for c in screen.controls() if type(c).__name__ == "MergeSemantics"]
        await screen.type("Search", "sam")
        assert screen.find("Search", ("TextField",)) is field
        after = [c for c in screen.controls() if type(c).__name__ == "MergeSemantics"]
        assert all(old is new for old, new in zip(tiles, after, strict=True))

    on_support(tmp_path, story)


def test_a_need_shows_three_with_reasons_then_the_rest(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support")
        await screen.tap(NEEDS["mental-health"])
        assert headings(screen) == [NEEDS["mental-health"]]
        assert screen.words().count("Because ") == 3
        assert "Because it is open now, and it is for ambulance staff." in screen.words()
        await screen.tap("Show three more")
        assert screen.words().count("Because ") == 3
        assert "Blue Light Together" in screen.words()
        assert "Ambulance Staff Crisis Phoneline" not in screen.words()
        await screen.tap("Back to the first three")
        assert "Ambulance Staff Crisis Phoneline" in screen.words()

    on_support(tmp_path, story)


def test_a_need_with_nobody_of_its_own_offers_those_who_listen(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support/need/money")
        assert "These listen, whatever it is:" in screen.words()
        assert screen.words().count("Because ") == 3
        assert SERVICE_TYPES["money"] in screen.words()
        assert "Ask your wellbeing lead to add it." in screen.words()
        phone.services.content.services.append(
            replace(
                phone.services.content.services[0], id="money-desk", type="money", needs=("money",)
            )
        )
        await screen.go("/support")
        await screen.go("/support/need/money")
        assert "These listen" not in screen.words()
        assert f"“{SERVICE_TYPES['money']}”" not in screen.words()

    on_support(tmp_path, story)


def test_danger_comes_first_and_help_in_the_moment_stands_beside_it(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support/need/danger-now")
        assert links(screen)[0] == "tel:999"
        await screen.tap("I am worried about someone")
        assert "/worried" in screen.page.route

    on_support(tmp_path, story)


def test_an_entry_that_is_out_of_date_says_so(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support/need/bereavement")
        assert "it may have changed" not in screen.words()
        day = checked_days_ago(phone, 200)
        await screen.go("/support")
        await screen.go("/support/need/bereavement")
        assert f"Last checked on {in_full(day)}. That is a while ago" in screen.words()

    on_support(tmp_path, story)


def test_the_list_goes_onto_paper(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        await screen.go("/support")
        await screen.tap("Print the list")
        await screen.tap("Print")
        printed = "\n".join(phone.device.printed)
        assert f"Printed on {in_full(phone.services.today())}" in phone.device.printed[0]
        assert "Samaritans: call 116 123; samaritans.org" in printed.replace("www.", "")
        assert printed.count("Checked on ") == len(phone.services.content.services)
        phone.device.prints = False
        await screen.tap("Print")
        assert "This device cannot print from here." in screen.words()

    on_support(tmp_path, story)


def test_a_link_that_leads_nowhere_leads_back(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        for route in ("/support/need/tea", "/support/service/tea"):
            await screen.go(route)
            assert headings(screen) == ["Not here"]
            await screen.tap("See all support")
            assert headings(screen) == ["Get support now"]

    on_support(tmp_path, story)


def test_from_within_a_conversation_every_page_leads_back_to_it() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = phone.screen
        conversation = await phone.keep("Sam", limits_said=True)
        conversation.enter(Step.TALK)
        phone.services.session.conversation = conversation
        for route in ("", "/need/hard-job", "/service/samaritans", "/print"):
            await screen.go(f"/support{route}")
            await screen.tap("Back to the conversation")
            assert screen.page.route == "/talk/talk"

    cared_for(story)


def test_a_long_list_is_built_when_it_is_asked_for(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        services = phone.services.content.services
        first = replace(services[0], phone="0300 123 4567")
        services += [
            replace(first, id=f"desk-{n}", name=f"Desk {n}", type="money", urgency=500)
            for n in range(100)
        ]
        await screen.go("/support")
        assert "Desk 99" not in screen.words()
        few = len(screen.controls())
        await screen.type("Search", "desk")
        assert "100 found" in screen.words()
        assert screen.words().count("More about Desk") == FIRST_RESULTS
        await screen.type("Search", "desk 99")
        assert screen.words().count("More about Desk") == 1
        await screen.type("Search", "")
        assert len(screen.controls()) <= few + 2
        await screen.tap(f"Show all {len(services)}")
        assert "Desk 99" in screen.words()

    on_support(tmp_path, story)


def test_outside_a_conversation_the_way_back_leads_up_to_the_directory() -> None:
    async def story(phone: CaredPhone) -> None:
        for route in ("/need/hard-job", "/service/samaritans", "/print"):
            await phone.screen.go(f"/support{route}")
            await phone.screen.tap("Back to all support")
            assert phone.screen.page.route == "/support"
        await phone.screen.tap("Back to home")
        assert phone.screen.page.route == "/"

    cared_for(story)


def test_what_hours_and_cost_both_say_is_said_once(tmp_path: Path) -> None:
    async def story(phone: Phone, screen: Screen) -> None:
        for route in ("/worried/sexual-safety", "/support/print"):
            await screen.go(route)
            lines = screen.words().splitlines()
            assert all(line.count("See the website.") <= 1 for line in lines)
            assert any("See the website." in line for line in lines)

    on_support(tmp_path, story)


def test_every_need_has_a_picture_of_its_own_and_none_is_the_hearts() -> None:
    assert NEED_ICONS.keys() == NEEDS.keys()
    assert len(set(NEED_ICONS.values())) == len(NEEDS)
    assert not {ft.Icons.FAVORITE_BORDER, ft.Icons.FAVORITE} & set(NEED_ICONS.values())
