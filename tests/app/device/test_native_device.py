"""The device outside the browser keeps the port and never raises, with no page to stand on."""

import asyncio
import inspect
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.device.native_device import NativeDevice
from app.device.port import Device

BRIDGE = Path(__file__).parents[3] / "app" / "device" / "page_bridge.py"


class Dialogue:
    """The system's dialogues as a person answers them."""

    def __init__(self, saved: str | None, picked: list[ft.FilePickerFile]) -> None:
        self.saved, self.picked = saved, picked
        self.asked: list[dict[str, Any]] = []

    async def save_file(self, **asked: object) -> str | None:
        self.asked.append(asked)
        return self.saved

    async def pick_files(self, **asked: object) -> list[ft.FilePickerFile]:
        self.asked.append(asked)
        return self.picked


class AnsweredDevice(NativeDevice):
    """A device whose dialogues are answered by the test."""

    def __init__(self, dialogue: Dialogue) -> None:
        super().__init__()
        self.dialogue = dialogue

    def _dialogue(self) -> Any:
        return self.dialogue


def test_it_is_a_device() -> None:
    device: Device = NativeDevice()
    asked = {name for name in vars(Device) if not name.startswith("_")}
    assert {name for name in asked if callable(getattr(device, name))} == asked


def test_the_page_bridge_is_one_too() -> None:
    # It can be imported only in the browser; there its answers are tested.
    source = BRIDGE.read_text(encoding="utf-8")
    for name, method in inspect.getmembers(Device, inspect.isfunction):
        if not name.startswith("_"):
            kind = "async def" if inspect.iscoroutinefunction(method) else "def"
            assert f"    {kind} {name}(self" in source


def test_nothing_raises_where_there_is_no_dialogue() -> None:
    device = NativeDevice()
    assert asyncio.run(device.save_file("a.layby", b"1")) is False
    assert asyncio.run(device.pick_file(".layby")) is None


def test_a_buzz_without_a_page_is_nothing_and_no_setting_means_movement() -> None:
    device = NativeDevice()
    asyncio.run(device.buzz(30))
    assert asyncio.run(device.wants_less_motion()) is False


@pytest.mark.parametrize(("chosen", "told"), [("/home/a.layby", True), (None, False)])
def test_saving_tells_whether_a_place_was_chosen(chosen: str | None, told: bool) -> None:
    dialogue = Dialogue(chosen, [])
    assert asyncio.run(AnsweredDevice(dialogue).save_file("a.layby", b"1")) is told
    assert dialogue.asked == [{"file_name": "a.layby", "src_bytes": b"1"}]


def test_a_chosen_file_comes_with_its_bytes() -> None:
    dialogue = Dialogue(None, [ft.FilePickerFile(id=1, name="a.layby", size=1, bytes=b"1")])
    assert asyncio.run(AnsweredDevice(dialogue).pick_file(".layby")) == b"1"
    assert dialogue.asked[0]["allowed_extensions"] == ["layby"]
    assert asyncio.run(AnsweredDevice(Dialogue(None, [])).pick_file(".layby")) is None
