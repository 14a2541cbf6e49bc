"""What leads ask about board reports and actions, within their session."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from app.domain.errors import ServerNotUnderstood
from app.sync.answers import read_answer
from app.sync.caller import Caller
from app.sync.client import OWN_REQUEST

_REPORTS, _ACTIONS = "/reports", "/actions"
#: Seconds to wait for a report: it is made when it is asked for, from a year of closed figures.
#: Asking again after no answer is harmless, as the same number gives what there is.
REPORT_SECONDS = 60.0


class ReportCalls(Caller):
    """One request each. Every method raises a SyncError when it fails."""

    async def quarters(self) -> dict[str, Any]:
        """Give the closed ``quarters`` with the issues of each."""
        return await self._call("GET", _REPORTS, with_session=True)

    async def issue(self, period: str, number: int, reason: str) -> dict[str, Any]:
        """Issue a quarter's report; the same number again gives what there is."""
        payload = {"period": period, "number": number, "reason": reason}
        return await self._call(
            "POST",
            _REPORTS,
            payload,
            headers=OWN_REQUEST,
            with_session=True,
            patience=REPORT_SECONDS,
        )

    async def file(self, identity: str, kind: str) -> bytes:
        """Give a report as a file: pdf, html, xlsx or zip."""
        path = f"{_REPORTS}/{quote(identity, safe='')}.{kind}"
        answer = await self._send(
            "GET",
            path,
            headers={"Accept": "*/*"},
            with_session=True,
            patience=REPORT_SECONDS,
        )
        said = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        if answer.status == 200 and said != "application/json":
            return answer.body
        read_answer(answer)  # says what went wrong
        raise ServerNotUnderstood

    async def actions(self) -> dict[str, Any]:
        """Give the trust's ``actions`` with the figures before and after each."""
        return await self._call("GET", _ACTIONS, with_session=True)

    async def keep_action(self, identity: str, wanted: Mapping[str, object]) -> dict[str, Any]:
        """Keep an action as it is to stand; gives its ``version``."""
        path = f"{_ACTIONS}/{quote(identity, safe='')}"
        return await self._call("PUT", path, wanted, headers=OWN_REQUEST, with_session=True)
