"""This profile: who it is for, what opens it, when it locks, how it is kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import flet as ft

from app.domain.days import day_words
from app.domain.profile import ProfileSettings
from app.domain.wording import tr, trn
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.device_tiles import device_tiles
from app.views.components.frame import screen
from app.views.components.lock_times import LockTimesChoice
from app.views.components.locked import unlock_first
from app.views.components.passkeys import Passkeys
from app.views.components.roles import Roles
from app.views.components.text import body, section
from app.views.services import go, use_session


@component
def ProfileScreen() -> ft.View:
    """Everything about the open profile, each thing one tap away."""
    services, session = use_session()
    workspace = session.workspace
    if workspace is None:
        return unlock_first(tr("This profile"))
    settings = workspace.settings.get()
    return screen(
        tr("This profile"),
        [
            body(
                tr(
                    "{label}. The name is neutral on purpose: anyone who "
                    "holds this device can read it.",
                    label=workspace.profile.header.label,
                ),
                quiet=True,
            ),
            Roles(workspace),
            section(tr("What opens it")),
            *_keys(workspace, settings),
            LockTimesChoice(),
            section(tr("On this device")),
            *device_tiles(services),
            section(tr("What is kept")),
            *_kept(workspace, settings),
            # Last: only the device knows whether it has them, and what comes pushes nothing away.
            Passkeys(workspace),
        ],
    )


def _opens(route: str) -> Callable[[Any], None]:
    return lambda _: go(route)


def _keys(workspace: Workspace, settings: ProfileSettings) -> list[ft.Control]:
    on_paper = tr("On paper, as you told Layby")
    not_noted = tr("Not on paper yet. Without it a forgotten passphrase loses everything here.")
    return [
        buttons.tile(
            tr("Change the passphrase"),
            tr("Only you know it"),
            _opens("/profile/passphrase"),
            icon=ft.Icons.KEY,
        ),
        buttons.tile(
            tr("Recovery code"),
            on_paper if settings.recovery_noted else not_noted,
            _opens("/profile/code"),
            icon=ft.Icons.DESCRIPTION_OUTLINED,
        ),
        buttons.tile(
            tr("Screen PIN"),
            tr("Set") if workspace.lock.has_pin() else tr("Not set"),
            _opens("/profile/pin"),
            icon=ft.Icons.PIN_OUTLINED,
        ),
    ]


def _kept(workspace: Workspace, settings: ProfileSettings) -> list[ft.Control]:
    tiles = [
        buttons.tile(
            tr("Backup"),
            backup_words(settings.last_backup_on),
            _opens("/profile/backup"),
            icon=ft.Icons.SAVE_ALT,
        ),
        buttons.tile(
            tr("What this device keeps"),
            tr("How much, and how safely"),
            _opens("/storage"),
            icon=ft.Icons.STORAGE,
        ),
    ]
    words = len(workspace.own_words.all())
    if words:
        tiles.append(
            buttons.tile(
                tr("Words that are not names"),
                trn("{count} word", "{count} words", words),
                _opens("/profile/words"),
                icon=ft.Icons.SPELLCHECK,
            )
        )
    if workspace.tidy.notices():
        tiles.append(
            buttons.tile(
                tr("Notes that will be removed"),
                tr("See which and when, or keep them"),
                _opens("/tidy"),
                icon=ft.Icons.AUTO_DELETE_OUTLINED,
            )
        )
    tiles.append(
        buttons.tile(
            tr("Delete"),
            tr("One person, this profile, or everything"),
            _opens("/erase"),
            icon=ft.Icons.DELETE_OUTLINE,
        )
    )
    return tiles


def backup_words(day: date | None) -> str:
    """Say when the last backup was saved."""
    return tr("No backup yet") if day is None else tr("Last backup on {day}", day=day_words(day))
