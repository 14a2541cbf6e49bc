"""Flet as it runs in the browser, for tests of what comes from the page."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from app.views import hearing


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    for kind, name, ours in hearing.OWN:
        monkeypatch.setattr(kind, name, ours)
    held = ModuleType("flet_js")
    held.documentUrl = "http://test"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "flet_js", held)
    monkeypatch.delitem(sys.modules, "flet.messaging.pyodide_connection", raising=False)
    yield held
    sys.modules.pop("flet.messaging.pyodide_connection", None)
