"""A connection with no client: it encodes all that is sent, and notes what is asked of the page."""

import asyncio
from typing import Any

import msgpack
from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.protocol import MessageAction, configure_encode_object_for_msgpack
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from app.domain.wording import ToSay

ENCODE = configure_encode_object_for_msgpack(BaseControl)
#: Where leads read English, whatever language is chosen.
_FOR_LEADS = ("/lead", "/accounts", "/audit", "/join")


class RecordingConnection(Connection):
    """Encodes every message, as the real one does, and answers service calls with nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.page_url = "http://test"
        self.loop = asyncio.get_running_loop()
        self.pubsubhub = PubSubHub()
        self.session: Session | None = None
        self.routes: list[str] = []
        self.called: list[str] = []
        self.focused: list[int] = []

    def send_message(self, message: Any) -> None:
        # Encoding is what snapshots lists for the next difference.
        msgpack.packb([message.action, message.body], default=self._encode, strict_types=True)
        if message.action != MessageAction.INVOKE_METHOD:
            return
        call = message.body
        self.called.append(call.name)
        if call.name == "focus":
            self.focused.append(call.control_id)
        if call.name == "push_route":
            self.routes.append(call.args["route"])
        self.loop.call_soon(
            lambda: self.session.handle_invoke_method_results(
                call.control_id, call.call_id, None, None
            )
        )

    def _encode(self, found: Any) -> Any:
        """Encode what is not of a plain type; what still waits for its language is refused."""
        if isinstance(found, ToSay):
            route = str(self.session.page.route) if self.session else ""
            assert route.startswith(_FOR_LEADS), f"English in every language, at {route}: {found}"
            return str(found)
        return list(found) if type(found) is tuple else ENCODE(found)

    def dispose(self) -> None:
        """Nothing to close."""
