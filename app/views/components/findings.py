"""What could give someone away: each finding with its reason, and what a person decides."""

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from app.anonymise.mentions import mentions
from app.anonymise.review import Review
from app.anonymise.spans import Level, Span
from app.domain.errors import InputError
from app.views.boundary import component, guard
from app.views.components import buttons
from app.views.components.fields import Line
from app.views.components.text import body
from app.views.services import use_typed
from app.views.theme import CORNER

#: Hears a change to make to the review as it stands by then.
Take = Callable[[Callable[[Review], Review]], None]


@dataclass(frozen=True)
class Reasons:
    """Half-typed reasons for letting something stay; kept with the conversation.

    ``whose`` keeps apart what two people type about the same words.
    """

    text: str
    drafts: dict[str, str]
    save: Callable[[], None]
    whose: str = ""

    def get(self, span: Span) -> str:
        """Give what was typed for ``span`` so far."""
        return self.drafts.get(self._name(span), "")

    def put(self, span: Span, words: str) -> None:
        """Keep what is typed for ``span``."""
        self.drafts[self._name(span)] = words
        self.save()

    def drop(self, span: Span) -> None:
        """Forget it: the reason now stands in the review."""
        self.drafts.pop(self._name(span), None)

    def _name(self, span: Span) -> str:
        return f"reason-{self.whose}{self.text[span.start : span.end]}"


def _state_words(span: Span, hidden: bool, asked: bool) -> str:
    reason = f"{span.reason[:1].upper()}{span.reason[1:]}."
    if asked:
        return f"Could this give someone away? {reason}"
    if hidden:
        return f"Hidden: {span.replacement} stands there instead. {reason}"
    return f"Stays as it is. {reason}"


@component
def Finding(
    span: Span,
    review: Review,
    reasons: Reasons,
    take: Take,
    report: Callable[[str], None],
) -> ft.Control:
    """One thing found: what it is, why, and what becomes of it."""
    words = review.text[span.start : span.end]
    decision = review.decision(span)
    hidden = review.is_masked(span)
    asked = span.level is Level.AMBER and decision is None
    red = span.level is Level.RED
    opened, set_opened = ft.use_state(bool(reasons.get(span)))

    def keep() -> None:
        reason = reasons.get(span)
        take(lambda latest: latest.keep(span, reason))
        reasons.drop(span)

    rows: list[ft.Control] = [
        ft.Text(f"“{words}”", size=18, weight=ft.FontWeight.W_600),
        body(_state_words(span, hidden, asked), quiet=True),
    ]
    if asked or not hidden:
        rows.append(
            buttons.secondary(
                f"Hide “{words}”", guard(lambda: take(lambda latest: latest.mask(span)), report)
            )
        )
    if hidden and red and not opened:
        rows.append(buttons.quiet(f"Let “{words}” stay", lambda _: set_opened(True)))
    elif asked or hidden:
        if red:
            why = f"Why “{words}” can stay"
            rows.append(Line(why, reasons.get(span), lambda typed: reasons.put(span, typed)))
        rows.append(buttons.quiet(f"Let “{words}” stay", guard(keep, report)))
    return ft.Container(
        ft.Column(rows, spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.all(2, ft.Colors.TERTIARY) if asked else None,
        border_radius=CORNER,
        padding=16,
    )


@component
def HideMore(
    review: Review,
    take: Take,
    report: Callable[[str], None],
) -> ft.Control:
    """Hide any other words: typed as they stand in the text, every mention goes."""
    typed = use_typed()

    def hide() -> None:
        words = typed.get("words", "").strip()
        places = mentions(review.text, words)
        if not places:
            raise InputError("Type whole words, as they stand in the summary.")
        take(lambda latest: latest.mark(*places[0]))

    return ft.Column(
        [
            Line("Other words to hide", "", lambda words: typed.update(words=words)),
            buttons.secondary(
                "Hide these words", guard(hide, report), icon=ft.Icons.VISIBILITY_OFF
            ),
        ],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
