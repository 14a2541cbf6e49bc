"""One plan record for as long as its screen stands, so that no redraw works on an older copy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.plan_record import PlanRecord
from app.views.components.resume import Mark

#: Gives the mark of a field by its key; see ``resume``.
Marks = Callable[[str], Mark | None]


@dataclass
class _Holder:
    """Remembers what was found, and what for; causes no redraw."""

    of: str | None = None
    record: PlanRecord | None = None


def use_record(of: str, find: Callable[[], PlanRecord | None]) -> PlanRecord | None:
    """Give the record that ``find`` gave when ``of`` was first asked for; a hook."""
    make: Any = _Holder
    holder: _Holder = ft.use_state(make)[0]
    if holder.of != of:
        holder.of, holder.record = of, find()
    return holder.record


def unmarked(_key: str) -> None:
    """Give no mark: outside a conversation no field takes the cursor by itself."""
