"""The top of the outbox: how much waits, for how long and why, and the two ways to act on all."""

from collections.abc import Sequence
from datetime import date

import flet as ft

from app.domain.wording import tr, trn
from app.sync.outbox import ON_THEIR_WAY, OutboxItem, State, wants_a_look
from app.usecases.open_workspace import Workspace
from app.views.boundary import component, guard
from app.views.components import buttons, notice, outbox_words
from app.views.components.cards import stack
from app.views.components.text import body


@component
def OutboxStatus(
    workspace: Workspace, items: Sequence[OutboxItem], why: str, today: date
) -> ft.Control:
    """What stands in the outbox in a sentence or two; ``why`` the first of it has not gone."""
    problem, set_problem = ft.use_state("")
    steer = workspace.outbox.steer
    paused = workspace.outbox.shelf.all_paused()
    on_way = [item for item in items if item.state in ON_THEIR_WAY]
    waiting = [item for item in items if item.state in (*ON_THEIR_WAY, State.PAUSED)]
    rows: list[ft.Control] = [_standing(items, waiting, why, today)]
    if on_way and not paused:
        rows.append(
            buttons.primary(
                tr("Try now"), lambda _: workspace.outbox.poke(now=True), icon=ft.Icons.SEND
            )
        )
    if paused:
        go_on = guard(lambda: steer.pause_all(paused=False), set_problem)
        rows.append(
            buttons.primary(tr("Go on sending"), go_on, icon=ft.Icons.PLAY_ARROW, key="all")
        )
    elif on_way:
        stop = guard(lambda: steer.pause_all(paused=True), set_problem)
        rows.append(buttons.quiet(tr("Pause all sending"), stop, icon=ft.Icons.PAUSE, key="all"))
    return stack([*rows, notice.trouble(problem)])


def _standing(
    items: Sequence[OutboxItem], waiting: Sequence[OutboxItem], why: str, today: date
) -> ft.Control:
    if waiting:
        words = [
            trn("{count} waiting.", "{count} waiting.", len(waiting)),
            outbox_words.oldest(waiting, today),
            why,
        ]
        return notice.note(" ".join(filter(None, words)))
    if any(wants_a_look(item) or item.state is State.HELD for item in items):
        return notice.note(tr("Nothing is waiting to be sent. Something needs a look."))
    if items:
        return notice.good(tr("Nothing is waiting."))
    return body(tr("Nothing here yet. Agreed summaries wait here until they are sent."))
