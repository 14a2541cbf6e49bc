"""Conversations: in the order they were used, counted by person, deleted with what was sent."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.conversation import Conversation, Outcome
from app.sync.outbox import State
from app.usecases.hold_conversation import Conversations
from app.usecases.open_workspace import Workspace
from tests.app.usecases.parts import Place, run
from tests.app.usecases.summaries import agreed, talked


class Tables:
    """Documents of one table, counting how often all of them were asked for."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, object]] = {}
        self.looked = 0

    def peek(self, _: str) -> list[dict[str, object]]:
        self.looked += 1
        return list(self.kept.values())


class Keeper:
    """A saver that keeps in memory."""

    def __init__(self) -> None:
        self.tables = Tables()

    def put(self, _: str, doc_id: str, document: dict[str, object]) -> None:
        self.tables.kept[doc_id] = document

    def remove(self, _: str, doc_id: str) -> None:
        self.tables.kept.pop(doc_id, None)


def within(story: Callable[[Place, Workspace], Awaitable[None]]) -> None:
    async def whole() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await story(place, workspace)
        await place.leave(workspace)

    run(whole())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=30))
def test_the_order_is_that_of_use_before_and_after_a_restart(uses: list[tuple[int, bool]]) -> None:
    keeper = Keeper()
    found = [Conversation("routine", 1, Place().day) for _ in range(6)]
    desk = Conversations(keeper, lambda: found[0].held_on)  # type: ignore[arg-type]
    used: list[str] = []
    for number, restart in uses:
        if restart:
            desk = Conversations(keeper, lambda: found[0].held_on)  # type: ignore[arg-type]
        desk.save(found[number])
        used = [known for known in used if known != found[number].id] + [found[number].id]
    assert [known.id for known in desk.open_ones()] == used[::-1]


def test_a_keystroke_does_not_look_at_everything_that_is_kept() -> None:
    keeper = Keeper()
    desk = Conversations(keeper, lambda: Place().day)  # type: ignore[arg-type]
    first, second = (Conversation("routine", 1, Place().day) for _ in range(2))
    for _ in range(50):
        desk.save(first)
        desk.save(second)
    assert keeper.tables.looked == 1
    # Going on with the same one is no other use of it.
    before = second.touched
    desk.save(second)
    assert second.touched == before


def test_an_end_without_a_summary_is_dated() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation = await talked(place, workspace, "Long nights.")
        workspace.conversations.finish_without_summary(conversation)
        (kept,) = workspace.conversations.finished()
        assert (kept.outcome, kept.finished_on) == (Outcome.KEPT, place.day)

    within(story)


def test_people_are_told_apart_by_more_than_capitals_and_spaces() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        for label in ("sam lee", "Alex", " SAM  LEE ", "", "  ", "Sam Lee", "Samantha"):
            await talked(place, workspace, "Words.", label=label)
        people = workspace.conversations.people()
        assert people == [("Alex", 1), ("Sam Lee", 3), ("Samantha", 1)]

    within(story)


def test_one_person_goes_and_nobody_else() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        for label in ("sam lee", "Alex", " SAM  LEE ", "", "Samantha"):
            await talked(place, workspace, "Words.", label=label)
        assert workspace.conversations.delete_person("Sam Lee ") == 2
        assert workspace.conversations.delete_person("Sam Lee") == 0
        # Those without a label are no one person.
        assert workspace.conversations.delete_person("  ") == 0
        left = {found.label for found in workspace.conversations.open_ones()}
        assert left == {"Alex", "", "Samantha"}

    within(story)


@pytest.mark.parametrize(
    ("state", "stays"),
    [
        (State.SENT, True),
        (State.DURABLE, False),
        (State.WITHDRAWN, False),
        (State.HELD, False),
        (State.WAITING, True),
    ],
)
def test_a_deleted_conversation_takes_its_wording_along_unless_it_is_still_needed(
    state: State, stays: bool
) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        other = await agreed(place, workspace, "Another one.")
        conversation = await agreed(place, workspace, "Long nights.")
        for item in workspace.outbox.items():
            document = replace(item, state=state).to_document()
            workspace.saver.put("outbox", item.id, document)
        workspace.conversations.delete(conversation)
        await workspace.saver.flush()
        left = {item.id for item in workspace.outbox.items()}
        assert left == (
            {other.summary_id, conversation.summary_id} if stays else {other.summary_id}
        )
        assert [found.id for found in workspace.conversations.finished()] == [other.id]

    within(story)


def test_what_is_in_no_known_form_is_counted_and_kept() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        workspace.saver.put("conversations", "x", {"id": "x", "guide": 5})
        workspace.saver.put("outbox", "y", {"id": "y"})
        await talked(place, workspace, "Words.")
        assert workspace.conversations.unreadable() == 1
        assert workspace.unreadable() == 2
        await workspace.saver.flush()
        assert workspace.saver.tables.get("conversations", "x") == {"id": "x", "guide": 5}
        await asyncio.sleep(0)

    within(story)


def test_each_conversation_is_read_once_however_often_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read, reads = Conversation.from_document, list[object]()

    def counted(document: Mapping[str, object]) -> Conversation:
        reads.append(document["id"])
        return read(document)

    monkeypatch.setattr(Conversation, "from_document", counted)
    keeper = Keeper()
    desk = Conversations(keeper, lambda: found[0].held_on)  # type: ignore[arg-type]
    found = [Conversation("routine", 1, Place().day, outcome=Outcome.KEPT) for _ in range(9)]
    for one in found:
        desk.save(one)
    for _ in range(3):
        assert len(desk.finished()) == len(desk.peek_finished()) == 9
        assert desk.open_ones() == [] and not desk.is_empty()
    assert sorted(map(str, reads)) == sorted(one.id for one in found)
    found[4].outcome = Outcome.OPEN
    desk.save(found[4])
    keeper.remove("conversations", found[5].id)
    assert [one.id for one in desk.open_ones()] == [found[4].id]
    assert len(desk.finished()) == 7
    assert reads[9:] == [found[4].id]


def test_what_a_screen_changes_and_does_not_save_shows_nowhere_else() -> None:
    keeper = Keeper()
    kept = Conversation("routine", 1, Place().day, outcome=Outcome.KEPT)
    kept.notes["sleep"], kept.themes = "Little.", ["sleep"]
    kept.review = {"found": [{"kind": "name"}]}
    desk = Conversations(keeper, lambda: kept.held_on)  # type: ignore[arg-type]
    desk.save(kept)
    before = deepcopy(kept)
    (shown,) = desk.finished()
    shown.label, shown.notes["sleep"] = "Sam", "Less."
    shown.drafts["x"] = "y"
    shown.themes.append("pay")
    shown.support_offered.append("gp")
    shown.review["found"].clear()  # type: ignore[index]
    assert desk.finished() == [before]
