"""Before a conversation: what is settled, when the job was, whose plan it carries on."""

from datetime import timedelta

from app.domain.plan import Plan, Section
from tests.app.views.care import CaredPhone
from tests.app.views.phone import choose_guide
from tests.app.views.talking import cared_for, settled, under_way
from tests.harness import Screen


def test_what_is_settled_before_is_there_after_a_kill() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await screen.type("Label", "Sam")
        await screen.tap("Not really: what to do")
        assert "Agree a later time" in screen.words()
        await screen.tap("Use silent mode")
        assert "only the line manager can change" not in screen.words()
        await screen.tap("Someone the person chose")
        assert "only the line manager can change" in screen.words()
        await screen.tap("Only the short list")
        screen = await phone.kill_and_resume()
        conversation = under_way(phone)
        assert (conversation.holder, conversation.short, conversation.silent) == (
            "chosen",
            True,
            True,
        )
        assert "only the line manager can change" in screen.words()
        assert screen.is_ticked("Use silent mode")

    cared_for(story)


def test_the_time_of_the_job_sets_the_guides_reminders_and_a_new_one_moves_them() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        reminders = phone.workspace.reminders
        event = (reminders.now() - timedelta(hours=2)).replace(second=0, microsecond=0)
        await choose_guide(screen, "Check after a hard job")
        await screen.type("Day of the job", f"{event.day} {event:%b}")
        await screen.type("Time of the job", f"{event:%H:%M}")
        trim = event + timedelta(hours=72)
        expected = f"Not before {trim:%A} {trim.day} {trim:%B}, {trim:%H:%M}"
        assert expected in screen.words()
        two_weeks = event + timedelta(days=14)
        await screen.tap(f"At about {two_weeks:%A} {two_weeks.day} {two_weeks:%B}")
        await settled(screen)
        assert reminders.items() == []
        screen = await phone.kill_and_resume()
        reminders = phone.workspace.reminders
        await screen.tap("On to the plan")
        assert [one.due - event for one in reminders.items()] == [
            timedelta(hours=24),
            timedelta(hours=72),
            timedelta(days=28),
        ]
        assert {one.about_label for one in reminders.items()} == {"Sam"}
        await screen.go("/talk/before")
        earlier = event - timedelta(hours=1)
        await screen.type("Day of the job", f"{earlier.day} {earlier:%b}")
        await screen.type("Time of the job", f"{earlier:%H:%M}")
        await screen.tap("Start talking")
        assert reminders.items()[1].due == earlier + timedelta(hours=72)

    cared_for(story)


def test_a_time_that_cannot_be_stays_in_its_field_with_the_reason() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen, "Check after a hard job")
        await screen.type("Time of the job", "half past")
        await settled(screen)
        field = screen.find("Time of the job", ("TextField",))
        assert field.value == "half past"
        assert field.error
        screen = await phone.kill_and_resume()
        assert screen.find("Time of the job", ("TextField",)).value == "half past"
        await screen.tap("Start talking")
        assert screen.find("Time of the job", ("TextField",)).error
        await screen.type("Time of the job", "00:00")
        assert not screen.find("Time of the job", ("TextField",)).error
        await screen.type("Time of the job", "half past")
        await screen.tap("It was just now")
        await screen.tap("Start talking")
        assert "Follow the person" in screen.words()
        assert under_way(phone).incident_at is not None

    cared_for(story)


def test_only_a_check_asks_when_it_was() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        assert "When was it?" not in screen.words()

    cared_for(story)


def test_an_earlier_plan_under_the_same_label_is_offered_and_can_be_left() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        before = phone.workspace.conversations.start(phone.services.content.managers_guides()[0])
        before.label = "Sam Lee"
        record = phone.workspace.plans.of(before)
        record.plan = Plan().with_section(Section.KEEPS_WELL, "Swimming")
        phone.workspace.plans.agree(record)
        await choose_guide(screen)
        await screen.type("Label", "sam")
        assert "earlier plan" not in screen.words()
        await screen.type("Label", "sam  lee")
        assert "Is it the same person?" in screen.words()
        await screen.tap("Yes, carry on with that plan")
        assert under_way(phone).plan_id == record.id
        assert "carries on the plan from last time" in screen.words()
        await screen.tap("Begin a new plan instead")
        assert under_way(phone).plan_id == ""
        assert "Swimming" not in screen.words()

    cared_for(story)
