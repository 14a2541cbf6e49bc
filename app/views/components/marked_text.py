"""The summary itself, marked in place: a tap on a sentence opens it word by word.

Words in running text are too small for gloves; opened, each is a target of its own. Marks are
never colour alone: what is hidden is struck through before the words that go instead, what is
asked is underlined and has a question mark, and a screen reader hears both in words.
"""

from collections.abc import Sequence

import flet as ft

from app.anonymise.review import Finding, Part
from app.anonymise.wording import words
from app.domain.wording import LEFT_TO_RIGHT, holds_its_order, tr
from app.views.boundary import component, guard
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.findings import Finding as FindingCard
from app.views.components.marking import Marking
from app.views.components.text import body
from app.views.theme import BOLD, CORNER, FONT, TAP

Sentence = Sequence[Part]
_NONE = -1


@component
def MarkedText(marking: Marking) -> ft.Control:
    """The text, sentence by sentence; at most one stands open."""
    opened, set_opened = ft.use_state(_NONE)
    chosen, choose = ft.use_state(_NONE)

    def turn_to(index: int) -> None:
        set_opened(index)
        choose(_NONE)

    rows: list[ft.Control] = []
    for index, sentence in enumerate(marking.review.sentences()):
        if index == opened:
            rows.append(_word_by_word(sentence, marking, chosen, choose, lambda: turn_to(_NONE)))
        else:
            rows.append(_sentence(sentence, marking, lambda _, to=index: turn_to(to)))
    framed = ft.Container(
        stack(rows, spacing=0),
        border=ft.Border.all(2, ft.Colors.PRIMARY),
        border_radius=CORNER,
        padding=4,
    )
    return stack([framed, *(undoing(marking) if opened == _NONE else [])])


def undoing(marking: Marking) -> list[ft.Control]:
    """Give the way to take back the last step, where there is one."""
    if not marking.can_undo():
        return []
    undo = guard(marking.undo, marking.report)
    return [buttons.quiet(tr("Undo the last change"), undo, icon=ft.Icons.UNDO)]


def styled(sentence: Sentence, marking: Marking) -> ft.Text:
    """Give a sentence as it is read: what goes struck through, what comes beside it."""
    spans = [span for part in sentence for span in _spans(part, marking)]
    spans[-1].text = (spans[-1].text or "").rstrip()  # a line's end would be an empty line here
    if holds_its_order("".join(span.text or "" for span in spans)):
        spans = [ft.TextSpan(LEFT_TO_RIGHT), *spans, ft.TextSpan(LEFT_TO_RIGHT)]
    return ft.Text(spans=spans, style=_style(marking))


def spoken(sentence: Sentence, marking: Marking) -> str:
    """Give a sentence as a screen reader says it."""
    said = [_said(part, marking) if part.finding else _gap(part, marking) for part in sentence]
    return " ".join("".join(said).split())


def _gap(part: Part, marking: Marking) -> str:
    """Give words that nothing was found in, and the space between two marks that leave as one."""
    if part.shown or marking.covered:
        return part.shown
    return marking.review.text[part.start : part.end]


def _said(part: Part, marking: Marking) -> str:
    state = _state(part.finding, marking)
    if state in ("covered", "plain"):
        return part.shown
    typed = marking.review.text[part.start : part.end]
    instead = (
        tr(" (hidden, {shown} goes instead)", shown=part.shown) if part.shown else tr(" (hidden)")
    )
    return typed + {"hidden": instead, "asked": tr(" (to be answered)"), "kept": ""}[state]


def _state(finding: Finding | None, marking: Marking) -> str:
    if finding is None or not finding.hidden:
        return "plain" if finding is None or marking.covered else "kept"
    if marking.covered:
        return "covered"
    return "asked" if finding.open else "hidden"


def _style(marking: Marking, **given: object) -> ft.TextStyle:
    size = 22 if marking.big else 18
    return ft.TextStyle(size=size, height=1.45, font_family=FONT, **given)  # type: ignore[arg-type]


def _spans(part: Part, marking: Marking) -> list[ft.TextSpan]:
    typed = marking.review.text[part.start : part.end]
    state = _state(part.finding, marking)
    bold, line = BOLD, ft.TextDecoration.UNDERLINE
    if state == "plain":
        return [ft.TextSpan(_gap(part, marking))]
    if state == "kept":
        dots = _style(marking, decoration=line, decoration_style=ft.TextDecorationStyle.DOTTED)
        return [ft.TextSpan(typed, dots)]
    if state == "asked":
        wave = _style(marking, decoration=line, color=ft.Colors.TERTIARY, weight=bold)
        return [ft.TextSpan(typed, wave), ft.TextSpan(" (?)", _style(marking, weight=bold))]
    instead = ft.TextSpan(part.shown, _style(marking, color=ft.Colors.ERROR, weight=bold))
    if state == "covered":
        return [instead]
    struck = _style(
        marking,
        decoration=ft.TextDecoration.LINE_THROUGH,
        decoration_thickness=2,
        color=ft.Colors.ON_SURFACE_VARIANT,
    )
    return [ft.TextSpan(typed, struck), ft.TextSpan(" " if part.shown else ""), instead]


