"""What leads ask about closed periods, within their session. Every answer is suppressed already."""

from typing import Any
from urllib.parse import urlencode

from app.sync.caller import Caller


class InsightCalls(Caller):
    """One request each. Every method raises a SyncError when it fails.

    ``tree`` is group or area; a node or period that is not there is ServerRefused
    invalid-request.
    """

    async def periods(self) -> dict[str, Any]:
        """Give the closed periods, newest first."""
        return await self._insight("periods")

    async def heat(self, period: str, tree: str) -> dict[str, Any]:
        """Give the themes of every group, or of every area, in a period."""
        return await self._insight("heat", period=period, tree=tree)

    async def answers(self, period: str, tree: str) -> dict[str, Any]:
        """Give plans, follow-ups, support, self-referral, rating and language by node."""
        return await self._insight("answers", period=period, tree=tree)

    async def trend(self, theme: str, tree: str, node: str) -> dict[str, Any]:
        """Give one theme of a node by block and by quarter."""
        return await self._insight("trend", theme=theme, tree=tree, node=node)

    async def texts(self, period: str, theme: str) -> dict[str, Any]:
        """Give some of the texts that speak of a theme in a closed quarter, by staff group."""
        return await self._insight("texts", period=period, theme=theme)

    async def distinctive(self, period: str, tree: str, node: str = "") -> dict[str, Any]:
        """Give what a node differs in from the rest of the trust; of each node for none."""
        return await self._insight("distinctive", period=period, tree=tree, node=node)

    async def emerging(self, period: str) -> dict[str, Any]:
        """Give what is new in a block."""
        return await self._insight("emerging", period=period)

    async def _insight(self, name: str, **asked: str) -> dict[str, Any]:
        query = f"?{urlencode(asked)}" if asked else ""
        return await self._call("GET", f"/insights/{name}{query}", with_session=True)
