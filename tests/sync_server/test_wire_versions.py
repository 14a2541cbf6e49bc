"""An app from before, and one that is ahead: both are answered in words, and both keep what waits.

The app's own client speaks to a server that listens; its own outbox takes the answers in.
"""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx

from app.domain.summary import SCHEMAS, WIRE_VERSIONS, WireSummary
from app.sync.client import ApiClient
from app.sync.moves import after_receipt, before_request, due
from app.sync.native import NativeTransport
from app.sync.outbox import OutboxItem, State
from tests.sync_server.process import Process
from tests.sync_server.test_traces import Device
from tests.sync_server.trust import summary

NOW, DAY = 1_800_000_000.0, date(2026, 11, 23)
A_YEAR = 366 * 86_400


@dataclass(frozen=True)
class NextSummary(WireSummary):
    """A summary as a later version of the app may write it: with a field nobody knows yet."""

    def __post_init__(self) -> None:
        """It goes by rules of its own."""

    def to_wire(self) -> dict[str, object]:
        return super().to_wire() | {"setting": "on the road"}


def test_an_app_from_before_and_one_ahead_hear_why_and_keep_what_they_have(tmp_path: Path) -> None:
    with (
        Process(tmp_path, "serve") as server,
        httpx.Client(base_url=server.address, timeout=60) as plain,
    ):
        device = Device(plain, server.printed("Enrolment code:"))
        device.fetch(3)
        taken = plain.get("/api/v1/meta").json()["summary_schemas"]
        assert (taken[0], taken[-1]) == WIRE_VERSIONS
        assert min(SCHEMAS) not in taken
        asyncio.run(_told_and_kept(server.address, device, taken))


async def _told_and_kept(address: str, device: Device, taken: list[int]) -> None:
    transport = NativeTransport(address)
    client = ApiClient(transport)
    older, other = (
        WireSummary.from_wire(
            summary(organisation=device.organisation, area="north", schema=min(SCHEMAS))
        )
        for _ in range(2)
    )
    now = {"schema": taken[-1], "withdrawal": secrets.token_hex(32), "looked_again": False}
    newer = NextSummary(**{**vars(other), **now, "schema": taken[-1] + 1})
    for wire, words in ((older, "Update Layby"), (newer, "does not know this newer Layby")):
        token = device.tokens.pop()
        asked = before_request(OutboxItem(wire, DAY), token)
        receipt = await client.submit(wire, token)
        assert receipt.status not in ("stored", "duplicate")
        after = after_receipt(asked, receipt, NOW, DAY)
        assert (after.state, after.wire, after.token) == (State.WAITING, wire, token)
        assert words in after.trouble
        assert due([after], now=NOW + A_YEAR) == [after]
        # Once both are of one version it goes: under the same number, with the same token.
        anew = WireSummary(**{**vars(wire), **now})
        assert (await client.submit(anew, token)).status == "stored"
    await transport.close()
