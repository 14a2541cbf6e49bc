"""The enrolment codes that were made: what each is good for, and the ways to take it back."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from app.domain.listed_code import ListedCode
from app.domain.organisation import Area
from app.usecases.lead_codes import Codes
from app.views.boundary import component
from app.views.components.cards import stack
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.sure import Sure
from app.views.components.text import body, section

#: Takes a code back; the second says whether its devices must enrol again.
Revoke = Callable[[ListedCode, bool], Awaitable[None]]
_NOBODY = "Nobody can enrol with it any more. Devices that are enrolled stay enrolled."
_DEVICES = (
    "Every device that enrolled with it must enrol again before it can send. What waits on them "
    "stays there, and what they sent stays counted. Layby does not know whose they are."
)


@component
def EnrolmentCodes(codes: Codes, revoke: Revoke) -> ft.Control:
    """One line for each; tapped, it opens."""
    if not codes.codes:
        return stack([section("Codes so far"), body("There is none yet.", quiet=True)])
    rows = [
        Fold(
            f"{code.first_group}…" if code.first_group else "An older code",
            code.words(codes.areas),
            partial(_inside, code, codes.areas, revoke),
            icon=ft.Icons.KEY if code.open else ft.Icons.KEY_OFF,
            key=f"{code.id} {code.state}",
        )
        for code in codes.codes
    ]
    told = body(
        "Only the first four characters are shown. A code itself is shown once.", quiet=True
    )
    return stack([section("Codes so far"), told, *rows])


def _inside(code: ListedCode, areas: tuple[Area, ...], revoke: Revoke) -> list[ft.Control]:
    by = [body(f"Made by {code.made_by}", quiet=True)] if code.made_by else []
    return [body(code.words(areas)), *by, TakeBack(code, revoke, key=f"back-{code.id}")]


@component
def TakeBack(code: ListedCode, revoke: Revoke) -> ft.Control:
    """End the code, or the devices that it enrolled; each asks once more."""
    form = use_form()
    rows: list[ft.Control] = []
    if code.open:
        rows.append(
            Sure(
                "Take this code back",
                [_NOBODY],
                "Yes, take it back",
                "Leave it",
                form.doing(lambda: revoke(code, False)),
                problem=form.problem(),
                key="code",
            )
        )
    if code.uses_left < code.uses:
        rows.append(
            Sure(
                "End the devices it enrolled",
                [_DEVICES],
                "Yes, end them",
                "Leave them",
                form.doing(lambda: revoke(code, True)),
                problem="" if code.open else form.problem(),
                loud=False,
                key="devices",
            )
        )
    return stack(rows or [body("It enrolled nobody.", quiet=True)])
