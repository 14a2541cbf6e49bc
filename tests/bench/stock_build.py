"""The same small app as flet itself would publish it: what our own build is measured against.

flet-web's files as they are, the app and its wheels as one ``app.tar.gz``, and a service worker
that keeps everything. Only two things are changed, without which it does not start offline at
all: Pyodide's address is made absolute, and Flutter's own retired service worker is not asked for.
"""

import json
import re
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path

from flet.controls.types import RouteUrlStrategy, WebRenderer
from flet_web import (  # type: ignore[import-untyped]
    get_package_web_dir,
    patch_font_manifest_json,
    patch_index_html,
)

_NOT_KEPT = (".symbols", "skwasm", "wimp", "experimental", "main.dart.wasm", "main.dart.mjs")
_NOT_KEPT += (".map", ".exe", ".bat", ".d.ts", "NOTICES", "micropip", "packaging-", "sw.js")
_NOT_KEPT += ("flutter_service_worker", "pyodide/pyodide.js", "python_cli", "canvaskit/canvaskit")

_WORKER = """
const NAME = "stock";
self.addEventListener("install", (e) => e.waitUntil(
  caches.open(NAME).then((c) => c.addAll(FILES)).then(() => self.skipWaiting())));
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => {
  const key = e.request.mode === "navigate" ? "/index.html" : e.request;
  e.respondWith(caches.match(key, { ignoreSearch: true }).then((r) => r || fetch(e.request)));
});
"""


def build_stock(out: Path, main: Path, wheels: list[Path]) -> None:
    """Lay out ``main`` with ``wheels`` in the folder ``out`` the way flet does."""
    shutil.copytree(get_package_web_dir(), out)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder / "__pypackages__")  # noqa: S202 - wheels checked by hash
        shutil.copy(main, folder / "main.py")
        with tarfile.open(out / "app.tar.gz", "w:gz") as packed:
            packed.add(folder, arcname="/")
    patch_index_html(
        index_path=str(out / "index.html"),
        base_href="/",
        app_name="Hello",
        pyodide=True,
        pyodide_script_path="main.py",
        pyodide_version="314.0.6",
        app_package_url="app.tar.gz",
        web_renderer=WebRenderer.CANVAS_KIT,
        route_url_strategy=RouteUrlStrategy.PATH,
        no_cdn=True,
    )
    patch_font_manifest_json(str(out / "assets" / "FontManifest.json"))
    _make_it_start_offline(out)


def kept_by_stock(out: Path) -> int:
    """Give the bytes of all that the stock app's service worker keeps: its server packs nothing."""
    files = json.loads((out / "sw.js").read_text(encoding="utf-8").split(" = ")[1].split(";")[0])
    return sum((out / name[1:]).stat().st_size for name in files)


def _make_it_start_offline(out: Path) -> None:
    index = (out / "index.html").read_text(encoding="utf-8")
    index = index.replace('"pyodide/pyodide.mjs"', '"/pyodide/pyodide.mjs"')
    register = '<script>navigator.serviceWorker.register("/sw.js")</script></body>'
    (out / "index.html").write_text(index.replace("</body>", register), encoding="utf-8")
    bootstrap = (out / "flutter_bootstrap.js").read_text(encoding="utf-8")
    bootstrap = re.sub(r"serviceWorkerSettings\s*:\s*\{[^}]*\},?", "", bootstrap)
    (out / "flutter_bootstrap.js").write_text(bootstrap, encoding="utf-8")
    names = sorted(f"/{p.relative_to(out).as_posix()}" for p in out.rglob("*") if p.is_file())
    kept = [n for n in names if not any(part in n for part in _NOT_KEPT)]
    kept = [n for n in kept if n != "/pyodide/python"]
    worker = f"const FILES = {json.dumps(kept)};{_WORKER}"
    (out / "sw.js").write_text(worker, encoding="utf-8")
