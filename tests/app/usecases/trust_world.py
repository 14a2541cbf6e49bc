"""A device whose trust has a server, with content of its own to show."""

from collections.abc import Mapping
from typing import Any

from app.device.native_device import NativeDevice
from app.domain.organisation import Organisation
from app.domain.signed_document import CONTENT
from app.domain.trust_content import TrustContent
from app.sync.client import ApiClient
from app.usecases.open_workspace import Workspace, WorkspaceOpener
from app.usecases.read_content import Content
from app.usecases.shared_services import SharedServices
from tests.app.scripted_server import (
    ORGANISATION,
    ScriptedServer,
    enrolled,
    ok,
)
from tests.app.usecases.parts import ASSETS, Place, no_news

CODE = "K7QF-2M9X-TR4B"
OVERLAY = """
overlays = "post-incident-check"
version = 1
language = "en"

[[area]]
id = "next"

[[area.prompt]]
id = "trust-welfare-car"
text = "Shall I ask for the welfare car?"
hwb = ["professional-support"]
"""
TEA = (
    (ASSETS / "services" / "samaritans.toml")
    .read_text()
    .replace('id = "samaritans"', 'id = "trust-tea"')
    .replace('name = "Samaritans"', 'name = "The tea van"')
    .replace('type = "crisis-line"', 'type = "peer-support"')
)
ROUTINE = (ASSETS / "guides" / "routine-wellbeing-conversation.toml").read_text()
VERSION_LINE = next(line for line in ROUTINE.splitlines() if line.startswith("version ="))
NEWER = ROUTINE.replace(VERSION_LINE, "version = 900", 1).replace(
    'title = "Wellbeing conversation"', 'title = "Our own conversation"', 1
)


def content_of_trust(version: int = 3, **items: Any) -> dict[str, object]:
    """What the server sends; areas gain one against those of the enrolment."""
    areas = [*ORGANISATION["areas"], {"id": "west", "name": "West", "parent": None}]  # type: ignore[misc]
    organisation = Organisation.from_document({**ORGANISATION, "areas": areas})
    return TrustContent(version, organisation, **items).to_document()


class Device(NativeDevice):
    """Keeps its shelf in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = ""

    async def keep_shared(self, text: str) -> bool:
        self.shelf = text
        return True

    async def shared(self) -> str:
        return self.shelf


class World:
    """A place whose trust has a server, with content of its own to show."""

    def __init__(self) -> None:
        self.server = ScriptedServer({"POST /api/v1/enrolments": enrolled})
        self.place = Place()
        self.device = Device()
        self.content = Content(
            lambda name: (ASSETS / name).read_bytes(),
            lambda folder: sorted(
                f"{folder}/{path.name}" for path in (ASSETS / folder).glob("*.toml")
            ),
        )
        self.shared = SharedServices(self.device, self.content)
        self.news = 0

    def sends(self, document: Mapping[str, object]) -> None:
        signed = self.server.issuer.published(CONTENT, document)
        self.server.replies["GET /api/v1/content"] = ok(signed)

    async def opens(self, *, looks: bool = False) -> Workspace:
        """Open a new profile, which looks for news by itself only where the test wants it."""
        made = await self.place.desk.create("lantern gravel otter tuesday", no_news)

        async def heard() -> None:
            self.news += 1

        opener = WorkspaceOpener(
            *(
                getattr(self.place.opener, name)
                if name not in ("client", "content", "shared", "device")
                else {
                    "client": ApiClient(self.server),
                    "content": self.content,
                    "shared": self.shared,
                    "device": self.device,
                }[name]
                for name in WorkspaceOpener.__dataclass_fields__
            )
        )
        workspace = opener.open(made.profile, lambda _state, _words: None, lambda: None, heard)
        if not looks:
            await workspace.trust.stop()
        return workspace

    def asked(self) -> list[dict[str, str]]:
        return [headers for path, headers, _, _ in self.server.sent if path.endswith("/content")]


def names(content: Content) -> set[str]:
    return {service.name for service in content.services}
