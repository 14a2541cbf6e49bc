"""The two ways into a trust's server: behind the documented proxy, and over TLS of its own.

Real proxies run the files that the README tells people to copy; only names, certificates and
ports are put in. A device and a lead come through it as they would, and then everything
that either of the two has written is searched for an address, a browser or a moment.
"""

import random
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from sync_server.api.shield import SECURITY_HEADERS
from tests.sync_server.process import Process
from tests.sync_server.proxies import Proxy, caddy, nginx
from tests.sync_server.services.test_doctor import self_signed
from tests.sync_server.test_traces import ADDRESS, AGENT, HEADERS, Device
from tests.sync_server.trust import OWN, summary

PAGE = "<!doctype html><title>Layby</title>" + "<p>Ten minutes on standby." * 200
PROXIES = {"caddy": caddy, "nginx": nginx}


@pytest.fixture(params=[*PROXIES, "itself"])
def front(
    tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[Process, str, Proxy | None]]:
    """A server as it runs in a trust, the address that browsers know, and what is before it."""
    for name, content in zip(("certificate", "key"), self_signed("127.0.0.1"), strict=True):
        (tmp_path / f"{name}.pem").write_bytes(content)
    (tmp_path / "pwa").mkdir()
    (tmp_path / "pwa" / "index.html").write_text(PAGE, encoding="utf-8")
    if request.param == "itself":
        files = {"LAYBY_TLS_CERTIFICATE": "certificate.pem", "LAYBY_TLS_KEY": "key.pem"}
        settings = {name: str(tmp_path / file) for name, file in files.items()}
        with Process(tmp_path, "serve", **settings) as server:
            yield server, server.address, None
    else:
        with Process(tmp_path, "serve", LAYBY_HTTPS="1") as server:
            upstream = server.address.removeprefix("http://")
            with PROXIES[request.param](tmp_path, upstream) as proxy:
                yield server, proxy.address, proxy


def test_a_device_and_a_lead_come_over_tls_and_leave_no_trace_of_when_or_where(
    front: tuple[Process, str, Proxy | None], tmp_path: Path
) -> None:
    server, address, proxy = front
    trusted = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    with httpx.Client(base_url=address, headers=HEADERS, verify=trusted, timeout=60) as client:
        device = Device(client, server.printed("Enrolment code:"))
        device.fetch(2)
        wire = summary(organisation=device.organisation, area="north", text="Late finishes.")
        assert device.send(wire, device.tokens[0])["status"] == "stored"
        assert device.send(wire, device.tokens[0])["status"] == "duplicate"
        _sign_in(client, server)
        _hold_headers(client)
        _hold_what_is_too_large(address, trusted)
        for path in ("canary-path-7Zq", "session/canary-7Zq"):
            assert client.get(f"/api/v1/{path}?canary-query=1").status_code in (404, 405)
        _hold_the_page(client)
        _hold_what_goes_before_a_body(client)
        _break_off(address, trusted)
        _speak_broken_tls(address)
        if proxy is not None:
            _hold_what_only_a_proxy_does(proxy, server, client)
    _assert_no_trace(tmp_path, server, proxy)


def _sign_in(client: httpx.Client, server: Process) -> None:
    given = {"username": "lead", "password": server.printed("Password:")}
    answer = client.post("/api/v1/session", json=given, headers=OWN)
    assert answer.status_code == 200, answer.text
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-layby_session=")
    for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
        assert part.lower() in cookie.lower()
    client.cookies.clear()
    mine = {"Cookie": cookie.partition(";")[0]}
    assert client.get("/api/v1/session", headers=mine).json()["username"] == "lead"


def _hold_headers(client: httpx.Client) -> None:
    answer = client.get("/api/v1/meta", params={"organisation": "nowhere"})
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers.get_list(name) == [value]
    assert answer.headers.get_list("strict-transport-security") == [
        "max-age=31536000; includeSubDomains"
    ]


def _hold_what_is_too_large(address: str, trusted: ssl.SSLContext) -> None:
    """A body that is refused is over: nothing of it is read as a request of its own."""
    place = ("127.0.0.1", int(address.rpartition(":")[2]))
    # What is left of such a body would be answered: it is all requests.
    asked = b"GET /api/v1/canary-inner-7Zq HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    chunk = asked * (65_536 // len(asked))
    chunked = b"%x\r\n%b\r\n" % (len(chunk), chunk)
    bodies = [
        (b"Content-Length: %d" % (len(chunk) * 5), chunk * 5),
        (b"Content-Length: %d" % (len(chunk) * 40), chunk * 40),
        (b"Transfer-Encoding: chunked", chunked * 40 + b"0\r\n\r\n"),
    ]
    for framing, body in bodies * 6:
        said = _answers(place, trusted, framing, body)
        # The proxy may break off while so much is still on its way; it never says anything else.
        assert said in ([], [413], [413, 200]) and (said or len(body) > 2_000_000), said


