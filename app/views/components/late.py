"""What comes while home stands comes last: it pushes nothing from under a finger."""

import flet as ft


def use_at_home() -> bool:
    """Tell whether home is what is looked at; it stands below every other screen, too.

    To be called like a hook.
    """
    return ft.use_route_location() == "/"


def use_place(there: bool, *, last: bool) -> bool:
    """Tell whether something is shown in this place of home; to be called like a hook.

    It has two, first and ``last``. What was ``there`` as home came into sight is shown first; what
    comes only while it is looked at is shown last, where nothing below it can move.
    """
    at_home = use_at_home()
    first = ft.use_ref(there)
    if not at_home:
        first.current = there
    return there and last is not first.current
