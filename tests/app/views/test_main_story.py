"""The manager's story, screen by screen, with the app killed in the middle of each."""

from datetime import date
from pathlib import Path

from tests.app.scripted_server import ScriptedServer, enrolled, stored
from tests.app.views.phone import (
    Phone,
    answer_questions,
    choose_guide,
    enrol,
    on_a_phone,
    start_talking,
    turn_the_screen,
    with_profile,
)

SUMMARY = "Priya Natarajan says late finishes and no breaks make nights hard. Ring 07700 900123."


def test_whole_conversation_survives_a_kill_at_every_step(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await enrol(phone)

        await choose_guide(screen)
        await screen.tap("This place is private enough")
        await screen.tap("I have said what stays private and what cannot")
        await screen.type("Label", "Sam")
        screen = await phone.kill_and_resume()
        assert screen.is_ticked("I have said")

        await screen.tap("Start talking")
        await screen.tap("Workload and demand")
        await screen.type("Notes: Workload", "Three late jobs this w")
        screen = await phone.kill_and_resume()
        assert screen.find("Notes: Workload", ("TextField",)).value == "Three late jobs this w"

        await screen.tap("On to the plan")
        await screen.type("What keeps me well", "Swimming")
        await screen.tap("Add what my manager will do")
        await screen.type("What will be done", "Ask for fixed br")
        screen = await phone.kill_and_resume()
        assert screen.find("What will be done", ("TextField",)).value == "Ask for fixed br"
        assert "Swimming" in screen.words()

        await screen.type("What will be done", "Ask for fixed breaks")
        await screen.type("By when", "31/12")
        await screen.tap("Add action")
        await screen.tap("In 4 weeks")
        screen = await phone.kill_and_resume()
        assert "Ask for fixed breaks" in screen.words()
        assert "You look at it again on" in screen.words()

        await screen.tap("On to the summary")
        await screen.type("Summary", SUMMARY)
        await screen.tap("Allied Health Professionals")
        await screen.tap("North")
        screen = await phone.kill_and_resume()
        assert screen.find("Summary", ("TextField",)).value == SUMMARY

        await screen.tap("Look it over")
        screen = await phone.kill_and_resume()
        assert "Exactly this will be sent" in screen.words()
        await answer_questions(screen)
        screen = await phone.kill_and_resume()
        await turn_the_screen(screen)
        screen = await phone.kill_and_resume()
        await screen.tap("My colleague has the screen")
        assert "Exactly these words would leave" in screen.words()
        await screen.tap("4 of 5")
        await screen.tap("I agree: this may be sent")
        await phone.until(lambda: "You can hand the device back." in screen.words())
        await screen.tap("I have the device back")
        assert "1 waiting" in screen.words()
        assert "Give your colleague their copy" in screen.words()

        screen = await phone.kill_and_resume(carry_on="")
        await phone.until(lambda: "1 waiting" in screen.words())
        assert "Carry on" not in screen.words()

        await screen.tap("Outbox")
        # Not sooner: the outbox tries by itself, and would leave nothing to tap.
        phone.server.replies["POST /api/v1/summaries"] = stored
        await screen.tap("Try now")
        await phone.until(lambda: "Receipt: your trust holds it once" in screen.words())
        sent = [found for found in phone.server.sent if found[0] == "POST /api/v1/summaries"][-1]
        check_what_left(sent)
        assert phone.server.faults == []

    server = ScriptedServer({"POST /api/v1/enrolments": enrolled})
    on_a_phone(tmp_path, story, server)


def check_what_left(sent: tuple[str, dict[str, str], object, bool]) -> None:
    """Nothing but the agreed words and the broadest who and where."""
    _, headers, payload, with_session = sent
    assert isinstance(payload, dict)
    (item,) = payload["items"]
    assert set(item) == {
        *("id", "schema", "organisation", "staff_group", "area", "week", "kind", "text"),
        *("themes", "plan_made", "follow_up_agreed", "support_offered", "language", "anonymiser"),
        *("helpful", "withdrawal", "looked_again"),
    }
    assert "late finishes and no breaks" in item["text"]
    for given_away in ("priya", "natarajan", "07700", "900123", "sam", "swimming", "fixed breaks"):
        assert given_away not in str(payload).lower()
    assert item["helpful"] == 4
    assert item["plan_made"] is True
    assert item["week"] == "{:04d}-W{:02d}".format(*date.today().isocalendar()[:2])
    assert not with_session
    assert set(headers) == {"Accept", "Content-Type"}


def test_wrong_passphrase_says_so_and_opens_nothing(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        await with_profile(phone)
        screen = await phone.start()
        await screen.tap("Unlock Profile 1")
        await screen.type("Passphrase", "not the right words")
        await screen.tap("Unlock")
        await phone.until(lambda: "does not open this profile" in screen.words())
        assert phone.services.session.workspace is None

    on_a_phone(tmp_path, story)


def test_unlike_and_short_passphrases_are_refused_with_a_reason(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        await screen.tap("Create a profile")
        await screen.tap("I hold wellbeing conversations")
        await screen.tap("I choose my own")
        await screen.type("Passphrase", "short")
        await screen.tap("Create profile")
        asked = screen.find("Passphrase", ("TextField",)).error
        assert asked.startswith("Use at least 12 characters.")
        assert "The two passphrases differ" not in screen.words()
        await screen.type("Passphrase", "four words of mine")
        await screen.type("Passphrase again", "three words of mine")
        await screen.tap("Create profile")
        assert "The two passphrases differ" in screen.words()
        assert await phone.services.profiles.profiles() == []

    on_a_phone(tmp_path, story)


def test_notes_come_only_after_the_limits_were_said(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await choose_guide(screen)
        await screen.tap("Start talking")
        assert "First say what stays private" in screen.words()
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        assert "Follow the person, not the list" in screen.words()

    on_a_phone(tmp_path, story)


def test_finishing_without_a_summary_queues_nothing_and_keeps_the_plan(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await start_talking(screen)
        await screen.tap("On to the plan")
        await screen.type("What keeps me well", "Walking the dog")
        await screen.tap("On to the summary")
        await screen.type("Summary", "On second thoughts")
        await screen.tap("Finish without a summary")
        await screen.tap("Yes, finish without it")
        assert "Everything is saved on this device." in screen.words()
        await screen.tap("Go to home")
        await screen.tap("Finished conversations")
        assert "Walking the dog" in screen.words()
        workspace = phone.services.session.workspace
        assert workspace is not None
        assert workspace.outbox.items() == []
        await phone.until_saved()
        assert "decline" not in str(workspace.saver.tables.all("conversations")).lower()

    on_a_phone(tmp_path, story)


def test_lock_commits_first_and_leaves_nothing_on_the_screen(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await start_talking(screen)
        await screen.tap("Workload and demand")
        await screen.type("Notes: Workload", "canary words")
        await screen.tap("Lock")
        await phone.until(lambda: "Unlock Profile 1" in screen.words())
        assert "canary" not in screen.words()
        screen = await phone.kill_and_resume(carry_on="Conversation without a label")
        assert screen.find("Notes: Workload", ("TextField",)).value == "canary words"

    on_a_phone(tmp_path, story)


def test_a_redraw_between_two_keys_loses_neither(tmp_path: Path) -> None:
    """The value of a key arrives before its handler runs; whatever redraws then must keep it."""

    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await start_talking(screen)
        await screen.tap("On to the plan")
        await screen.tap("On to the summary")
        await screen.type("Summary", "Late fin")
        for typed in ("Late fini", "Late finish"):
            await screen.press_keys("Summary", typed)
            phone.services.session.count_outbox()
            await screen.settle()
            assert screen.find("Summary", ("TextField",)).value == typed

    on_a_phone(tmp_path, story)
