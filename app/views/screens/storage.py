"""What this device keeps: how much, how safely, and what would make it safer."""

from collections.abc import Awaitable, Callable
from datetime import date

import flet as ft

from app.domain.storage_health import StorageHealth, warnings
from app.domain.wording import amount, as_written, sentence, to_say, tr, trn
from app.usecases.open_workspace import Workspace
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import to_profile, unlock_first
from app.views.components.skeleton import skeleton
from app.views.components.text import body, section
from app.views.screens.install import InstallTile
from app.views.screens.profile import backup_words
from app.views.services import go, use_services, use_session

_TITLE = to_say("What this device keeps")
_PROMISE = {
    True: to_say("This device has promised not to clear it by itself."),
    False: to_say(
        "This browser has not promised to keep it. It may clear it when space runs short, or "
        "when Layby is not used for a while."
    ),
    None: to_say("This device does not say whether it might clear it."),
}
_ANSWER = {
    True: to_say("The browser has promised to keep it."),
    False: to_say(
        "The browser said no. It may say yes once Layby is on the home screen or is used more "
        "often. Backups and sending soon keep you safe until then."
    ),
}
_KIB = 1024


def size_words(size: int) -> str:
    """Say a number of bytes: "820 bytes", "12 kB", "3.4 MB", "1.2 GB"."""
    if size < _KIB:
        return trn("{count} byte", "{count} bytes", size)
    for power, unit in ((1, "kB"), (2, "MB"), (3, "GB")):
        share = size / _KIB**power
        if share < _KIB or unit == "GB":
            break
    return as_written(f"{amount(share, 0 if unit == 'kB' else 1)} {unit}")


@component
def StorageScreen() -> ft.View:
    """The honest figures."""
    _, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    return screen(tr(_TITLE), [Figures(workspace)])


@component
def Figures(workspace: Workspace) -> ft.Control:
    """Read them on opening, and again after the browser was asked."""
    services = use_services()
    form = use_form()
    nothing: StorageHealth | None = None
    health, set_health = ft.use_state(nothing)

    async def look() -> None:
        set_health(await workspace.storage.look())

    ft.use_effect(lambda: start(look, lambda words: form.say("", words)), [])
    if health is None:
        return stack([skeleton(tr("Looking…")), notice.trouble(form.problem())])
    return stack(
        [
            *_findings(health, services.today()),
            *_how_much(health),
            # Its place moves with the findings above it; its state must not.
            Promise(health.persistent, look, key="promise"),
            *_to_send(health),
            *_copies(health),
            notice.trouble(form.problem()),
            # Below what is read first: it would push them from under a finger.
            to_profile(),
            InstallTile(),
        ],
        spacing=16,
    )


def _findings(health: StorageHealth, today: date) -> list[ft.Control]:
    return [
        (notice.trouble if found.urgent else notice.note)(found.words)
        for found in warnings(health, today)
    ]


def _how_much(health: StorageHealth) -> list[ft.Control]:
    count = health.records
    things = trn(
        "{count} item, {size}, all sealed.",
        "{count} items, {size}, all sealed.",
        count,
        size=size_words(health.bytes),
    )
    if not count:
        things = tr("Nothing yet.")
    rows: list[ft.Control] = [section(tr("How much")), body(things)]
    if health.room is not None:
        used, allowed = (size_words(size) for size in health.room)
        rows.append(
            body(
                tr(
                    "Layby uses {used} of the {allowed} it may use here.",
                    used=used,
                    allowed=allowed,
                ),
                quiet=True,
            )
        )
    return rows


@component
def Promise(persistent: bool | None, look: Callable[[], Awaitable[None]]) -> ft.Control:
    """Whether the device promised to keep it; asking it, and what it answered."""
    services = use_services()
    form = use_form()
    unasked: bool | None = None
    answer, set_answer = ft.use_state(unasked)

    async def ask() -> None:
        set_answer(await services.device.ask_to_persist())
        await look()

    rows: list[ft.Control] = [section(tr("How safely")), body(tr(_PROMISE[persistent]))]
    if persistent is False:
        rows.append(
            buttons.secondary(tr("Ask the browser to keep it"), form.doing(ask), disabled=form.busy)
        )
    if answer is not None:
        rows.append((notice.good if answer else notice.note)(tr(_ANSWER[answer])))
    if persistent is not True:
        rows.append(
            body(
                tr(
                    "On an iPhone or iPad, put Layby on the home screen: Share, then Add to Home "
                    "Screen. Safari clears what a site keeps when it is not used for 7 days; what "
                    "is on the home screen is spared."
                ),
                quiet=True,
            )
        )
    rows.append(notice.trouble(form.problem()))
    return stack(rows)


def _to_send(health: StorageHealth) -> list[ft.Control]:
    days = health.oldest_unsent_days
    words = tr("Nothing waits to be sent.")
    if days is not None:
        since = tr("today") if not days else trn("{count} day ago", "{count} days ago", days)
        words = tr("The oldest summary that is not sent yet was agreed {since}.", since=since)
    rows: list[ft.Control] = [section(tr("Not sent yet")), body(words)]
    if days is not None:
        rows.append(
            buttons.secondary(tr("Open the outbox"), lambda _: go("/outbox"), icon=ft.Icons.OUTBOX)
        )
    return rows


def _copies(health: StorageHealth) -> list[ft.Control]:
    rows: list[ft.Control] = [
        section(tr("Copies")),
        body(sentence(backup_words(health.last_backup_on))),
        buttons.secondary(tr("Back up"), lambda _: go("/profile/backup"), icon=ft.Icons.SAVE_ALT),
        section(tr("Set aside")),
    ]
    if not health.set_aside:
        return [*rows, body(tr("Nothing is damaged or missing."))]
    words = trn(
        "{count} item could not be opened. The rest is fine.",
        "{count} items could not be opened. The rest is fine.",
        health.set_aside,
    )
    look = buttons.secondary(
        tr("See what was set aside"), lambda _: go("/set-aside"), icon=ft.Icons.INVENTORY_2_OUTLINED
    )
    return [*rows, body(words), look]
