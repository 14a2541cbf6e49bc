"""Back up: one sealed file with everything of this profile."""

import flet as ft

from app.domain.wording import sentence, to_say, tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.back_up_now import BackUpNow
from app.views.components.frame import screen
from app.views.components.locked import to_profile, unlock_first
from app.views.components.text import body, bullet, section
from app.views.screens.profile import backup_words
from app.views.services import go, use_session

_TITLE = to_say("Backup")


@component
def BackupScreen() -> ft.View:
    """Make the file, and say what it is worth."""
    _, session = use_session()
    _, redraw = ft.use_state(0)
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr(_TITLE))
    settings = workspace.settings.get()
    return screen(
        tr(_TITLE),
        [
            body(sentence(backup_words(settings.last_backup_on))),
            BackUpNow(workspace, lambda: redraw(lambda count: count + 1)),
            section(tr("What is in it")),
            bullet(
                tr("Every conversation, plan and note of this profile, its outbox and settings.")
            ),
            bullet(tr("Nothing that was deleted before. Earlier files still hold what they held.")),
            bullet(
                tr(
                    "It opens only with this profile's passphrase or recovery code, as they are "
                    "today. Without them the file is of no use to anyone."
                )
            ),
            section(tr("Bring one back")),
            body(tr("You can bring a backup back on this device or on another one."), quiet=True),
            buttons.secondary(
                tr("Restore a backup"),
                lambda _: go("/restore"),
                icon=ft.Icons.SETTINGS_BACKUP_RESTORE,
            ),
            to_profile(),
        ],
    )
