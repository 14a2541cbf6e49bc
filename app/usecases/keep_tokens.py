"""Keep a stock of tokens in the vault: what shows the server that an enrolled device sends.

They are fetched ahead under the device's credential, signed blind, and used one a summary:
nothing ties a summary to the fetching. What is asked for is kept before it is asked, so that a
lost answer can be asked for again and takes nothing of the week's quota twice.
"""

import asyncio
from collections.abc import Iterable

from app.domain.blind_signature import Blinded
from app.domain.errors import ContentError, LaybyError, ServerRefused, SyncError
from app.domain.server_meta import IssuerKey, ServerMeta
from app.domain.token import Token, finished, new_blinded
from app.sync.pace import LONGEST_PAUSE, pause_after
from app.sync.token_stock import AT_ONCE, Stocked, choose, usable, useless, wanted
from app.usecases.enrol_device import Enrolment
from app.usecases.follow_meta import MetaFollower
from app.usecases.outbox_means import Means

TABLE = "tokens"
ASKED_TABLE = "tokens_asked"
CURRENT = "current"
#: A server may ask for as many seconds of patience as its quota's week has.
LONGEST_QUOTA = 7 * 86_400
#: Seconds until a device that the server does not know asks again.
UNKNOWN_SECONDS = 6 * 3600.0


class TokenKeeper:
    """The open profile's tokens.

    ``problem`` is the server's word for why there are none ("token-quota", "device-unknown", or
    "" ), ``trouble`` the same for a person, ``not_before`` when they are asked for again.
    """

    def __init__(self, means: Means, meta: MetaFollower) -> None:
        self._means = means
        self._meta = meta
        self._failures = 0
        self._most = AT_ONCE
        self._not_ours: set[str] = set()
        self.problem = self.trouble = ""
        self.not_before = 0.0

    def count(self, area: str) -> int:
        """Count the tokens that a summary of this area may be sent with."""
        meta = self._meta.kept()
        return len(usable(self._stock(), meta, area)) if meta else 0

    def take(self, area: str) -> Token | None:
        """Take a token out of the stock; its new place goes durable in the same commit."""
        meta = self._meta.kept()
        if meta is None:
            return None
        found = choose(
            self._stock(),
            meta,
            area,
            now=self._means.now(),
            today=self._means.today(),
            session=self._means.session,
        )
        if found is None:
            return None
        self._means.saver.remove(TABLE, found.id)
        return found.token

    def put_back(self, token: Token) -> None:
        """Put a token back that the server was never shown."""
        self._put(Stocked(token, self._means.now(), self._means.session))

    def short_of(self, areas: Iterable[str]) -> str:
        """Give the first area that tokens should be fetched for now; "" when there is none."""
        meta = self._meta.kept()
        now = self._means.now()
        if meta is None or now < self.not_before <= now + LONGEST_QUOTA:
            return ""
        stock = self._stock()
        for area in areas:
            key = meta.issuing_key(area)
            ours = key is not None and key.key.key_id not in self._not_ours
            if ours and wanted(stock, meta, area):
                return area
        return ""

    async def fetch(self, area: str) -> bool:
        """Ask once for tokens for this area; True when there are more than before.

        Raises StoreError only: why the server gave none stands in ``trouble``.
        """
        enrolment, meta = self._means.enrolments.current(), self._meta.kept()
        key = meta.issuing_key(area) if meta else None
        if enrolment is None or meta is None or key is None:
            return False
        try:
            await self._fetch_under(key, enrolment, meta, area)
        except SyncError as error:
            await self._refused(error, key.key.key_id)
            return False
        self._failures, self.not_before = 0, 0.0
        self.problem = self.trouble = ""
        return True

    def hurry(self) -> None:
        """Ask again soon, unless the server named a time: the network is back, or someone asked."""
        if not self.problem:
            self.not_before = 0.0

    def tidy(self) -> None:
        """Let go of tokens whose key the server publishes no more."""
        meta = self._meta.kept()
        for stocked in useless(self._stock(), meta) if meta else []:
            self._means.saver.remove(TABLE, stocked.id)

    async def _fetch_under(
        self, key: IssuerKey, enrolment: Enrolment, meta: ServerMeta, area: str
    ) -> None:
        asked = self._asked(key)
        if not asked:
            for _ in range(min(self._most, wanted(self._stock(), meta, area) or 1)):
                asked.append(new_blinded(key.key))
                await asyncio.sleep(0)  # a few milliseconds each: the screen goes on meanwhile
            documents = [one.to_document() for one in asked]
            kept = {"id": CURRENT, "key": key.key.key_id, "blinded": documents}
            self._means.saver.put(ASKED_TABLE, CURRENT, kept)
            await self._means.saver.flush()
        signatures = await self._means.client.sign_blinded(
            enrolment.credential, key.key.key_id, [one.blinded for one in asked]
        )
        # All or none: where one is not what it should be, none is to be trusted.
        tokens = [finished(key.key, *pair) for pair in zip(asked, signatures, strict=True)]
        for token in tokens:
            self._put(Stocked(token, self._means.now(), self._means.session))
        self._means.saver.remove(ASKED_TABLE, CURRENT)
        self.tidy()
        await self._means.saver.flush()

    def _asked(self, key: IssuerKey) -> list[Blinded]:
        """Give what was asked for under this key and not answered."""
        document = self._means.saver.tables.get(ASKED_TABLE, CURRENT) or {}
        found = document.get("blinded")
        if document.get("key") != key.key.key_id or not isinstance(found, list):
            return []
        try:
            return [Blinded.from_document(one) for one in found]
        except ContentError:
            return []

    async def _refused(self, error: SyncError, key_id: str) -> None:
        problem = error.problem if isinstance(error, ServerRefused) else ""
        wait = (error.retry_after if isinstance(error, ServerRefused) else None) or 0
        self.problem, self.trouble = problem, error.message
        pause = max(
            pause_after(self._failures, self._means.chance.random()), min(wait, LONGEST_QUOTA)
        )
        self._failures += 1
        if problem == "device-unknown":
            pause = UNKNOWN_SECONDS
            await self._means.enrolments.end()
        elif problem == "key-not-yours":
            # This device may not speak for that area; what it may speak for goes on.
            self._not_ours.add(key_id)
            self._means.saver.remove(ASKED_TABLE, CURRENT)
            pause = 0.0
        elif isinstance(error, ServerRefused | ContentError):
            # Asked in vain: the next try makes new ones, under the key that is in force then.
            self._means.saver.remove(ASKED_TABLE, CURRENT)
            self._meta.look_soon()
            pause = max(pause, LONGEST_PAUSE) if problem != "key-retired" else pause
        if problem == "token-quota":
            if self._most > 1:
                # A smaller share of the week may still be left.
                self._most, pause = max(1, self._most // 4), 0.0
            else:
                self._most = AT_ONCE  # for the week that comes
        self.not_before = self._means.now() + pause
        await self._means.saver.flush()

    def _stock(self) -> list[Stocked]:
        found = []
        for document in self._means.saver.tables.all(TABLE):
            try:
                found.append(Stocked.from_document(document))
            except LaybyError:
                continue
        return found

    def _put(self, stocked: Stocked) -> None:
        self._means.saver.put(TABLE, stocked.id, stocked.to_document())
