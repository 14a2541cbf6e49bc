"""One prompt, large: its follow-ups, the colleague's own words, and the way back."""

from app.views.components.worried_way import WORRIED
from tests.app.views.care import CaredPhone
from tests.app.views.phone import choose_guide
from tests.app.views.talking import cared_for, put_cursor, settled, takes_cursor, under_way
from tests.harness import Screen


def test_a_prompt_opens_large_with_its_follow_ups_and_resumes_there() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Workload and demand")
        await screen.tap("How does the amount of work feel")
        assert "Which part weighs most?" in screen.words()
        await screen.type("Notes: Workload", "Waves")
        screen = await phone.kill_and_resume()
        assert "Which part weighs most?" in screen.words()
        assert takes_cursor(screen) == []
        await put_cursor(screen, "Notes: Workload")
        screen = await phone.kill_and_resume()
        assert takes_cursor(screen) == ["Notes: Workload and demand"]
        await screen.tap("Get support now")
        await screen.tap("Back to the conversation")
        assert "Which part weighs most?" in screen.words()
        await screen.tap("Back to the conversation")
        assert screen.find("Notes: Workload", ("TextField",)).value == "Waves"
        assert under_way(phone).focus == ""

    cared_for(story)


def test_the_browsers_own_way_back_leaves_the_card_too() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Ways to begin")
        await screen.tap("How have things been, really?")
        await screen.go("/talk/talk")
        assert under_way(phone).focus == ""
        await screen.go("/talk/card/workload/no-such")
        assert "There is no such prompt" in screen.words()

    cared_for(story)


def test_in_silent_mode_the_colleague_sees_one_prompt_and_their_own_words_alone() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Workload and demand")
        await screen.type("Notes: Workload", "canary of the holder")
        await screen.tap("Others can hear")
        await screen.tap("How does the amount of work feel")
        await screen.type("Your own words", "Too much 🥴 شكرا")
        assert "whoever handed it to you can read it" in screen.words()
        for unseen in ("Sam", "canary", "Which part weighs most?", "Back to", WORRIED):
            assert unseen not in screen.words()
        assert len([c for c in screen.controls() if c._c == "TextField"]) == 1
        screen = await phone.kill_and_resume()
        assert screen.find("Your own words", ("TextField",)).value == "Too much 🥴 شكرا"
        await screen.tap("Done: pass the screen back")
        assert "Too much" not in screen.words()
        assert WORRIED not in screen.words()
        await screen.tap("I have it back")
        assert "In their own words: Too much 🥴 شكرا" in screen.words()
        assert screen.find("Notes: Workload", ("TextField",)).value == "canary of the holder"

    cared_for(story)


def test_one_card_given_to_the_colleague_leaves_the_rest_of_the_talk_aloud() -> None:
    async def story(phone: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await settled(screen)
        await screen.tap("Workload and demand")
        await screen.tap("How does the amount of work feel")
        await screen.tap("Others can hear: let them type")
        await screen.type("Your own words", "Too much")
        screen = await phone.kill_and_resume()
        assert screen.find("Your own words", ("TextField",)).value == "Too much"
        await screen.tap("Done: pass the screen back")
        await screen.tap("I have it back")
        assert not under_way(phone).silent
        await screen.tap("How does the amount of work feel")
        assert "Others can hear: let them type" in screen.words()

    cared_for(story)


def test_no_card_opens_before_the_limits_were_said() -> None:
    async def story(_: CaredPhone, screen: Screen) -> None:
        await choose_guide(screen)
        await screen.go("/talk/card/workload/load")
        assert "First say what stays private" in screen.words()

    cared_for(story)
