"""What a printed plan says, in order: one list for the PDF and for the browser's print.

Every word of ours on it is in ``PageWords``, so that another language is another value.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from app.domain.days import day_words
from app.domain.plan import Action, Owner, Plan, Section


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


@dataclass(frozen=True)
class PageWords:
    """Layby's own words on the page. ``page`` takes {page} and {pages}, ``due`` takes {day}."""

    language: str
    title: str
    whose: str
    nothing: str
    due: str
    done: str
    review: str
    page: str
    missing: str
    day: Callable[[date], str] = day_words
    sections: Mapping[Section, str] = field(
        default_factory=lambda: {section: section.title for section in Section}
    )
    owners: Mapping[Owner, str] = field(
        default_factory=lambda: {owner: owner.title for owner in Owner}
    )


ENGLISH = PageWords(
    language="en-GB",
    title="Personal plan",
    whose="This plan is mine. I choose who sees it.",
    nothing="Nothing is written here yet.",
    due="By {day}",
    done="Done",
    review="When we look at this again",
    page="{page} of {pages}",
    missing="A \ufffd stands for a sign that this page cannot show, such as an emoji. "
    "The plan in Layby still has it.",
)


def blocks(plan: Plan, words: PageWords = ENGLISH) -> Iterator[Block]:
    """Give the page's blocks. Nothing on it names a person unless the plan's own words do."""
    yield Block(Kind.TITLE, words.title)
    yield Block(Kind.NOTE, words.whose)
    if plan.is_empty():
        yield Block(Kind.TEXT, words.nothing)
    for section in Section:
        if written := plan.section(section).strip():
            yield Block(Kind.HEADING, words.sections[section])
            yield from (Block(Kind.TEXT, line) for line in _paragraphs(written))
    for owner in Owner:
        if theirs := [action for action in plan.actions if action.owner == owner]:
            yield Block(Kind.HEADING, words.owners[owner])
            for action in theirs:
                yield from _action(action, words)
    if plan.review_on is not None:
        yield Block(Kind.HEADING, words.review)
        yield Block(Kind.TEXT, words.day(plan.review_on))


def print_lines(plan: Plan, words: PageWords = ENGLISH) -> list[str]:
    """Give the page as plain lines, "" between its parts, without the title."""
    lines: list[str] = []
    for block in blocks(plan, words):
        if block.kind in (Kind.HEADING, Kind.TEXT, Kind.ACTION) and lines:
            lines.append("")
        if block.kind is not Kind.TITLE:
            lines.append(block.text)
    return lines


def _paragraphs(written: str) -> list[str]:
    return [line.strip() for line in written.splitlines() if line.strip()]


def _action(action: Action, words: PageWords) -> Iterator[Block]:
    first, *rest = _paragraphs(action.what) or [""]
    yield Block(Kind.ACTION, first, action.done)
    yield from (Block(Kind.DETAIL, line) for line in rest)
    if action.done:
        yield Block(Kind.DETAIL, words.done)
    elif action.due is not None:
        yield Block(Kind.DETAIL, words.due.format(day=words.day(action.due)))
