"""What to do when somebody else saved meanwhile: look at theirs, keep mine, or take theirs."""

from collections.abc import Callable

import flet as ft

from app.usecases.open_item import ChangedMeanwhile, OpenItem, differences
from app.views.components import buttons, notice
from app.views.components.cards import card, stack
from app.views.components.fold import Fold
from app.views.components.text import body

#: More differences than a person compares at a sitting.
_MOST = 40


def conflict_rows(
    item: OpenItem,
    conflict: ChangedMeanwhile | None,
    keep_mine: Callable[[], None],
    take_theirs: Callable[[], None],
) -> list[ft.Control]:
    """Say who else saved, show where the two differ, and let the lead decide."""
    if conflict is None:
        return []
    theirs = conflict.theirs
    return [
        notice.trouble(conflict.message),
        Fold(
            "Look at what they changed",
            "Where theirs differs from yours",
            lambda: _differences(item, theirs),
        ),
        buttons.secondary("Keep mine and go on", lambda _: keep_mine()),
        buttons.secondary("Take theirs, leave mine out", lambda _: take_theirs()),
    ]


def _differences(item: OpenItem, theirs: OpenItem) -> list[ft.Control]:
    found = differences(item, theirs)
    if not found:
        return [body("They say the same.")]
    rows: list[ft.Control] = []
    for where, mine, other in found[:_MOST]:
        said = [body(where, quiet=True), body(f"Yours: {mine or 'nothing'}")]
        rows.append(card([*said, body(f"Theirs: {other or 'nothing'}")], spacing=4))
    if len(found) > _MOST:
        rows.append(body(f"And {len(found) - _MOST} more.", quiet=True))
    return [stack(rows)]
