"""Take a copy: the person's plan goes to the person, by code, file, paper or calendar."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from app.domain.errors import InputError
from app.domain.plan_record import PlanRecord
from app.domain.wording import to_say, tr
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.code_frames import CodeFrames
from app.views.components.code_on_paper import code_line, lines_that_fit
from app.views.components.form import Form, use_form
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.room import use_room
from app.views.components.text import body, section
from app.views.services import go, use_services, use_session
from app.views.theme import READ_OUT

_TITLE = to_say("Take a copy")
#: Of a file's code, large enough to copy by hand.
_GROUPS_A_LINE = 2
_SHOWN = to_say("Scan these codes")
_WITH_WHAT = to_say("Scan with Layby on the other phone: its camera app cannot read these.")
_NOT_SAVED = to_say("The file was not saved. Try again, or take the copy another way.")
_PRINT_INSTEAD = to_say(
    "A PDF made here would lack letters of this plan. Choose “Print it” below, and there “Save as "
    "PDF”: that shows them all."
)
_WHO_SEES = {
    False: to_say("Anyone who sees these codes can read the plan. Show them to one person."),
    True: to_say("Anyone who sees these codes can read the plan. Show them to nobody else."),
}
_PDF_INSTEAD = to_say("This device cannot print from here. Save a PDF instead.")
_IN_A_BROWSER = to_say("This device cannot print from here. Open Layby in a browser to print.")
PDF_NAME, CALENDAR_NAME = "plan.pdf", "dates.ics"


@component
def TakeCopyScreen() -> ft.View:
    """Say where a copy goes, then offer each way to take one."""
    _, session = use_session()
    workspace = session.workspace
    wanted = ft.use_route_params().get("plan", "")
    none: Sequence[bytes] = ()
    codes, show_codes = ft.use_state(none)
    if workspace is None:
        return unlock_first(tr(_TITLE))
    record = workspace.plans.get(wanted)
    if record is None:
        gone = body(tr("This plan is not on this device."))
        return screen(tr(_TITLE), [gone, buttons.primary(tr("Go to home"), lambda _: go("/"))])
    if codes:
        # Alone on the screen, so that the code stands whole on the smallest phone.
        hide = buttons.quiet(tr("Hide the codes"), lambda _: show_codes(none))
        frames = CodeFrames(codes, key=str(id(codes)))
        return screen(tr(_SHOWN), [frames, hide, body(tr(_WITH_WHAT))])
    whose = tr("you") if record.mine else tr("the person whose plan it is")
    return screen(
        tr(_TITLE),
        [
            body(
                tr(
                    "A copy goes to {whose} and nowhere else. It is not sent to a server, the "
                    "trust or anyone's manager.",
                    whose=whose,
                )
            ),
            TakeCodes(workspace, record, show_codes, key=f"codes-{wanted}"),
            TakeFile(workspace, record, key=f"file-{wanted}"),
            TakePdf(workspace, record, key=f"pdf-{wanted}"),
            TakePrint(workspace, record, key=f"print-{wanted}"),
            TakeDates(workspace, record, key=f"dates-{wanted}"),
            buttons.quiet(
                tr("Back to the plan"),
                lambda _: go(f"/plans/{record.id}"),
                icon=ft.Icons.ARROW_BACK,
            ),
        ],
    )


@component
def TakeCodes(
    workspace: Workspace, record: PlanRecord, shown: Callable[[Sequence[bytes]], None]
) -> ft.Control:
    """Codes for the person's own phone; anyone who sees them can read the plan."""
    form = use_form()

    async def show() -> None:
        shown(workspace.copies.codes(record))

    rows = [
        section(tr("On their own phone") if not record.mine else tr("On another phone of yours")),
        body(
            tr(
                "On the other phone, open a profile in Layby. Under “My plan” or “Plans” choose "
                "“Bring a plan in”, then “Scan the codes”."
            )
        ),
        notice.note(tr(_WHO_SEES[record.mine])),
    ]
    rows.append(_button(form, tr("Show the codes"), show, ft.Icons.QR_CODE_2, first=True))
    return stack([*rows, notice.trouble(form.problem())])


