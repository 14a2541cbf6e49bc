"""Yes or no on the turned screen: what is agreed is what was shown; a no leaves no trace."""

from pathlib import Path

from tests.app.views.phone import (
    Phone,
    agree_together,
    answer_questions,
    choose_guide,
    enrol,
    on_a_phone,
    to_the_summary,
    with_profile,
)
from tests.app.views.together import RAW, a_server, to_the_turned_screen, workspace_of


def test_declining_leaves_nothing_behind_but_the_plan(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("5 of 5")
        await screen.tap("Send nothing")
        await screen.tap("Back")
        await screen.tap("Send nothing")
        await screen.tap("Yes, send nothing")
        assert "You can hand the device back." in screen.words()
        await screen.tap("I have the device back")
        assert "waiting" not in screen.words()
        workspace = workspace_of(phone)
        assert workspace.outbox.items() == []
        (ended,) = workspace.conversations.finished()
        assert (ended.summary, ended.review, ended.reviewed_text) == ("", None, "")
        assert (ended.helpful, ended.drafts, ended.step.value) == (None, {}, "summary")
        kept = str(workspace.saver.tables.all("conversations")).lower()
        assert "declin" not in kept
        assert "priya" not in kept
        (record,) = workspace.plans.all()
        assert len(record.versions) == 1

    on_a_phone(tmp_path, story, a_server())


def test_ending_without_a_summary_looks_the_same_whoever_chose_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("Send nothing")
        await screen.tap("Yes, send nothing")
        (declined,) = workspace_of(phone).saver.tables.all("conversations")
        await screen.tap("I have the device back")
        await screen.tap("Go to home")
        await choose_guide(screen)
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        await screen.tap("On to the plan")
        await screen.tap("On to the summary")
        await screen.type("Summary", RAW)
        await screen.tap("Finish without a summary")
        await screen.tap("Yes, finish without it")
        ended = workspace_of(phone).saver.tables.all("conversations")
        (chosen,) = [found for found in ended if found["id"] != declined["id"]]
        own = {
            *("id", "summary_id", "label", "notes", "plan_id", "touched", "open_area"),
            *("staff_group", "area", "withdrawal_code"),
        }
        for name in set(declined) - own:
            assert declined[name] == chosen[name], name

    on_a_phone(tmp_path, story, a_server())


def test_a_summary_nobody_looked_over_is_not_lost_by_a_link_to_the_turned_screen(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await to_the_summary(phone)
        await screen.type("Summary", "Late finishes.")
        await screen.go("/talk/together")
        assert "This is right" not in screen.words()
        await screen.tap("Back to the summary")
        assert screen.find("Summary", ("TextField",)).value == "Late finishes."

    on_a_phone(tmp_path, story, a_server())


def test_the_plan_alone_is_shown_and_ends_with_nothing_sent(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await to_the_summary(phone)
        await screen.type("Summary", "Late finishes.")
        await screen.tap("Show them the plan alone")
        assert "Look the summary over first" in screen.words()
        await screen.type("Summary", "")
        await screen.tap("Show them the plan alone")
        assert "No summary goes to your trust" in screen.words()
        assert "I agree" not in screen.words()
        assert "Nothing is written in the plan yet." in screen.words()
        assert "This is right" not in screen.words()  # nothing is there to be right
        await screen.tap("Leave it at that")
        assert "Thank you" in screen.words()
        assert workspace_of(phone).outbox.items() == []
        assert len(workspace_of(phone).conversations.finished()) == 1

    on_a_phone(tmp_path, story, a_server())


def test_a_plan_that_they_write_there_is_theirs_to_call_right(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await to_the_summary(phone)
        await screen.tap("Show them the plan alone")
        await screen.tap("Write a plan")
        await screen.type("What keeps me well", "Allotment on Sundays")
        await screen.tap("The plan is right now")
        assert "Change the plan" in screen.words()
        assert "This is your plan." in screen.words()
        await screen.tap("This is right")
        (kept,) = workspace_of(phone).plans.all()
        assert kept.plan.words

    on_a_phone(tmp_path, story, a_server())


def test_agreeing_before_the_redraw_never_sends_what_was_not_shown(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone, "Late finishes.")
        rate, agree = screen.tappable("2 of 5"), screen.tappable("I agree")
        await screen.session.dispatch_event(rate._i, "click", None)
        await screen.session.dispatch_event(agree._i, "click", None)
        await screen.settle()
        assert "has just changed" in screen.words()
        assert workspace_of(phone).outbox.items() == []
        assert "How helpful this was: 2" in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_open_questions_keep_the_screen_with_the_holder(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await enrol(phone)
        await choose_guide(screen)
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        await screen.tap("On to the plan")
        await screen.tap("On to the summary")
        await screen.type("Summary", "She is 58 and nights are hard.")
        await screen.tap("Allied Health Professionals")
        await screen.tap("North")
        await screen.tap("Look it over")
        assert "still to answer" in screen.words()
        await screen.tap("Turn the screen to your colleague")
        assert "Answer each question" in screen.words()
        assert "Check the summary" in screen.words()
        await answer_questions(screen)
        await agree_together(screen)
        assert "Everything is saved on this device." in screen.words()

    on_a_phone(tmp_path, story, a_server())
