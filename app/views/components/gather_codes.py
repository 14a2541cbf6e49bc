"""Gathers a plan's codes: with the camera, or from pictures of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from app.domain.errors import CopyUnreadable, InputError
from app.domain.plan_copy import PlanCopy
from app.usecases.bring_copy import Frames, Progress
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.form import use_form
from app.views.components.text import body, section
from app.views.services import use_services

_ENDED = {
    "refused": (
        "The camera is not allowed here. Allow it for this site in the browser’s settings, or "
        "choose a picture of the codes."
    ),
    "no-camera": (
        "There is no camera that Layby can use here. Choose a picture of the codes, or open a file."
    ),
}
_NO_CODE = "There is no code in that picture. Take it straight on, with the whole code in it."


@dataclass
class _Gathered:
    """What outlives redraws without causing any."""

    frames: Frames = field(default_factory=Frames)
    why: str = ""
    whole: bool = False


@component
def GatherCodes(found: Callable[[PlanCopy], None]) -> ft.Control:
    """Two ways in; codes may come in any order, and those that are there stay until all are.

    ``found`` gets the copy once it is whole.
    """
    services = use_services()
    form = use_form()
    said, say = ft.use_state("")
    make: Any = _Gathered
    gathered: _Gathered = ft.use_state(make)[0]

    async def take(text: str) -> Progress:
        progress = gathered.frames.add(text)
        done = progress.done
        await services.device.say_scanned(progress.have, progress.of, done, progress.problem)
        say(progress_words(progress))
        form.say("", progress.problem)
        if done and not gathered.whole:
            gathered.whole = True
            finish()
        return progress

    def finish() -> None:
        try:
            found(gathered.frames.copy())
        except CopyUnreadable as error:
            begin_anew()
            form.say("", error.message)

    def begin_anew() -> None:
        gathered.frames, gathered.whole = Frames(), False
        say("")

    async def heard(name: str, values: Mapping[str, Any]) -> None:
        if name == "scanned":
            await take(str(values.get("text") or ""))
        else:
            gathered.why = str(values.get("why") or "")
            if gathered.why in _ENDED:
                form.say("", _ENDED[gathered.why])

    def listen() -> Callable[[], None]:
        return services.scan.listen(heard)

    use_listening(listen, services.device.stop_scan)

    async def scan() -> None:
        gathered.why = ""
        if not await services.device.start_scan() and not gathered.why:
            raise InputError(_ENDED["no-camera"])

    async def look_at_pictures() -> None:
        texts = await services.device.scan_picture()
        if texts is None:
            raise InputError("No picture was chosen.")
        if not texts:
            raise InputError(_NO_CODE)
        problems = [(await take(text)).problem for text in texts if not gathered.whole]
        form.say("", next(filter(None, problems), ""))

    some = said and not gathered.whole
    rows: list[ft.Control] = [
        section("From codes on a screen"),
        body("Open the plan on the other device, choose “Take a copy”, then “Show the codes”."),
        notice.note(said),
        notice.trouble(form.problem()),
        buttons.primary(
            "Scan the rest" if some else "Scan the codes",
            form.doing(scan),
            icon=ft.Icons.QR_CODE_SCANNER,
            disabled=form.busy,
        ),
        buttons.secondary(
            "Choose a picture of them",
            form.doing(look_at_pictures),
            icon=ft.Icons.IMAGE_OUTLINED,
            disabled=form.busy,
        ),
    ]
    if some:
        rows.append(buttons.quiet("Start again with other codes", lambda _: begin_anew()))
    return stack(rows)


def use_listening(listen: Callable[[], Callable[[], None]], stop_scan: Callable[[], Any]) -> None:
    """Listen to the camera while the component stands; let the camera go with it. A hook."""
    holds: dict[str, Callable[[], None]] = {}
    held, _ = ft.use_state(holds)

    def begin() -> None:
        held["stop"] = listen()

    def leave() -> None:
        held.pop("stop", lambda: None)()
        start(stop_scan, lambda _: None)

    ft.use_effect(begin, [], leave)


def progress_words(progress: Progress) -> str:
    """Say how far it is; "" before the first code."""
    if not progress.of:
        return ""
    if progress.done:
        return "All the codes are here."
    return f"{progress.have} of {progress.of} codes are here."
