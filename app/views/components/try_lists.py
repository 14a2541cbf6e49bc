"""Try a trust's lists on a sentence before they are saved."""

from functools import partial
from typing import Any

import flet as ft

from app.usecases.edit_lists import ListsDraft, Trial
from app.views.boundary import component
from app.views.components.cards import card
from app.views.components.fields import Words
from app.views.components.text import body
from app.views.services import use_services


@component
def TryLists(draft: ListsDraft) -> ft.Control:
    """A field to type into, and the words as these lists alone would let them leave."""
    services = use_services()
    make: Any = partial(Trial, services.opener.asset)
    trial: Trial = ft.use_state(make)[0]
    text, set_text = ft.use_state("")
    rows: list[ft.Control] = [
        Words("Try it: what somebody might write", text, set_text, lines=2, key="try")
    ]
    if text.strip():
        left, asked = trial.of(draft, text)
        rows.append(body(f"It would leave as: {left}"))
        if asked:
            rows.append(body(f"Asked about first: {', '.join(asked)}", quiet=True))
    rows.append(body("This shows your own lists alone. Nothing you type here is kept.", quiet=True))
    return card(rows)
