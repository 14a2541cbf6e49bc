"""The proxies whose files the README tells people to copy, run for real with those very files.

Only a name, a certificate and ports are put in. Caddy comes from its wheel. nginx is Debian's own
with the main file that Debian gives it, logs and compression on: what a trust's machine has.
"""

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sync_server.process import ROOT

DEPLOY = ROOT / "assets" / "deploy"
#: Where programs are that are only unpacked: installed, they would start a server of their own.
UNPACKED = ROOT / "build" / "programs"


@dataclass(frozen=True)
class Proxy:
    """A running proxy: the address that browsers know, the one without TLS, and its logs."""

    address: str
    plain: str
    logs: tuple[Path, ...]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def program(name: str) -> Path:
    """Give where an unpacked program is; raises AssertionError where it is not."""
    for folder in (UNPACKED / "usr" / "sbin", UNPACKED / "usr" / "bin", UNPACKED / "bin"):
        if (folder / name).exists():
            return folder / name
    raise AssertionError(f"{name} is missing: make build/programs")


def put_in(text: str, changes: Mapping[str, str]) -> str:
    """Give a documented text with what is to be put in; every one must be there."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def caddy(folder: Path, upstream: str) -> Iterator[Proxy]:
    """Run Caddy in front of ``upstream`` (host and port), with ``folder``'s certificate."""
    port, plain, file = free_port(), free_port(), folder / "Caddyfile"
    changes = {
        "layby.trust.example {": f"https://127.0.0.1:{port} {{",
        "/etc/layby/certificate.pem": str(folder / "certificate.pem"),
        "/etc/layby/key.pem": str(folder / "key.pem"),
        "127.0.0.1:8000": upstream,
        "\tadmin off\n": f"\tadmin off\n\thttp_port {plain}\n\tskip_install_trust\n",
    }
    file.write_text(put_in((DEPLOY / "Caddyfile").read_text(encoding="utf-8"), changes))
    caddy = Path(sysconfig.get_path("scripts")) / "caddy"
    command = [str(caddy), "run", "--adapter", "caddyfile", "--config", str(file)]
    with _running(command, folder, port):
        yield Proxy(f"https://127.0.0.1:{port}", f"http://127.0.0.1:{plain}", ())


@contextmanager
def nginx(folder: Path, upstream: str) -> Iterator[Proxy]:
    """The same with nginx."""
    port, plain, own = free_port(), free_port(), folder / "nginx"
    logs, bodies = own / "log", own / "bodies"
    for made in (own / "conf.d", logs, bodies):
        made.mkdir(parents=True)
    changes = {
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "    listen [::]:443 ssl http2;\n": "",  # not every machine has the newer addresses
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "    listen [::]:80;\n": "",
        "/etc/layby/certificate.pem": str(folder / "certificate.pem"),
        "/etc/layby/key.pem": str(folder / "key.pem"),
        "/var/log/nginx/layby.log": str(logs / "layby.log"),
        "127.0.0.1:8000": upstream,
    }
    given = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (own / "conf.d" / "layby.conf").write_text(put_in(given, changes))
    _as_debian_has_it(own, bodies)
    command = [str(program("nginx")), "-c", str(own / "nginx.conf"), "-e", str(logs / "main.log")]
    with _running([*command, "-g", "daemon off;"], folder, port):
        # Where a body was to be laid down in a file, it would now be refused.
        shutil.rmtree(bodies)
        yield Proxy(f"https://127.0.0.1:{port}", f"http://127.0.0.1:{plain}", tuple(logs.iterdir()))


def _as_debian_has_it(own: Path, bodies: Path) -> None:
    installed = program("nginx").parents[2] / "etc" / "nginx"
    main = (installed / "nginx.conf").read_text(encoding="utf-8")
    changes = {
        "user www-data;\n": "",
        "worker_processes auto;": "worker_processes 2;",
        "/run/nginx.pid": str(own / "nginx.pid"),
        "/var/log/nginx/error.log": str(own / "log" / "error.log"),
        "/var/log/nginx/access.log": str(own / "log" / "access.log"),
        "include /etc/nginx/modules-enabled/*.conf;\n": "",
        "/etc/nginx/mime.types": str(installed / "mime.types"),
        "/etc/nginx/conf.d/*.conf": str(own / "conf.d" / "*.conf"),
        "\tinclude /etc/nginx/sites-enabled/*;\n": "".join(
            f"\t{kind}_temp_path {bodies / kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        ),
    }
    (own / "nginx.conf").write_text(put_in(main, changes))


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    """Run a proxy until it listens; what it says goes to ``proxy.txt``."""
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
        yield
    finally:
        proxy.terminate()
        proxy.wait(20)
