"""Leads edit their trust's guides, services and additions, over the sync server.

What is being typed is held here, apart from any screen, so that neither a look at the preview
nor an answer that does not come can take it away. It is forgotten when the lead signs out.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import date

from app.domain.content_check import judge, placed
from app.domain.content_draft import opened, read_item, write_item
from app.domain.errors import (
    ContentError,
    InputError,
    ServerNotUnderstood,
    ServerRefused,
    SyncError,
)
from app.domain.guide import Guide
from app.domain.guide_file import read_guide
from app.domain.organisation_edit import slug_of
from app.sync.client import ApiClient
from app.usecases.edit_answers import Listing, read_listing, read_whole
from app.usecases.edit_lists import ListsDesk, ListsDraft
from app.usecases.edit_trust import TrustDesk, TrustDraft
from app.usecases.keep_edits import KeptEdits
from app.usecases.open_item import (
    NEW_ITEMS,
    ChangedMeanwhile,
    OpenItem,
    Shown,
    as_shown,
    everything_in,
    new_overlay,
    with_id,
)

NEW = "new"
_Ask = Callable[[], Awaitable[Mapping[str, object]]]


class EditDesk:
    """Opens, judges, saves and publishes; ``trust`` and ``lists`` do so for what is no text.

    ``guides`` are those of this device, by id.
    Every method that asks the server raises a SyncError when it fails; nothing typed is lost.
    """

    def __init__(
        self,
        client: ApiClient,
        guides: Callable[[], Mapping[str, Guide]],
        today: Callable[[], date],
    ) -> None:
        self._client = client
        self.trust = TrustDesk(client)
        self.lists = ListsDesk(client)
        self._guides = guides
        self._today = today
        self._open: dict[tuple[str, str, str], OpenItem] = {}
        self._whose = ""
        self.kept = KeptEdits(self._open, self.trust, self.lists)

    def belong_to(self, whose: str) -> None:
        """Say who edits; what somebody else had open is forgotten."""
        if self._whose and self._whose != whose:
            self.forget()
        self._whose = whose
        self.kept.belong_to(whose)

    def forget(self) -> None:
        """Forget everything that is open, but not what a profile keeps of it."""
        self._open.clear()
        self.trust.close()
        self.lists.close()
        self.kept.forget_also()
        self._whose = ""

    def unsaved(self) -> list[str]:
        """Name what was changed and not saved."""
        trust = ["Areas and roles"] if self.trust.changed() else []
        hidden = ["Places and codes to hide"] if self.lists.changed() else []
        items = [item.title() for item in self._open.values() if item.changed()]
        return items + trust + hidden + self.kept.also_unsaved()

    async def listing(self) -> Listing:
        """List all that can be edited."""
        return read_listing(await self._client.editing())

    def held(self, kind: str, identity: str, language: str = "en") -> OpenItem | None:
        """Give an item that is open already."""
        return self._open.get((kind, identity, language))

    async def open(self, kind: str, identity: str, language: str = "en") -> OpenItem:
        """Open an item, as it was left or as the server has it; ``new`` for a new one."""
        held = self.held(kind, identity, language)
        if held is not None:
            return held
        if identity == NEW and kind in NEW_ITEMS:
            found = NEW_ITEMS[kind](language)
        else:
            found = await self._fetch(kind, identity, language)
        self.kept.restore(found)
        self._open[kind, identity, language] = found
        return found

    async def open_trust(self) -> TrustDraft:
        """Open the trust's own lists, as they were left or as the server has them."""
        if self.trust.held is None:
            self.trust.held = self.kept.restore_trust()
        return await self.trust.open()

    async def open_lists(self) -> ListsDraft:
        """Open what is hidden, as it was left or as the server has it."""
        if self.lists.held is None:
            self.lists.held = self.kept.restore_lists()
        return await self.lists.open()

    def close(self, item: OpenItem) -> None:
        """Leave out what was typed; the server keeps what it has."""
        self.kept.drop(item)
        for key in [key for key, known in self._open.items() if known is item]:
            del self._open[key]

    def check(self, item: OpenItem) -> bool:
        """Judge what was typed; the complaints stand in ``item``. Tells whether it fits."""
        item.complaints = judge(item.draft, self._others(item), self._today())
        return not item.complaints

    def preview(self, item: OpenItem) -> Shown:
        """Give the item as it would be shown; raises ContentError or InputError when it cannot."""
        try:
            made = item.draft.build(self._today())
        except ValueError as error:
            raise InputError("A number is missing. Check it first.") from error
        return as_shown(made, item.draft.base, self._others(item))

    async def save(self, item: OpenItem) -> None:
        """Keep a draft on the server. Raises InputError when it does not fit yet.

        Raises ChangedMeanwhile, with what stands on the server, when somebody else was faster.
        """
        if not self.check(item):
            raise InputError("Some things need another look.")
        if item.id and not item.changed():
            raise InputError("Nothing has changed since it was last saved.")
        identity = item.id or await self._new_id(item)
        text = write_item(with_id(item.draft.build(self._today()), identity))
        now = everything_in(item.draft)
        with_version = await self._asked(
            item,
            lambda: self._client.save_draft(item.kind, identity, text, item.version, item.language),
        )
        if not item.id:
            self.kept.drop(item)
            item.id = identity
            self._open[item.kind, identity, item.language] = item
            self._open.pop((item.kind, NEW, item.language), None)
        item.version, item.state, item.has_draft, item.before = with_version, "draft", True, now
        await self._look_again(item)

    async def publish(self, item: OpenItem) -> None:
        """Save what was typed, then let devices have it; raises InputError for nothing new."""
        if item.changed() or not item.id:
            await self.save(item)
        elif not item.has_draft and item.state != "retired":
            raise InputError("There is nothing new to publish.")
        item.version = await self._asked(
            item,
            lambda: self._client.publish(item.kind, item.id, item.version, item.language),
        )
        item.state, item.has_draft = "published", False
        await self._look_again(item)

    async def retire(self, item: OpenItem) -> None:
        """Take it back: ours stands again where it replaced one; a service is hidden."""
        item.version = await self._asked(
            item,
            lambda: self._client.retire(item.kind, item.id, item.version, item.language),
        )
        item.state, item.has_draft = "retired", False
        await self._look_again(item)

    def keep_mine(self, mine: OpenItem, theirs: OpenItem) -> None:
        """Go on with mine, on top of what they saved; nothing is sent yet."""
        mine.version, mine.versions, mine.state = theirs.version, theirs.versions, theirs.state
        mine.before = ""

    def take_theirs(self, mine: OpenItem, theirs: OpenItem) -> None:
        """Leave mine out and go on with what they saved."""
        self.close(mine)
        self._open[theirs.kind, theirs.id, theirs.language] = theirs

    async def _fetch(self, kind: str, identity: str, language: str) -> OpenItem:
        base: Guide | None = None
        if kind == "overlay":
            of_guide = read_whole(await self._client.editing_item("guide", identity, language))
            try:
                base = read_guide(of_guide.text)
            except ContentError as error:
                raise ServerNotUnderstood from error
        try:
            found = await self._client.editing_item(kind, identity, language)
        except ServerRefused as error:
            if error.problem != "not-found" or base is None:
                raise
            return new_overlay(base)
        whole = read_whole(found)
        try:
            item = read_item(kind, whole.draft_text or whole.text)
        except ContentError as error:
            raise ServerNotUnderstood from error
        draft = opened(item, base)
        return OpenItem(
            kind, identity, language, draft, whole.version, whole.state, whole.shipped,
            whole.versions, bool(whole.draft_text), before=everything_in(draft),
        )  # fmt: skip

    async def _asked(
        self, item: OpenItem, ask: Callable[[], Awaitable[Mapping[str, object]]]
    ) -> int:
        try:
            answer = await ask()
        except ServerRefused as error:
            if error.problem == "changed-meanwhile":
                raise ChangedMeanwhile(
                    await self._fetch(item.kind, item.id, item.language)
                ) from error
            if error.problem == "content-invalid":
                item.complaints = [placed(item.draft, error.message)]
            raise
        version = answer.get("version")
        if not isinstance(version, int):
            raise ServerNotUnderstood
        return version

    async def _look_again(self, item: OpenItem) -> None:
        with suppress(SyncError):  # it is saved: an old list of versions does no harm
            found = await self._client.editing_item(item.kind, item.id, item.language)
            item.versions = read_whole(found).versions

    def _others(self, item: OpenItem) -> Mapping[str, Guide]:
        return {key: guide for key, guide in self._guides().items() if key != item.id}

    async def _new_id(self, item: OpenItem) -> str:
        taken = {known.id for known in (await self.listing()).items if known.kind == item.kind}
        return slug_of(item.draft.name(()), {*taken, NEW})
