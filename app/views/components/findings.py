"""What could give someone away: each finding with its reason, and what a person decides."""

from collections.abc import Callable

import flet as ft

from app.anonymise.findings import NOT_A_NAME
from app.anonymise.spans import Level, Span
from app.domain.wording import tr
from app.views.boundary import component, guard
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.fields import Line
from app.views.components.marking import NOT_SO, Marking, quoted
from app.views.components.text import body
from app.views.theme import BOLD, CORNER, SECTION


@component
def Finding(span: Span, marking: Marking) -> ft.Control:
    """One thing found: what it is, why, and what becomes of it."""
    review = marking.review
    decision = review.decision(span)
    asked = span.level is Level.AMBER and decision is None
    opened, set_opened = ft.use_state(bool(marking.reasons.get(span)))
    rows: list[ft.Control] = [
        ft.Text(quoted(marking.words(span)), size=SECTION, weight=BOLD),
        body(_state_words(span, marking, asked), quiet=True),
    ]
    if review.is_masked(span) and not asked:
        rows += _letting_stay(span, marking, opened, lambda: set_opened(True))
        if marking.may_name(span):
            rows.append(no_name(span, marking))
    elif asked:
        rows += answers(span, marking)
    else:
        rows.append(_hiding(span, marking, buttons.secondary))
    return ft.Container(
        stack(rows, spacing=8),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.all(2, ft.Colors.TERTIARY) if asked else None,
        border_radius=CORNER,
        padding=16,
    )


def answers(span: Span, marking: Marking) -> list[ft.Control]:
    """Give the answers to the question whether ``span`` could give someone away."""
    words = quoted(marking.words(span))
    keep = guard(lambda: marking.take(lambda latest: latest.keep(span)), marking.report)
    rows = [
        _hiding(span, marking, buttons.primary),
        buttons.secondary(tr("Let {words} stay", words=words), keep),
    ]
    return [*rows, no_name(span, marking)] if marking.may_name(span) else rows


def no_name(span: Span, marking: Marking) -> ft.Control:
    """Give the button that says so; it is remembered on this device and nowhere else."""
    return buttons.quiet(
        tr(NOT_SO[span.kind]),
        guard(lambda: marking.not_a_name(span), marking.report),
    )


def why(span: Span) -> str:
    """Give the reason why something was found, as a sentence of the language spoken now."""
    said = tr(span.reason)
    return tr("{reason}.", reason=f"{said[:1].upper()}{said[1:]}")


def _state_words(span: Span, marking: Marking, asked: bool) -> str:
    decision = marking.review.decision(span)
    if asked:
        return tr("Could this give someone away? {why}", why=why(span))
    if marking.review.is_masked(span):
        return tr(
            "Hidden: {replacement} stands there instead. {why}",
            replacement=span.replacement,
            why=why(span),
        )
    if decision is not None and decision.reason == NOT_A_NAME:
        return tr("Stays as it is. Layby remembers on this device that it names nobody.")
    return tr("Stays as it is. {why}", why=why(span))


def _hiding(span: Span, marking: Marking, button: Callable[..., ft.Control]) -> ft.Control:
    hide = guard(lambda: marking.take(lambda latest: latest.mask(span)), marking.report)
    return button(tr("Hide {quoted}", quoted=quoted(marking.words(span))), hide)


def _letting_stay(
    span: Span, marking: Marking, opened: bool, open_it: buttons.OnClick
) -> list[ft.Control]:
    """Give the way to let it stay: in one tap, or with a reason where Layby is sure."""
    words, reasons = quoted(marking.words(span)), marking.reasons

    def keep() -> None:
        reason = reasons.get(span)
        marking.take(lambda latest: latest.keep(span, reason))
        reasons.drop(span)

    button = buttons.quiet(tr("Let {words} stay", words=words), guard(keep, marking.report))
    if not marking.review.needs_reason(span):
        return [button]
    if not opened:
        return [buttons.quiet(tr("Let {words} stay", words=words), open_it)]
    field = Line(
        tr("Why {words} can stay", words=words),
        reasons.get(span),
        lambda typed: reasons.put(span, typed),
    )
    return [field, button]
