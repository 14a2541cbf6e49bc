"""The review in the hand: a tap on a sentence, a tap on a word, one question at a time."""

import asyncio
from collections.abc import Generator
from typing import Any

import pytest

from app.anonymise.lexicon import Lexicon
from app.anonymise.loading import Knowledge
from app.anonymise.review import Review
from app.domain.conversation import Conversation, Step
from app.usecases.agree_together import TURNED
from app.usecases.review_summary import SummaryDesk
from app.views.components.agreeing import READ
from app.views.components.reviewing import LEAVES
from tests.app.views.care import CaredPhone, cared_for
from tests.harness import Screen

TURN = "Turn the screen to your colleague"
NAMES = frozenset({"kestrel", "rook"})
SENTENCE = "We talked about long nights."
SAID = f"Kestrel finishes late. {SENTENCE} The heron lot wait, heron's van too."


def few_lists() -> Generator[None, None, Knowledge]:
    yield
    return Lexicon(forenames=NAMES, common_forenames=frozenset({"kestrel"})), None


async def at_the_check(phone: CaredPhone, summary: str) -> Screen:
    """A conversation with ``summary``, open at the check; its word lists are short."""
    phone.services.summaries.finder._begin = few_lists
    conversation = await phone.keep("Sam", summary=summary, staff_group="04", area="north")
    await carries_on(phone, conversation)
    return phone.screen


async def carries_on(phone: CaredPhone, conversation: Conversation) -> None:
    conversation.limits_said = True
    conversation.step = Step.CHECK
    phone.services.session.conversation = conversation
    await phone.screen.go("/talk/check")


def review_of(phone: CaredPhone) -> Review:
    conversation = phone.services.session.conversation
    assert conversation is not None
    review = phone.services.summaries.saved(conversation)
    assert review is not None
    return review


def leaves(screen: Screen) -> str:
    """What stands under the heading that promises the exact words."""
    lines = screen.words().split("\n")
    at = lines.index(LEAVES) + 1
    return "\n".join(lines[at:])


def test_a_tapped_word_goes_everywhere_and_comes_back() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, SAID)
        before = review_of(phone)
        await screen.tap("The heron lot wait")
        await screen.tap("heron")
        assert "The [removed] lot wait, [removed]'s van too." in leaves(screen)
        assert "You marked this." in screen.words()
        await screen.tap("Undo the last change")
        assert review_of(phone) == before
        assert "Undo" not in screen.words()
        await screen.tap("Done with this sentence")
        assert "Tap a word" not in screen.words()

    cared_for(story)


def test_every_mark_says_in_words_what_it_is() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, "I asked Kestrel. Rook is 58.")
        said = screen.words()
        assert "I asked Kestrel (hidden, [" in said
        assert "58 (to be answered)" in said

    cared_for(story)


def test_a_red_mark_stays_only_with_a_reason_or_when_it_is_no_name() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, "I asked Kestrel. Kestrel's van broke down.")
        await screen.tap("I asked Kestrel")
        await screen.tap("Kestrel (hidden")
        await screen.tap("Let “Kestrel” stay")
        await screen.tap("Let “Kestrel” stay")
        assert "Say in a few words why" in screen.words()
        await screen.type("Why “Kestrel” can stay", "the name of a boat")
        await screen.tap("Let “Kestrel” stay")
        assert review_of(phone).result() == "I asked Kestrel. Kestrel's van broke down."
        assert LEAVES in screen.words()

    cared_for(story)


def test_a_word_that_names_nobody_is_remembered_here_until_that_is_undone() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, "I asked Kestrel about it.")
        await screen.tap("Each mark by itself")
        await screen.tap("This is not a name")
        assert review_of(phone).result() == "I asked Kestrel about it."
        assert "Layby remembers on this device" in screen.words()
        assert phone.workspace.own_words.all() == {"kestrel"}
        await carries_on(phone, await phone.keep("Jo", summary="We met Kestrel again."))
        assert review_of(phone).result() == "We met Kestrel again."
        phone.workspace.own_words.remove("Kestrel")
        await carries_on(phone, await phone.keep("Al", summary="We met Kestrel today."))
        await screen.tap("Each mark by itself")
        await screen.tap("This is not a name")
        await screen.tap("Undo the last change")
        assert phone.workspace.own_words.all() == frozenset()
        assert "Kestrel" not in review_of(phone).result()

    cared_for(story)


def test_questions_come_one_by_one_in_one_place() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, "She is 58. He is 61. They talk.")
        assert "2 questions still to answer" in screen.words()
        assert "Could “58” give" in screen.words()
        assert READ not in screen.words()
        await screen.tap("Let “58” stay")
        assert "1 question still to answer" in screen.words()
        assert "Could “61” give" in screen.words()
        await screen.tap("Hide “61”")
        assert "still to answer" not in screen.words()
        assert leaves(screen).startswith("She is 58.")
        assert "61" not in leaves(screen)
        assert READ in screen.words()

    cared_for(story)


