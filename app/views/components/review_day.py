"""The day to look at the plan again: one tap for the usual, or any day typed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import flet as ft

from app.domain.days import day_words
from app.domain.plan_record import PlanRecord
from app.domain.wording import tr, trn
from app.usecases.write_plan import set_review_day, use_typed_day
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Line
from app.views.components.kept_record import Marks, unmarked
from app.views.components.text import section

#: Offered where no guide says otherwise: two weeks, four weeks, three months.
USUAL_DAYS = (14, 28, 91)


@component
def ReviewDay(
    record: PlanRecord,
    save: Callable[[], None],
    today: date,
    *,
    offsets: Sequence[int] = USUAL_DAYS,
    marks: Marks = unmarked,
) -> ft.Control:
    """When both look again; what is half typed waits in the record's drafts."""
    problem, set_problem = ft.use_state("")
    shown, set_shown = ft.use_state(record.plan.review_on)
    choosing, set_choosing = ft.use_state(bool(record.drafts.get("review")))

    def took(day: date | None) -> None:
        save()
        set_problem("")
        set_shown(day)
        set_choosing(False)

    def set_day(day: date | None) -> None:
        set_review_day(record, day)
        took(day)

    def use_typed() -> None:
        use_typed_day(record, today)
        took(record.plan.review_on)

    def typed(words: str) -> None:
        record.drafts["review"] = words
        save()

    rows: list[ft.Control] = [section(tr("When do you look at it again?"))]
    if shown:
        rows.append(notice.good(tr("You look at it again on {day}.", day=day_words(shown))))
    if shown and shown > today and not choosing:
        return stack([*rows, *_settled(lambda: set_choosing(True), lambda: set_day(None))])
    another = Line(
        tr("Or another day"),
        record.drafts.get("review", ""),
        typed,
        hint=tr("5 December or 05/12"),
        error=problem,
        mark=marks("review"),
        key=f"r{shown}",
    )
    use = buttons.secondary(tr("Use this day"), guard(use_typed, set_problem))
    return stack([*rows, *_offers(offsets, today, set_day), another, use], spacing=12)


def _settled(choose: Callable[[], None], clear: Callable[[], None]) -> list[ft.Control]:
    """Give two quiet ways only: the way on moves up under the thumb."""
    return [
        buttons.quiet(tr("Choose another day"), lambda _: choose()),
        buttons.quiet(tr("Clear the date"), lambda _: clear()),
    ]


def _offers(
    offsets: Sequence[int], today: date, set_day: Callable[[date | None], None]
) -> list[ft.Control]:
    def offer(days: int) -> ft.Control:
        day = today + timedelta(days=days)
        return buttons.secondary(
            tr("In {offset_words}", offset_words=offset_words(days)), lambda _: set_day(day)
        )

    return [offer(days) for days in (offsets or USUAL_DAYS)[:3]]


def offset_words(days: int) -> str:
    """Say a number of days for a person: ``4 weeks``, ``10 days``, ``3 months``."""
    if days % 7 == 0 and days < 63:
        weeks = days // 7
        return trn("{count} week", "{count} weeks", weeks)
    if days >= 63:
        return trn("{count} month", "{count} months", round(days / 30.4))
    return trn("{count} day", "{count} days", days)