def _sentence(sentence: Sentence, marking: Marking, on_click: buttons.OnClick) -> ft.Control:
    shown = ft.Container(
        ft.Semantics(content=styled(sentence, marking), exclude_semantics=True),
        on_click=guard(on_click),
        ink=True,
        border_radius=CORNER,
        # A sentence of one line is a target too: 50 pixels high.
        padding=ft.Padding.symmetric(horizontal=10, vertical=12),
    )
    return ft.MergeSemantics(
        ft.Semantics(button=True, label=spoken(sentence, marking), content=shown)
    )


def _word_by_word(
    sentence: Sentence,
    marking: Marking,
    chosen: int,
    choose: buttons.OnClick,
    close: buttons.OnClick,
) -> ft.Control:
    """Lay an opened sentence out word by word; what was tapped last says below what it is."""
    chips = [chip for part in sentence for chip in _chips(part, marking, choose)]
    start, end = sentence[0].start, sentence[-1].end
    rows: list[ft.Control] = [
        body(tr("Tap a word to hide it everywhere. Tap a mark to see why."), quiet=True),
        ft.Row(chips, wrap=True, spacing=6, run_spacing=8),
    ]
    for finding in marking.review.findings:
        span = finding.span
        if span.start <= chosen < span.end and start <= span.start < end:
            rows.append(_about(finding, marking))
    rows += undoing(marking)
    rows.append(buttons.secondary(tr("Done with this sentence"), lambda _: close()))
    return ft.Container(
        stack(rows, spacing=10),
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=CORNER,
        padding=10,
    )


def _about(finding: Finding, marking: Marking) -> ft.Control:
    if _state(finding, marking) == "covered":
        return body(
            tr("Hidden: {replacement} goes instead.", replacement=finding.span.replacement),
            quiet=True,
        )
    card: ft.Control = FindingCard(finding.span, marking, key=f"about-{finding.span.start}")
    return card


def _chips(part: Part, marking: Marking, choose: buttons.OnClick) -> list[ft.Control]:
    if part.finding is not None:
        return [_mark_chip(part, part.finding, marking, choose)]
    if not part.shown:
        return []  # a space between two words that leave one mark together
    text = marking.review.text
    found = [w for w in words(text) if part.start <= w[0] and w[1] <= part.end]
    first = found[0][0] if found else part.end
    before = text[part.start : first].strip()
    chips: list[ft.Control] = [ft.Text(before, style=_style(marking))] if before else []
    until = [*(start for start, _ in found[1:]), part.end]
    for (start, end), shown_to in zip(found, until, strict=False):
        label = text[start:shown_to].strip()
        chips.append(_word_chip(label, (start, end), marking, choose))
    return chips


def _word_chip(
    label: str, place: tuple[int, int], marking: Marking, choose: buttons.OnClick
) -> ft.Control:
    """Give one word that stays so far, with the stops that follow it."""

    def hide() -> None:
        marking.hide(*place)
        choose(place[0])

    return _chip(ft.Text(label, style=_style(marking)), hide, marking)


def _mark_chip(
    part: Part, finding: Finding, marking: Marking, choose: buttons.OnClick
) -> ft.Control:
    state = _state(finding, marking)
    grounds = {"asked": ft.Colors.TERTIARY_CONTAINER, "kept": ft.Colors.SURFACE_CONTAINER_HIGHEST}
    shown = ft.Semantics(
        label=spoken([part], marking), content=styled([part], marking), exclude_semantics=True
    )
    ground = grounds.get(state, ft.Colors.ERROR_CONTAINER)
    return _chip(shown, lambda: choose(part.start), marking, ground)


def _chip(
    content: ft.Control, on_click: buttons.OnClick, marking: Marking, ground: str | None = None
) -> ft.Control:
    shown = ft.Container(
        content,
        on_click=guard(on_click, marking.report),
        ink=True,
        bgcolor=ground or ft.Colors.SURFACE_CONTAINER_HIGH,
        border_radius=CORNER,
        padding=ft.Padding.symmetric(horizontal=12, vertical=(TAP - 28) / 2),
    )
    return ft.MergeSemantics(ft.Semantics(button=True, content=shown))
