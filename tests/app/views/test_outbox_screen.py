"""The outbox seen by its owner: word for word what leaves, why it waits, a hand on all of it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ServerUnreachable
from app.domain.second_look import hash_of
from app.sync.outbox import OutboxItem, State
from app.usecases.export_sent import FILE_NAME
from app.views.screens.outbox import in_place
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import (
    META,
    SUMMARIES,
    Counter,
    ScriptedServer,
    enrolled,
    ok,
    stored,
)
from tests.app.views.care import CaredPhone
from tests.harness import Screen

ENROL = "POST /api/v1/enrolments"
WITHDRAW = "POST /api/v1/withdraw"
TEXT = "Late finishes are hard."
Story = Callable[[CaredPhone], Awaitable[None]]


def told(story: Story, **replies: Any) -> None:
    """Tell a story on a phone whose profile is enrolled and open."""

    async def whole() -> None:
        phone = CaredPhone()
        phone.server = ScriptedServer({ENROL: enrolled, **replies})
        await phone.make_profile()
        enrolment = await phone.workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        phone.services.session.organisation = enrolment.organisation
        await story(phone)
        assert phone.server.faults == []
        await phone.dies()

    asyncio.run(whole())


async def one_agreed(phone: CaredPhone, text: str = TEXT, days_ago: int = 0) -> Screen:
    """A summary that both agreed stands in the outbox, and the outbox is on the screen."""
    guide = next(iter(phone.services.content.guides.values()))
    conversation = phone.workspace.conversations.start(guide)
    conversation.label, conversation.limits_said = "Sam", True
    phone.workspace.conversations.save(conversation)
    wire = replace(
        SOUND,
        id=conversation.summary_id,
        text=text,
        withdrawal=hash_of(conversation.withdrawal_code),
    )
    queued_on = date.today() - timedelta(days=days_ago)
    await phone.workspace.outbox.queue(conversation, wire, queued_on)
    return await outbox(phone)


async def outbox(phone: CaredPhone) -> Screen:
    await phone.screen.go("/")
    await phone.screen.go("/outbox")
    return phone.screen


def the_item(phone: CaredPhone) -> OutboxItem:
    (item,) = phone.workspace.outbox.items()
    return item


@given(
    st.lists(
        st.permutations([f"00000000-0000-4000-8000-00000000000{one}" for one in range(5)]),
        min_size=1,
    )
)
def test_what_was_looked_at_stays_where_it_is_and_what_is_new_comes_last(
    orders: list[list[str]],
) -> None:
    places: dict[str, int] = {}
    stood: list[str] = []
    for grown, order in enumerate(orders, start=1):
        items = [OutboxItem(replace(SOUND, id=name), date.today()) for name in order[:grown]]
        found = [item.id for item in in_place(items, places)]
        assert sorted(found) == sorted(item.id for item in items)
        kept = [name for name in stood if name in found]
        assert found[: len(kept)] == kept
        stood += [name for name in found if name not in stood]


def test_an_empty_outbox_says_what_it_is_for() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await outbox(phone)
        assert "Nothing here yet." in screen.words()
        assert "nothing that shows who sent it" in screen.words()
        assert "Save a list of what was sent" not in screen.words()

    told(story)


def test_what_waits_is_shown_word_for_word_with_all_that_goes_along() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await one_agreed(phone)
        await phone.until(lambda: "No connection to your trust's server." in screen.words())
        assert TEXT in screen.words().split("\n")
        assert "1 waiting." in screen.words()
        assert ", today." in screen.words()
        await screen.tap("All that goes with it")
        words = screen.words()
        wire = the_item(phone).wire
        for said in ("Area: North", "There is a plan: yes", wire.id, wire.withdrawal, "stamp"):
            assert str(said) in words
        await screen.tap("Letter for letter")
        shown = screen.words()
        found, _ = json.JSONDecoder().raw_decode(shown[shown.index("{\n") :])
        assert found == wire.to_wire()

    told(story)


def test_without_a_signal_nothing_is_promised_for_the_next_minute() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.device.fires("network", online=False)
        screen = await one_agreed(phone)
        for _ in range(3):
            await phone.until(lambda: "No connection to your trust's server." in screen.words())
            await screen.tap("Try now")
            assert "in the next minute" not in screen.words()
        phone.server.replies[SUMMARIES] = stored
        del phone.server.replies[META]
        phone.device.fires("network", online=True)
        await phone.until(lambda: "Receipt: your trust holds it once" in screen.words())

    told(story, **{META: ServerUnreachable()})


def test_one_reason_is_said_once_and_another_where_it_belongs() -> None:
    async def story(phone: CaredPhone) -> None:
        reason = "No connection to your trust's server."
        screen = await one_agreed(phone)
        await phone.until(lambda: reason in screen.words())
        assert screen.words().count(reason) == 1
        await one_agreed(phone, "Breaks are missed.")
        await phone.until(lambda: "2 waiting." in screen.words())
        assert screen.words().count(reason) == 1
        await screen.tap("Pause this one")
        await phone.until(lambda: "You paused it." in screen.words())
        assert screen.words().count("It waits until you let it go on.") == 1
        assert screen.words().count(reason) == 1

    told(story)


def test_paused_let_go_and_changed() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.workspace.outbox.steer.pause_all(paused=True)
        screen = await one_agreed(phone)
        assert "You paused all sending." in screen.words()
        assert "Try now" not in screen.words()
        await screen.tap("Pause this one")
        await screen.tap("Go on sending")
        await phone.until(lambda: "You paused it." in screen.words())
        assert phone.server.asked(SUMMARIES) == []
        await screen.tap("Change the words")
        await screen.tap("Leave it as agreed")
        assert len(phone.workspace.outbox.items()) == 1
        await screen.tap("Change the words")
        assert "agrees again before they can go" in screen.words()
        await screen.tap("Yes, change the words")
        assert screen.find("Summary", ("TextField",)).value == TEXT
        assert phone.workspace.outbox.items() == []

    told(story, **{SUMMARIES: stored})


def test_a_paused_one_goes_when_it_is_let() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.workspace.outbox.steer.pause_all(paused=True)
        screen = await one_agreed(phone)
        await screen.tap("Pause this one")
        await screen.tap("Go on sending")
        await screen.tap("Let it go on")
        await phone.until(lambda: "Receipt: your trust holds it once" in screen.words())
        assert [item["text"] for item in counter.kept.values()] == [TEXT]

    counter = Counter()
    told(story, **{SUMMARIES: counter})


def test_one_that_nobody_wants_to_send_after_all() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.workspace.outbox.steer.pause_all(paused=True)
        screen = await one_agreed(phone)
        await screen.tap("Do not send it")
        assert "Nothing of it is at your trust." in screen.words()
        await screen.tap("Keep it here")
        assert TEXT in screen.words()
        await screen.tap("Do not send it")
        await screen.tap("Yes, do not send it")
        await phone.until(lambda: "Nothing here yet." in screen.words())

    told(story)


def test_two_colleagues_can_compare_the_keys_that_they_were_given() -> None:
    async def story(phone: CaredPhone) -> None:
        await phone.workspace.outbox.meta.follow()
        screen = await outbox(phone)
        meta = phone.workspace.outbox.meta.kept()
        assert meta is not None
        assert f"keys: {meta.common_code}." in screen.words()

    told(story)


def test_sent_safe_saved_and_taken_back() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await one_agreed(phone)
        await phone.until(lambda: "Receipt: your trust holds it once" in screen.words())
        assert "stays until a backup" in screen.words()
        assert "Change the words" not in screen.words()
        phone.server.issuer.mark += 1
        await phone.workspace.outbox.meta.follow()
        await outbox(phone)
        assert "Sent and safe" in screen.words()
        phone.device.saves = False
        await screen.tap("Save a list of what was sent")
        assert "The file was not saved. Try again." in screen.words()
        phone.device.saves = True
        await screen.tap("Save a list of what was sent")
        assert "Saved." in screen.words()
        assert TEXT in phone.device.saved[FILE_NAME].decode()
        await screen.tap("Take it back")
        assert "It cannot be undone." in screen.words()
        await screen.tap("Yes, take it back")
        await phone.until(lambda: "Being taken back" in screen.words())
        phone.server.replies[WITHDRAW] = ok({"state": "withdrawn"})
        await screen.tap("Try now")
        await phone.until(lambda: "Its words are gone from your trust." in screen.words())
        assert the_item(phone).state is State.WITHDRAWN

    told(story, **{SUMMARIES: stored})


def test_what_needs_somebody_comes_first_and_the_age_is_said() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await one_agreed(phone)
        await phone.until(lambda: "Receipt: your trust holds it once" in screen.words())
        phone.server.replies[SUMMARIES] = refused
        await one_agreed(phone, "Breaks are missed.")
        await phone.until(lambda: "Needs a look" in screen.words())
        del phone.server.replies[SUMMARIES]
        await one_agreed(phone, "Nights are long.", days_ago=3)
        await phone.until(lambda: "1 waiting." in screen.words())
        words = screen.words()
        assert "It has waited for 3 days." in words
        assert words.index("Breaks are missed.") < words.index("Nights are long.")
        assert words.index("Nights are long.") < words.index(TEXT)

    def refused(sent: Any) -> Any:
        receipt = {"id": sent["items"][0]["id"], "status": "rejected", "reason": "area-unknown"}
        return ok({"receipts": [receipt]})

    told(story, **{SUMMARIES: stored})


def test_an_item_from_an_older_layby_is_shown_like_any_other() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await one_agreed(phone)
        await phone.until(lambda: "Receipt: your trust holds it once" in screen.words())
        late = ("token", "requested", "asked_until", "epoch", "mark", "durable_on", "let_go")
        whole = the_item(phone).to_document()
        old = {key: value for key, value in whole.items() if key not in (*late, "withdrawn_on")}
        phone.workspace.saver.put("outbox", str(old["id"]), old)
        await outbox(phone)
        assert TEXT in screen.words()
        await screen.tap("Take it back")
        await screen.tap("Yes, take it back")
        await phone.until(lambda: "Being taken back" in screen.words())

    told(story, **{SUMMARIES: stored})


def test_what_this_version_cannot_read_is_counted_and_kept() -> None:
    async def story(phone: CaredPhone) -> None:
        phone.workspace.saver.put("outbox", "x", {"id": "x", "wire": {}, "of": "the future"})
        screen = await outbox(phone)
        assert "1 more cannot be read by this version of Layby." in screen.words()

    told(story)
