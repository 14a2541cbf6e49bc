"""Opens a plan's file with the code that was written down for it."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.errors import FileCodeMistyped, InputError, LaybyError, WrongFileCode
from app.domain.plan_copy import PlanCopy
from app.domain.wording import tr
from app.usecases.bring_copy import check_file
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.fields import Line
from app.views.components.form import Form, use_form
from app.views.components.text import body, section
from app.views.services import use_services

_ENDING = ".laybyplan"
_CODE = "code"


@component
def OpenPlanFile(
    open_file: Callable[[bytes, str], Awaitable[PlanCopy]], found: Callable[[PlanCopy], None]
) -> ft.Control:
    """Choose the file, then type its code; a wrong code stays, to be put right."""
    services = use_services()
    form = use_form()
    content, set_content = ft.use_state(b"")

    async def pick() -> None:
        picked = await services.device.pick_file(_ENDING)
        if picked is None:
            raise InputError(tr("No file was chosen."))
        set_content(b"")
        check_file(picked)  # before anybody looks for its code
        set_content(picked)

    async def open_it() -> None:
        code = form.typed.get(_CODE, "")
        if not code.strip():
            raise InputError(tr("Type the code that belongs to the file."), field=_CODE)
        try:
            copy = await open_file(content, code)
        except (FileCodeMistyped, WrongFileCode) as error:
            raise InputError(error.message, field=_CODE) from error
        except LaybyError:
            set_content(b"")  # not a file of ours, or not whole: another one is wanted
            raise
        found(copy)

    return stack(
        [
            section(tr("From a file")),
            body(
                tr(
                    "A plan's file ends in {ending}. You need the code that was written down for "
                    "it.",
                    ending=_ENDING,
                )
            ),
            buttons.secondary(
                tr("Choose another file") if content else tr("Choose a file"),
                form.doing(pick),
                icon=ft.Icons.FOLDER_OPEN,
                disabled=form.busy,
                key="file",
            ),
            notice.trouble(form.problem()),
            *(_its_code(form, form.doing(open_it)) if content else []),
        ]
    )


def _its_code(form: Form, open_it: buttons.OnClick) -> list[ft.Control]:
    return [
        notice.good(tr("The file is chosen. Now its code.")),
        Line(
            tr("Code of the file"),
            form.typed.get(_CODE, ""),
            form.hear(_CODE),
            hint=tr("groups of four, from your paper"),
            error=form.problem(_CODE),
            on_submit=open_it,
            key="code",
        ),
        body(tr("Capitals and dashes do not matter."), quiet=True),
        buttons.working(tr("Open it"), tr("Opening…"), open_it, busy=form.busy),
    ]
