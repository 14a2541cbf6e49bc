"""Speaks the sync server's API, version 1, over any ``Transport``.

Each method is one request. What comes back is judged by ``answers``.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from app.domain.errors import ContentError, ServerNotUnderstood
from app.domain.organisation import Organisation
from app.sync.device_calls import DeviceCalls

#: Shows that a write with a session comes from our own page, not from a link elsewhere.
OWN_REQUEST = {"Layby-Request": "1"}
_ORGANISATION_PARTS = ("areas", "role_families", "staff_group_hints", "staff_groups_offered")


class ApiClient(DeviceCalls):
    """The server as the use cases see it. Every method raises a SyncError when it fails.

    What devices ask stands in ``DeviceCalls``; here is what signed-in people ask.
    """

    async def sign_in(self, username: str, password: str, code: str = "") -> dict[str, Any]:
        """Open a lead's session; gives who it is and for which organisation.

        ``code`` is that of the second factor, once the server has asked for one.
        """
        return await self._call(
            "POST",
            "/session",
            {"username": username, "password": password} | ({"code": code} if code else {}),
            headers=OWN_REQUEST,
            with_session=True,
        )

    async def sign_out(self) -> None:
        """Close the lead's session."""
        await self._call("DELETE", "/session", headers=OWN_REQUEST, with_session=True)

    async def quarters(self) -> dict[str, Any]:
        """Give the ``quarters`` a lead may look at, newest first; ``first`` to begin with."""
        return await self._call("GET", "/quarters", with_session=True)

    async def themes(self, quarter: str, by: str) -> dict[str, Any]:
        """Give themes of a quarter ``by`` ``staff_group`` or ``area``, already suppressed."""
        query = urlencode({"quarter": quarter, "by": by})
        return await self._call("GET", f"/themes?{query}", with_session=True)

    async def summaries(self, quarter: str, staff_group: str) -> dict[str, Any]:
        """Give the texts of one staff group in a quarter, or why they are withheld."""
        query = urlencode({"quarter": quarter, "staff_group": staff_group})
        return await self._call("GET", f"/summaries?{query}", with_session=True)

    async def flag_text(
        self, quarter: str, staff_group: str, handle: str, *, flagged: bool
    ) -> None:
        """Hide a text that could point to someone, or show it again on the same day.

        Raises ServerRefused text-unknown, flag-stays.
        """
        payload = {"quarter": quarter, "staff_group": staff_group, "flagged": flagged}
        await self._edit("POST", f"/texts/{quote(handle, safe='')}/flag", payload)

    async def editing(self) -> dict[str, Any]:
        """Give all that a lead may edit: ``items``, ``organisation`` and ``version``."""
        return await self._call("GET", "/editing", with_session=True)

    async def editing_item(self, kind: str, identity: str, language: str = "en") -> dict[str, Any]:
        """Give one item: ``text``, ``draft_text``, ``version`` (for ``if_version``), ``versions``.

        ``kind`` is guide, overlay or service; an overlay goes by its guide's id.
        """
        return await self._call("GET", _item(kind, identity, language), with_session=True)

    async def save_draft(
        self, kind: str, identity: str, text: str, if_version: int, language: str = "en"
    ) -> dict[str, Any]:
        """Keep a draft for the trust's other leads to see; gives its new ``version``.

        ``if_version`` is the version last seen, 0 for a new item. Raises ServerRefused
        content-invalid with the place, or changed-meanwhile: then nothing was changed.
        """
        payload = {"text": text, "if_version": if_version}
        return await self._edit("PUT", _item(kind, identity, language), payload)

    async def publish(
        self, kind: str, identity: str, if_version: int, language: str = "en"
    ) -> dict[str, Any]:
        """Let devices have the draft; gives the version it was given."""
        address = _item(kind, identity, language, "/publish")
        return await self._edit("POST", address, {"if_version": if_version})

    async def retire(
        self, kind: str, identity: str, if_version: int, language: str = "en"
    ) -> dict[str, Any]:
        """Take an item back: ours stands again where it replaced one; a service is hidden."""
        address = _item(kind, identity, language, "/retire")
        return await self._edit("POST", address, {"if_version": if_version})

    async def save_organisation(
        self, document: Mapping[str, object], if_version: int
    ) -> Organisation:
        """Save areas, role families and words about staff groups; gives them as they stand now.

        ``document`` is ``Organisation.to_document()`` with changes; ``if_version`` its version
        before them. New areas may carry any id: the server makes the lasting one.
        """
        kept = {key: document[key] for key in _ORGANISATION_PARTS if key in document}
        found = await self._edit("PUT", "/editing/organisation", kept | {"if_version": if_version})
        try:
            return Organisation.from_document(found)
        except ContentError as error:
            raise ServerNotUnderstood from error

    async def own_lists(self) -> dict[str, Any]:
        """Give places and patterns, and of the staff names how many there are."""
        return await self._call("GET", "/editing/lists", with_session=True)

    async def save_lists(
        self, lists: Mapping[str, Sequence[str]], if_version: int
    ) -> dict[str, Any]:
        """Save all places and patterns; raises ServerRefused as ``save_draft`` does."""
        payload = {"lists": lists, "if_version": if_version}
        return await self._edit("PUT", "/editing/lists", payload)

    async def save_roster(
        self, roster: Mapping[str, object] | None, if_version: int
    ) -> dict[str, Any]:
        """Replace the filter of staff names (``Roster.to_document()``), or take it away."""
        payload = {"roster": roster, "if_version": if_version}
        return await self._edit("PUT", "/editing/roster", payload)

    async def _edit(self, method: str, path: str, payload: Mapping[str, object]) -> dict[str, Any]:
        return await self._call(method, path, payload, headers=OWN_REQUEST, with_session=True)


def _item(kind: str, identity: str, language: str, verb: str = "") -> str:
    query = urlencode({"language": language})
    return f"/editing/{quote(kind, safe='')}/{quote(identity, safe='')}{verb}?{query}"
