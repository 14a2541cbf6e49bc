"""The app's files: right headers on everything, short answers to repeats, nothing outside."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from sync_server.api.shield import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from tests.sync_server.trust import Server

FILES = {
    "index.html": ("text/html; charset=utf-8", "<title>Layby</title>"),
    "main.dart.js": ("text/javascript; charset=utf-8", "js" * 500),
    "pyodide/pyodide.mjs": ("text/javascript; charset=utf-8", "export{}"),
    "canvaskit/canvaskit.wasm": ("application/wasm", "wasm"),
    "manifest.json": ("application/manifest+json", "{}"),
    "app.webmanifest": ("application/manifest+json", "{}"),
    "version.json": ("application/json", "{}"),
    "app.zip": ("application/zip", "zip"),
    "wheels/x-1.0-py3-none-any.whl": ("application/zip", "whl"),
    "app.tar.gz": ("application/gzip", "tgz"),
    "assets/a.woff2": ("font/woff2", "font"),
    "assets/a.otf": ("font/otf", "font"),
    "icon.png": ("image/png", "png"),
    "unknown.thing": ("application/octet-stream", "?"),
    ".secret": ("", "hidden"),
}
HTML = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        for name, (_, content) in FILES.items():
            file = server.settings.pwa_dir / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
        (tmp_path / "outside.txt").write_text("outside")
        yield server


def test_every_file_has_its_type_and_every_header(site: Server) -> None:
    for name, (media_type, content) in FILES.items():
        if name.startswith("."):
            continue
        answer = site.client.get(f"/{name}")
        assert (answer.status_code, answer.text) == (200, content)
        assert answer.headers["content-type"] == media_type
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["etag"].startswith('"')


@pytest.mark.parametrize("coding", ["br", "gzip", ""])
def test_only_what_is_named_by_its_content_is_never_asked_for_twice(
    site: Server, coding: str
) -> None:
    named, not_named = "python/snapshot-0123456789abcdef.bin", "python/snapshot-notes.bin"
    for name in (named, not_named):
        file = site.settings.pwa_dir / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"part")
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(b"part"))
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(b"part"))
    answers = {
        name: site.client.get(f"/{name}", headers={"Accept-Encoding": coding})
        for name in (named, not_named)
    }
    assert {name: answer.headers["cache-control"] for name, answer in answers.items()} == {
        named: "public, max-age=31536000, immutable",
        not_named: "no-cache",
    }
    assert all(answer.content == b"part" for answer in answers.values())


@pytest.mark.parametrize(
    "path", ["/", "/plan", "/none.js", "/api/v1/meta", "/api/none", "/health/live"]
)
def test_the_security_headers_are_on_everything(site: Server, path: str) -> None:
    answer = site.client.get(path, headers=HTML)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    assert "strict-transport-security" not in answer.headers
    policy = answer.headers["permissions-policy"].split(", ")
    assert {"microphone=()", "geolocation=()", "camera=(self)"} <= set(policy)
    assert {"publickey-credentials-create=(self)", "publickey-credentials-get=(self)"} <= set(
        policy
    )


def test_the_policy_is_the_measured_one() -> None:
    assert CONTENT_SECURITY_POLICY == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
        "connect-src 'self'; img-src 'self'; font-src 'self'; style-src 'self' 'unsafe-inline'; "
        "manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; "
        "trusted-types default flutter-js flutter-engine 'allow-duplicates'"
    )


def test_hsts_is_sent_over_https(tmp_path: Path) -> None:
    with Server(tmp_path, https=True) as server:
        answer = server.client.get("/api/v1/meta")
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


def test_deep_links_get_the_page_and_unknown_files_do_not(site: Server) -> None:
    for path in ("/", "/plan", "/conversation/3", "/%C3%A9t%C3%A9"):
        answer = site.client.get(path, headers=HTML)
        assert (answer.status_code, answer.text) == (200, "<title>Layby</title>")
    for path, headers in (
        ("/none.js", HTML),
        ("/a/none.css", HTML),
        ("/plan", {"Accept": "*/*"}),
        ("/plan", {"Accept": "application/json"}),
    ):
        answer = site.client.get(path, headers=headers)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/pyodide/%2e%2e/%2e%2e/outside.txt",
        "/..%5coutside.txt",
        "/.secret",
        "//etc/passwd",
        "/pyodide//pyodide.mjs",
        "/a%00b.txt",
        "/" + "x" * 5000 + ".js",
        "/link.txt",
        "/pyodide",
    ],
)
def test_nothing_outside_or_hidden_is_served(site: Server, path: str) -> None:
    (site.settings.pwa_dir / "link.txt").symlink_to(site.settings.pwa_dir.parent / "outside.txt")
    answer = site.client.get(path)
    assert answer.status_code == 404
    assert "outside" not in answer.text


def test_a_repeat_is_answered_without_the_content(site: Server) -> None:
    first = site.client.get("/main.dart.js")
    tag = first.headers["etag"]
    for header in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        again = site.client.get("/main.dart.js", headers={"If-None-Match": header})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    changed = site.client.get("/main.dart.js", headers={"If-None-Match": '"other"'})
    assert changed.status_code == 200


def test_a_new_build_is_served_at_once_even_with_the_same_date_and_size(site: Server) -> None:
    file = site.settings.pwa_dir / "main.dart.js"
    before = site.client.get("/main.dart.js").headers["etag"]
    stamp = file.stat()
    file.write_text("JS" * 500)
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    answer = site.client.get("/main.dart.js", headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert answer.text == "JS" * 500


def test_packed_files_are_sent_where_they_are_welcome(site: Server) -> None:
    file = site.settings.pwa_dir / "main.dart.js"
    (site.settings.pwa_dir / "main.dart.js.gz").write_bytes(gzip.compress(file.read_bytes()))
    packed = site.client.get("/main.dart.js", headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 200
    # A part of the one is never put together with a part of the other.
    part = {"Accept-Encoding": "gzip", "Range": "bytes=2-3", "If-Range": '"another"'}
    assert site.client.get("/main.dart.js", headers=part).status_code == 200
    assert packed.text == "js" * 500
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    for offer in ("identity", "gzip;q=0", ""):
        plain = site.client.get("/main.dart.js", headers={"Accept-Encoding": offer})
        assert "content-encoding" not in plain.headers
        assert plain.text == "js" * 500
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
        assert plain.headers["etag"] != packed.headers["etag"]
    assert "vary" not in site.client.get("/icon.png").headers


@pytest.mark.parametrize(
    ("offer", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br ; q=0.5", "br"),
        ("*", "br"),
        ("*;q=0, gzip", "gzip"),
        ("brotli", None),
    ],
)
def test_the_smallest_twin_that_is_welcome_is_sent(
    site: Server, offer: str, coding: str | None
) -> None:
    file = site.settings.pwa_dir / "main.dart.js"
    small = brotli.compress(file.read_bytes())
    file.with_name("main.dart.js.br").write_bytes(small)
    file.with_name("main.dart.js.gz").write_bytes(gzip.compress(file.read_bytes()))
    answer = site.client.get("/main.dart.js", headers={"Accept-Encoding": offer})
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    # The client opens gzip by itself, and Brotli where it knows how.
    assert answer.content in (file.read_bytes(), small)
    again = {"Accept-Encoding": offer, "If-None-Match": answer.headers["etag"]}
    assert site.client.get("/main.dart.js", headers=again).status_code == 304


def test_only_reading_is_answered(site: Server) -> None:
    head = site.client.head("/main.dart.js")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == "1000"
    posted = site.client.post("/plan")
    assert (posted.status_code, posted.headers["allow"]) == (405, "GET, HEAD")


def test_a_part_of_a_file_may_be_asked_for(site: Server) -> None:
    answer = site.client.get("/main.dart.js", headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.text) == (206, "jsjs")


def test_without_a_build_the_server_says_what_to_do(server: Server) -> None:
    answer = server.client.get("/", headers=HTML)
    assert answer.status_code == 404
    assert "make pwa" in answer.text
