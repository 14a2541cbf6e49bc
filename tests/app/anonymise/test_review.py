"""The review: nothing leaves by silence, every step can be undone and saved."""

import pytest

from app.anonymise.review import Choice, Review
from app.anonymise.spans import Kind, Level, Span
from app.domain.errors import InputError
from tests.app.anonymise.reviews import TEXT, opened, span


def test_red_is_masked_and_an_open_question_is_masked_until_answered() -> None:
    review = opened()
    assert review.result() == "[name] said may be. [name]'s mate [name] drove"
    assert not review.is_settled()
    assert review.open_questions() == [review.spans[2]]
    assert review.is_masked(review.spans[2])


def test_an_answer_settles_the_question() -> None:
    review = opened()
    kept = review.keep(review.spans[2])
    assert kept.result().endswith("mate sunny drove")
    assert kept.is_settled()
    masked = review.mask(review.spans[2])
    assert masked.result() == review.result()
    assert masked.is_settled()
    assert not review.is_settled(), "the review before the step is as it was"


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_keeping_something_red_needs_a_reason(reason: str) -> None:
    review = opened()
    with pytest.raises(InputError) as caught:
        review.keep(review.spans[0], reason)
    assert caught.value.field == "reason"
    kept = review.keep(review.spans[0], " a patient group, not a person ")
    assert kept.result().startswith("Sarah said")
    decision = kept.decision(kept.spans[0])
    assert decision is not None
    assert (decision.choice, decision.reason) == (Choice.KEEP, "a patient group, not a person")


def test_marking_hides_every_mention_in_any_case() -> None:
    text = "The Rover lot. rover again, ROVER's end, but not rovers"
    review = Review.start(text, []).mark(4, 9)
    assert review.result() == (
        "The [removed] lot. [removed] again, [removed]'s end, but not rovers"
    )
    assert [s.kind for s in review.spans] == [Kind.OTHER] * 3
    assert review.is_settled()


def test_marking_takes_whole_words_and_several_of_them() -> None:
    text = "the cold case  unit met the cold\ncase unit"
    assert Review.start(text, []).mark(5, 17).result() == "the [removed] met the [removed]"


def test_marking_over_a_finding_masks_it_whatever_was_decided() -> None:
    review = opened()
    kept = review.keep(review.spans[2])
    start = TEXT.index("mate")
    marked = kept.mark(start, start + len("mate sunny"))
    assert marked.result() == "[name] said may be. [name]'s [removed] drove"
    again = kept.mark(kept.spans[2].start, kept.spans[2].end)
    assert again.result() == review.result()


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 6), (100, 200), (7, 3), (-5, 0)])
def test_nothing_cannot_be_marked(start: int, end: int) -> None:
    with pytest.raises(InputError):
        opened().mark(start, end)


def test_a_span_of_another_text_cannot_be_decided_on() -> None:
    stranger = Span(1, 2, Kind.NAME, Level.AMBER, "", "[name]")
    for act in (opened().mask, opened().keep, opened().decision):
        with pytest.raises(InputError) as caught:
            act(stranger)
        assert "Sarah" not in caught.value.message


def test_undo_takes_back_one_step_at_a_time() -> None:
    first = opened()
    second = first.keep(first.spans[2])
    third = second.mark(0, 5)
    assert third.undo() == second
    assert third.undo().undo() == first
    assert first.undo() == first
    assert third.can_undo()
    assert not first.can_undo()


def test_an_edit_elsewhere_keeps_decisions() -> None:
    before = opened()
    before = before.keep(before.spans[2]).keep(before.spans[0], "agreed with her")
    text = "New first line. " + TEXT + " and slept"
    fresh = opened(text).spans
    after = before.rebase(text, list(fresh))
    assert after.is_settled()
    assert after.result() == (
        "New first line. Sarah said may be. [name]'s mate sunny drove and slept"
    )
    assert not after.can_undo()


def test_a_kept_word_typed_afresh_elsewhere_is_asked_about_again() -> None:
    text = "met sunny today"
    review = Review.start(text, [span(text, "sunny", Level.AMBER)])
    review = review.keep(review.spans[0])
    edited = "sunny rang. " + text
    spans = [span(edited, "sunny", Level.AMBER, n) for n in (0, 1)]
    after = review.rebase(edited, spans)
    assert after.open_questions() == spans[:1]


def test_a_kept_word_that_now_looks_worse_is_not_kept() -> None:
    text = "met sunny today"
    review = Review.start(text, [span(text, "sunny", Level.AMBER)])
    review = review.keep(review.spans[0])
    after = review.rebase(text + "!", [span(text, "sunny", Level.RED)])
    assert after.result() == "met [name] today!"


def test_marks_of_a_person_survive_an_edit_and_reach_new_mentions() -> None:
    review = Review.start("the rover lot", []).mark(4, 9)
    after = review.rebase("Rover came. the rover lot, rover's", [])
    assert after.result() == "[removed] came. the [removed] lot, [removed]'s"


