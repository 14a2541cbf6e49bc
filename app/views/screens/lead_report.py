"""Board reports: look at a quarter's draft, issue it, take it along as a file."""

import flet as ft

from app.usecases.board_reports import KINDS, BoardReportDesk, Issued, Quarter
from app.usecases.sign_in import ACT_ON_THEMES
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.closed_choice import nothing_closed
from app.views.components.fields import Words
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.lead_progress import Expecting
from app.views.components.lead_way import to_figures
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import go, use_session

TITLE = "Board report"
_WHAT = (
    "One report for each closed quarter: what people talked about, what has changed, who says "
    "what, and what came of your actions. Small groups are left out as everywhere."
)
_ISSUE = "An issued report stays as it is. You can issue it again later, with a reason."
_SURE = (
    "The report is kept as it is now, with its day and your name, and cannot be taken back. Later "
    "checks and actions do not come into it."
)
_ANEW = "Issue a new version"
#: Quarters that stand open; earlier ones open under them.
_FIRST = 2


@component
def LeadReportScreen() -> ft.View:
    """Every closed quarter, newest first."""
    services, session = use_session()
    desk, lead = services.board_reports, session.lead
    if lead is not None:
        desk.belong_to(f"{lead.trust}: {lead.name}")
    asked = use_asked(desk.quarters)

    def show(quarters: tuple[Quarter, ...]) -> list[ft.Control]:
        if not quarters:
            return [body(nothing_closed(services.today(), "quarter"))]
        may = lead is not None and lead.may(ACT_ON_THEMES)
        cards: list[ft.Control] = [
            OneQuarter(desk, one, asked.again, may, key=f"{one.period}-{one.next}")
            for one in quarters
        ]
        rest = cards[_FIRST:]
        earlier = [Fold("Earlier quarters", f"{len(rest)} more", lambda: rest)] if rest else []
        return [body(_WHAT, quiet=True), *cards[:_FIRST], *earlier]

    back = to_figures()
    return screen(TITLE, asked.rows(show, [back]))


@component
def OneQuarter(
    desk: BoardReportDesk, quarter: Quarter, again: buttons.OnClick, may: bool
) -> ft.Control:
    """One quarter: its issues with their files, its draft, and the way to issue it."""
    rows: list[ft.Control] = [section(quarter.words)]
    if not quarter.issues:
        rows.append(body("Not issued yet."))
    for place, issue in enumerate(quarter.issues):
        rows += _issued(desk, issue, open_=not place)
    draft = Files(desk, quarter.draft, f"draft, {quarter.words}", key="draft")
    rows.append(Fold("Look at a draft", "As it would be today", lambda: [draft], key="draft"))
    if quarter.lacks:
        rows.append(notice.note(" ".join(("Your board may ask about this:", *quarter.lacks))))
        rows += [
            buttons.quiet("To the actions", lambda _: go("/lead/actions")),
            buttons.quiet("Check how well themes are told", lambda _: go("/lead/learning")),
        ]
    if may:
        issue = Issue(desk, quarter, again, key="issue")
        anew = Fold(_ANEW, "With a reason; this one stays as it is", lambda: [issue], key="anew")
        rows.append(anew if quarter.issues else issue)
    return card(rows, spacing=10)


def _issued(desk: BoardReportDesk, issue: Issued, *, open_: bool) -> list[ft.Control]:
    said: list[ft.Control] = [body(issue.words())]
    if issue.reason:
        said.append(body(f"Because: {issue.reason}", quiet=True))
    files = Files(desk, issue.id, f"issue {issue.number}", key=f"files-{issue.id}")
    if open_:
        return [*said, files]
    return [Fold(f"Issue {issue.number}", "An earlier one", lambda: [*said, files], key=issue.id)]


@component
def Files(desk: BoardReportDesk, identity: str, name: str) -> ft.Control:
    """A button for each kind of file; the PDF is the one that most people want."""
    _, session = use_session()
    form = use_form()
    said, say = ft.use_state("")

    def saving(kind: str) -> buttons.OnClick:
        async def save() -> None:
            say("")

            async def ask() -> None:
                done = await desk.save(identity, kind)
                say("Saved." if done else "")
                if not done:
                    form.say("", "This device did not save it. Try again.")

            await asking(session, ask)

        return form.doing(save)

    rows: list[ft.Control] = [
        buttons.secondary(
            f"Save as {words}", saving(kind), icon=ft.Icons.DOWNLOAD, disabled=form.busy,
            key=f"{identity}-{kind}",
        )
        for kind, words in KINDS.items()
    ]  # fmt: skip
    made = f"Making the {name}."
    waiting = [Expecting(made, desk.takes, desk.clock, key="making")] if form.busy else []
    return stack([*rows, *waiting, notice.trouble(form.problem()), notice.good(said)])


@component
def Issue(desk: BoardReportDesk, quarter: Quarter, again: buttons.OnClick) -> ft.Control:
    """Issue the quarter's report: the first time asked once more, later with a reason."""
    _, session = use_session()
    form = use_form()

    async def issue() -> None:
        async def ask() -> None:
            await desk.issue(quarter)
            await again()

        await asking(session, ask)

    def typed(words: str) -> None:
        desk.reasons[quarter.period] = words

    making = [Expecting("Making the report.", desk.takes, desk.clock, key="w")] * form.busy
    stays = body(_ISSUE, quiet=True)
    if quarter.next == 1:
        sure = Sure(
            "Issue the report", [_SURE], "Issue it now", "Not yet", form.doing(issue),
            problem=form.problem(), icon=ft.Icons.TASK_ALT, gone=False, key=f"i-{quarter.period}",
        )  # fmt: skip
        return stack([stays, sure, *making])
    kept = desk.reasons.get(quarter.period, "")
    return stack(
        [
            Words("Why it is issued again", kept, typed, error=form.problem("reason")),
            stays,
            buttons.primary(
                "Issue it again",
                form.doing(issue),
                disabled=form.busy,
                key=f"i-{quarter.period}",
            ),
            *making,
            notice.trouble(form.problem()),
        ]
    )
