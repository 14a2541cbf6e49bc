"""Delete: one person, with a way back; one profile, everything, after a second tap."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

import flet as ft

from app.domain.errors import LaybyError, ProfileInUse, StoreError
from app.domain.wording import to_say, tr, trn
from app.store.port import ProfileHeader
from app.usecases.bring_back import Gone, Kind
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.back_up_now import BackUpNow
from app.views.components.cards import card, stack
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.locked import to_profile
from app.views.components.sure import Sure
from app.views.components.text import body, section
from app.views.components.undo import Undoing, undo_earlier, undo_fresh
from app.views.services import Services, go, use_session
from app.views.state.session import Session

_TITLE = to_say("Delete")
_OLD_FILES = to_say("Backup files made earlier, outside Layby, stay where you keep them.")
_GONE = to_say(
    "Its conversations, plans, notes and keys go from this device. Without a backup nobody can "
    "bring them back, not even your trust."
)
_UNSENT = to_say("Summaries that are not sent yet are lost. Those already sent are safe.")


@component
def EraseScreen() -> ft.View:
    """What may be deleted; from the welcome screen too, for a passphrase that is lost."""
    _, session = use_session()
    wanted = ft.use_route_params().get("profile", "")
    said, set_said = ft.use_state("")
    done = [notice.good(said)] if said else []
    workspace = session.workspace
    if workspace is not None:
        return screen(
            tr(_TITLE),
            [
                People(workspace),
                section(tr("This profile")),
                body(tr("Make a backup first if you may want it back."), quiet=True),
                BackUpNow(workspace, main=False),
                DeleteProfile(workspace.profile.header, set_said),
                DeleteEverything(set_said),
                to_profile(),
            ],
        )
    listed = [known for known in session.profiles if not wanted or known.id == wanted]
    if wanted and not listed and not said:
        done = [body(tr("That profile is not on this device."))]
    return screen(
        tr(_TITLE),
        [
            *done,
            *[DeleteProfile(header, set_said, key=header.id) for header in listed],
            DeleteEverything(set_said),
            buttons.quiet(tr("Go to home"), lambda _: go("/")),
        ],
    )


@component
def People(workspace: Workspace) -> ft.Control:
    """Everyone with a label here; deleting one takes all their conversations and plans."""
    _, session = use_session()
    _, redraw = ft.use_state(0)
    people = workspace.conversations.people()

    def changed() -> None:
        under_way = session.conversation
        left = {known.id for known in workspace.conversations.open_ones()}
        if under_way is not None and under_way.id not in left:
            # Its screen would otherwise write it down again.
            session.conversation = None
        session.revision += 1
        session.count_outbox()
        redraw(lambda number: number + 1)

    def back(gone: Gone) -> Undoing:
        said = tr("Removed: {what}", what=gone.name)
        bring_back = partial(workspace.conversations.bring_back, gone)
        return Undoing(gone, said, bring_back, workspace.deleted, changed)

    deleted = [back(gone) for gone in workspace.deleted.all(Kind.PERSON)]
    return stack(
        [
            section(tr("One person")),
            body(tr("Everything kept under one label. Other conversations stay."), quiet=True),
            body(
                tr(
                    "A summary that you both agreed stays in the outbox until your trust's "
                    "server has it safe. It names nobody."
                ),
                quiet=True,
            ),
            *undo_fresh(deleted),
            *[DeletePerson(workspace, label, count, changed, key=label) for label, count in people],
            *([] if people else [body(tr("Nothing here has a label."))]),
            *undo_earlier(deleted),
        ]
    )


def _kept_words(count: int) -> str:
    """Say how much is kept under a label: conversations, and plans that stand alone."""
    return (
        tr("1 conversation or plan")
        if count == 1
        else tr("{count} conversations and plans", count=count)
    )


@component
def DeletePerson(
    workspace: Workspace, label: str, count: int, changed: Callable[[], None]
) -> ft.Control:
    """One label and how much stands under it; deleted, it can be brought back."""

    def delete() -> None:
        workspace.conversations.delete_person(label)
        changed()

    return card(
        [
            body(label),
            body(_kept_words(count), quiet=True),
            buttons.quiet(
                tr("Delete everything under “{label}”", label=label),
                lambda _: delete(),
                icon=ft.Icons.DELETE_OUTLINE,
            ),
        ]
    )


@component
def DeleteProfile(header: ProfileHeader, said: Callable[[str], None]) -> ft.Control:
    """Delete one profile with all that is in it."""
    services, session = use_session()
    form = use_form()

    async def delete() -> None:
        was_open = await _close(services, session, [header])
        await _or_say(services.erase.profile(header), session)
        await _finish(
            services, session, was_open, tr("{label} is deleted.", label=header.label), said
        )

    return card(
        [
            body(header.label),
            Sure(
                tr("Delete {label}", label=header.label),
                [tr(_GONE), tr(_UNSENT), tr(_OLD_FILES)],
                tr("Yes, delete {label}", label=header.label),
                tr("Keep it"),
                form.doing(delete),
                problem=form.problem(),
            ),
        ]
    )


@component
def DeleteEverything(said: Callable[[str], None]) -> ft.Control:
    """Delete every profile: for a device that is handed back."""
    services, session = use_session()
    form = use_form()

    async def delete() -> None:
        was_open = await _close(services, session, await services.profiles.profiles())
        await _or_say(services.erase.everything(), session)
        await _finish(services, session, was_open, tr("Everything is deleted."), said)

    count = len(session.profiles)
    every = trn(
        "The profile on this device, with everything in it, goes.",
        "All {count} profiles on this device, with everything in them, go.",
        count,
    )
    return stack(
        [
            section(tr("Everything on this device")),
            Sure(
                tr("Delete everything on this device"),
                [
                    every,
                    tr(_UNSENT),
                    tr(_OLD_FILES),
                ],
                tr("Yes, delete everything"),
                tr("Keep it all"),
                form.doing(delete),
                problem=form.problem(),
            ),
        ]
    )


async def _close(services: Services, session: Session, doomed: Sequence[ProfileHeader]) -> bool:
    """Close the open profile, which is among the doomed; tell whether one was open.

    What is typed is kept first where that is possible: should the deleting fail, all is as it
    was. A device that cannot save is no reason to keep what is to be deleted.
    """
    workspace = session.workspace
    own = workspace.profile.header.id if workspace is not None else ""
    for header in doomed:
        if header.id != own and await services.profiles.in_use(header):
            raise ProfileInUse(tr("It is open in another window. Lock it there, then delete it."))
    if workspace is None:
        return False
    try:
        await session.leave(services)
    except StoreError:
        await session.abandon(services)
    return True


async def _or_say(erasing: Awaitable[None], session: Session) -> None:
    """Wait for the deleting; what fails is said by the screen, whose shape may have changed."""
    try:
        await erasing
    except LaybyError as error:
        session.alarm = error.message
        raise


async def _finish(
    services: Services, session: Session, was_open: bool, words: str, said: Callable[[str], None]
) -> None:
    session.profiles = await services.profiles.profiles()
    if was_open:
        await session.forget(services, "erased")
    else:
        said(words)
