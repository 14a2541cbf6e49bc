"""Home by role: what is used most comes first, and help before all of it."""

import flet as ft

from app.domain.conversation import Conversation, Step
from app.domain.days import short_day_words
from app.domain.profile import Role
from app.domain.wording import listed, to_say, tr, trn
from app.usecases.open_workspace import Workspace
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.components.device_tiles import look_tile
from app.views.components.due_list import DueList
from app.views.components.enrolment_tiles import enrolment_tiles
from app.views.components.fold import Fold
from app.views.components.frame import screen
from app.views.components.late import use_place
from app.views.components.led_to import use_top
from app.views.components.own_tiles import TILE_GAP, for_me, we_did, worried
from app.views.components.reminders import Reminders
from app.views.components.resume import route_of
from app.views.components.text import section
from app.views.components.update import UpdateReady
from app.views.screens.install import InstallTile
from app.views.screens.welcome import WelcomeScreen
from app.views.services import go, use_session
from app.views.state.session import Session

#: Unfinished conversations that stand at once; more would push the way to a new one away.
MOST_UNFINISHED = 2

_STEP_WORDS = {
    Step.BEFORE: to_say("Before you start"),
    Step.TALK: to_say("Talking"),
    Step.PLAN: to_say("The plan"),
    Step.SUMMARY: to_say("The summary"),
    Step.CHECK: to_say("Checking the summary"),
    Step.TOGETHER: to_say("Looking at it together"),
}


@component
def HomeScreen() -> ft.View:
    """The open profile's home by its roles, or the welcome while none is open."""
    services, session = use_session()
    workspace = session.workspace
    looked_at: Workspace | None = None
    settled, set_settled = ft.use_state(looked_at)
    # Home comes back scrolled as it was left, and what was just done is said at its top.
    at_top = use_top(session.enrolled)
    if workspace is None:
        return WelcomeScreen()  # type: ignore[no-any-return]
    # Without a role, from before roles were kept, it is a manager's who may look at themes.
    roles = workspace.settings.get().roles or frozenset({Role.MANAGER, Role.LEAD})
    crew, manager = Role.CREW in roles, Role.MANAGER in roles
    due = DueList(
        workspace,
        session.revision,
        rest=tr("More for me") if crew and not manager else "",
        key=f"due-{workspace.profile.header.id}",
    )
    blocks: list[list[ft.Control]] = []
    if manager:
        blocks.append([*_conversations(session, workspace), due])
    if crew:
        blocks.append(for_me(workspace, [] if manager else [due]))
    if Role.LEAD in roles:
        blocks.append(_themes() if blocks else [due, *_themes()])
    notices = Reminders(workspace, lambda: set_settled(workspace), key=workspace.profile.header.id)
    first, *others = blocks
    controls: list[ft.Control] = [
        UpdateReady(key="update"),
        notice.good(_enrolled(session)),
        buttons.support(lambda _: go("/support")),
        NeedsALook(key="look"),
        *first,
        notices,
    ]
    more: list[ft.Control] = [control for block in others for control in block]
    if manager:
        more += _kept(session, workspace)
    else:
        more += _left_over(session, workspace)
    more.append(stack([*we_did(services.content.actions), *_last(crew)], spacing=TILE_GAP))
    # Below the reminders where there is one column: they are known some moments after the rest.
    late = [NeedsALook(last=True, key="late-look"), UpdateReady(last=True, key="late-update")]
    below = [*more, *late] if settled is workspace else [ft.Container()]
    return at_top(screen(tr("Home"), controls, support=False, back=False, beside=below))


def _enrolled(session: Session) -> str:
    """Say that a code or a link did what it is for, or signing out; "" once home was left."""
    if session.forgotten == "signed-out":
        return tr("You are signed out.")
    name = session.enrolled
    return tr("This profile is enrolled with {name}.", name=name) if name else ""


def _conversations(session: Session, workspace: Workspace) -> list[ft.Control]:
    """Give what a manager came for: to carry on, or to begin."""
    new = buttons.primary(tr("New conversation"), lambda _: go("/talk/choose"), icon=ft.Icons.ADD)
    return [*_unfinished(session, workspace), new]


def _unfinished(session: Session, workspace: Workspace) -> list[ft.Control]:
    unfinished = workspace.conversations.open_ones()
    rows: list[ft.Control] = []
    if unfinished:
        rows.append(section(tr("Carry on")))
        rows += [_carry_on(session, found) for found in unfinished[:MOST_UNFINISHED]]
        rows += _further(session, unfinished[MOST_UNFINISHED:])
    return rows


