"""The tiles of what somebody does for themselves, the same wherever they stand."""

import flet as ft

from app.usecases.open_workspace import Workspace
from app.views.components import buttons, notice
from app.views.services import go


def open_to_all() -> list[ft.Control]:
    """Give what anybody may open, without a profile and without a signal."""
    return [
        _tile("After a hard job", "What is normal, what helps", "after-job", ft.Icons.SPA_OUTLINED),
        _pause(),
        _tile("Ask for a conversation", "A short message to send", "ask", ft.Icons.SEND_OUTLINED),
        worried(),
    ]


def own(workspace: Workspace) -> list[ft.Control]:
    """Give what belongs to whoever holds this profile, the most used first."""
    return [
        buttons.tile(
            "My plan",
            "Yours, on this device only",
            lambda _: open_own_plan(workspace),
            icon=ft.Icons.FAVORITE_OUTLINE,
        ),
        _tile("After a hard job", "What is normal, what helps", "after-job", ft.Icons.SPA_OUTLINED),
        _tile("Private check-in", "A few words for yourself", "check-in", ft.Icons.EDIT_OUTLINED),
        _tile(
            "Prepare for a conversation",
            "What you want to say",
            "prepare",
            ft.Icons.CHECKLIST_OUTLINED,
        ),
        _pause(),
        _tile("Ask for a conversation", "A short message to send", "ask", ft.Icons.SEND_OUTLINED),
    ]


def worried() -> ft.Control:
    """Give the way to what to do when someone may be in danger."""
    return _tile(
        "I am worried about someone",
        "What to do now, whom to call",
        "worried",
        ft.Icons.HEALTH_AND_SAFETY_OUTLINED,
    )


def profile_first(what: str) -> list[ft.Control]:
    """Say that ``what`` ("A check-in is kept") only in a profile, and give the ways to one."""
    return [
        notice.note(
            f"{what} only in a profile, locked with a passphrase that only you know. A profile "
            "is no account: it is on this device, and none of this is ever sent."
        ),
        buttons.primary(
            "Create a profile", lambda _: go("/profile/new"), icon=ft.Icons.PERSON_ADD_ALT
        ),
        buttons.secondary("Unlock a profile", lambda _: go("/"), icon=ft.Icons.LOCK_OUTLINE),
    ]


def open_own_plan(workspace: Workspace) -> None:
    """Open the person's own plan; before its first word, say what it is."""
    record = workspace.plans.mine()
    go("/mine" if workspace.plans.get(record.id) is None else f"/plans/{record.id}")


def _pause() -> ft.Control:
    return _tile("Two-minute pause", "Slow breathing", "pause", ft.Icons.SELF_IMPROVEMENT)


def _tile(title: str, detail: str, route: str, icon: ft.IconData) -> ft.Control:
    return buttons.tile(title, detail, lambda _: go(f"/{route}"), icon=icon)
