"""The day to look at the plan again: one tap for the usual, or any day typed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import flet as ft

from app.domain.days import day_words
from app.domain.plan_record import PlanRecord
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

    def set_day(day: date | None) -> None:
        set_review_day(record, day)
        save()
        set_problem("")
        set_shown(day)
        set_choosing(False)

    def typed(words: str) -> None:
        record.drafts["review"] = words
        save()

    def use_typed() -> None:
        use_typed_day(record, today)
        save()
        set_problem("")
        set_shown(record.plan.review_on)
        set_choosing(False)

    def offer(days: int) -> ft.Control:
        return buttons.secondary(
            f"In {offset_words(days)}", lambda _: set_day(today + timedelta(days=days))
        )

    rows: list[ft.Control] = [section("When do you look at it again?")]
    if shown:
        rows.append(notice.good(f"You look at it again on {day_words(shown)}."))
    if shown and shown > today and not choosing:
        # Settled: the way on moves up under the thumb.
        return stack(
            [
                *rows,
                buttons.quiet("Choose another day", lambda _: set_choosing(True)),
                buttons.quiet("Clear the date", lambda _: set_day(None)),
            ]
        )
    return stack(
        [
            *rows,
            *[offer(days) for days in (offsets or USUAL_DAYS)[:3]],
            Line(
                "Or another day",
                record.drafts.get("review", ""),
                typed,
                hint="5 December or 05/12",
                error=problem,
                mark=marks("review"),
                key=f"r{shown}",
            ),
            buttons.secondary("Use this day", guard(use_typed, set_problem)),
        ],
        spacing=12,
    )


def offset_words(days: int) -> str:
    """Say a number of days for a person: ``4 weeks``, ``10 days``, ``3 months``."""
    if days % 7 == 0 and days < 63:
        weeks = days // 7
        return "1 week" if weeks == 1 else f"{weeks} weeks"
    if days >= 63:
        return f"{round(days / 30.4)} months"
    return "1 day" if days == 1 else f"{days} days"
