"""The explicit yes: these very words were read, and may leave."""

import flet as ft

from app.domain.errors import InputError
from app.domain.wording import to_say, tr
from app.views.boundary import component
from app.views.components.fields import Tick
from app.views.components.marking import Marking

READ = to_say("I have read these words. They may leave.")


@component
def Agreeing(marking: Marking) -> ft.Control:
    """A box to tick under the words; it stands empty again as soon as one of them changes."""
    tries, set_tries = ft.use_state(0)
    if not marking.review.is_settled():
        return ft.Container(visible=False)
    agreed = marking.review.is_confirmed()

    def tick(on: bool) -> None:
        shown = marking.review.result()
        try:
            if on:
                marking.take(lambda latest: latest.confirm(shown))
            else:
                marking.take(lambda latest: latest.withdraw())
        except InputError as error:
            set_tries(tries + 1)  # the box must not stay ticked
            marking.report(error.message)

    return Tick(tr(READ), agreed, tick, key=f"read-{agreed}-{tries}")  # type: ignore[no-any-return]
