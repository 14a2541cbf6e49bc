"""Composition root: picks browser or native parts, hands each what it needs, starts the app."""

import asyncio
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import flet as ft

from app.device.port import Device
from app.domain.errors import StoreError, VaultFormatUnknown
from app.domain.passphrase import check_passphrase
from app.domain.wording import tr
from app.store.hold.port import ProfileHolds
from app.store.port import RecordStore
from app.sync.account_calls import AccountCalls
from app.sync.audit_calls import AuditCalls
from app.sync.check_calls import CheckCalls
from app.sync.client import ApiClient
from app.sync.coding_calls import CodingCalls
from app.sync.insight_calls import InsightCalls
from app.sync.lead_enrolment import LeadEnrolment
from app.sync.port import Transport
from app.sync.reading_calls import ReadingCalls
from app.sync.report_calls import ReportCalls
from app.sync.sign_in_calls import SignInCalls
from app.usecases.back_up import BackupDesk
from app.usecases.board_reports import BoardReportDesk
from app.usecases.bring_headcount import HeadcountDesk
from app.usecases.change_keys import KeyDesk
from app.usecases.check_themes import CheckDesk
from app.usecases.edit_codebook import CodebookDesk
from app.usecases.edit_content import EditDesk
from app.usecases.erase import EraseDesk
from app.usecases.find_names import NameFinder
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
from app.vault.port import KeyChest
from app.views.app_shell import App
from app.views.components.room import note_look
from app.views.hearing import keep_hearing
from app.views.language import show_in
from app.views.quick_patch import quicken
from app.views.services import Services
from app.views.state.enrolling import take_link
from app.views.state.watch import follow
from app.views.theme import show_scheme

ASSETS = Path(__file__).parent.parent / "assets"
IN_BROWSER = sys.platform == "emscripten"

#: What differs between browser and native.
Parts = tuple[RecordStore, KeyChest, Transport, Device, ProfileHolds]


def _read_asset(name: str) -> bytes:
    return (ASSETS / name).read_bytes()


def _asset_names(folder: str) -> list[str]:
    return sorted(f"{folder}/{path.name}" for path in (ASSETS / folder).glob("*.toml"))


quicken()
keep_hearing()

#: Content as it ships. What is read of it once is read for every start from a snapshot.
SHIPPED = Content(_read_asset, _asset_names)


