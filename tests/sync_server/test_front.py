"""The two ways into a trust's server: behind the documented proxy, and over TLS of its own.

A real Caddy runs the file that the README tells people to copy; only its name, its certificate
and its ports are put in. A device and a lead come through it as they would, and then everything
that either of the two has written is searched for an address, a browser or a moment.
"""

import re
import socket
import ssl
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from sync_server.api.shield import SECURITY_HEADERS
from tests.sync_server.process import ROOT, Process
from tests.sync_server.services.test_doctor import self_signed
from tests.sync_server.test_traces import ADDRESS, AGENT, HEADERS, Device
from tests.sync_server.trust import OWN, summary

CADDY = Path(sysconfig.get_path("scripts")) / "caddy"
CADDYFILE = ROOT / "assets" / "deploy" / "Caddyfile"
WAYS = ["proxy", "itself"]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def documented(folder: Path, upstream: str, port: int, plain: int) -> str:
    """The documented file, with what the README says to put in and two free ports."""
    text = CADDYFILE.read_text(encoding="utf-8")
    for old, new in (
        ("layby.trust.example {", f"https://127.0.0.1:{port} {{"),
        ("/etc/layby/certificate.pem", str(folder / "certificate.pem")),
        ("/etc/layby/key.pem", str(folder / "key.pem")),
        ("127.0.0.1:8000", upstream),
        ("\tadmin off\n", f"\tadmin off\n\thttp_port {plain}\n\tskip_install_trust\n"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@contextmanager
def caddy(folder: Path, server: Process) -> Iterator[str]:
    """Run the proxy in front of ``server``; gives the address that browsers know."""
    port, upstream = free_port(), server.address.removeprefix("http://")
    (folder / "Caddyfile").write_text(documented(folder, upstream, port, free_port()))
    command = [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "proxy.txt").open("w") as log:
        proxy = subprocess.Popen(command, env=home, cwd=folder, stdout=log, stderr=log)
    try:
        for _ in range(1800):
            assert proxy.poll() is None, (folder / "proxy.txt").read_text()
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"https://127.0.0.1:{port}"
    finally:
        proxy.terminate()
        proxy.wait(20)


@pytest.fixture(params=WAYS)
def front(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Process, str]]:
    """A server as it runs in a trust, and the address that browsers know."""
    for name, content in zip(("certificate", "key"), self_signed("127.0.0.1"), strict=True):
        (tmp_path / f"{name}.pem").write_bytes(content)
    if request.param == "itself":
        files = {"LAYBY_TLS_CERTIFICATE": "certificate.pem", "LAYBY_TLS_KEY": "key.pem"}
        settings = {name: str(tmp_path / file) for name, file in files.items()}
        with Process(tmp_path, "serve", **settings) as server:
            yield server, server.address
    else:
        with Process(tmp_path, "serve", LAYBY_HTTPS="1") as server, caddy(tmp_path, server) as at:
            yield server, at


def test_a_device_and_a_lead_come_over_tls_and_leave_no_trace_of_when_or_where(
    front: tuple[Process, str], tmp_path: Path
) -> None:
    server, address = front
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
        _break_off(address, trusted)
        if (tmp_path / "proxy.txt").exists():
            _hold_what_only_the_proxy_does(tmp_path, server, client)
    _assert_no_trace(tmp_path, server)


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


def _assert_no_trace(folder: Path, server: Process) -> None:
    lines = server.log_file.read_text().splitlines()
    assert [line for line in lines if '"event": "started"' not in line] == []
    proxied = folder / "proxy.txt"
    assert not proxied.exists() or proxied.read_text() == ""
    for path in folder.rglob("*"):
        if path.is_file() and path not in (server.output_file, folder / "Caddyfile"):
            content = path.read_bytes()
            for needle in (AGENT, ADDRESS, "canary", "Canary"):
                assert needle.encode() not in content, (needle, path.name)


def _hold_what_only_the_proxy_does(folder: Path, server: Process, client: httpx.Client) -> None:
    assert client.get("/health/live").status_code == 200
    # Where not all of a body was read, the connection ends with the answer.
    refused = client.post("/api/v1/summaries", content=b"x" * 300_000)
    assert (refused.status_code, refused.headers["connection"]) == (413, "close")
    for path in ("/health/ready", "/health/metrics"):
        assert client.get(path).status_code == 404
    plain = re.search(r"http_port (\d+)", (folder / "Caddyfile").read_text())
    assert plain
    assert (
        httpx.get(f"http://127.0.0.1:{plain.group(1)}/", headers=HEADERS, timeout=60).status_code
        == 308
    )
    server.__exit__(None, None, None)
    # The server is away: devices keep what they have, and the proxy keeps no list of them.
    for path in ("/api/v1/meta?organisation=canary-7Zq", "/"):
        assert client.get(path).status_code == 502
