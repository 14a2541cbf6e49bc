"""The sender's next step: look at what the server publishes, or send, or fetch, or ask.

It does one thing at a time. Before all but the first, which shows nothing of who asks, a gap
drawn at random goes by since the last request, so that what belongs to one device does not
arrive in one breath: not two summaries, and not a fetching and a sending. After an outage the
first comes before all else: so it is known at once, and can be said, whether there is a signal.
"""

from app.domain.area_scope import leaves_in
from app.domain.errors import (
    ContentError,
    ServerFailed,
    ServerNotUnderstood,
    ServerUnreachable,
    SyncError,
)
from app.sync.moves import due
from app.sync.outbox import ON_THEIR_WAY, OutboxItem, State
from app.sync.pace import Pace
from app.usecases.follow_meta import MetaFollower
from app.usecases.hold_conversation import TABLE as CONVERSATIONS
from app.usecases.keep_tokens import TokenKeeper
from app.usecases.look_again import LookAgain
from app.usecases.outbox_means import Means
from app.usecases.outbox_shelf import OutboxShelf
from app.usecases.send_one import OneSender

#: Tokens are kept ready for the areas of so many of the latest conversations.
AREAS_AHEAD = 2


class Turns:
    """What the sender may do, and in which order."""

    def __init__(
        self,
        means: Means,
        shelf: OutboxShelf,
        one: OneSender,
        *,
        meta: MetaFollower,
        tokens: TokenKeeper,
        again: LookAgain,
        pace: Pace,
    ) -> None:
        self._means = means
        self._shelf = shelf
        self._one = one
        self._meta = meta
        self._tokens = tokens
        self._again = again
        self._pace = pace
        self.sealing: set[str] = set()

    async def turn(self) -> bool:
        """Do the next thing, one request at most; False when there is none. Raises StoreError."""
        if self._pace.outage() > 0:
            return False
        if self._pace.is_out() and self._means.enrolments.current() and self._waits():
            await self._look()
            return True
        return (
            await self.follow() or await self.send_next() or await self.fetch() or await self._ask()
        )

    async def send_due(self) -> int:
        """Try all that is due, fetching what that takes; count the tries. Raises StoreError."""
        tried = 0
        while True:
            if await self.send_next():
                tried += 1
            elif not self._short() or not (await self.follow() or await self.fetch()):
                return tried

    async def send_next(self) -> bool:
        """Try one item that is due, drawn at random; False when none can go."""
        waiting = [item for item in self._due() if item.id not in self.sealing]
        self._means.chance.shuffle(waiting)
        for item in waiting:
            if await self._one.try_one(item.id):
                return True
        return False

    async def follow(self) -> bool:
        """Look at what the server publishes, when it is time; False when it is not."""
        if not self._meta.is_due():
            return False
        await self._look()
        return True

    async def _look(self) -> None:
        """Ask for what the server publishes: that tells, too, whether it can be reached."""
        self._one.under.looking = True
        self._means.changed()
        try:
            await self._meta.follow()
            self._meta.trouble = ""
            self._pace.answered()
        except (SyncError, ContentError) as error:
            self._meta.trouble = error.message
            # A sign-in page is no server: nothing of a summary is handed to it.
            if isinstance(error, ServerUnreachable | ServerFailed | ServerNotUnderstood):
                self._pace.failed()
                self._one.under.outage = error.message
            else:
                self._pace.answered()
        finally:
            self._one.under.looking = False
        self._means.changed()

    async def fetch(self) -> bool:
        """Fetch tokens for the areas in use where they run short; False where they do not."""
        area = self._tokens.short_of(self._areas())
        if not area:
            return False
        await self._between()
        fetched = await self._tokens.fetch(area)
        self._pace.spoke()
        if fetched:
            self._pace.answered()
        self._means.changed()
        return True

    async def _ask(self) -> bool:
        items = self._shelf.items()
        if not self._again.has_to_ask(items):
            return False
        await self._between()
        await self._again.ask_one(self._shelf.items())
        self._pace.spoke()
        return True

    def rest(self, idle: float) -> float:
        """Give the seconds until something may become due: never none, and ``idle`` at most."""
        now = self._means.now()
        moments = [self._pace.outage(), self._tokens.not_before - now]
        moments += [
            item.not_before - now for item in self._shelf.items() if item.state in ON_THEIR_WAY
        ]
        return min([idle, *[max(0.05, moment) for moment in moments if moment > 0]])

    async def _between(self) -> None:
        seconds = self._pace.gap()
        if seconds > 0:
            await self._means.pause(seconds)

    def _due(self) -> list[OutboxItem]:
        return due(self._shelf.items(), self._means.now())

    def _waits(self) -> bool:
        return any(item.state in ON_THEIR_WAY for item in self._shelf.items())

    def _short(self) -> bool:
        waiting = [item for item in self._due() if item.state is State.WAITING]
        return any(not self._one.could_send(item) for item in waiting)

    def _areas(self) -> list[str]:
        """Give the areas that tokens are wanted for: first of what waits, then of what is new."""
        waiting = [item.wire.area for item in self._due() if item.token is None]
        known = sorted(
            self._shelf.saver.tables.peek(CONVERSATIONS),
            key=lambda document: str(document.get("held_on", "")),
            reverse=True,
        )
        used = [str(document["area"]) for document in known if document.get("area")]
        ahead = list(dict.fromkeys(used))[:AREAS_AHEAD] or self._first_areas()
        return list(dict.fromkeys([*waiting, *ahead]))

    def _first_areas(self) -> list[str]:
        """Give an area for each key that a new device may want, so that it can go out at once.

        None where there are many: nobody knows yet which of them will be wanted.
        """
        meta, enrolment = self._meta.kept(), self._means.enrolments.current()
        if meta is None or enrolment is None:
            return []
        own = sorted(leaves_in(enrolment.organisation, enrolment.areas))
        keys = {key.key.key_id: area for area in own if (key := meta.issuing_key(area))}
        return list(keys.values()) if len(keys) <= AREAS_AHEAD else []
