"""Who did what: the log, by kind and day, whether it is whole, and as a file to keep."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import flet as ft

from app.domain.days import day_words
from app.usecases.read_audit import (
    KINDS,
    SPANS,
    Act,
    Acts,
    AuditDesk,
    AuditFilter,
    Chain,
    on_day,
    span_words,
)
from app.views.boundary import component, guard
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fields import Choice, Line
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.text import body, section
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import use_session
from app.views.state.session import Session

TITLE = "Who did what"
_WHAT = (
    "What people with an account did: looks, changes, sign-ins. Never a word of what was said, and "
    "nothing of crew or managers. A look is noted once an hour."
)


@component
def AuditScreen() -> ft.View:
    """The filter, the acts, and below them what is asked of the log as a whole."""
    services, session = use_session()
    wanted, set_wanted = ft.use_state(AuditFilter())
    nothing: Acts | None = None
    more, set_more = ft.use_state(nothing)
    asked = use_asked(lambda: services.audit.acts(wanted), wanted)
    problem, set_problem = ft.use_state("")

    def choose(other: AuditFilter) -> None:
        set_more(None)
        set_wanted(other)

    def show(first: Acts) -> list[ft.Control]:
        acts = more or first

        async def further() -> None:
            async def ask() -> None:
                set_more(await services.audit.acts(wanted, acts))

            await asking(session, ask)

        rows: list[ft.Control] = [
            *_days(acts),
            notice.trouble(problem),
        ]
        if acts.before is not None:
            rows.append(buttons.secondary("Show more", guard(further, set_problem)))
        return [*rows, Whole(services.audit, session, wanted, key="whole")]

    back = to_figures()
    # Not among what waits for an answer: its fold would close at every choice.
    choices = [Filter(wanted, choose, services.today(), key="filter")] if asked.is_in else []
    return screen(TITLE, [body(_WHAT, quiet=True), *choices, *asked.rows(show, [back])])


@component
def Filter(wanted: AuditFilter, choose: Callable[[AuditFilter], None], today: date) -> ft.Control:
    """What is shown, in a line; tapped, the ways to choose something else."""
    form = use_form()

    def kind(value: str) -> None:
        choose(replace(wanted, kind="" if value == "all" else value))

    def span(value: str) -> None:
        choose(replace(wanted, span=int(value), day=None))

    kinds = [(one or "all", words, "") for one, words in KINDS.items()]
    spans = [(one, span_words(int(one)), "") for one in sorted(SPANS, key=lambda d: int(d) or 999)]
    chosen = "" if wanted.day else str(wanted.span)

    async def find() -> None:
        choose(on_day(wanted, form.typed.get("day", ""), today))

    def build() -> list[ft.Control]:
        return [
            body("What"),
            Choice("What", kinds, wanted.kind or "all", kind, key="kind"),
            body("When"),
            Choice("When", spans, chosen, span, key=f"span-{chosen}"),
            Line("Or one day", "", form.hear("day"), hint="22/11/2026", error=form.problem("day")),
            buttons.secondary("Show that day", form.doing(find)),
        ]

    return Fold("Shown", wanted.words(), build, icon=ft.Icons.FILTER_LIST, key="shown")  # type: ignore[no-any-return]


def _days(acts: Acts) -> list[ft.Control]:
    if not acts.acts:
        return [body("Nothing of this was done then.")]
    rows: list[ft.Control] = []
    for day, done in acts.by_day():
        rows.append(section(day_words(day)))
        rows.append(card([_act(act) for act in done], spacing=12))
    return rows


def _act(act: Act) -> ft.Control:
    said = f"{act.at:%H:%M} {act.who} {act.words}"
    shown = ft.Column(
        [
            ft.Text(f"{act.who} {act.words}", size=17),
            ft.Text(f"{act.at:%H:%M}, act {act.number:,}", size=15, color="onSurfaceVariant"),
        ],
        spacing=2,
    )
    return ft.Semantics(
        container=True, exclude_semantics=True, label=said, content=shown, key=str(act.number)
    )


@component
def Whole(desk: AuditDesk, session: Session, wanted: AuditFilter) -> ft.Control:
    """Check the log's links; take what is shown as a file."""
    nothing: Chain | None = None
    chain, set_chain = ft.use_state(nothing)
    form = use_form()
    said, say = ft.use_state("")

    async def check() -> None:
        async def ask() -> None:
            set_chain(await desk.chain())

        set_chain(None)
        await asking(session, ask)

    async def save() -> None:
        async def ask() -> None:
            saved = await desk.save(wanted)
            say("Saved." if saved else "")
            if not saved:
                form.say("", "This device could not save it. Try another browser.")

        say("")
        await asking(session, ask)

    told: list[ft.Control] = []
    if chain is not None:
        told.append(notice.good(chain.words) if chain.whole else notice.trouble(chain.words))
        told.append(body(f"The mark of the last act, for comparing: {chain.end[:16]}", quiet=True))
    return stack(
        [
            section("The whole log"),
            body(
                "Each act carries a mark made from all before it. A change would show.", quiet=True
            ),
            buttons.secondary("Check that nothing was changed", form.doing(check), key="check"),
            *told,
            buttons.secondary(
                "Save what is shown as a file", form.doing(save), icon=ft.Icons.DOWNLOAD, key="save"
            ),
            body("A table for a spreadsheet (CSV). That you took it is noted here.", quiet=True),
            notice.good(said),
            notice.trouble(form.problem()),
        ]
    )