def _kept(session: Session, workspace: Workspace) -> list[ft.Control]:
    """Give what a manager keeps: plans, finished conversations, what waits to be sent."""
    tiles = [
        buttons.tile(
            tr("Plans"),
            tr("What you agreed, and when you look at it again"),
            lambda _: go("/plans"),
            icon=ft.Icons.ASSIGNMENT_OUTLINED,
        ),
        *_finished_tile(workspace),
        *_trust_tiles(session, workspace),
    ]
    return [section(tr("Plans and conversations")), stack(tiles, spacing=TILE_GAP)]


def _left_over(session: Session, workspace: Workspace) -> list[ft.Control]:
    """Give what a role left here that was ticked off since: it must stay in reach."""
    rows = _unfinished(session, workspace)
    rows += _finished_tile(workspace)
    if session.waiting or session.held or session.looks or session.sent:
        rows.append(_outbox_tile(session))
    return [*enrolment_tiles(workspace.enrolments, invites=False), *rows]


def _themes() -> list[ft.Control]:
    return [
        buttons.tile(
            tr("For wellbeing leads"),
            tr("What people are telling us"),
            lambda _: go("/lead"),
            icon=ft.Icons.INSIGHTS,
        )
    ]


def _last(crew: bool) -> list[ft.Control]:
    """Give what every role has, the least used at the very end."""
    for_me = buttons.tile(
        tr("For me"),
        tr("My own plan, a pause, after a hard job"),
        lambda _: go("/mine"),
        icon=ft.Icons.SPA_OUTLINED,
    )
    profile = buttons.tile(
        tr("This profile"),
        tr("Passphrase, language, backup, what is kept and for how long"),
        lambda _: go("/profile"),
        icon=ft.Icons.PERSON_OUTLINE,
    )
    tiles = [*([] if crew else [for_me]), worried(), look_tile(), profile]
    return [*tiles, InstallTile(key="install")]  # who came by a link never saw the welcome's


def _carry_on(session: Session, conversation: Conversation) -> ft.Control:
    def resume(_: object) -> None:
        session.conversation = conversation
        go(route_of(conversation))

    title = conversation.label.strip() or tr("Conversation without a label")
    held = short_day_words(conversation.held_on)
    return buttons.tile(
        title,
        tr("{step_words}, begun {held}", step_words=tr(_STEP_WORDS[conversation.step]), held=held),
        resume,
        icon=ft.Icons.EDIT_NOTE,
    )


def _further(session: Session, rest: list[Conversation]) -> list[ft.Control]:
    if not rest:
        return []
    words = tr("{number} more to carry on", number=len(rest))
    return [Fold(words, "", lambda: [_carry_on(session, one) for one in rest], key="further")]


def _finished_tile(workspace: Workspace) -> list[ft.Control]:
    count = len(workspace.conversations.peek_finished())
    if not count and not workspace.conversations.deleted():
        return []
    held = trn(
        "{count} on this device, with its plan", "{count} on this device, with their plans", count
    )
    return [
        buttons.tile(
            tr("Finished conversations"),
            held if count else tr("What you deleted can still be brought back"),
            lambda _: go("/finished"),
            icon=ft.Icons.FOLDER_OUTLINED,
        )
    ]


def _trust_tiles(session: Session, workspace: Workspace) -> list[ft.Control]:
    sends = session.organisation is not None or session.waiting
    outbox = [_outbox_tile(session)] if sends else []
    return [*enrolment_tiles(workspace.enrolments), *outbox]


@component
def NeedsALook(*, last: bool = False) -> ft.Control:
    """A tile while a summary has come back: nobody would think of opening the outbox.

    ``last`` as for ``use_place``.
    """
    _, session = use_session()
    if not use_place(bool(session.looks), last=last):
        return ft.Container(visible=False)
    one = session.looks == 1
    title = tr("A summary needs another look") if one else tr("Some summaries need another look")
    return buttons.tile(
        title,
        tr("It could name someone. Nothing is lost."),
        lambda _: go("/outbox"),
        icon=ft.Icons.VISIBILITY_OUTLINED,
    )


def _outbox_tile(session: Session) -> ft.Control:
    return buttons.tile(
        tr("Outbox"), outbox_words(session), lambda _: go("/outbox"), icon=ft.Icons.OUTBOX
    )


def outbox_words(session: Session) -> str:
    """Say what the outbox holds, for a tile and for a screen reader."""
    parts = []
    if session.looks:
        parts.append(trn("{count} needs another look", "{count} need another look", session.looks))
    if session.held:
        parts.append(trn("{count} needs a look", "{count} need a look", session.held))
    if session.waiting:
        parts.append(trn("{count} waiting", "{count} waiting", session.waiting))
    if session.sent:
        parts.append(trn("{count} sent", "{count} sent", session.sent))
    return listed(parts) or tr("Nothing waiting")
