"""What a tap and a key draw again: what they changed, and nothing beside it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flet.components.component import Renderer

from tests.app.views.phone import Phone, on_a_phone, start_talking, with_profile

AREA = "Workload and demand"
NOTES = f"Notes: {AREA}"
OTHER = "Sleep and shifts"


@pytest.fixture
def renders(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts how often each component is drawn, by its name; a test clears it."""
    counted: Counter[str] = Counter()
    render = Renderer.render

    def counting(renderer: Renderer, fn: Any, *args: Any, **kwargs: Any) -> Any:
        counted[fn.__name__] += 1
        return render(renderer, fn, *args, **kwargs)

    monkeypatch.setattr(Renderer, "render", counting)
    return counted


def drawn(renders: Counter[str]) -> dict[str, int]:
    """What was drawn since the last look, but for what says whether all is saved."""
    saving = ("SavedSign", "NotSaved")
    found = {name: count for name, count in renders.items() if name not in saving}
    renders.clear()
    return found


def test_a_tap_and_a_key_draw_again_only_what_they_change(
    tmp_path: Path, renders: Counter[str]
) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await start_talking(screen)
        assert drawn(renders)["AreaRow"] > 5
        await screen.tap(AREA)
        assert drawn(renders) == {"AreaRow": 1, "Area": 1, "Words": 1, "Suggestions": 1}
        for text in ("L", "La", "Lat", "Late"):
            await screen.type(NOTES, text)
        assert drawn(renders) == {}
        await screen.tap(OTHER)  # opens one area and closes the other
        opened = drawn(renders)
        assert opened.pop("AreaRow") == 2
        assert set(opened) == {"Area", "Words", "Suggestions"}
        assert set(opened.values()) == {1}

    on_a_phone(tmp_path, story)


def test_the_count_sees_what_is_drawn_once_too_often(tmp_path: Path, renders: Counter[str]) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await start_talking(screen)
        drawn(renders)
        await screen.tap("Only the short list")  # the mode draws the whole talk again
        assert drawn(renders)["TalkScreen"] == 1

    on_a_phone(tmp_path, story)
