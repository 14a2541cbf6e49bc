"""What `flet build` is told: keys it reads, packages that the app needs and no others."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import flet.version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
#: The keys below ``[tool.flet]`` that flet-cli reads of those that may concern us, as found in its
#: ``commands/build_base.py``. Another version may read others: look there, then change both.
READ_BY = "1.0.5"
KEYS = frozenset(
    """
    org product artifact company copyright bundle_id icon_background permissions dependencies
    app.path app.module app.exclude app.include app.default_excludes
    splash.color splash.dark_color splash.icon_background splash.icon_dark_background
    splash.icon_fit splash.android splash.ios
    android.permission android.feature android.meta_data android.split_per_abi
    android.dependencies ios.info ios.team_id ios.export_method ios.dependencies
    compile.app compile.packages cleanup.app cleanup.packages
    """.split()
)
_BLOCKED = """
import sys
sys.modules.update(dict.fromkeys({blocked!r}))
import asyncio, app.main
asyncio.run(app.main._native_parts())
"""


def _keys(table: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{before}{name}.")
        else:
            yield before + name


def test_flet_reads_every_key_that_is_set() -> None:
    assert flet.version.flet_version == READ_BY
    assert set(_keys(PROJECT["tool"]["flet"])) <= KEYS


def test_what_stays_at_home_is_there() -> None:
    settings = PROJECT["tool"]["flet"]["app"]
    assert (ROOT / f"{settings['module']}.py").is_file()
    made = {"data"}  # by a server that runs here
    for name in settings["exclude"]:
        assert name in made or (ROOT / name).exists(), name


def test_the_splash_has_the_ground_of_the_plain_page() -> None:
    style = (ROOT / "assets" / "shell" / "splash.css").read_text("utf-8")
    splash = PROJECT["tool"]["flet"]["splash"]
    by_day, by_night, *_chosen = re.findall(r"--ground: (#\w+)", style)
    assert (splash["color"], splash["dark_color"]) == (by_day, by_night)


def test_the_native_app_needs_no_package_of_the_server(tmp_path: Path) -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    names = {re.split(r"[=\[]", one)[0].lower() for one in (*extras["server"], *extras["postgres"])}
    blocked = {
        module
        for module, owners in packages_distributions().items()
        if names & {owner.lower() for owner in owners}
    }
    assert {"fastapi", "sqlalchemy", "numpy", "flet_web"} <= blocked
    subprocess.run(
        [sys.executable, "-c", _BLOCKED.format(blocked=sorted(blocked))],
        cwd=ROOT,
        env={"FLET_APP_STORAGE_DATA": str(tmp_path), "PATH": ""},
        check=True,
    )
