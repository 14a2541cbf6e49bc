"""What happens around the app while a profile is open: absence, the network, other windows."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

import flet as ft

from app.domain.errors import StoreError
from app.store.hold.port import Lost
from app.usecases.open_workspace import Workspace
from app.views.boundary import guard
from app.views.components.way_back import follow_back
from app.views.look import show_look
from app.views.state.enrolling import take_link, try_link, use_link
from app.views.state.scan import SCAN_EVENTS
from app.views.state.shape import follow_size
from app.views.state.way_in import come_in

if TYPE_CHECKING:
    from app.views.services import Services


def follow(page: ft.Page, services: "Services") -> None:
    """Hear every event of page and device from now on; to be called before anything is drawn."""

    async def heard(name: str, values: Mapping[str, Any]) -> None:
        await guard(lambda: _answer(page, services, name, values))(None)

    def hear(name: str, values: Mapping[str, Any]) -> None:
        # Events come from outside Flet's own tasks; run_task gives the handler its page.
        page.run_task(heard, name, values)

    services.device.listen(hear)
    follow_back(page, services.session)
    follow_size(page, services)


def lost(services: "Services") -> Lost:
    """Give what another window calls to have the profile: it is saved and locked here."""
    page = ft.context.page

    async def give_way() -> None:
        lock = guard(lambda: services.session.lock(services, "moved"))
        # run_task marks its caller's context with this page; the caller may be elsewhere.
        begun = copy_context().run(page.run_task, lock, None)
        await asyncio.wrap_future(begun)

    return give_way


async def _answer(
    page: ft.Page, services: "Services", name: str, values: Mapping[str, Any]
) -> None:
    session = services.session
    workspace = session.workspace
    if name == "update-ready":
        session.update_waits = True
    elif name == "lock-due":
        if workspace is not None or session.lead is not None:
            await session.lock(services, str(values.get("why") or "idle"))
        else:  # a lead's session ended by itself: there is nothing to lock
            await services.device.disarm_lock()
            await services.device.uncover()
    elif name == "uncovered":
        session.come_back()
    elif name == "look":
        await services.shared.read_again()
        await show_look(page, services)
    elif name == "way-in":
        profile, words = (str(values.get(of, "")) for of in ("profile", "words"))
        await come_in(services, profile, words, lost(services))
    elif name == "enrol-link":
        await take_link(services)
        await use_link(services)
    elif workspace is None:
        if name == "visibility" and not values.get("hidden"):
            # Another window may have made a profile meanwhile, or deleted one.
            session.profiles = await services.profiles.profiles()
    else:
        await _answer_open(services, workspace, name, values)


async def _answer_open(
    services: "Services", workspace: Workspace, name: str, values: Mapping[str, Any]
) -> None:
    if name in SCAN_EVENTS:
        await services.scan.tell(name, values)
    elif name == "pin":
        right, left = workspace.lock.try_pin(str(values.get("digits", "")))
        await services.device.answer_pin(right, left)
        if not right and left <= 0:
            await services.session.lock(services, "pin")
    elif name == "pagehide" or (name == "visibility" and values.get("hidden")):
        with suppress(StoreError):  # the saver says so and goes on trying
            await workspace.saver.flush()
    elif name == "visibility":
        workspace.outbox.poke()
        workspace.trust.poke()
        await try_link(services)
    elif name == "network" and not values.get("online"):
        workspace.outbox.no_signal()
    elif name == "network":
        workspace.outbox.poke(now=True)
        workspace.trust.poke()
        await try_link(services)
