"""The page around the worker, reached through a message port that only the two share.

The page's side is ``assets/shell/bridge.js``. Each question carries a number and gets one
answer; events come unasked. A page that refuses, fails or is gone answers with None here.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import js
from pyodide.ffi import create_proxy, jsnull, to_js

from app.device.port import DeviceListener, PasskeyReply, StorageRoom

#: Seconds to wait for the page; it answers in milliseconds or is gone.
ANSWER_SECONDS = 10.0
#: The same where a person answers: looking for a file, at the printer's dialogue.
PERSON_SECONDS = 600.0
#: The page gives a passkey 60 s, twice where its answer needs a second question and a tap.
PASSKEY_SECONDS = 180.0


class PageBridge:
    """Asks the page and hears its events."""

    def __init__(self) -> None:
        self._port = js.laybyPort
        self._listener: DeviceListener | None = None
        self._early: list[tuple[str, dict[str, Any]]] = []
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._count = 0
        self._port.onmessage = self._proxy = create_proxy(self._hear)
        self._port.start()

    def listen(self, listener: DeviceListener) -> None:
        """Send every event to ``listener``, those that came early first."""
        self._listener = listener
        early, self._early = self._early, []
        for name, values in early:
            listener(name, values)

    def say_ready(self) -> None:
        """Let the page take the splash away."""
        js.performance.mark("layby-screen")  # `make profile` asks when that was
        # On the way that the screen itself goes, so that it comes behind it.
        js.postMessage(to_js({"drawn": True}, dict_converter=js.Object.fromEntries))
        self._post({"ask": "shell-ready", "id": 0})

    def say_came_in(self) -> None:
        """Let the page take away the field that the passphrase was typed in."""
        self._post({"ask": "came-in", "id": 0})

    # -- storage and updates --------------------------------------------------------------

    async def ask_to_persist(self) -> bool:
        """Ask the browser to keep our storage; False when it refuses or cannot say."""
        return bool(await self._ask("persist"))

    async def is_persistent(self) -> bool | None:
        """Tell what the browser says; None where it does not say."""
        answer = await self._ask("persisted")
        return None if answer is None else bool(answer)

    async def room(self) -> StorageRoom | None:
        """Give the browser's estimate for this origin, which it may round."""
        answer = await self._ask("estimate")
        if not answer or answer.get("usage") is None or not answer.get("quota"):
            return None
        return StorageRoom(int(answer["usage"]), int(answer["quota"]))

    async def keep_shared(self, text: str) -> bool:
        """Put the text on the page's shelf."""
        return bool(await self._ask("keep-shared", text=text))

    async def shared(self) -> str:
        """Take the text from the page's shelf, where it stays."""
        return str(await self._ask("shared") or "")

    def site(self) -> str:
        """Give the origin that served the app."""
        return str(js.location.origin)

    async def take_link(self) -> str:
        """Take the link from the page, which lifted it out of the address."""
        return str(await self._ask("take-link") or "")

    async def update_waits(self) -> bool:
        """Tell whether a new version has been fetched whole and waits."""
        return bool((await self._ask("update-state") or {}).get("waiting"))

    async def lacks_parts(self) -> bool:
        """Tell whether the service worker could not fetch it whole."""
        return bool((await self._ask("update-state") or {}).get("missing"))

    async def apply_update(self) -> None:
        """Let the new version take over; this page reloads."""
        await self._ask("apply-update")

    # -- lock -----------------------------------------------------------------------------

    async def arm_lock(self, idle_seconds: float, hidden_seconds: float, pin: bool) -> None:
        """Let the page watch for absence from now on."""
        await self._ask("arm-lock", idle=idle_seconds, hidden=hidden_seconds, pin=pin)

    async def disarm_lock(self) -> None:
        """Let the page stop watching."""
        await self._ask("disarm-lock")

    async def cover(self) -> None:
        """Let the page cover itself."""
        await self._ask("cover")

    async def uncover(self) -> None:
        """Let the page uncover itself where it may."""
        await self._ask("uncover")

    async def answer_pin(self, right: bool, left: int) -> None:
        """Tell the page whether the PIN was right."""
        await self._ask("answer-pin", right=right, left=left)

    async def forget(self, why: str) -> None:
        """Let the page end this worker; nothing after this call runs."""
        await self._ask("forget", why=why)

    async def why_forgotten(self) -> str:
        """Give the word that the last page left for this one."""
        return str(await self._ask("why-forgotten") or "")

    # -- touch and sight ------------------------------------------------------------------

    async def buzz(self, milliseconds: int) -> None:
        """Let the page vibrate the device, if it can."""
        await self._ask("buzz", milliseconds=milliseconds)

    async def install_way(self) -> str:
        """Ask the page how this browser does it."""
        return str(await self._ask("install-way") or "")

    async def install(self) -> bool:
        """Let the browser ask; the person answers."""
        return bool(await self._ask("install", PERSON_SECONDS))

    async def wants_less_motion(self) -> bool:
        """Ask for the person's setting; False where the browser knows of none."""
        return bool(await self._ask("less-motion"))

    # -- copies ---------------------------------------------------------------------------

    async def save_file(self, name: str, content: bytes) -> bool:
        """Start a download; True when the browser has been handed the file."""
        return bool(await self._ask("save-file", name=name, content=content))

    async def pick_file(self, ending: str) -> bytes | None:
        """Let the person choose; wants to be called straight from a tap."""
        answer = await self._ask("pick-file", PERSON_SECONDS, ending=ending)
        return None if answer is None else bytes(answer)

    async def print_lines(self, title: str, lines: Sequence[str]) -> bool:
        """Open the browser's print dialogue with these lines alone."""
        return bool(await self._ask("print-lines", PERSON_SECONDS, title=title, lines=list(lines)))

    # -- codes before the camera ----------------------------------------------------------

    async def start_scan(self) -> bool:
        """Open the camera over the page; the browser may ask the person first."""
        return bool(await self._ask("start-scan", PERSON_SECONDS))

    async def say_scanned(self, have: int, of: int, done: bool, problem: str = "") -> None:
        """Let the page say how far it is."""
        await self._ask("say-scanned", have=have, of=of, done=done, problem=problem)

    async def stop_scan(self) -> None:
        """Let the page close the camera."""
        await self._ask("stop-scan")

    async def scan_picture(self) -> list[str] | None:
        """Let the person choose pictures; wants to be called straight from a tap."""
        answer = await self._ask("scan-picture", PERSON_SECONDS)
        return None if answer is None else [str(text) for text in answer]

    # -- passkeys -------------------------------------------------------------------------

    async def has_passkeys(self) -> bool:
        """Tell whether to offer one; only the try itself can say for certain."""
        return bool(await self._ask("has-passkeys"))

    async def make_passkey(self, name: str, salt: bytes) -> PasskeyReply | None:
        """Make one; it stands beside those that are there already."""
        values = {"name": name, "salt": salt}
        return _passkey_reply(await self._ask("make-passkey", PASSKEY_SECONDS, **values))

    async def ask_passkey(self, choices: Sequence[tuple[bytes, bytes]]) -> PasskeyReply | None:
        """Ask whichever of these is at hand."""
        asked = [{"credential": credential, "salt": salt} for credential, salt in choices]
        return _passkey_reply(await self._ask("ask-passkey", PASSKEY_SECONDS, choices=asked))

    # -- signing in at the trust's server -------------------------------------------------

    async def make_sign_in_passkey(self, options: str) -> str | None:
        """Make a passkey that the trust's server asked for."""
        answer = await self._ask("make-sign-in-passkey", PASSKEY_SECONDS, options=options)
        return None if answer is None else str(answer)

    async def use_sign_in_passkey(self, options: str) -> str | None:
        """Use whichever passkey for the trust's server is at hand."""
        answer = await self._ask("use-sign-in-passkey", PASSKEY_SECONDS, options=options)
        return None if answer is None else str(answer)

    async def visit(self, address: str) -> bool:
        """Leave for the trust's own sign-in."""
        return bool(await self._ask("visit", address=address))

    # -- the port -------------------------------------------------------------------------

    async def _ask(self, question: str, patience: float = ANSWER_SECONDS, **values: Any) -> Any:
        number = self._count = self._count + 1
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        self._post({"ask": question, "id": number, **values})
        try:
            return await asyncio.wait_for(answer, patience)
        except TimeoutError:
            return None
        finally:
            self._waiting.pop(number, None)

    def _post(self, message: Mapping[str, Any]) -> None:
        sent = to_js(message, dict_converter=js.Object.fromEntries)
        # A file's copy for the page moves there; it is not copied once more on the way.
        moved = [sent.content.buffer] if "content" in message else []
        self._port.postMessage(sent, to_js(moved))

    def _hear(self, message: Any) -> None:
        values = message.data.to_py()
        if "answer" in values:
            waiting = self._waiting.get(int(values["answer"]))
            if waiting is not None and not waiting.done():
                value = values.get("value") if values.get("ok") else None
                waiting.set_result(None if value is jsnull else value)
        elif "event" in values:
            name = str(values["event"])
            if self._listener is None:
                self._early.append((name, values))
            else:
                self._listener(name, values)


def _passkey_reply(answer: Mapping[str, Any] | None) -> PasskeyReply | None:
    return PasskeyReply(bytes(answer["credential"]), bytes(answer["output"])) if answer else None
