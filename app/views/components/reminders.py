"""What the home screen reminds of: at most one of each kind, and each leads to its remedy."""

from collections.abc import Callable, Sequence

import flet as ft

from app.domain.days import short_day_words
from app.domain.errors import LaybyError
from app.domain.storage_health import Finding, Warning, warnings
from app.domain.wording import to_say, tr, trn
from app.usecases.keep_tidy import Notice
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.late import use_at_home
from app.views.services import go, use_services, use_session

#: More would make a wall of it.
MOST_FINDINGS = 2
#: Seconds after which what stands below is shown, whatever the storage says later.
_PATIENCE = 1.0

_TITLES = {
    Warning.UNSENT_URGENT: to_say("Send or back up now"),
    Warning.SET_ASIDE: to_say("Something could not be read"),
    Warning.LACKS_PARTS: to_say("Layby needs a signal here"),
    Warning.NEARLY_FULL: to_say("Little room left"),
    Warning.UNSENT: to_say("A summary still waits"),
    Warning.NO_BACKUP: to_say("Make a backup"),
    Warning.OLD_BACKUP: to_say("Time for a new backup"),
}
_REMEDIES = {
    Warning.SET_ASIDE: "/set-aside",
    Warning.NO_BACKUP: "/profile/backup",
    Warning.OLD_BACKUP: "/profile/backup",
}


#: What was found about the storage, and the notes that are due to go.
_Found = tuple[Sequence[Finding], Sequence[Notice]]


def _use_findings(workspace: Workspace, looked: Callable[[], None]) -> _Found:
    """Look whenever home comes into sight; to be called like a hook. See ``Reminders``."""
    services, at_home = use_services(), use_at_home()
    nothing: _Found = ((), ())
    found, set_found = ft.use_state(nothing)

    async def look() -> None:
        if not at_home:
            return
        try:
            notices = await workspace.tidy.show()
            set_found((found[0], notices))
            set_found((warnings(await workspace.storage.look(), services.today()), notices))
        except LaybyError:
            # Locked meanwhile, or the device cannot save: the saver says that itself.
            pass
        finally:
            looked()

    async def wait_no_longer() -> None:
        # The rest of home must not wait for a storage that does not answer.
        await services.pause(_PATIENCE)
        looked()

    ft.use_effect(look, [at_home])
    ft.use_effect(wait_no_longer, [])
    return found


@component
def Reminders(workspace: Workspace, looked: Callable[[], None]) -> ft.Control:
    """Look at the storage whenever home comes into sight, and say with ``looked`` that it is done.

    What changes while home stands is said the next time: a row more or less here moves all below.
    """
    _, session = use_session()
    findings, notices = _use_findings(workspace, looked)
    if session.workspace is not workspace:
        return ft.Container(visible=False)
    rows = [_finding(found) for found in _worth_saying(findings, workspace)]
    if notices:
        rows.append(
            buttons.tile(
                tr("Old notes will be removed"),
                removal_words(notices),
                _to("/tidy"),
                icon=ft.Icons.AUTO_DELETE_OUTLINED,
            )
        )
    if not workspace.settings.get().recovery_noted:
        rows.append(
            buttons.tile(
                tr("Put a recovery code on paper"),
                tr("It opens this profile if you forget the passphrase."),
                _to("/profile/code"),
                icon=ft.Icons.DESCRIPTION_OUTLINED,
            )
        )
    return stack(rows, spacing=12) if rows else ft.Container(visible=False)


def _worth_saying(findings: Sequence[Finding], workspace: Workspace) -> list[Finding]:
    """Give what cannot wait, else one piece of advice, and none while there is nothing to keep.

    A browser that may clear what it keeps stays as it is, and a backup makes good for it: home
    asks for that one thing, and the storage screen says the rest.
    """
    urgent = [found for found in findings if found.urgent]
    if urgent:
        return urgent[:MOST_FINDINGS]
    if workspace.conversations.is_empty():
        return []
    return [found for found in findings if found.kind is not Warning.NOT_PERSISTENT][:1]


def _finding(found: Finding) -> ft.Control:
    return buttons.tile(
        tr(_TITLES[found.kind]),
        found.words,
        _to(_REMEDIES.get(found.kind, "/storage")),
        icon=ft.Icons.ERROR_OUTLINE if found.urgent else ft.Icons.INFO_OUTLINE,
    )


def removal_words(notices: Sequence[Notice]) -> str:
    """Say whose notes go and when, without a name: others may look at this screen."""
    count = len(notices)
    days = sorted({notice.remove_on for notice in notices})
    when = short_day_words(days[0])
    if len(days) == 1:
        return trn(
            "Notes of {count} conversation will be removed on {when}. Plans stay.",
            "Notes of {count} conversations will be removed on {when}. Plans stay.",
            count,
            when=when,
        )
    return trn(
        "Notes of {count} conversation will be removed from {when}. Plans stay.",
        "Notes of {count} conversations will be removed from {when}. Plans stay.",
        count,
        when=when,
    )


def _to(route: str) -> Callable[[object], None]:
    return lambda _: go(route)
