"""What a printed plan says, in order: one list for the PDF and for the browser's print."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.domain.days import day_words
from app.domain.plan import Action, Owner, Plan, Section
from app.domain.wording import to_say, tr


class Kind(Enum):
    """What a block is. A detail belongs to the action before it."""

    TITLE = "title"
    NOTE = "note"
    HEADING = "heading"
    TEXT = "text"
    ACTION = "action"
    DETAIL = "detail"
    REMARK = "remark"


@dataclass(frozen=True)
class Block:
    """One paragraph. ``ticked`` is None for all but actions."""

    kind: Kind
    text: str
    ticked: bool | None = None


#: What the page shows where a sign cannot be drawn, explained at its end.
MISSING_SIGN = to_say(
    "A \ufffd stands for a sign that this page cannot show, such as an emoji. "
    "The plan in Layby still has it."
)


def blocks(plan: Plan) -> Iterator[Block]:
    """Give the page's blocks. Nothing on it names a person unless the plan's own words do."""
    yield Block(Kind.TITLE, tr("Personal plan"))
    yield Block(Kind.NOTE, tr("This plan is mine. I choose who sees it."))
    if plan.is_empty():
        yield Block(Kind.TEXT, tr("Nothing is written here yet."))
    for section in Section:
        if written := plan.section(section).strip():
            yield Block(Kind.HEADING, section.title)
            yield from (Block(Kind.TEXT, line) for line in _paragraphs(written))
    for owner in Owner:
        if theirs := [action for action in plan.actions if action.owner == owner]:
            yield Block(Kind.HEADING, owner.title)
            for action in theirs:
                yield from _action(action)
    if plan.review_on is not None:
        yield Block(Kind.HEADING, tr("When we look at this again"))
        yield Block(Kind.TEXT, day_words(plan.review_on))


def print_lines(plan: Plan) -> list[str]:
    """Give the page as plain lines, "" between its parts, without the title."""
    lines: list[str] = []
    for block in blocks(plan):
        if block.kind in (Kind.HEADING, Kind.TEXT, Kind.ACTION) and lines:
            lines.append("")
        if block.kind is not Kind.TITLE:
            lines.append(block.text)
    return lines


def _paragraphs(written: str) -> list[str]:
    return [line.strip() for line in written.splitlines() if line.strip()]


def _action(action: Action) -> Iterator[Block]:
    first, *rest = _paragraphs(action.what) or [""]
    yield Block(Kind.ACTION, first, action.done)
    yield from (Block(Kind.DETAIL, line) for line in rest)
    if action.done:
        yield Block(Kind.DETAIL, tr("Done"))
    elif action.due is not None:
        yield Block(Kind.DETAIL, tr("By {day}", day=day_words(action.due)))
