"""Reminders: set once, moved with the incident, switched off, ticked, gone with the talk."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from app.domain.conversation import Conversation
from app.domain.guide import Guide
from app.usecases.open_workspace import Workspace
from app.usecases.set_reminders import want
from tests.app.usecases.parts import CONTENT, Place, run

GUIDE: Guide = CONTENT.guides["post-incident-check"]
TEXTS = {one.id: one for one in GUIDE.reminders}


def within(story: Callable[[Place, Workspace], Awaitable[None]]) -> None:
    async def whole() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await story(place, workspace)
        await place.leave(workspace)

    run(whole())


def a_check(workspace: Workspace, label: str = "Sam") -> Conversation:
    conversation = workspace.conversations.start(GUIDE)
    conversation.label = label
    workspace.conversations.save(conversation)
    return conversation


def dues(workspace: Workspace) -> dict[str, datetime]:
    return {one.text: one.due for one in workspace.reminders.items()}


def test_the_guides_reminders_are_set_from_the_incident_the_trim_one_at_72_hours() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        check = a_check(workspace)
        event = workspace.reminders.now() - timedelta(hours=1)
        for _again in range(2):
            workspace.reminders.set_for(check, GUIDE, event)
        found = workspace.reminders.items()
        assert len(found) == len(GUIDE.reminders) == 4
        assert found == sorted(found, key=lambda one: one.due)
        trim = next(one for one in found if one.text == TEXTS["trim-first"].text)
        assert trim.due - event == timedelta(hours=72)
        assert trim.timing == "not-before"
        assert {one.about_label for one in found} == {"Sam"}
        assert dues(workspace)[TEXTS["trim-second"].text] - event == timedelta(days=28)

    within(story)


def test_a_changed_time_moves_what_is_not_ticked_yet() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        check = a_check(workspace)
        event = workspace.reminders.now() - timedelta(hours=1)
        workspace.reminders.set_for(check, GUIDE, event)
        workspace.reminders.done(f"{check.id}:tomorrow")
        earlier = event - timedelta(hours=5)
        workspace.reminders.set_for(check, GUIDE, earlier)
        after = dues(workspace)
        assert after[TEXTS["tomorrow"].text] == event + timedelta(hours=24)
        assert after[TEXTS["trim-first"].text] == earlier + timedelta(hours=72)
        workspace.reminders.done(f"{check.id}:tomorrow", False)
        assert not any(one.done for one in workspace.reminders.items())

    within(story)


def test_what_is_switched_off_is_not_set_and_what_is_taken_away_does_not_come_back() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        check = a_check(workspace)
        event = workspace.reminders.now()
        want(check, TEXTS["two-weeks"], False)
        workspace.reminders.set_for(check, GUIDE, event)
        assert TEXTS["two-weeks"].text not in dues(workspace)
        want(check, TEXTS["two-weeks"], True)
        assert check.drafts == {}
        workspace.reminders.set_for(check, GUIDE, event)
        assert TEXTS["two-weeks"].text in dues(workspace)
        want(check, TEXTS["two-weeks"], False)
        workspace.reminders.remove(f"{check.id}:trim-first")
        workspace.reminders.set_for(check, GUIDE, event)
        assert set(dues(workspace)) == {TEXTS["tomorrow"].text, TEXTS["trim-second"].text}

    within(story)


def test_they_outlive_the_end_of_the_talk_and_a_lock_and_go_with_its_deletion() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        check, other = a_check(workspace), a_check(workspace, "Alex")
        for one in (check, other):
            workspace.reminders.set_for(one, GUIDE, workspace.reminders.now())
        workspace.conversations.finish_without_summary(check)
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        assert len(again.reminders.of(check.id)) == 4
        again.conversations.delete(check)
        assert again.reminders.of(check.id) == []
        assert len(again.reminders.of(other.id)) == 4
        await place.leave(again)

    async def whole() -> None:
        place = Place()
        await story(place, place.enter((await place.create()).profile))

    run(whole())


def test_what_crew_set_for_themselves_is_there_once_and_removed_for_good() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        event = workspace.reminders.now()
        for _again in range(2):
            workspace.reminders.set_own(GUIDE.reminders, event, "Me")
        found = workspace.reminders.items()
        assert [one.conversation_id for one in found] == [""] * 4
        workspace.reminders.remove(found[0].id)
        workspace.reminders.done("not there")
        assert len(workspace.reminders.items()) == 3

    within(story)


def test_another_moment_of_the_same_shift_takes_the_place_of_the_first() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        desk, event = workspace.reminders, workspace.reminders.now()
        desk.set_own(GUIDE.reminders, event, "Me")
        desk.done(desk.items()[0].id)
        desk.set_own(GUIDE.reminders, event - timedelta(hours=2), "Me")
        found = desk.items()
        assert sum(one.done for one in found) == 1, "what was ticked stays"
        assert len(found) == 5
        desk.set_own(GUIDE.reminders, event - timedelta(hours=20), "Me")
        assert len(desk.items()) == 9, "another shift's job has days of its own"

    within(story)


def test_one_that_cannot_be_read_takes_no_other_along() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        workspace.saver.put("reminders", "x", {"id": "x", "due": "someday"})
        workspace.reminders.set_own(GUIDE.reminders, workspace.reminders.now(), "Me")
        assert len(workspace.reminders.items()) == 4

    within(story)
