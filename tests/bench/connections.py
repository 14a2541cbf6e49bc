"""Several connections that each send the next request as soon as their last one is answered.

One thread over raw sockets: it costs so little that what is measured is the server.
"""

import selectors
import socket
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_END = b"\r\n\r\n"
_LENGTH = b"content-length: "


@dataclass(frozen=True)
class Driven:
    """What became of the requests: ``seconds`` in all, each one's own, and the answers' bodies."""

    seconds: float
    waits: list[float]
    bodies: list[bytes]

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return len(self.waits) / self.seconds

    @property
    def p95_ms(self) -> float:
        """The wait that 95 of 100 requests did not exceed, in milliseconds."""
        return statistics.quantiles(self.waits, n=20)[-1] * 1000


@dataclass
class _Line:
    socket: socket.socket
    began: float = 0.0
    read: bytearray = field(default_factory=bytearray)


def posting(path: str, body: bytes) -> bytes:
    """Write a POST request with a JSON body."""
    head = f"POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


def drive(port: int, requests: Sequence[bytes], connections: int) -> Driven:
    """Send every request over so many keep-alive connections; raises OSError where one ends."""
    waiting = iter(requests)
    waits: list[float] = []
    bodies: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        lines = [_Line(socket.create_connection(("127.0.0.1", port))) for _ in range(connections)]
        began = time.perf_counter()
        for line in lines:
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(line.socket, selectors.EVENT_READ, line)
            _send(line, waiting)
        while len(bodies) < len(requests):
            for key, _ in selector.select():
                line = key.data
                line.read += _received(line)
                body = _body(line.read)
                if body is not None:
                    bodies.append(body)
                    waits.append(time.perf_counter() - line.began)
                    if not _send(line, waiting):
                        # The server ends a connection that is idle for some seconds.
                        selector.unregister(line.socket)
        seconds = time.perf_counter() - began
        for line in lines:
            line.socket.close()
    return Driven(seconds, waits, bodies)


def _send(line: _Line, waiting: Iterator[bytes]) -> bool:
    """Send the next request; False where there is none left."""
    request = next(waiting, None)
    if request is not None:
        line.read.clear()
        line.began = time.perf_counter()
        line.socket.sendall(request)
    return request is not None


def _received(line: _Line) -> bytes:
    found = line.socket.recv(65_536)
    if not found:
        raise ConnectionError("The server ended a connection.")
    return found


def _body(read: bytearray) -> bytes | None:
    """Give the body once all of it has come; raises OSError for any answer but 200."""
    head, end, body = read.partition(_END)
    if not end:
        return None
    if b" 200 " not in head[:16]:
        raise ConnectionError(f"An answer was {bytes(head[:16])!r}.")
    length = int(head.lower().partition(_LENGTH)[2].partition(b"\r")[0])
    return bytes(body) if len(body) >= length else None
