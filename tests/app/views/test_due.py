"""The due list: overdue first, ticked in place, a review begins its conversation."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.domain.days import day_words
from app.domain.plan import Action, Plan
from app.domain.plan_record import PlanRecord
from app.domain.reminder import KeptReminder
from tests.app.views.phone import Phone, on_a_phone, with_profile
from tests.harness import controls_in, merged


def workspace_of(phone: Phone) -> Any:
    workspace = phone.services.session.workspace
    assert workspace is not None
    return workspace


def days(count: int) -> date:
    return date.today() + timedelta(days=count)


def test_overdue_comes_first_and_a_tick_can_be_taken_back(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        workspace = workspace_of(phone)
        late, soon, far = (
            Action(what, due=days(n))
            for what, n in (("Late one", -4), ("Soon one", 2), ("Far one", 60))
        )
        record = PlanRecord(label="Sam", plan=Plan(actions=(soon, late, far), review_on=days(1)))
        workspace.plans.save(record)
        moment = datetime.combine(days(3), datetime.min.time()).replace(hour=9)
        kept = KeptReminder("r1", "See how they are", moment, "about", "Sam", "c1")
        workspace.saver.put("reminders", "r1", kept.to_document())
        await screen.go("/due")
        words = screen.words()
        assert words.index("Late one") < words.index("Look at the plan again")
        assert words.index("Look at the plan again") < words.index("Soon one")
        assert words.index("Soon one") < words.index("See how they are")
        assert "Was due" in words
        assert f"At about {day_words(days(3))}" in words
        assert "09:00" not in words
        assert "Far one" not in words
        await screen.tap("Late one")
        assert workspace.plans.get(record.id).plan.action(late.id).done
        assert screen.is_ticked("Late one")
        await screen.tap("Late one")
        assert not workspace.plans.get(record.id).plan.action(late.id).done
        await screen.tap("See how they are")
        assert workspace.reminders.items()[0].done
        await screen.tap("Open the plan")
        assert "What I will do" in screen.words()

    on_a_phone(tmp_path, story)


def test_a_box_ticked_keeps_its_place_among_those_that_read_the_same(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        workspace = workspace_of(phone)
        for hour, known_by in ((8, "b"), (9, "a"), (9, "c")):
            moment = datetime.combine(days(3), time(hour))
            kept = KeptReminder(known_by, "See how you are", moment, "not-before", "Sam", "c1")
            workspace.saver.put("reminders", known_by, kept.to_document())
        await screen.go("/due")

        def boxes() -> list[Any]:
            rows = [c for c in screen.controls() if type(c).__name__ == "MergeSemantics"]
            rows = [row for row in rows if merged(row).startswith("See how you are")]
            return [next(c for c in controls_in(r) if hasattr(c, "checked")) for r in rows]

        assert [box.checked for box in boxes()] == [False] * 3
        for place in range(3):
            await screen.tap("See how you are", place)
            assert [box.checked for box in boxes()] == [n == place for n in range(3)]
            await screen.tap("See how you are", place)

    on_a_phone(tmp_path, story)


def test_a_review_begins_the_conversation_with_its_plan(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        workspace = workspace_of(phone)
        words = {"keeps_well": "Swimming"}
        record = PlanRecord(label="Sam", plan=Plan(words, review_on=date.today()))
        workspace.plans.save(record)
        await screen.go("/due")
        await screen.tap("Start the conversation")
        assert screen.find("Label", ("TextField",)).value == "Sam"
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        await screen.tap("On to the plan")
        assert "Swimming" in screen.words()
        assert len(workspace.plans.all()) == 1

    on_a_phone(tmp_path, story)


def test_ones_own_review_offers_no_conversation_and_nothing_due_says_so(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await screen.go("/due")
        assert "Nothing is due." in screen.words()
        own = PlanRecord(mine=True, plan=Plan({"keeps_well": "Swimming"}, review_on=date.today()))
        workspace_of(phone).plans.save(own)
        await screen.go("/")
        await screen.go("/due")
        assert "Look at the plan again" in screen.words()
        assert "Start the conversation" not in screen.words()

    on_a_phone(tmp_path, story)


def test_the_dates_are_saved_for_a_calendar_without_a_personal_word(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        record = PlanRecord(
            label="Zebedee", plan=Plan({"keeps_well": "Allotment"}, review_on=days(20))
        )
        workspace_of(phone).plans.save(record)
        await screen.go(f"/plans/{record.id}")
        await screen.tap("Put the dates into your calendar")
        ((name, content),) = phone.device.saved.items()
        assert name == "layby-dates.ics"
        assert b"BEGIN:VCALENDAR" in content
        assert b"Zebedee" not in content
        assert b"Allotment" not in content
        assert "No name is in it." in screen.words()

    on_a_phone(tmp_path, story)