@component
def TakeFile(workspace: Workspace, record: PlanRecord) -> ft.Control:
    """A locked file; the code that opens it is shown once, for paper."""
    services = use_services()
    room, _ = use_room()
    form = use_form()
    code, set_code = ft.use_state("")

    async def save() -> None:
        set_code("")
        made = await workspace.copies.file(record)
        if not await services.device.save_file(made.name, made.content):
            raise InputError(tr(_NOT_SAVED))
        set_code(made.code)

    words = tr("Save again, with a new code") if code else tr("Save a file")
    rows = [
        section(tr("As a locked file")),
        body(tr("It opens only in Layby, and only with its own code."), quiet=True),
        _file_button(form, words, save, _SAVE),
        notice.trouble(form.problem()),
    ]
    if code:
        rows += [
            notice.good(tr("Saved. Write this code down now: Layby does not show it again.")),
            card(
                [
                    code_line(line, READ_OUT)
                    for line in lines_that_fit(code, room, READ_OUT, _GROUPS_A_LINE)
                ]
            ),
            body(
                tr(
                    "There is no button to copy it: on a clipboard, other apps could read it. Keep "
                    "the code apart from the file."
                )
            ),
            buttons.secondary(tr("I have written it down"), lambda _: set_code("")),
        ]
    return stack(rows)


@component
def TakePdf(workspace: Workspace, record: PlanRecord) -> ft.Control:
    """A document to read or print elsewhere."""
    form = use_form()
    saved, set_saved = ft.use_state(False)
    save = use_save(PDF_NAME, lambda: workspace.copies.pdf(record), set_saved)
    if not workspace.copies.pdf_shows(record):
        return stack([section(tr("As a PDF")), body(tr(_PRINT_INSTEAD))])
    return stack(
        [
            section(tr("As a PDF")),
            body(
                tr("To read or print anywhere. It is not locked: anyone can open it."), quiet=True
            ),
            _file_button(form, tr("Save a PDF"), save, ft.Icons.PICTURE_AS_PDF_OUTLINED),
            notice.trouble(form.problem()),
            notice.good(tr("The PDF is saved.") if saved else ""),
        ]
    )


@component
def TakePrint(workspace: Workspace, record: PlanRecord) -> ft.Control:
    """On paper, from here."""
    services = use_services()
    form = use_form()

    async def print_it() -> None:
        lines = workspace.copies.lines(record)
        if not await services.device.print_lines(tr("Personal plan"), lines):
            shows = workspace.copies.pdf_shows(record)
            raise InputError(tr(_PDF_INSTEAD if shows else _IN_A_BROWSER))

    return stack(
        [
            section(tr("On paper")),
            _button(form, tr("Print it"), print_it, ft.Icons.PRINT_OUTLINED),
            notice.trouble(form.problem()),
        ]
    )


@component
def TakeDates(workspace: Workspace, record: PlanRecord) -> ft.Control:
    """The plan's days for a calendar, under neutral titles."""
    form = use_form()
    saved, set_saved = ft.use_state(False)
    save = use_save(CALENDAR_NAME, lambda: workspace.copies.calendar(record), set_saved)
    days = [action.due for action in record.plan.actions if action.due and not action.done]
    rows: list[ft.Control] = [section(tr("In a calendar"))]
    if not days and record.plan.review_on is None:
        return stack([*rows, body(tr("There is no day in this plan yet."), quiet=True)])
    return stack(
        [
            *rows,
            body(tr("Only the days, with a plain title. No words of the plan go in."), quiet=True),
            _file_button(form, tr("Save the days"), save, ft.Icons.EVENT_OUTLINED),
            notice.trouble(form.problem()),
            notice.good(tr("Saved. Open the file to add it to a calendar.") if saved else ""),
        ]
    )


_SAVE = ft.Icons.SAVE_ALT
#: Seconds in which a redraw is on its way to the screen.
_DRAWN = 0.02


def use_save(
    name: str, make: Callable[[], bytes], told: Callable[[bool], None]
) -> Callable[[], Any]:
    """Give what makes a file and hands it over; ``told`` hears whether it is saved; a hook."""
    services = use_services()

    async def save() -> None:
        told(False)
        # Making it holds Python up, a second or more on a phone: the button says so before that.
        await asyncio.sleep(_DRAWN)
        if not await services.device.save_file(name, make()):
            raise InputError(tr(_NOT_SAVED))
        told(True)

    return save


def _file_button(form: Form, words: str, work: Callable[[], Any], icon: ft.IconData) -> ft.Control:
    """Give a button that says that it is at work, for what takes a moment."""
    said = tr("Handing you the file…") if form.busy else words
    return buttons.secondary(said, form.doing(work), icon=icon, disabled=form.busy, key=words)


def _button(
    form: Form, words: str, work: Callable[[], Any], icon: ft.IconData, *, first: bool = False
) -> ft.Control:
    kind = buttons.primary if first else buttons.secondary
    return kind(words, form.doing(work), icon=icon, disabled=form.busy)
