"""A summary looked over from top to bottom: the text, one question at a time, what will leave."""

import flet as ft

from app.anonymise.language import Cover, language_of
from app.views.boundary import guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.findings import Finding, answers, why
from app.views.components.fold import Fold
from app.views.components.leaving import exact_words
from app.views.components.marked_text import MarkedText, styled
from app.views.components.marking import Marking
from app.views.components.text import body, section
from app.views.theme import CORNER

LEAVES = "Exactly this will leave"
#: Where the screen can be scrolled to.
QUESTION = "question"


def reviewing(marking: Marking) -> list[ft.Control]:
    """Give all that it takes to read the text, answer what is asked and hide what was missed.

    Where nothing is hidden, the text is what will leave and stands there once.
    """
    review = marking.review
    bare = review.result() == review.text
    rows: list[ft.Control] = [
        *language_note(review.text),
        section(LEAVES if bare else "Your words, marked"),
        body("Tap a sentence to hide a word in it, or to see why it is marked.", quiet=True),
        MarkedText(marking, key="marked"),
        *undoing(marking),
    ]
    if review.open_questions():
        rows += [_question(marking)]
    if not bare:
        rows += [section(LEAVES), exact_words(review.result(), big=marking.big)]
    if review.spans:
        rows.append(
            Fold(
                "Each mark by itself",
                f"{len(review.spans)} in the order of the text",
                lambda: [
                    Finding(span, marking, key=f"{span.start}-{span.end}") for span in review.spans
                ],
                icon=ft.Icons.FORMAT_LIST_BULLETED,
                key="marks",
            )
        )
    return rows


def undoing(marking: Marking) -> list[ft.Control]:
    """Give the way to take back the last step, where there is one."""
    if not marking.can_undo():
        return []
    undo = guard(marking.undo, marking.report)
    return [buttons.quiet("Undo the last change", undo, icon=ft.Icons.UNDO)]


def language_note(text: str) -> list[ft.Control]:
    """Say so where names are not found as well as in English."""
    reading = language_of(text)
    return [] if reading.cover is Cover.FULL else [notice.note(reading.sentence)]


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
    count = f"{len(asked)} question{'' if len(asked) == 1 else 's'} still to answer"
    rows = [
        ft.Semantics(live_region=True, container=True, content=body(count, quiet=True)),
        ft.Text(
            f"Could “{marking.words(span)}” give someone away?",
            size=19,
            weight=ft.FontWeight.W_600,
        ),
        body(why(span), quiet=True),
        *([styled(around, marking)] if len(review.sentences()) > 1 else []),
        *answers(span, marking),
    ]
    return ft.Container(
        stack(rows, spacing=10),
        key=ft.ScrollKey(QUESTION),  # type: ignore[call-arg]
        bgcolor=ft.Colors.TERTIARY_CONTAINER,
        border=ft.Border.all(2, ft.Colors.TERTIARY),
        border_radius=CORNER,
        padding=16,
    )