def test_nothing_is_turned_before_somebody_said_that_it_may_leave() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, SENTENCE)
        await screen.tap(TURN)
        assert "tick that they may" in screen.words()
        await screen.tap(READ)
        assert screen.is_ticked(READ)
        await screen.tap(SENTENCE)
        await screen.tap("nights")
        assert not screen.is_ticked(READ), "the words changed"
        await screen.tap("Undo the last change")
        assert screen.is_ticked(READ), "these very words were read"
        await screen.tap(READ)
        assert not screen.is_ticked(READ)
        await screen.tap(READ)
        await screen.tap(TURN)
        assert "For you to read" in screen.words()

    cared_for(story)


def test_a_fast_tick_never_agrees_to_words_not_yet_drawn() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, SENTENCE)
        await screen.tap(SENTENCE)
        word, box = screen.tappable("nights"), screen.tappable(READ)
        await screen.session.dispatch_event(word._i, "click", None)
        await screen.session.dispatch_event(box._i, "click", None)
        await screen.settle()
        assert not review_of(phone).is_confirmed()
        assert "Read them again" in screen.words()
        assert not screen.is_ticked(READ)

    cared_for(story)


def test_what_was_left_is_there_again_exactly() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, SAID)
        await screen.tap("The heron lot wait")
        await screen.tap("heron")
        await screen.tap(READ)
        left = review_of(phone)
        await phone.until_saved()
        conversation = phone.services.session.conversation
        assert conversation is not None
        kept = phone.workspace.saver.tables.all("conversations")
        (row,) = [found for found in kept if found["id"] == conversation.id]
        phone.services.session.conversation = None
        await carries_on(phone, Conversation.from_document(row))
        assert review_of(phone) == left
        assert screen.is_ticked(READ)

    cared_for(story)


def test_what_finds_names_is_loaded_while_they_word_the_summary() -> None:
    async def story(phone: CaredPhone) -> None:
        finder = phone.services.summaries.finder
        finder._begin = few_lists
        conversation = await phone.keep("Sam")
        conversation.limits_said = True
        phone.services.session.conversation = conversation
        await phone.screen.go("/talk/summary")
        assert not finder.is_ready
        phone.clock.goes_on(2)
        await phone.until(lambda: finder.is_ready)

    cared_for(story)


def test_it_looks_by_itself_and_says_so_meanwhile() -> None:
    async def story(phone: CaredPhone) -> None:
        go_on = asyncio.Event()
        find = SummaryDesk.look

        async def slow(*given: Any) -> Review:
            await go_on.wait()
            return await find(phone.services.summaries, *given)

        object.__setattr__(phone.services.summaries, "look", slow)
        screen = await at_the_check(phone, "I asked Kestrel.")
        assert "Looking for names…" in screen.words()
        assert TURN not in screen.words()
        go_on.set()
        await screen.settle()
        assert "Looking for names…" not in screen.words()
        assert "Kestrel" not in leaves(screen)

    cared_for(story)


def test_lists_that_do_not_load_let_nothing_past_and_can_be_tried_again() -> None:
    async def story(phone: CaredPhone) -> None:
        tries: list[object] = []

        def broken() -> Generator[None, None, Knowledge]:
            tries.append(1)
            yield
            if len(tries) == 1:
                raise OSError("disk")
            return Lexicon(), None

        phone.services.summaries.finder._begin = broken
        conversation = await phone.keep("Sam", summary=SENTENCE)
        await carries_on(phone, conversation)
        screen = phone.screen
        assert "Something went wrong here" in screen.words()
        assert conversation.review is None
        await screen.tap("Look for names again")
        assert leaves(screen).startswith(SENTENCE)

    cared_for(story)


def test_the_colleague_hides_more_and_undoes_only_that() -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, "I asked Kestrel. The heron lot wait.")
        await screen.tap("The heron lot wait")
        await screen.tap("wait")
        await screen.tap(READ)
        await screen.tap(TURN)
        assert "Undo" not in screen.words()
        await screen.tap("The heron lot [removed].")
        await screen.tap("heron")
        assert review_of(phone).result().endswith("The [removed] lot [removed].")
        assert not review_of(phone).is_confirmed()
        assert "Kestrel" not in screen.words()
        assert "wait" not in screen.words()
        await screen.tap("[removed]")
        assert "Let “" not in screen.words()
        await screen.tap("Undo the last change")
        assert "Undo" not in screen.words()
        assert review_of(phone).result().endswith("The heron lot [removed].")
        conversation = phone.services.session.conversation
        assert conversation is not None
        assert conversation.drafts[TURNED] == "1"

    cared_for(story)


@pytest.mark.parametrize(
    "summary",
    ["x" * 2000, "😀 " * 600, "<b>Kestrel</b>\n\n\n" * 60, "Ke\u200bstrel قال שלום " * 80],
    ids=["one word", "pictures", "pasted tags", "scripts"],
)
def test_whatever_is_pasted_can_be_looked_over(summary: str) -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await at_the_check(phone, summary)
        sentence = next(c for c in screen.controls() if getattr(c, "button", None))
        await screen.tap(sentence.label[:12])
        assert "Tap a word to hide it everywhere" in screen.words()

    cared_for(story)
