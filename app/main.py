"""Composition root: picks browser or native parts, hands each what it needs, starts the app."""

import logging
import os
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import flet as ft

from app.device.port import Device
from app.store.port import RecordStore
from app.sync.client import ApiClient
from app.sync.port import Transport
from app.usecases.open_workspace import WorkspaceOpener
from app.usecases.read_content import Content
from app.usecases.read_themes import LeadDesk
from app.usecases.review_summary import SummaryDesk
from app.usecases.unlock import ProfileDesk
from app.vault.port import KeyChest
from app.views.app_shell import App
from app.views.services import Services
from app.views.theme import dark_theme, light_theme

ASSETS = Path(__file__).parent.parent / "assets"
IN_BROWSER = sys.platform == "emscripten"


def build_services(
    store: RecordStore, chest: KeyChest, transport: Transport, device: Device
) -> Services:
    """Wire the desks together over the given parts."""
    client = ApiClient(transport)
    content = Content(_read_asset, _asset_names)
    return Services(
        profiles=ProfileDesk(store, chest),
        opener=WorkspaceOpener(client, date.today, time.time),
        content=content,
        summaries=SummaryDesk(content.build_anonymiser),
        leads=LeadDesk(client),
        device=device,
        today=date.today,
    )


def _read_asset(name: str) -> bytes:
    return (ASSETS / name).read_bytes()


def _asset_names(folder: str) -> list[str]:
    return sorted(f"{folder}/{path.name}" for path in (ASSETS / folder).glob("*.toml"))


async def _browser_parts() -> tuple[RecordStore, KeyChest, Transport, Device]:
    from app.device.page_bridge import PageBridge
    from app.store.browser import BrowserStore
    from app.sync.browser import BrowserTransport
    from app.vault.browser import BrowserKeyChest

    return BrowserStore(), BrowserKeyChest(), BrowserTransport(), PageBridge()


async def _native_parts() -> tuple[RecordStore, KeyChest, Transport, Device]:
    from app.device.native_device import NativeDevice
    from app.store.native import NativeStore
    from app.sync.native import NativeTransport
    from app.vault.native import NativeKeyChest

    data = os.environ.get("FLET_APP_STORAGE_DATA", "data/app")
    folder = Path(data)
    folder.mkdir(parents=True, exist_ok=True)
    origin = os.environ.get("LAYBY_SERVER", "http://127.0.0.1:8000")
    return (
        NativeStore(folder / "layby.sqlite3"),
        NativeKeyChest(),
        NativeTransport(origin),
        NativeDevice(),
    )


async def main(page: ft.Page) -> None:
    """Start the app in ``page``."""
    # Exceptions may quote what someone typed; nothing below "critical" is ever printed.
    logging.disable(logging.ERROR)
    page.title = "Layby"
    page.theme, page.dark_theme = light_theme(), dark_theme()
    page.theme_mode = ft.ThemeMode.SYSTEM
    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=[ft.Locale("en", "GB")], current_locale=ft.Locale("en", "GB")
    )
    services = build_services(*await (_browser_parts() if IN_BROWSER else _native_parts()))
    services.session.profiles = await services.profiles.profiles()
    page.data = services.session
    page.render_views(App, services)
    _follow_device(page, services)
    services.device.say_ready()
    services.session.update_waits = await services.device.update_waits()


def _follow_device(page: ft.Page, services: Services) -> None:
    session = services.session

    async def heard(name: str, values: Mapping[str, Any]) -> None:
        workspace = session.workspace
        if name == "update-ready":
            session.update_waits = True
        elif name == "network" and values.get("online") and workspace is not None:
            workspace.outbox.poke(now=True)
        elif name == "visibility" and not values.get("hidden") and workspace is not None:
            workspace.outbox.poke()

    def hear(name: str, values: Mapping[str, Any]) -> None:
        # Events come from outside Flet's own tasks; run_task gives the handler its page.
        page.run_task(heard, name, values)

    services.device.listen(hear)


if __name__ == "__main__":
    ft.run(main)
