"""The review, whatever is done in it: nothing hidden leaves, and all can be undone and saved."""

import json
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.anonymise.mentions import mentions
from app.anonymise.review import Review
from app.anonymise.spans import Level
from tests.app.anonymise.reviews import span

WORDS = st.lists(
    st.sampled_from(["sarah", "Sarah", "sunny", "may", "ran", "x-ray", ","]), max_size=12
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["mask", "keep", "mark", "not-name", "confirm"]),
        st.integers(0, 40),
        st.integers(1, 9),
    ),
    max_size=8,
)


def played(words: list[str], steps: list[tuple[str, int, int]]) -> list[Review]:
    text = " ".join(words)
    spans = [span(text, "sarah", Level.RED, n) for n in range(len(mentions(text, "sarah")))]
    spans += [span(text, "sunny", Level.AMBER, n) for n in range(len(mentions(text, "sunny")))]
    reviews = [Review.start(text, spans)]
    for action, at, length in steps:
        now = reviews[-1]
        if action == "mark":
            if text[at : at + length].strip():
                reviews.append(now.mark(at, at + length))
        elif now.spans and action != "confirm":
            chosen = now.spans[at % len(now.spans)]
            acts = {"mask": now.mask, "not-name": now.not_a_name}
            act = acts.get(action, lambda span: now.keep(span, "agreed"))  # noqa: B023
            reviews.append(act(chosen))
    return reviews


@given(WORDS, STEPS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_done_can_be_undone_and_saved(
    words: list[str], steps: list[tuple[str, int, int]]
) -> None:
    reviews = played(words, steps)
    last = reviews[-1]
    for earlier in reversed(reviews[:-1]):
        last = last.undo()
        assert last == earlier
    for review in reviews:
        ends = [(s.start, s.end) for s in review.spans]
        assert ends == sorted(ends)
        assert all(one[1] <= other[0] for one, other in pairwise(ends))
        resumed = Review.from_document(json.loads(json.dumps(review.to_document())))
        assert resumed == review
        assert resumed.result() == review.result()
        assert "".join(review.text[p.start : p.end] for p in review.parts) == review.text
        whole = [part for sentence in review.sentences() for part in sentence]
        assert "".join(part.shown for part in whole) == review.result()
        assert "".join(review.text[p.start : p.end] for p in whole) == review.text


@given(WORDS, STEPS)
@settings(max_examples=60, deadline=None)
def test_an_edit_that_changes_nothing_changes_no_result(
    words: list[str], steps: list[tuple[str, int, int]]
) -> None:
    review = played(words, [step for step in steps if step[0] != "mark"])[-1]
    after = review.rebase(review.text, [finding.span for finding in review.base])
    assert after.result() == review.result()
    assert after.open_questions() == review.open_questions()


@given(WORDS, STEPS, st.integers(0, 60))
@example(["may", "sunny", "sunny"], [("mark", 0, 9), ("keep", 0, 1)], 0)
@settings(max_examples=60, deadline=None)
def test_no_masked_or_undecided_word_survives_in_what_would_leave(
    words: list[str], steps: list[tuple[str, int, int]], tapped: int
) -> None:
    review = played(words, steps)[-1]
    place = review.word_at(tapped)
    if place is not None:
        review = review.mark(*place)
        assert not mentions(review.result(), review.text[slice(*place)])
    kept = "".join(p.shown for p in review.parts if p.finding is None or not p.finding.hidden)
    open_words = {review.text[s.start : s.end] for s in review.open_questions()}
    decided = [review.text[f.span.start : f.span.end] for f in review.findings if not f.open]
    for word in open_words:
        # Somebody decided about it there, by itself or within more words that they marked.
        if not any(mentions(words_decided, word) for words_decided in decided):
            assert not mentions(kept, word)
