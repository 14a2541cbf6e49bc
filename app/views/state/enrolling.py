"""Enrolment links on their way: from the page to the open profile, and from there to the server.

A link is opened once and must not get lost: it waits in memory until a profile is open, then in
the profile until there is a signal.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

import flet as ft

from app.domain.enrolment_link import read_enrolment
from app.domain.errors import InputError, StoreError
from app.usecases.enrol_device import Enrolment
from app.views.boundary import guard

if TYPE_CHECKING:
    from app.views.services import Services


async def take_link(services: "Services") -> None:
    """Take what the page was opened with; a link that did not arrive whole is said to be so."""
    given = await services.device.take_link()
    if not given:
        return
    try:
        services.session.link = read_enrolment(given)
    except InputError as error:
        services.session.alarm = error.message


async def use_link(services: "Services") -> None:
    """Put a link that waits into the open profile, and try it in the background.

    Where the device cannot save, it waits on in memory too; the saver says so and goes on.
    """
    session = services.session
    if session.workspace is None:
        return
    if session.link is not None:
        with suppress(StoreError):
            await session.workspace.enrolments.keep(session.link)
            session.link = None
        session.revision += 1
    if session.workspace.enrolments.pending() is not None:
        work = guard(lambda: try_link(services))
        ft.context.page.run_task(work, None)


async def try_link(services: "Services") -> None:
    """Enrol with a link that the open profile has kept, where that needs no answer first."""
    session = services.session
    workspace = session.workspace
    if workspace is None or workspace.enrolments.pending() is None:
        return
    enrolment = await workspace.enrolments.try_pending()
    if session.workspace is not workspace:
        return
    session.revision += 1
    if enrolment is not None:
        await settle_in(services, enrolment)


async def settle_in(services: "Services", enrolment: Enrolment) -> None:
    """Let all parts of the open profile go by a new enrolment."""
    session = services.session
    if session.workspace is None:
        return
    session.organisation = enrolment.organisation
    session.enrolled = enrolment.organisation.name
    session.revision += 1
    await session.rearm(services)
    session.workspace.outbox.poke(now=True)
    session.workspace.trust.poke()
