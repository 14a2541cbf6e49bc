"""What is taken from flet-web: the Flutter client, CanvasKit and Pyodide, and nothing unused.

Two builds of the client come along: one for engines that collect WebAssembly's garbage, drawn
by skwasm, and one in JavaScript for all others, drawn by CanvasKit. Left behind are symbols,
source maps, type declarations, command line parts of Pyodide, its package installer, and every
font and script that no control of ours asks for. ``flutter_bootstrap.js`` loses its last call:
Flutter's own service worker only unregisters itself and keeps the start waiting; our ``boot.js``
starts the client instead.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from flet_web import get_package_web_dir  # type: ignore[import-untyped]

_COPIED = (
    "main.dart.js",
    "main.dart.mjs",
    "main.dart.wasm",
    "canvaskit/canvaskit.js",
    "canvaskit/canvaskit.wasm",
    "canvaskit/chromium/canvaskit.js",
    "canvaskit/chromium/canvaskit.wasm",
    "canvaskit/skwasm.js",
    "canvaskit/skwasm.wasm",
    "pyodide/pyodide.mjs",
    "pyodide/pyodide.asm.mjs",
    "pyodide/pyodide.asm.wasm",
    "pyodide/python_stdlib.zip",
    "assets/AssetManifest.bin.json",
    "assets/fonts/MaterialIcons-Regular.otf",
    "assets/fonts/roboto.woff2",
    "assets/shaders/ink_sparkle.frag",
    "assets/shaders/stretch_effect.frag",
    "assets/packages/wakelock_plus/assets/no_sleep.js",
    "version.json",
)
_CUPERTINO = "assets/packages/cupertino_icons/assets/CupertinoIcons.ttf"
_FONTS = {
    "MaterialIcons": "fonts/MaterialIcons-Regular.otf",
    "Roboto": "fonts/roboto.woff2",
}


class ClientError(Exception):
    """flet-web is not laid out as this build step knows it."""


def web_dir() -> Path:
    """Where the installed flet-web keeps its files."""
    return Path(get_package_web_dir())


def read_client(app: Mapping[str, bytes]) -> dict[str, bytes]:
    """Collect the client's files by their path on the site.

    The Cupertino icon font travels only if something in ``app`` names a Cupertino control.

    Raises:
        ClientError: a file is missing, or the bootstrap has a shape we do not know.
    """
    source = web_dir()
    cupertino = any(b"Cupertino" in body for name, body in app.items() if name.endswith(".py"))
    copied = (*_COPIED, _CUPERTINO) if cupertino else _COPIED
    missing = [name for name in copied if not (source / name).is_file()]
    if missing:
        raise ClientError(f"flet-web lacks {', '.join(missing)}; was its version changed?")
    files = {name: (source / name).read_bytes() for name in copied}
    files["main.dart.js"] = keep_home(files["main.dart.js"])
    files["main.dart.wasm"] = keep_home_compiled(files["main.dart.wasm"])
    files["flutter_bootstrap.js"] = trim_bootstrap(
        (source / "flutter_bootstrap.js").read_text(encoding="utf-8")
    ).encode()
    files["assets/FontManifest.json"] = _font_manifest(cupertino)
    return files


def trim_bootstrap(text: str) -> str:
    """Keep Flutter's loader and its build configuration; drop flet's call that starts them.

    Raises:
        ClientError: the two parts cannot be told apart.
    """
    head, found, rest = text.partition("_flutter.buildConfig = ")
    config, ended, _ = rest.partition("};\n")
    if not (found and ended and "_flutter.loader=new" in head.replace(" ", "")):
        raise ClientError("flutter_bootstrap.js has a shape this build step does not know")
    builds = json.loads(config + "}")
    loader = re.sub(r"(?m)^//# sourceMappingURL=.*\n", "", head)
    # What it finds out about the engine is for our own choice of a renderer as well.
    loader, count = re.subn(r"\bw=(?=\{browserEngine:)", "w=window._flutterEngine=", loader)
    if count != 1:
        raise ClientError("flutter_bootstrap.js looks at engines in an unknown way")
    return f"{loader}{found}{json.dumps(builds, sort_keys=True)};\n"


def keep_home(dart: bytes) -> bytes:
    """Take out what the compiled client would fetch from elsewhere as soon as it starts.

    That is one script, for Rive animations, which Layby has none of. Its element stays, without
    an address, so that the code around it waits for it just as when a policy blocks it.

    Raises:
        ClientError: the place is not there, or there are several.
    """
    for pattern, replacement in (
        (rb"\b(\w+)\.src=\w+\.\w+\(\)\+\w+\n(?=\1\.type=\"application/javascript\"\n)", b""),
        (rb"\"https://cdn\.jsdelivr\.net/npm/@rive-app/[^\"]*\"", b'""'),
        (rb"(?m)^//# sourceMappingURL=.*\n?", b""),
    ):
        dart, count = re.subn(pattern, replacement, dart)
        if count != 1 and b"sourceMapping" not in pattern:
            raise ClientError("main.dart.js asks for Rive in a way this build step does not know")
    return dart


def keep_home_compiled(dart: bytes) -> bytes:
    """The same for the client compiled to WebAssembly, where only the address can be changed.

    It becomes one of ours, as long as it was; ``trusted_types.js`` gives no script for it.

    Raises:
        ClientError: the address is not there, or there are several.
    """
    found = re.findall(rb"https://cdn\.jsdelivr\.net/npm/@rive-app/[\w@./-]*/(?=\x03)", dart)
    if len(found) != 1:
        raise ClientError("main.dart.wasm asks for Rive in a way this build step does not know")
    home = b"/none/".ljust(len(found[0]) - 1, b"-") + b"/"
    return dart.replace(found[0], home)


def pyodide_lock_info() -> dict[str, str]:
    """Pyodide's description of itself, without its list of packages (we bring our own)."""
    lock = json.loads((web_dir() / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    return {key: str(value) for key, value in sorted(lock["info"].items())}


def _font_manifest(cupertino: bool) -> bytes:
    fonts = dict(_FONTS)
    if cupertino:
        fonts["packages/cupertino_icons/CupertinoIcons"] = _CUPERTINO.removeprefix("assets/")
    manifest = [{"family": name, "fonts": [{"asset": path}]} for name, path in fonts.items()]
    return json.dumps(manifest).encode()
