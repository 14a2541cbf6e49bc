"""Serves the built app: a folder of files, read at each request.

A new build is served without a restart. Every file carries an ETag of its content and
``no-cache``, so browsers ask each time and get a short 304; a file that is named by its content
is never asked for twice (RFC 8246). Keeping files for offline use is the service worker's
business. ``/api`` and ``/health`` never reach this module.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

#: What operating systems' own lists get wrong or lack.
MEDIA_TYPES = {
    ".br": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".otf": "font/otf",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
#: Twins that the build lays beside a file, the smallest first: coding to ending.
CODINGS = {"br": ".br", "gzip": ".gz"}
_NAMED = {"manifest.json": "application/manifest+json"}
_NAMED_BY_CONTENT = re.compile(r"^(snapshot|together)-[0-9a-f]{16}\.bin(\.br|\.gz)?$")
_FOR_GOOD = "public, max-age=31536000, immutable"
_NOT_BUILT = "The app is not built yet. Run: make pwa"
_API_ROOMS = ("api", "health")


def cache_control(name: str) -> str:
    """Say how long browsers may keep the file of this name without asking for it (RFC 9111 5.2)."""
    return _FOR_GOOD if _NAMED_BY_CONTENT.search(name) else "no-cache"


@dataclass(frozen=True)
class _Found:
    path: Path
    stat: os.stat_result
    etag: str
    media_type: str
    coding: str
    """What the file is packed with, as HTTP calls it; empty for the file as it is."""
    varies: bool


class Site:
    """Sends ``/api`` and ``/health`` to the API and everything else to the app's folder."""

    def __init__(self, api: ASGIApp, folder: Path) -> None:
        self._api = api
        self._folder = folder
        self._etags: dict[Path, tuple[tuple[int, ...], str]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].split("/")[1:2][0] in _API_ROOMS:
            await self._api(scope, receive, send)
            return
        response = await to_thread.run_sync(self._answer, scope)
        await response(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            return _plain("Only GET and HEAD are answered here.", 405, {"Allow": "GET, HEAD"})
        headers = Headers(scope=scope)
        found = self._find(scope["path"], headers)
        if found is None:
            built = (self._folder / "index.html").is_file()
            return _plain("Not found." if built else _NOT_BUILT, 404, {})
        answer = {"Cache-Control": cache_control(found.path.name), "ETag": found.etag}
        if found.varies:
            answer["Vary"] = "Accept-Encoding"
        if matches_etag(headers.get("if-none-match", ""), found.etag):
            return Response(status_code=304, headers=answer)
        if found.coding:
            answer["Content-Encoding"] = found.coding
        return FileResponse(
            found.path, headers=answer, media_type=found.media_type, stat_result=found.stat
        )

    def _find(self, path: str, headers: Headers) -> _Found | None:
        plain = self._file(path)
        if plain is None and _is_page(path, headers):
            plain = self._file("/index.html")
        if plain is None:
            return None
        twins = {c: plain.with_name(plain.name + ending) for c, ending in CODINGS.items()}
        there = {coding: twin for coding, twin in twins.items() if twin.is_file()}
        offer = headers.get("accept-encoding", "")
        coding = next((c for c in there if accepts(c, offer)), "")
        sent = there.get(coding, plain)
        stat = sent.stat()
        return _Found(sent, stat, self._etag(sent, stat), media_type(plain), coding, bool(there))

    def _file(self, path: str) -> Path | None:
        """Give the file at ``path`` when it lies inside the folder; never a hidden one."""
        parts = path.strip("/").split("/") if path != "/" else ["index.html"]
        if any(not p or p.startswith(".") or "\\" in p or "\x00" in p for p in parts):
            return None
        try:
            file = self._folder.joinpath(*parts).resolve()
            inside = file.is_relative_to(self._folder.resolve())
            return file if inside and file.is_file() else None
        except (OSError, ValueError):
            return None

    def _etag(self, file: Path, stat: os.stat_result) -> str:
        """Give a tag of the content; read again only when the file was touched."""
        signature = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
        known = self._etags.get(file)
        if known is None or known[0] != signature:
            with file.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()[:32]
            known = self._etags[file] = signature, f'"{digest}"'
        return known[1]


def media_type(file: Path) -> str:
    """Give the media type of a file by its name."""
    known = _NAMED.get(file.name) or MEDIA_TYPES.get(file.suffix.lower())
    return known or guess_type(file.name)[0] or "application/octet-stream"


def _plain(text: str, status: int, headers: dict[str, str]) -> Response:
    return PlainTextResponse(text, status, {"Cache-Control": "no-store"} | headers)


def _is_page(path: str, headers: Headers) -> bool:
    """Say whether this is a deep link: no file's name, and a browser that wants a page."""
    return "." not in path.rsplit("/", 1)[-1] and "text/html" in headers.get("accept", "")


def accepts(coding: str, header: str) -> bool:
    """Tell whether an Accept-Encoding header lets us send this coding (RFC 9110 12.5.3)."""
    qualities = {}
    for offer in header.lower().split(","):
        name, _, quality = offer.partition(";")
        qualities[name.strip()] = quality.replace(" ", "")
    quality = qualities.get(coding, qualities.get("*", "q=0"))
    return quality not in ("q=0", "q=0.0", "q=0.00", "q=0.000")


def matches_etag(header: str, etag: str) -> bool:
    """Tell whether an If-None-Match header names ``etag``."""
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return etag in tags or "*" in tags
