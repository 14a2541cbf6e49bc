"""Scans an enrolment code off a lead's screen, inside the app.

A phone's own camera opens the link in the browser, and an app on the home screen may keep its
things apart from that browser; scanned here, the code reaches the right place.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.enrolment_link import EnrolmentLink, read_enrolment
from app.domain.errors import InputError, LaybyError
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.form import use_form
from app.views.components.gather_codes import use_listening
from app.views.services import use_services

_ENDED = {
    "refused": to_say(
        "The camera is not allowed here. Allow it for this site in the browser's settings, or type "
        "the code."
    ),
    "no-camera": to_say("There is no camera that Layby can use here. Type the code instead."),
}
_FOREIGN = to_say(
    "That is not an enrolment code. Point at the one on your wellbeing lead's screen."
)


@dataclass
class _Seen:
    """What outlives redraws without causing any."""

    why: str = ""


@component
def ScanEnrolment(found: Callable[[EnrolmentLink], Awaitable[None]]) -> ft.Control:
    """One button; ``found`` gets the link that the camera saw."""
    services = use_services()
    form = use_form()
    make: Any = _Seen
    seen: _Seen = ft.use_state(make)[0]
    device = services.device

    async def scan() -> None:
        seen.why = ""
        if not await device.start_scan() and not seen.why:
            raise InputError(tr(_ENDED["no-camera"]))

    async def hear(name: str, values: Mapping[str, Any]) -> None:
        if name != "scanned":
            seen.why = str(values.get("why") or "")
            if seen.why in _ENDED:
                form.say("", tr(_ENDED[seen.why]))
            return
        try:
            link = read_enrolment(str(values.get("text") or ""))
        except InputError:
            await device.say_scanned(0, 0, False, tr(_FOREIGN))
            return
        await device.say_scanned(1, 1, True)
        try:
            await found(link)
        except LaybyError as error:
            form.say("", error.message)

    use_listening(lambda: services.scan.listen(hear), device.stop_scan)
    return stack(
        [
            buttons.secondary(
                tr("Scan the code"),
                form.doing(scan),
                icon=ft.Icons.QR_CODE_SCANNER,
                disabled=form.busy,
            ),
            notice.trouble(form.problem()),
        ]
    )