def test_a_masked_question_stays_masked_when_no_longer_found() -> None:
    text = "met sunny today"
    review = Review.start(text, [span(text, "sunny", Level.AMBER)])
    after = review.mask(review.spans[0]).rebase(text + " again", [])
    assert after.result() == "met [name] today again"


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 3},
        {"schema": None},
        {"text": 4},
        {"findings": None},
        {"findings": [[0, 5]]},
        {"findings": [[0, 500, "NAME", "red", "", ""]]},
        {"findings": [[0, 5, "SHOE", "red", "", ""]]},
        {"findings": [[0, 5, "NAME", "red", "", "", "maybe", ""]]},
        {"findings": [[0, 5, "NAME", "red", "", ""], [3, 9, "NAME", "red", "", ""]]},
        {"steps": [["shout", [[0, 5]], ""]]},
        {"steps": [["mark", [[5, 0]], ""]]},
        {"steps": [["mark", [[5]], ""]]},
        {"steps": [["mark", [], ""]]},
        {"steps": [["mark", 0]]},
        {"steps": ["mark"]},
        {"confirmed": None},
        {"schema": 1, "steps": [["shout", 0, 5, ""]]},
        {"schema": 1, "steps": [["mark", 0]]},
    ],
)
def test_a_damaged_document_is_refused(change: dict[str, object]) -> None:
    document = opened().to_document() | change
    with pytest.raises(InputError) as caught:
        Review.from_document(document)
    assert caught.value.field == "review"


def test_what_the_first_version_saved_goes_on_exactly() -> None:
    rows = [[s.start, s.end, "NAME", s.level.value, s.reason, "[name]"] for s in opened().spans]
    at = TEXT.index("sunny")
    saved = {
        "schema": 1,
        "text": TEXT,
        "findings": rows,
        "steps": [["keep", at, at + 5, ""], ["mark", 0, 5, ""], ["mask", at, at + 5, ""]],
    }
    resumed = Review.from_document(saved)
    assert resumed.result() == "[name] said may be. [name]'s mate [name] drove"
    assert resumed.undo().result().endswith("sunny drove")
    assert not resumed.is_confirmed()


def test_nothing_is_confirmed_by_silence() -> None:
    review = opened()
    with pytest.raises(InputError):
        review.confirm(review.result())
    settled = review.mask(review.spans[2])
    assert not settled.is_confirmed()
    with pytest.raises(InputError, match="Read them again"):
        settled.confirm("other words")
    agreed = settled.confirm(settled.result())
    assert agreed.is_confirmed()
    assert not agreed.mark(TEXT.index("drove"), len(TEXT)).is_confirmed()
    assert not agreed.undo().is_confirmed(), "the question is open again"
    assert agreed.mark(TEXT.index("drove"), len(TEXT)).undo().is_confirmed()


def test_one_answer_does_for_the_word_wherever_it_stands() -> None:
    text = "sunny drove, Sunny's van, sunny rang"
    found = [span(text, "sunny", Level.AMBER, n) for n in range(3)]
    review = Review.start(text, found)
    assert review.mask(found[0]).is_settled()
    kept = review.keep(found[0])
    assert kept.open_questions() == [found[1]], "written otherwise, it may be somebody"
    assert kept.undo() == review


def test_not_a_name_lets_every_mention_stand_and_says_which_word() -> None:
    review = opened()
    free = review.not_a_name(review.spans[0])
    assert free.result() == "Sarah said may be. sarah's mate [name] drove"
    assert free.unnamed() == "Sarah"
    assert review.unnamed() == free.undo().unnamed() == free.mask(free.spans[2]).unnamed() == ""
    assert free.undo() == review


def test_what_only_a_person_marked_may_stay_without_a_reason() -> None:
    review = Review.start("the rover lot", []).mark(4, 9)
    assert not review.needs_reason(review.spans[0])
    assert review.keep(review.spans[0]).result() == "the rover lot"


def test_words_marked_one_by_one_leave_one_mark() -> None:
    text = "after the coach crash on Sunday"
    review = Review.start(text, []).mark(10, 15).mark(16, 21)
    assert review.result() == "after the [removed] on Sunday"
    assert "".join(text[p.start : p.end] for p in review.parts) == text
    assert review.undo().result() == "after the [removed] crash on Sunday"


def test_a_marked_word_leaves_the_same_words_as_where_it_was_found() -> None:
    text = "sunny drove, then sunny slept"
    review = Review.start(text, [span(text, "sunny", Level.AMBER, 1)]).mark(0, 5)
    assert review.result() == "[name] drove, then [name] slept"
    assert review.is_settled()


def test_more_may_be_known_of_the_other_mentions() -> None:
    review = Review.start("Mark said to mark it", []).mark(0, 4, [])
    assert review.result() == "[removed] said to mark it"


def test_a_tap_finds_the_word_under_it() -> None:
    place = opened().word_at(TEXT.index("drove") + 2)
    assert place is not None
    assert opened().mark(*place).result().endswith("mate [name] [removed]")
