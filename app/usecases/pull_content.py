"""Bring the trust's own guides, services and areas to this device, and keep them for offline.

What came is judged by the same rules as what ships: an item that breaks one is left out, and
never takes the rest with it. It is kept in the profile, and the services also on the shared
shelf, for whoever needs help on this device without a profile. The trust's key, known since
enrolment, must have signed it. Asking shows the device's credential, which no summary ever does.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace

from app.domain.errors import ContentError, ServerRefused, StoreError, SyncError
from app.domain.rsa_key import PublicKey
from app.domain.trust_content import TrustContent
from app.sync.client import ApiClient
from app.usecases.enrol_device import Enrolment, EnrolmentDesk
from app.usecases.keep_saved import Saver
from app.usecases.read_content import Content
from app.usecases.shared_services import SharedServices

TABLE = "trust_content"
CURRENT = "current"
#: Beside the content: the tag of the answer it came in.
TAG = "tag"
#: Seconds between looks while nothing else happens, and the least between two that are asked for.
EVERY_SECONDS = 6 * 3600.0
LEAST_SECONDS = 300.0
#: Seconds until the next try when there was no answer.
RETRY_SECONDS = 900.0
#: The kinds of item that are judged one by one; guides first, since overlays add to them.
_ITEMS = ("guides", "overlays", "services", "hidden_services", "actions")


class TrustUpdates:
    """Keeps the open profile's trust content up to date.

    ``now`` gives POSIX seconds. ``changed`` is called when something new is shown.
    """

    def __init__(
        self,
        saver: Saver,
        client: ApiClient,
        enrolments: EnrolmentDesk,
        content: Content,
        shared: SharedServices,
        *,
        now: Callable[[], float],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._saver = saver
        self._client = client
        self._enrolments = enrolments
        self._content = content
        self._shared = shared
        self._now = now
        self._changed = changed
        self._asked_at = float("-inf")
        self._awake = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Show what is kept, then look for news in the background; call once, after unlocking."""
        self._content.take(self.kept())
        if self._looking is None:
            self._looking = asyncio.get_running_loop().create_task(self._keep_looking())

    async def stop(self) -> None:
        """Look no more; what was fetched and not kept is fetched again next time."""
        task, self._looking = self._looking, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def poke(self) -> None:
        """Look again, unless the last answer is quite new: the network is back, for instance."""
        if self._now() - self._asked_at >= LEAST_SECONDS:
            self._awake.set()

    def kept(self) -> TrustContent | None:
        """Give what was fetched last for the trust of this profile; None before."""
        document, trust = self._saver.tables.get(TABLE, CURRENT), self._enrolments.organisation()
        if document is None or trust is None:
            return None
        try:
            content = TrustContent.from_document(document)
        except ContentError:
            return None
        return content if content.organisation.id == trust.id else None

    async def pull(self) -> bool:
        """Fetch what is new; True when something was. Raises SyncError, StoreError."""
        enrolment = self._enrolments.current()
        if enrolment is None:
            return False
        answer = await self._ask(enrolment)
        self._asked_at = self._now()
        if answer is None:
            return False
        found, tag, trust_key = answer
        if found.organisation.id != enrolment.organisation.id:
            return False
        sound = judged(found, self._content.guide_texts(), self._content.service_texts())
        self._saver.put(TABLE, CURRENT, {"id": CURRENT, TAG: tag, **sound.to_document()})
        self._enrolments.renew(sound.organisation, trust_key)
        await self._saver.flush()
        self._content.take(sound)
        await self._shared.keep(sound)
        await self._changed()
        return True

    async def _ask(self, enrolment: Enrolment) -> tuple[TrustContent, str, PublicKey] | None:
        """Ask the server; one that does not know this device any more is noted, and shown."""
        trust, known = enrolment.organisation.id, enrolment.trust_key
        try:
            return await self._client.content(enrolment.credential, self._tag(), trust, known)
        except ServerRefused as error:
            if error.problem == "device-unknown":
                await self._enrolments.end()
                await self._changed()
            raise

    def _tag(self) -> str:
        """Give the tag of what is kept, and "" where it cannot be shown or had none yet."""
        document = self._saver.tables.get(TABLE, CURRENT) if self.kept() else None
        return str((document or {}).get(TAG, ""))

    async def _keep_looking(self) -> None:
        while True:
            self._awake.clear()
            pause = EVERY_SECONDS
            try:
                await self.pull()
            except (SyncError, StoreError):
                pause = RETRY_SECONDS
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._awake.wait()


def judged(
    content: TrustContent, guides: tuple[str, ...], services: tuple[str, ...]
) -> TrustContent:
    """Give ``content`` without the items that break a rule.

    ``guides`` and ``services`` are the texts that ship. Mostly all is well, for the server
    judged it too: then it is read once.
    """
    with suppress(ContentError):
        content.check(guides, services)
        return content
    sound = TrustContent(
        content.version,
        content.organisation,
        lists=content.lists.sound(),
        policy=content.policy,
    )
    with suppress(ContentError):
        with_codebook = replace(sound, codebook=content.codebook)
        with_codebook.check(guides, services)
        sound = with_codebook
    for kind in _ITEMS:
        for item in getattr(content, kind):
            more = [*getattr(sound, kind), item]
            grown = TrustContent.from_document({**sound.to_document(), kind: more})
            with suppress(ContentError):
                grown.check(guides, services)
                sound = grown
    return sound
