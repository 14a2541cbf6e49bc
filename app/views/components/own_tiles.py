"""The tiles of what somebody does for themselves, the same wherever they stand."""

from collections.abc import Sequence

import flet as ft

from app.domain.profile import Role
from app.domain.trust_action import TrustAction
from app.domain.wording import sentences, tr, trn
from app.store.port import ProfileHeader
from app.usecases.open_workspace import Workspace
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.locked import UnlockHere
from app.views.components.text import section
from app.views.services import go

#: Logical pixels between tiles that belong together.
TILE_GAP = 10


def open_to_all() -> list[ft.Control]:
    """Give what anybody may open, without a profile and without a signal."""
    return [
        _tile(
            tr("After a hard job"),
            tr("What is normal, what helps"),
            "after-job",
            ft.Icons.SPA_OUTLINED,
        ),
        _pause(),
        _tile(
            tr("Ask for a conversation"),
            tr("A short message to send"),
            "ask",
            ft.Icons.SEND_OUTLINED,
        ),
        worried(),
    ]


def own(workspace: Workspace) -> list[ft.Control]:
    """Give what belongs to whoever holds this profile, the most used first."""
    return [
        buttons.tile(
            tr("My plan"),
            tr("Yours, on this device only"),
            lambda _: open_own_plan(workspace),
            icon=ft.Icons.ASSIGNMENT_OUTLINED,
        ),
        _tile(
            tr("After a hard job"),
            tr("What is normal, what helps"),
            "after-job",
            ft.Icons.SPA_OUTLINED,
        ),
        _tile(
            tr("Private check-in"),
            tr("A few words for yourself"),
            "check-in",
            ft.Icons.EDIT_OUTLINED,
        ),
        prepare(),
        _pause(),
        _tile(
            tr("Ask for a conversation"),
            tr("A short message to send"),
            "ask",
            ft.Icons.SEND_OUTLINED,
        ),
    ]


def for_me(workspace: Workspace, due: Sequence[ft.Control]) -> list[ft.Control]:
    """Give the same for home; the first place stays the plan's, however much is ``due`` of it."""
    mine, *rest = own(workspace)
    return [section(tr("For me")), stack([mine, *due, *rest], spacing=TILE_GAP)]


def prepare(*, open_profile: bool = True) -> ft.Control:
    """Give the way to one's own points for a conversation; without a profile, say it takes one."""
    return _tile(
        tr("Prepare for a conversation"),
        tr("What you want to say")
        if open_profile
        else tr("What you want to say, kept in a profile"),
        "prepare",
        ft.Icons.CHECKLIST_OUTLINED,
    )


def bring_in() -> ft.Control:
    """Give the way in for a copy of a plan that was handed over."""
    return _tile(
        tr("Bring a plan in"),
        tr("Scan it from another screen, or open a file"),
        "bring",
        ft.Icons.QR_CODE_SCANNER,
    )


def other_plans(workspace: Workspace, shown: str) -> list[ft.Control]:
    """Give the way to plans other than ``shown``, deleted ones too, to whose home has none."""
    here = workspace.plans.deleted() or any(one.id != shown for one in workspace.plans.all())
    # Without a role, from before roles were kept, it is a manager's.
    has_way = Role.MANAGER in (workspace.settings.get().roles or {Role.MANAGER})
    if has_way or not here:
        return []
    return [buttons.quiet(tr("All plans"), lambda _: go("/plans"))]


def worried() -> ft.Control:
    """Give the way to what to do when someone may be in danger."""
    return _tile(
        tr("I am worried about someone"),
        tr("What to do now, whom to call"),
        "worried",
        ft.Icons.HEALTH_AND_SAFETY_OUTLINED,
    )


def we_did(actions: Sequence[TrustAction]) -> list[ft.Control]:
    """Give the way to what the trust did about what people said; nothing where it says nothing."""
    if not actions:
        return []
    done = sum(action.state == "done" for action in actions)
    said = trn(
        "{count} answer, {done} done", "{count} answers, {done} done", len(actions), done=done
    )
    return [_tile(tr("You said, we did"), said, "we-did", ft.Icons.CAMPAIGN_OUTLINED)]


def profile_first(kept: str, known: Sequence[ProfileHeader]) -> list[ft.Control]:
    """Say that it is ``kept`` only in a profile, a whole sentence, and give the ways to one.

    ``known`` are this device's, to be unlocked right here.
    """
    new = buttons.secondary if known else buttons.primary
    return [
        notice.note(
            sentences(
                (
                    kept,
                    tr(
                        "A profile is no account: it is on this device, and none of this is "
                        "ever sent."
                    ),
                )
            )
        ),
        *([UnlockHere(known)] if known else []),
        # Who comes from here wants what is their own, on a home arranged for it.
        new(
            tr("Create a profile"),
            lambda _: go(f"/profile/new/{Role.CREW}"),
            icon=ft.Icons.PERSON_ADD_ALT,
        ),
    ]


def open_own_plan(workspace: Workspace) -> None:
    """Open the person's own plan; before its first word, say what it is."""
    record = workspace.plans.mine()
    go("/mine" if workspace.plans.get(record.id) is None else f"/plans/{record.id}")


def _pause() -> ft.Control:
    return _tile(tr("Two-minute pause"), tr("Slow breathing"), "pause", ft.Icons.SELF_IMPROVEMENT)


def _tile(title: str, detail: str, route: str, icon: ft.IconData) -> ft.Control:
    return buttons.tile(title, detail, lambda _: go(f"/{route}"), icon=icon)
