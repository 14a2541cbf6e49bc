"""A summary looked over from top to bottom: the text, one question at a time, what will leave."""

import flet as ft

from app.anonymise.language import Cover, language_of
from app.domain.wording import to_say, tr, trn
from app.views.components import notice
from app.views.components.cards import stack
from app.views.components.findings import Finding, answers, why
from app.views.components.fold import Fold
from app.views.components.leaving import exact_words
from app.views.components.led_to import place
from app.views.components.marked_text import MarkedText, styled
from app.views.components.marking import Marking
from app.views.components.text import body, section
from app.views.theme import BOLD, CORNER, SECTION

LEAVES = to_say("Exactly this will be sent")
#: Where the screen can be scrolled to.
QUESTION, WORDS = "question", "words"


def reviewing(marking: Marking) -> list[ft.Control]:
    """Give all that it takes to read the text, answer what is asked and hide what was missed.

    Where nothing is hidden, the text is what will leave and stands there once.
    """
    review = marking.review
    bare = review.result() == review.text
    rows: list[ft.Control] = [
        *language_note(review.text),
        body(tr("Could anyone tell who this is about? Tap a sentence to change what is hidden.")),
        _leaves() if bare else section(tr("Your words, marked")),
        MarkedText(marking, key="marked"),
    ]
    if review.open_questions():
        rows.append(_question(marking))
    if not bare:
        rows += [_leaves(), exact_words(review.result(), big=marking.big)]
    return rows


def _leaves() -> ft.Control:
    return place(WORDS, section(tr(LEAVES)))


def each_mark(marking: Marking) -> list[ft.Control]:
    """Give every mark as a card of its own, folded away; nothing where there is none."""
    spans = marking.review.spans
    if not spans:
        return []
    fold = Fold(
        tr("Each mark by itself"),
        tr("{number} in the order of the text", number=len(spans)),
        lambda: [Finding(span, marking, key=f"{span.start}-{span.end}") for span in spans],
        icon=ft.Icons.FORMAT_LIST_BULLETED,
        key="marks",
    )
    return [fold]


def language_note(text: str) -> list[ft.Control]:
    """Say so where names are not found as well as in English."""
    reading = language_of(text)
    if reading.cover is Cover.FULL:
        return []
    return [notice.note(tr(reading.sentence, name=tr(reading.name)))]


def _question(marking: Marking) -> ft.Control:
    """Give the first open question with its sentence; the next one comes in the same place."""
    review = marking.review
    asked = review.open_questions()
    span = asked[0]
    around = next(
        sentence
        for sentence in review.sentences()
        if sentence[0].start <= span.start < sentence[-1].end
    )
    count = trn("{count} question still to answer", "{count} questions still to answer", len(asked))
    rows = [
        ft.Semantics(live_region=True, container=True, content=body(count, quiet=True)),
        ft.Text(
            tr("Could “{words}” give someone away?", words=marking.words(span)),
            size=SECTION,
            weight=BOLD,
        ),
        body(
            tr(
                "{why} Hidden, it would say {replacement}.",
                why=why(span),
                replacement=span.replacement,
            ),
            quiet=True,
        ),
        *([styled(around, marking)] if len(review.sentences()) > 1 else []),
        *answers(span, marking),
    ]
    return ft.Container(
        stack(rows, spacing=10),
        key=ft.ScrollKey(QUESTION),  # type: ignore[call-arg]
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.all(2, ft.Colors.TERTIARY),
        border_radius=CORNER,
        padding=16,
    )
