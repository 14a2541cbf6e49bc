"""A connection to an IndexedDB database that comes back when the browser drops it.

An IndexedDB transaction ends as soon as nothing is asked of it, so every request of one is made
before the first await, or in the callback of an earlier request. Browsers drop connections (iOS
after a pause, any when site data is cleared): then the database is opened again and the
transaction is tried once more. Where it comes back empty, site data was cleared under the open
app: from then on every call fails, for a commit of the last change alone would look like
everything being saved.
"""

import asyncio
from collections.abc import Callable
from typing import Any

import js
from pyodide.ffi import JsException, create_once_callable, create_proxy, to_js

from app.domain.errors import LaybyError, StoreFull, StoreUnavailable, VaultFormatUnknown
from app.domain.wording import to_say, tr

# Objects of the IndexedDB API. They live in JavaScript; Python holds proxies of them.
JsObject = Any
#: Makes the requests of a transaction and gives one of them.
Work = Callable[[JsObject], JsObject]
#: Told the transaction, the answer to its first request (None for none), and whether an earlier
#: try may have landed already. Makes the other requests; an error it raises undoes them all.
Decide = Callable[[JsObject, JsObject, bool], None]

#: Names of failures after which a fresh connection may do better; "" is an abort unexplained.
_LOST = frozenset({"", "AbortError", "InvalidStateError", "UnknownError"})
_CLEARED = to_say(
    "This device's storage was cleared while Layby was open. "
    "Copy what is on the screen before you close it."
)
_ELSEWHERE = to_say("Layby is busy in another window. Close the other one, then try again.")


class Refused(Exception):
    """IndexedDB failed; ``name`` is its DOMException's."""

    def __init__(self, error: object) -> None:
        name = getattr(error, "name", "")
        self.name = name if isinstance(name, str) else ""
        super().__init__(self.name)

    def typed(self) -> LaybyError:
        """Give the error that the port promises."""
        kinds = {"QuotaExceededError": StoreFull, "VersionError": VaultFormatUnknown}
        return kinds.get(self.name, StoreUnavailable)()


class Connection:
    """The database ``name`` of version ``layout``, laid out by ``lay_out`` when it is new.

    ``patience`` is how many seconds to wait for it to open. Our own windows let go of it when
    asked to; another that does not (``onblocked``) may still close meanwhile.
    """

    def __init__(
        self, name: str, layout: int, lay_out: Callable[[JsObject], None], patience: float
    ) -> None:
        self._name = name
        self._layout = layout
        self._lay_out = lay_out
        self._patience = patience
        self._database: JsObject | None = None
        self._watcher: JsObject | None = None
        self._used = False
        self._ended: StoreUnavailable | None = None
        self._opening = asyncio.Lock()

    async def run(self, mode: str, work: Work) -> JsObject:
        """Do ``work`` in a transaction over all stores; give its request, complete and durable.

        Raises StoreFull, StoreUnavailable, VaultFormatUnknown.
        """
        return await self._run(mode, work, [])

    async def run_checked(self, ask: Work, decide: Decide) -> None:
        """Write in one transaction what ``decide`` makes of the answer to ``ask``."""
        trouble: list[Exception] = []
        tries = 0

        def work(step: JsObject) -> JsObject:
            nonlocal tries
            tries += 1
            is_again = tries > 1

            def answered(event: JsObject) -> None:
                try:
                    decide(step, event.target.result, is_again)
                except Exception as error:
                    trouble.append(error)
                    step.abort()

            request = ask(step)
            request.onsuccess = create_once_callable(answered)
            return request

        await self._run("readwrite", work, trouble)

    def close(self) -> None:
        """Let go of the database for good."""
        self._ended = StoreUnavailable()
        self._forget()
        if self._watcher is not None:
            self._watcher.destroy()
            self._watcher = None

    async def _run(self, mode: str, work: Work, trouble: list[Exception]) -> JsObject:
        for last_try in (False, True):
            try:
                return await _transact(await self._connected(), mode, work)
            except Refused as refused:
                if trouble:
                    raise _explained(trouble[0]) from None
                self._forget()
                if last_try or refused.name not in _LOST:
                    raise refused.typed() from None
        raise AssertionError("unreachable: the second try returns or raises")

    async def _connected(self) -> JsObject:
        async with self._opening:
            if self._ended is not None:
                raise self._ended
            if self._database is None:
                self._database, fresh = await self._open()
                if fresh and self._used:
                    self._forget()
                    self._ended = StoreUnavailable(tr(_CLEARED))
                    raise self._ended
                self._used = True
                if self._watcher is None:
                    self._watcher = create_proxy(lambda _event: self._forget())
                # Another window wants to upgrade or delete; or the browser dropped us.
                self._database.onversionchange = self._watcher
                self._database.onclose = self._watcher
            return self._database

    def _forget(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            database.onversionchange = database.onclose = None
            database.close()

    async def _open(self) -> tuple[JsObject, bool]:
        """Open the database; give it and whether it is new."""
        fresh = False

        def lay_out_fresh(event: JsObject) -> None:
            nonlocal fresh
            fresh = True
            self._lay_out(event.target.result)

        try:
            request = js.indexedDB.open(self._name, self._layout)
        except (AttributeError, JsException):
            raise StoreUnavailable from None
        lay_out = create_proxy(lay_out_fresh)
        request.onupgradeneeded = lay_out
        try:
            async with asyncio.timeout(self._patience):
                await _settled(request, good="onsuccess", bad="onerror")
        except (TimeoutError, asyncio.CancelledError) as error:
            # It may still open one day. Then it must be laid out whole (so that proxy stays
            # alive) and must not hold up other windows.
            request.onsuccess = create_once_callable(lambda event: event.target.result.close())
            if isinstance(error, TimeoutError):
                raise StoreUnavailable(tr(_ELSEWHERE)) from None
            raise
        except Refused:
            lay_out.destroy()
            raise
        request.onupgradeneeded = None
        lay_out.destroy()
        return request.result, fresh


def _explained(error: Exception) -> Exception:
    return Refused(error).typed() if isinstance(error, JsException) else error


async def _transact(database: JsObject, mode: str, work: Work) -> JsObject:
    """Do ``work`` in one transaction; give its request once the transaction is complete."""
    try:
        strict = to_js({"durability": "strict"}, dict_converter=js.Object.fromEntries)
        step = database.transaction(database.objectStoreNames, mode, strict)
        try:
            request = work(step)
        except BaseException:
            step.abort()  # or the requests made so far would be committed on their own
            raise
    except JsException as error:
        raise Refused(error) from None
    await _settled(step, good="oncomplete", bad="onabort")
    return request


async def _settled(target: JsObject, good: str, bad: str) -> None:
    """Wait for one of two events on an IndexedDB object; raises Refused on the bad one."""
    settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def succeed(_event: JsObject) -> None:
        if not settled.done():
            settled.set_result(None)

    def fail(_event: JsObject) -> None:
        if not settled.done():
            settled.set_exception(Refused(target.error))

    listeners = {good: create_proxy(succeed), bad: create_proxy(fail)}
    for name, listener in listeners.items():
        setattr(target, name, listener)
    try:
        await settled
    finally:
        for name, listener in listeners.items():
            setattr(target, name, None)
            listener.destroy()
