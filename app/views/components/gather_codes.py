"""Gathers a plan's codes: with the camera, or from pictures of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from app.domain.errors import CopyUnreadable, InputError
from app.domain.plan_copy import PlanCopy
from app.domain.wording import to_say, tr
from app.usecases.bring_copy import Frames, Progress
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.form import Form, use_form
from app.views.components.text import body, section
from app.views.services import Services, use_services

_ENDED = {
    "refused": to_say(
        "The camera is not allowed here. Allow it for this site in the browser's settings, or "
        "choose a picture of the codes."
    ),
    "no-camera": to_say(
        "There is no camera that Layby can use here. Choose a picture of the codes, or open a file."
    ),
}
_NO_CODE = to_say(
    "There is no code in that picture. Take it straight on, with the whole code in it."
)


@dataclass
class _Gathered:
    """What outlives redraws without causing any."""

    frames: Frames = field(default_factory=Frames)
    why: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Gathering:
    """The codes so far and the ways to more of them, as they stand in this redraw."""

    services: Services
    form: Form
    said: str
    found: Callable[[PlanCopy], None]
    _so_far: _Gathered
    _say: Callable[[str], None]

    def has_some(self) -> bool:
        """Tell whether there are codes, and not yet all."""
        return bool(self.said) and not self._so_far.whole

    async def scan(self) -> None:
        """Start the camera; raises InputError where there is none, unless it said why itself."""
        self._so_far.why = ""
        if not await self.services.device.start_scan() and not self._so_far.why:
            raise InputError(tr(_ENDED["no-camera"]))

    async def look_at_pictures(self) -> None:
        """Take the codes out of chosen pictures; raises InputError where there is none."""
        texts = await self.services.device.scan_picture()
        if texts is None:
            raise InputError(tr("No picture was chosen."))
        if not texts:
            raise InputError(tr(_NO_CODE))
        problems = [(await self._take(text)).problem for text in texts if not self._so_far.whole]
        self.form.say("", next(filter(None, problems), ""))

    async def hear(self, name: str, values: Mapping[str, Any]) -> None:
        """Take what the camera has seen, or say why it has ended."""
        if name == "scanned":
            await self._take(str(values.get("text") or ""))
            return
        self._so_far.why = str(values.get("why") or "")
        if self._so_far.why in _ENDED:
            self.form.say("", tr(_ENDED[self._so_far.why]))

    def begin_anew(self) -> None:
        """Forget the codes."""
        self._so_far.frames, self._so_far.whole = Frames(), False
        self._say("")

    async def _take(self, text: str) -> Progress:
        progress = self._so_far.frames.add(text)
        done = progress.done
        await self.services.device.say_scanned(progress.have, progress.of, done, progress.problem)
        self._say(progress_words(progress))
        self.form.say("", progress.problem)
        if done and not self._so_far.whole:
            self._so_far.whole = True
            self._finish()
        return progress

    def _finish(self) -> None:
        try:
            self.found(self._so_far.frames.copy())
        except CopyUnreadable as error:
            self.begin_anew()
            self.form.say("", error.message)


@component
def GatherCodes(found: Callable[[PlanCopy], None]) -> ft.Control:
    """Two ways in; codes may come in any order, and those that are there stay until all are.

    ``found`` gets the copy once it is whole.
    """
    gathering = use_gathering(found)
    form, some = gathering.form, gathering.has_some()
    anew = buttons.quiet(tr("Start again with other codes"), lambda _: gathering.begin_anew())
    return stack(
        [
            section(tr("From codes on a screen")),
            body(
                tr(
                    "Open the plan on the other device, choose “Take a copy”, then “Show the "
                    "codes”."
                )
            ),
            notice.note(gathering.said),
            notice.trouble(form.problem()),
            buttons.primary(
                tr("Scan the rest") if some else tr("Scan the codes"),
                form.doing(gathering.scan),
                icon=ft.Icons.QR_CODE_SCANNER,
                disabled=form.busy,
                key="scan",
            ),
            buttons.secondary(
                tr("Choose a picture of them"),
                form.doing(gathering.look_at_pictures),
                icon=ft.Icons.IMAGE_OUTLINED,
                disabled=form.busy,
            ),
            *([anew] if some else []),
        ]
    )


def use_gathering(found: Callable[[PlanCopy], None]) -> Gathering:
    """Give what is gathered so far, and hear the camera while the component stands. A hook."""
    services = use_services()
    form = use_form()
    said, say = ft.use_state("")
    make: Any = _Gathered
    gathering = Gathering(services, form, said, found, ft.use_state(make)[0], say)
    use_listening(lambda: services.scan.listen(gathering.hear), services.device.stop_scan)
    return gathering


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
        return tr("All the codes are here.")
    return tr("{have} of {of} codes are here.", have=progress.have, of=progress.of)
