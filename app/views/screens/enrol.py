"""Enter the enrolment code, scan it or follow a link: once, and again when the trust asks."""

from collections.abc import Awaitable, Callable

import flet as ft

from app.domain.enrolment_link import EnrolmentLink, fingerprint_words, read_enrolment
from app.domain.errors import InputError, ServerRefused, ServerUnreachable
from app.domain.wording import to_say, tr
from app.usecases.enrol_device import EnrolmentDesk, Standing
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.enrolment_link import OpenedLink
from app.views.components.fields import Line
from app.views.components.form import Form, use_form
from app.views.components.frame import screen
from app.views.components.locked import unlock_first
from app.views.components.scan_enrolment import ScanEnrolment
from app.views.components.text import body
from app.views.services import Services, go, use_session
from app.views.state.enrolling import settle_in

_TITLE = to_say("Enrolment code")
_CODE = "code"
_AGAIN = {
    Standing.AGAIN: to_say(
        "Layby now sends in a way that keeps senders apart from what they send. For that, this "
        "profile has to enrol once more. Ask your wellbeing lead for a new code. What waits in "
        "the outbox stays here until then, and nothing is lost."
    ),
    Standing.ENDED: to_say(
        "Your trust has ended this device's enrolment. Ask your wellbeing lead for a new code. "
        "What waits in the outbox stays here until then, and nothing is lost."
    ),
}
_LATER = to_say("The code is saved here, and Layby enrols by itself as soon as there is a signal.")
_WHAT = to_say(
    "It gives this profile your trust's list of areas and lets it hand in summaries. The server "
    "knows that this device is enrolled. It cannot tell which device a summary came from."
)


@component
def EnrolScreen() -> ft.View:
    """Ask for the code; whatever goes wrong, it stays in its field."""
    services, session = use_session()
    workspace = session.workspace
    form = use_form()
    _, redraw = ft.use_state(0)
    if workspace is None:
        return unlock_first(tr(_TITLE))
    desk, kept = workspace.enrolments, workspace.enrolments.pending()
    enrolled = desk.standing() is Standing.ENROLLED

    def changed() -> None:
        redraw(lambda count: count + 1)

    async def enrol(given: str) -> None:
        try:
            await use(services, workspace, given)
        finally:
            changed()

    async def scanned(link: EnrolmentLink) -> None:
        await desk.keep(link)
        changed()
        if not enrolled:
            await enrol(link.write(""))

    waits = []
    if kept is not None:
        given = kept.link.write("")
        link = OpenedLink(desk, kept, lambda: enrol(given), key=kept.link.code)
        waits = [link]
    return screen(
        tr(_TITLE),
        [
            notice.note(_again(desk.standing())),
            *(_standing(desk) if enrolled else []),
            *waits,
            *_ways(services, form, enrol, scanned, enrolled=enrolled),
            body(tr(_WHAT), quiet=True),
        ],
    )


async def use(services: Services, workspace: Workspace, given: str) -> None:
    """Enrol with a code or a link; without a signal it is kept for later, and that is said."""
    desk = workspace.enrolments
    try:
        enrolment = await desk.enrol(given)
    except ServerUnreachable as error:
        if desk.standing() is Standing.ENROLLED:
            raise
        await desk.keep(read_enrolment(given))
        raise InputError(f"{error.message} {tr(_LATER)}") from error
    await settle_in(services, enrolment)
    go("/")


def _again(standing: Standing) -> str:
    words = _AGAIN.get(standing)
    return tr(words) if words else ""


def _standing(desk: EnrolmentDesk) -> list[ft.Control]:
    enrolment = desk.current()
    if enrolment is None:
        return []
    key = fingerprint_words(enrolment.trust_key.key_id)
    return [
        notice.good(tr("This profile is enrolled with {name}.", name=enrolment.organisation.name)),
        body(tr("The trust's key, for comparing: {key}", key=key), quiet=True),
    ]


def _ways(
    services: Services,
    form: Form,
    enrol: Callable[[str], Awaitable[None]],
    scanned: Callable[[EnrolmentLink], Awaitable[None]],
    *,
    enrolled: bool,
) -> list[ft.Control]:

    async def try_typed() -> None:
        try:
            await enrol(form.typed.get(_CODE, ""))
        except ServerRefused as error:  # it is the code that is refused: that stands by its field
            raise InputError(error.message, field=_CODE) from error

    on_enrol = form.doing(try_typed)
    asks = tr("Your wellbeing lead has given you a code. You need it once, with a signal.")
    button = buttons.secondary if enrolled else buttons.primary
    return [
        body(tr("Another code enrols this profile anew.") if enrolled else asks),
        Line(
            tr("Enrolment code"),
            form.typed.get(_CODE, ""),
            form.hear(_CODE),
            hint=tr("such as K7QF-2M9X-TR4B, or a link"),
            error=form.problem(_CODE),
            on_submit=on_enrol,
        ),
        notice.trouble(form.problem()),
        button(
            tr("Asking your trust…") if form.busy else tr("Enrol"),
            # Never disabled: Flutter would put the cursor back into the field with all of the code
            # selected, for the next key to wipe out. The form takes no second tap meanwhile.
            on_enrol,
            key="do",
        ),
        *([ScanEnrolment(scanned)] if services.has_page else []),
    ]
