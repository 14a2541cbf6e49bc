"""Which language is on the screens; its own observable, for all of them redraw with it."""

from dataclasses import dataclass

import flet as ft

from app.domain.wording import ENGLISH


@ft.observable
@dataclass
class Spoken:
    """The code of the language."""

    code: str = ENGLISH
