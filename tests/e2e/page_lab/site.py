"""Lays out a site of the real page and its scripts, with a worker of the test's choice."""

from pathlib import Path

from app.web.shell import SCRIPTS, render_index
from tests.e2e.adapter_page.lab import PYODIDE, packed_code

HERE = Path(__file__).parent
ASSETS = HERE.parents[2] / "assets"
#: Those that need Flutter or a service worker.
LEFT_OUT = {"updates.js", "a11y.js", "flutter_bootstrap.js", "boot.js"}


def lay_out(folder: Path, worker: str) -> Path:
    """Fill ``folder``; ``worker`` is "stub_worker.js" or "python_worker.js"."""
    folder.mkdir(parents=True)
    shell = ASSETS / "shell"
    scripts = [(shell / name).read_text("utf-8") for name in SCRIPTS if name not in LEFT_OUT]
    stand_in = (HERE / "stand_in.js").read_text("utf-8")
    (folder / "index.html").write_bytes(render_index(shell, ASSETS / "services").encode())
    joined = "\n".join([*scripts, stand_in]).replace("__BUILD__", "")  # a build without snapshot
    (folder / "shell.js").write_text(joined, "utf-8")
    (folder / "look.js").write_bytes((shell / "look.js").read_bytes())
    (folder / "python-worker.js").write_bytes((HERE / worker).read_bytes())
    if worker == "python_worker.js":
        (folder / "pyodide").symlink_to(PYODIDE)
        (folder / "code.zip").write_bytes(packed_code())
    return folder
