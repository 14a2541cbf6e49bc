"""What every screen may reach, handed down once from the composition root."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

import flet as ft

from app.device.port import Device
from app.usecases.back_up import BackupDesk
from app.usecases.board_reports import BoardReportDesk
from app.usecases.bring_headcount import HeadcountDesk
from app.usecases.change_keys import KeyDesk
from app.usecases.check_themes import CheckDesk
from app.usecases.edit_codebook import CodebookDesk
from app.usecases.edit_content import EditDesk
from app.usecases.erase import EraseDesk
from app.usecases.lead_codes import LeadCodes
from app.usecases.learn_coding import LearnDesk
from app.usecases.manage_accounts import AccountsDesk
from app.usecases.open_workspace import WorkspaceOpener
from app.usecases.read_audit import AuditDesk
from app.usecases.read_content import Content
from app.usecases.read_insights import InsightDesk
from app.usecases.read_reach import ReachDesk
from app.usecases.read_texts import TextDesk
from app.usecases.read_themes import LeadDesk
from app.usecases.review_summary import SummaryDesk
from app.usecases.shared_services import SharedServices
from app.usecases.sign_in import SignInDesk
from app.usecases.speak_language import LanguageDesk
from app.usecases.theme_actions import ActionDesk
from app.usecases.unlock import ProfileDesk
from app.views.state.saving import SaveStatus
from app.views.state.scan import Scan
from app.views.state.session import Session
from app.views.state.shape import Shape
from app.views.state.spoken import Spoken


@dataclass(frozen=True)
class Services:
    """The desks that need no open profile, and the state that screens share.

    ``pause`` waits for some seconds; tests give one that follows their own clock. ``has_page``
    is False natively, where nothing can be put over the app.
    """

    profiles: ProfileDesk
    keys: KeyDesk
    backups: BackupDesk
    erase: EraseDesk
    opener: WorkspaceOpener
    content: Content
    shared: SharedServices
    languages: LanguageDesk
    summaries: SummaryDesk
    leads: LeadDesk
    sign_in: SignInDesk
    codes: LeadCodes
    checks: CheckDesk
    insights: InsightDesk
    reach: ReachDesk
    headcount: HeadcountDesk
    texts: TextDesk
    board_reports: BoardReportDesk
    actions: ActionDesk
    editing: EditDesk
    learning: LearnDesk
    codebook: CodebookDesk
    accounts: AccountsDesk
    audit: AuditDesk
    device: Device
    today: Callable[[], date]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    has_page: bool = True
    session: Session = field(default_factory=Session)
    saved: SaveStatus = field(default_factory=SaveStatus)
    scan: Scan = field(default_factory=Scan)
    spoken: Spoken = field(default_factory=Spoken)
    shape: Shape = field(default_factory=Shape)

    def forget_lead(self) -> None:
        """Put away what a lead had open: nobody who signs in next is to find it."""
        for desk in (self.editing, self.codes, self.checks, self.headcount, self.texts):
            desk.forget()
        self.accounts.forget()


_CONTEXT = ft.create_context(None)


def provide(services: Services, build: Callable[[], ft.Control]) -> ft.Control:
    """Make ``services`` reachable to every component that ``build`` makes."""
    return _CONTEXT(services, build)  # type: ignore[arg-type]


def use_services() -> Services:
    """Give the services; to be called at the top of a component, like any hook."""
    services = ft.use_context(_CONTEXT)
    assert isinstance(services, Services)  # noqa: S101 - the tree is always built inside provide()
    return services


def use_session() -> tuple[Services, Session]:
    """Give the services and follow the session: the component redraws when it changes."""
    services = use_services()
    session, _ = ft.use_state(services.session)
    return services, session


def use_typed() -> dict[str, str]:
    """Give a dictionary that outlives redraws, for fields that need not be kept on the device.

    It is emptied when its screen goes: what stands in it may be a password.
    """
    nothing: dict[str, str] = {}
    typed, _ = ft.use_state(nothing)
    ft.use_effect(lambda: None, [], typed.clear)
    return typed


def go(route: str) -> None:
    """Open a screen; what went wrong on the last one goes with it.

    What went well waits until home has said it.
    """
    state = ft.context.page.data
    if state is not None:
        state.alarm = state.forgotten = ""
        if route != "/":
            state.enrolled = ""
        state.trail.goes(ft.context.page.route, route)
    ft.context.page.navigate(route)