def _answers(
    place: tuple[str, int], trusted: ssl.SSLContext, framing: bytes, body: bytes
) -> list[int]:
    """Give what one connection answers: to a summary of that body, and to a question after it."""
    head = b"POST /api/v1/summaries HTTP/1.1\r\nHost: 127.0.0.1\r\n%b\r\n\r\n" % framing
    after = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    read = bytearray()
    with (
        socket.create_connection(place, timeout=60) as raw,
        trusted.wrap_socket(raw, server_hostname="127.0.0.1") as connection,
    ):
        with suppress(OSError):  # it is closed already
            connection.sendall(head + body)
            connection.sendall(after)
        with suppress(OSError):
            while more := connection.recv(65_536):
                read += more
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", read)]


def _break_off(address: str, trusted: ssl.SSLContext) -> None:
    """Go away in the middle of a body, and speak no HTTP at all: nothing is written of it."""
    place = ("127.0.0.1", int(address.rpartition(":")[2]))
    head = f"POST /api/v1/summaries HTTP/1.1\r\nHost: 127.0.0.1:{place[1]}\r\n"
    for said in (f"{head}Content-Length: 900\r\n\r\n{{", "canary-nonsense-7Zq\r\n\r\n"):
        with (
            socket.create_connection(place) as raw,
            trusted.wrap_socket(raw, server_hostname="127.0.0.1") as connection,
        ):
            connection.sendall(said.encode())
    with socket.create_connection(place) as plain:
        plain.sendall(b"GET /canary-plain-7Zq HTTP/1.1\r\n\r\n")


def _hold_the_page(client: httpx.Client) -> None:
    """What the build packed, or could not, is passed on as it is."""
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert (page.status_code, page.text) == (200, PAGE)
    assert "content-encoding" not in page.headers
    assert not page.headers["etag"].startswith("W/")


def _hold_what_goes_before_a_body(client: httpx.Client) -> None:
    """Headers or an address without end are refused, and the next request is as good as any."""
    for asked in ({"headers": {"X-Canary-7Zq": "x" * 200_000}}, {"params": {"q": "x" * 60_000}}):
        with suppress(httpx.RemoteProtocolError):  # it is broken off while so much is on its way
            answer = client.get("/api/v1/canary-7Zq", **asked)
            assert answer.status_code in (400, 404, 414, 431)
        assert client.get("/health/live").status_code == 200


def _speak_broken_tls(address: str) -> None:
    """Begin to speak TLS with mistakes in it: what fails is not written down with who it was."""
    chance = random.Random(3)  # noqa: S311 -- repeatable, not secret
    for _ in range(60):
        hello = _hello()
        for _ in range(2):
            hello[chance.randrange(len(hello))] = chance.randrange(256)
        place = ("127.0.0.1", int(address.rpartition(":")[2]))
        with socket.create_connection(place) as connection, suppress(OSError):
            connection.sendall(hello)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)


def _hello() -> bytearray:
    context, said = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.MemoryBIO()
    with suppress(ssl.SSLWantReadError):
        context.wrap_bio(ssl.MemoryBIO(), said, server_hostname="localhost").do_handshake()
    return bytearray(said.read())


def _assert_no_trace(folder: Path, server: Process, proxy: Proxy | None) -> None:
    lines = server.log_file.read_text().splitlines()
    assert [line for line in lines if '"event": "started"' not in line] == []
    if proxy is not None:
        for log in (folder / "proxy.txt", *proxy.logs):
            assert log.read_text() == "", log.name
    for path in folder.rglob("*"):
        if path.is_file() and path not in (server.output_file, folder / "Caddyfile"):
            content = path.read_bytes()
            for needle in (AGENT, ADDRESS, "canary", "Canary"):
                assert needle.encode() not in content, (needle, path.name)


def _hold_what_only_a_proxy_does(proxy: Proxy, server: Process, client: httpx.Client) -> None:
    assert client.get("/health/live").status_code == 200
    assert client.post("/api/v1/summaries", content=b"x" * 300_000).status_code == 413
    # All that the proxy lets through is still refused by the server, and never lies in a file.
    assert client.post("/api/v1/summaries", content=b"x" * 1_900_000).status_code == 413
    for path in ("ready", "metrics", "./ready", "/ready", "%72eady"):
        assert client.get(f"/health/{path}").status_code == 404, path
    moved = httpx.get(f"{proxy.plain}/canary-7Zq", headers=HEADERS, timeout=60)
    assert moved.status_code in (301, 308)
    server.__exit__(None, None, None)
    # The server is away: devices keep what they have, and the proxy keeps no list of them.
    for path in ("/api/v1/meta?organisation=canary-7Zq", "/"):
        assert client.get(path).status_code == 502
