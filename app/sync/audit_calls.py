"""What auditors ask: who did what, whether the log is whole, and the log as a file."""

from typing import Any
from urllib.parse import urlencode

from app.domain.errors import ServerNotUnderstood
from app.sync.answers import read_answer
from app.sync.caller import Caller

_AUDIT = "/audit"


class AuditCalls(Caller):
    """Every method raises a SyncError when it fails. ``asked`` are kind, since and until."""

    async def acts(self, asked: dict[str, str], before: int | None = None) -> dict[str, Any]:
        """Give a page of ``acts``, newest first, and what the next page is ``before``."""
        query = asked | ({"before": str(before)} if before is not None else {})
        return await self._call("GET", f"{_AUDIT}?{urlencode(query)}", with_session=True)

    async def chain(self) -> dict[str, Any]:
        """Say whether the log is as it was written."""
        return await self._call("GET", f"{_AUDIT}/chain", with_session=True)

    async def file(self, asked: dict[str, str]) -> bytes:
        """Give the acts as CSV in UTF-8, oldest first."""
        path = f"{_AUDIT}/file?{urlencode(asked)}"
        answer = await self._send("GET", path, headers={"Accept": "text/csv"}, with_session=True)
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        if answer.status == 200 and kind == "text/csv":
            return answer.body
        read_answer(answer)  # says what went wrong
        raise ServerNotUnderstood
