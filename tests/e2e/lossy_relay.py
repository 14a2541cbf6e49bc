"""A relay between a phone and its server over which connections break, each in a place of its own.

It knows nothing of HTTP: it passes bytes on, slowly, and of some connections it lets go in the
middle or at once, as a mobile network does in a lift. What the phone sees is a reset.
"""

import random
import socket
import struct
import threading
import time
from contextlib import suppress

_PIECE = 4096
_RESET = struct.pack("ii", 1, 0)  # closing sends a reset, and waits for nothing


class LossyRelay:
    """Listens on a port of its own and passes on to ``port`` of the loopback interface.

    ``share`` of the connections break: one in three before a byte has come back, the others after
    up to ``longest`` bytes. ``rate`` is in bytes a second, for all together.
    """

    def __init__(
        self, port: int, *, share: float, rate: float, longest: int = 400_000, seed: int = 1
    ) -> None:
        self.share = share
        self.broken = 0
        self.whole = 0
        self._port = port
        self.rate = rate
        self._longest = longest
        self._chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
        self._lock = threading.Lock()
        self._free_at = 0.0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> "LossyRelay":
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _listen(self) -> None:
        with suppress(OSError):  # closed
            while True:
                phone, _ = self._listener.accept()
                threading.Thread(target=self._pass_on, args=(phone,), daemon=True).start()

    def _pass_on(self, phone: socket.socket) -> None:
        with self._lock:
            breaks = self._chance.random() < self.share
            early = self._chance.random() < 1 / 3
            after = 0 if early else self._chance.randrange(self._longest)
            self.broken += breaks
            self.whole += not breaks
        with (
            phone,
            suppress(OSError),
            socket.create_connection(("127.0.0.1", self._port)) as server,
        ):
            threading.Thread(target=self._ask, args=(phone, server), daemon=True).start()
            came = 0
            while piece := server.recv(_PIECE):
                if breaks and came + len(piece) > after:
                    phone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    phone.shutdown(socket.SHUT_RD)  # whoever reads from it would keep it open
                    return
                self._wait_for(len(piece))
                phone.sendall(piece)
                came += len(piece)

    def _wait_for(self, size: int) -> None:
        """Take turns on the one line that there is."""
        with self._lock:
            start = max(self._free_at, time.monotonic())
            self._free_at = start + size / self.rate
        time.sleep(max(0.0, self._free_at - time.monotonic()))

    @staticmethod
    def _ask(phone: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while piece := phone.recv(_PIECE):
                server.sendall(piece)