def build_services(
    store: RecordStore,
    chest: KeyChest,
    transport: Transport,
    device: Device,
    holds: ProfileHolds,
    *,
    has_page: bool = True,
    now: Callable[[], float] = time.time,
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    gap: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Services:
    """Wire the desks together over the given parts.

    ``has_page`` tells whether a web page surrounds the app. ``now`` gives POSIX seconds and
    ``pause`` waits for some; both count the slowed tries. ``gap`` waits too, between two
    requests of the outbox.
    """
    client = ApiClient(transport)
    content = copy(SHIPPED)
    shared = SharedServices(device, content)

    def check(passphrase: str) -> None:
        check_passphrase(passphrase, content.common_passwords())

    return Services(
        profiles=ProfileDesk(store, chest, holds, now, check),
        keys=KeyDesk(store, chest, check, content.passphrase_words, now),
        backups=BackupDesk(store, chest, date.today, check),
        erase=EraseDesk(store, holds, shared.clear),
        opener=WorkspaceOpener(
            client, date.today, time.time, device, content, shared, chest, _read_asset, gap
        ),
        content=content,
        shared=shared,
        languages=LanguageDesk(_read_asset, shared, content),
        summaries=SummaryDesk(NameFinder(content.load_names)),
        **_lead_desks(transport, client, content, device),
        device=device,
        today=date.today,
        pause=pause,
        has_page=has_page,
    )


def _lead_desks(
    transport: Transport, client: ApiClient, content: Content, device: Device
) -> dict[str, Any]:
    """Wire the desks of those who have an account, by their names in ``Services``."""
    editing = EditDesk(client, lambda: content.guides, date.today)
    coding, reports = CodingCalls(transport), ReportCalls(transport)

    return {
        "leads": LeadDesk(client),
        "sign_in": SignInDesk(client, SignInCalls(transport), device),
        "codes": LeadCodes(LeadEnrolment(transport), device.site),
        "insights": InsightDesk(InsightCalls(transport)),
        "reach": ReachDesk(ReadingCalls(transport)),
        "headcount": HeadcountDesk(ReadingCalls(transport), date.today),
        "texts": TextDesk(ReadingCalls(transport)),
        "board_reports": BoardReportDesk(reports, device),
        "actions": ActionDesk(reports),
        "checks": CheckDesk(CheckCalls(transport)),
        "learning": LearnDesk(coding),
        "accounts": AccountsDesk(AccountCalls(transport), device.site),
        "audit": AuditDesk(AuditCalls(transport), device, date.today),
        "editing": editing,
        "codebook": CodebookDesk(coding, editing.kept),
    }


async def _browser_parts() -> Parts:
    from app.device.page_bridge import PageBridge
    from app.store.browser import BrowserStore
    from app.store.hold.browser import BrowserHolds
    from app.sync.browser import BrowserTransport
    from app.vault.browser import BrowserKeyChest

    return BrowserStore(), BrowserKeyChest(), BrowserTransport(), PageBridge(), BrowserHolds()


def _built_for() -> str:
    """Give the trust's server that a package was built for; see the README."""
    file = ASSETS / "server.txt"
    return file.read_text("utf-8").strip() if file.is_file() else "http://127.0.0.1:8000"


async def _native_parts() -> Parts:
    from app.device.native_device import NativeDevice
    from app.store.hold.native import NativeHolds
    from app.store.native import NativeStore
    from app.sync.native import NativeTransport
    from app.vault.native import NativeKeyChest

    folder = Path(os.environ.get("FLET_APP_STORAGE_DATA", "data/app"))
    folder.mkdir(parents=True, exist_ok=True)
    origin = os.environ.get("LAYBY_SERVER") or _built_for()
    return (
        NativeStore(folder / "layby.sqlite3"),
        NativeKeyChest(),
        NativeTransport(origin),
        NativeDevice(folder / "shared.json", origin),
        NativeHolds(folder),
    )


async def look_around(services: Services) -> None:
    """Find out what the first screen shows; storage that cannot be read must not prevent one."""
    session = services.session
    try:
        session.profiles = await services.profiles.profiles()
    except (StoreError, VaultFormatUnknown) as error:
        session.alarm = tr("{message} You can get support all the same.", message=error.message)
    session.forgotten = await services.device.why_forgotten()
    session.still = await services.device.wants_less_motion()
    await take_link(services)
    await services.shared.show()
    services.languages.begin()


async def prepare() -> Services:
    """Pick the parts and find out what the first screen shows."""
    parts = await (_browser_parts() if IN_BROWSER else _native_parts())
    services = build_services(*parts, has_page=IN_BROWSER)
    await look_around(services)
    return services


#: Begun before there is a page to draw on: a browser still gets its own parts ready meanwhile.
_early: list[asyncio.Future[Services]] = []


def begin() -> None:
    """Start the app; in a browser's worker there is no loop to wait for."""
    # Exceptions may quote what someone typed; nothing below "critical" is ever printed.
    logging.disable(logging.ERROR)
    if IN_BROWSER:
        _early.append(asyncio.ensure_future(prepare()))
    ft.run(main)


async def main(page: ft.Page) -> None:
    """Start the app in ``page``."""
    services = await (_early.pop() if _early else prepare())
    # From here to the first screen nothing waits: what is said for it must be the same at every
    # start (see assets/shell/first_screen.js), whatever Flutter says meanwhile.
    page.title = "Layby"
    note_look(services.shared.look)
    show_scheme(page, services.shared.look.scheme, still=services.session.still)
    show_in(page, services)
    page.data = services.session
    follow(page, services)
    page.render_views(App, services)
    services.device.say_ready()
    await services.languages.tell_page()
    services.session.update_waits = await services.device.update_waits()


if __name__ == "__main__":
    begin()
