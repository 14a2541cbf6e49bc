"""A summary leaves word for word as a person agreed to it, and not before; and what goes along."""

import asyncio
from collections.abc import Generator
from dataclasses import replace

import pytest

from app.anonymise.lexicon import Lexicon
from app.anonymise.loading import Knowledge, Loading
from app.anonymise.review import Review
from app.domain.conversation import Conversation
from app.domain.errors import InputError
from app.domain.organisation import Organisation
from app.domain.plan import Action, Plan
from app.domain.plan_record import PlanRecord
from app.domain.summary import WireSummary
from app.usecases.agree_together import send_agreed
from app.usecases.find_names import Known, NameFinder
from app.usecases.review_summary import LOOKED_WITH, SummaryDesk
from tests.app.domain.plans import DAY
from tests.app.scripted_server import ORGANISATION as DOCUMENT

ORGANISATION = Organisation.from_document(DOCUMENT)


def few_lists() -> Loading:
    yield
    names = frozenset({"kestrel", "mark"})
    return Lexicon(forenames=names, common_forenames=names, ordinary=frozenset({"mark"})), None


def desk() -> SummaryDesk:
    return SummaryDesk(NameFinder(few_lists))


def a_conversation(summary: str = "Late finishes wear people down.") -> Conversation:
    conversation = Conversation("routine", 1, DAY, label="Quay")
    conversation.summary = summary
    conversation.staff_group = "04"
    conversation.area = "north"
    return conversation


def looked(conversation: Conversation, known: Known | None = None) -> Review:
    return asyncio.run(desk().look(conversation, known or Known()))


def sent(plan: Plan | None) -> WireSummary:
    conversation = a_conversation()
    review = looked(conversation)
    desk().confirm(conversation, review.result())
    record = None if plan is None else PlanRecord(label="Quay", plan=plan)
    return desk().to_send(conversation, ORGANISATION, record)


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (None, (False, False)),
        (Plan(), (False, False)),
        (Plan({"people": "Kestrel"}), (True, False)),
        (Plan({}, (Action("Kestrel"),), DAY), (True, True)),
        (Plan({}, (), DAY), (True, True)),
    ],
    ids=["no record", "empty", "words", "all", "only a day"],
)
def test_of_the_plan_only_this_leaves(plan: Plan | None, told: tuple[bool, bool]) -> None:
    wire = sent(plan)
    assert (wire.plan_made, wire.follow_up_agreed) == told
    for hidden in ("Kestrel", "Quay", DAY.isoformat()):
        assert hidden not in str(wire.to_wire())


def test_what_is_not_settled_is_asked_for_first() -> None:
    conversation = a_conversation()
    desk().confirm(conversation, looked(conversation).result())
    changed = replace(conversation, summary="Other words.")
    with pytest.raises(InputError, match="changed"):
        desk().to_send(changed, ORGANISATION, None)
    bare = replace(conversation, staff_group="", area="")
    with pytest.raises(InputError, match="staff group and the trust area"):
        desk().to_send(bare, ORGANISATION, None)
    with pytest.raises(InputError, match="summary is empty"):
        looked(replace(conversation, summary=" "))


def test_nothing_is_sent_that_nobody_agreed_to_word_for_word() -> None:
    conversation = a_conversation("Late finishes. Kestrel is tired of it.")
    review = looked(conversation)
    shown = desk().draft(conversation, ORGANISATION, None).text
    assert "Kestrel" not in shown
    with pytest.raises(InputError, match="read these words and agree"):
        desk().to_send(conversation, ORGANISATION, None)
    with pytest.raises(InputError, match="Read them again"):
        desk().confirm(conversation, review.text)
    desk().confirm(conversation, shown)
    assert desk().to_send(conversation, ORGANISATION, None).text == shown
    now = desk().saved(conversation)
    assert now is not None
    desk().keep(conversation, desk().hide(now, 0, 4))
    with pytest.raises(InputError, match="read these words and agree"):
        desk().to_send(conversation, ORGANISATION, None)


def test_words_nobody_agreed_to_are_not_queued() -> None:
    conversation = a_conversation()
    looked(conversation)
    wire = desk().draft(conversation, ORGANISATION, None)
    unused: list[object] = []
    with pytest.raises(InputError, match="read these words and agree"):
        asyncio.run(send_agreed(conversation, wire, None, unused, lambda: DAY))  # type: ignore[arg-type]
    assert unused == []


def test_a_newer_version_looks_again_and_keeps_what_was_decided() -> None:
    conversation = a_conversation("Kestrel asked about breaks. Mark did too.")
    review = looked(conversation)
    span = next(s for s in review.spans if review.text[s.start : s.end] == "Kestrel")
    desk().keep(conversation, review.keep(span, "the name of a ship").mark(14, 19))
    left = desk().saved(conversation)
    assert left is not None
    assert conversation.review is not None
    conversation.review[LOOKED_WITH] = "rules-0"
    assert desk().saved(conversation) is None
    with pytest.raises(InputError, match="Look it over once more"):
        desk().draft(conversation, ORGANISATION, None)
    again = looked(conversation)
    assert again.result() == left.result()
    assert desk().saved(conversation) == again


def test_a_damaged_review_is_made_afresh() -> None:
    conversation = a_conversation("Kestrel asked about breaks.")
    fresh = looked(conversation)
    assert conversation.review is not None
    conversation.review["findings"] = "broken"
    assert desk().saved(conversation) is None
    assert looked(conversation) == fresh


def test_words_that_name_nobody_here_are_not_found_here() -> None:
    text = "I asked Kestrel about breaks."
    assert "Kestrel" not in looked(a_conversation(text)).result()
    known = Known(not_names=frozenset({"kestrel"}))
    assert looked(a_conversation(text), known).result() == text


def test_words_changed_while_it_loads_are_not_mistaken_for_the_others() -> None:
    conversation = a_conversation()

    def slow() -> Generator[None, None, Knowledge]:
        yield
        conversation.summary = "Kestrel asked."
        return Lexicon(), None

    with pytest.raises(InputError, match="changed"):
        asyncio.run(SummaryDesk(NameFinder(slow)).look(conversation))
    assert conversation.review is None


def test_it_loads_once_and_lets_others_have_their_turn() -> None:
    happened: list[str] = []

    def load() -> Generator[None, None, Knowledge]:
        happened.append("begins")
        for _ in range(3):
            yield
        happened.append("done")
        return Lexicon(), None

    async def story() -> None:
        finder = NameFinder(load)
        assert not finder.is_ready
        assert finder.mentions("a b", 0, 1) is None
        both = asyncio.gather(finder.load(), finder.find("words", Known()))
        for _ in range(2):
            await asyncio.sleep(0)
        happened.append("a tap")
        await both
        assert finder.is_ready
        assert finder.mentions("ask b, b", 4, 5) == [(7, 8)]

    asyncio.run(story())
    assert happened == ["begins", "a tap", "done"]


def test_a_load_that_fails_is_tried_again() -> None:
    tries = [OSError("gone"), None]

    def load() -> Generator[None, None, Knowledge]:
        yield
        trouble = tries.pop(0)
        if trouble:
            raise trouble
        return Lexicon(), None

    async def story() -> None:
        finder = NameFinder(load)
        with pytest.raises(OSError, match="gone"):
            await finder.load()
        await finder.load()
        assert finder.is_ready

    asyncio.run(story())
