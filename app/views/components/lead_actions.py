"""What a lead does with an item as a whole: save, publish, take back, leave out; its versions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import flet as ft

from app.usecases.edit_answers import MadeVersion
from app.usecases.open_item import OpenItem
from app.views.components import buttons
from app.views.components.fold import Fold
from app.views.components.sure import Sure
from app.views.components.text import body, bullet, section
from app.views.services import go

_STATES = {"draft": "draft", "published": "given to devices", "retired": "taken back"}
_PUBLISHED = (
    "Devices get it the next time they have a signal. A conversation under way keeps the "
    "version it was begun with."
)


def state_words(item: OpenItem) -> str:
    """Say in a line where the item stands."""
    if item.has_draft:
        return "A draft of yours is saved. No device has it yet."
    if item.state == "retired":
        return "Taken back. Devices do not have it."
    if item.state == "new" or (item.version == 0 and not item.versions):
        return "This comes with Layby." if item.shipped else "New. Nothing is saved yet."
    if not item.versions:
        return f"This comes with Layby, version {item.version}. Your own version replaces it."
    return f"Devices have your version {item.version}."


@dataclass(frozen=True)
class Acts:
    """What the buttons do; each says by itself what went wrong."""

    check: buttons.OnClick
    save: buttons.OnClick
    publish: buttons.OnClick
    retire: buttons.OnClick
    leave_out: Callable[[], None]


def action_rows(item: OpenItem, acts: Acts, told: Sequence[ft.Control]) -> list[ft.Control]:
    """Give the buttons below an item, what the last one ``told``, and who made which version."""
    preview = f"/lead/content/{item.kind}/{item.id or 'new'}/preview"
    rows: list[ft.Control] = [
        section("Save and publish"),
        buttons.secondary("Check it", acts.check, icon=ft.Icons.FACT_CHECK_OUTLINED),
        buttons.secondary("See how it looks", lambda _: go(preview), icon=ft.Icons.VISIBILITY),
        buttons.primary("Save as a draft", acts.save),
        buttons.secondary("Publish to devices", acts.publish, icon=ft.Icons.SEND),
        *told,
        body(_PUBLISHED, quiet=True),
    ]
    if item.versions or (item.kind == "service" and item.shipped):
        rows.append(_take_back(item, acts.retire))
    rows.append(
        Sure(
            "Leave out what I typed",
            ["What you typed since it was last saved is gone. What was saved stays."],
            "Yes, leave it out",
            "Keep it",
            acts.leave_out,
            loud=False,
        )
    )
    if item.versions:
        rows.append(
            Fold("Versions", f"{len(item.versions)} so far", lambda: _versions(item.versions))
        )
    return rows


def _take_back(item: OpenItem, retire: buttons.OnClick) -> ft.Control:
    said = "Devices lose it at their next sync."
    if item.kind == "overlay":
        said = "The guide stays. What you added goes from devices at their next sync."
    elif item.kind == "guide" and item.shipped:
        said = "Layby's own guide stands again, at the devices' next sync."
    elif item.kind == "action":
        said = "It goes from “You said, we did” at the devices' next sync."
    elif item.kind == "service":
        said = "Devices hide it at their next sync. Numbers for emergencies cannot be hidden."
    return Sure(  # type: ignore[no-any-return]
        "Take it back", [said], "Yes, take it back", "Leave it", retire, loud=False
    )


def _versions(versions: tuple[MadeVersion, ...]) -> list[ft.Control]:
    return [
        bullet(
            f"Version {one.version}: {_STATES.get(one.state, one.state)}, {one.day_words()}, "
            f"by {one.edited_by}"
        )
        for one in versions
    ]
