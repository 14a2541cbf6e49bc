"""What the first screen waits for: nothing is imported or read that is needed later alone."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: Starts the app as far as the welcome screen, in a Python of its own, and says what it took.
_FIRST_SCREEN = """
import asyncio, json, sys
from pathlib import Path
read = []
sys.addaudithook(lambda event, given: event == "open" and read.append(str(given[0])))
import app.main
imported = sorted(sys.modules)
from tests.app.scripted_server import ScriptedServer
from tests.app.views.phone import Phone
async def story():
    screen = await Phone(Path(sys.argv[1]), ScriptedServer()).start()
    assert "Create a profile" in screen.words()
    {more}
read.clear()
asyncio.run(story())
assets = str(app.main.ASSETS.resolve())
print(json.dumps([imported, sorted({{r[len(assets) + 1:] for r in read if r.startswith(assets)}})]))
"""

#: For a printed plan, codes, texts of other kinds, and the network; each takes long in a browser.
_LATER = {"segno", "fpdf", "requests", "urllib3", "httpx", "xml", "sqlite3", "email", "http"}
_LATER |= {"app.exports.plan_pdf", "app.exports.truetype", "app.sync.native", "app.store.native"}


def first_screen(folder: Path, more: str = "pass") -> tuple[set[str], set[str]]:
    """Modules imported with the app, and files of assets/ read for its first screen."""
    command = [sys.executable, "-c", _FIRST_SCREEN.format(more=more), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    imported, read = json.loads(done.stdout.splitlines()[-1])
    return set(imported), set(read)


def test_first_screen_waits_for_nothing_that_comes_later(tmp_path: Path) -> None:
    imported, read = first_screen(tmp_path)
    assert "app.views.screens.welcome" in imported
    assert imported & _LATER == set()
    # No word lists, no names, no other language, no fonts of a printed plan.
    folders = {name.partition("/")[0] for name in read}
    assert folders <= {"locales", "services", "codebook"}
    assert {name for name in read if name.startswith("locales/")} <= {"locales/index.toml"}


def test_what_is_read_later_would_be_seen(tmp_path: Path) -> None:
    _, read = first_screen(tmp_path, 'await screen.tap("Language"); await screen.tap("Polski")')
    assert "locales/pl.json" in read
