"""The way up from a lead's screen: to the list or the figures that it was opened from."""

import flet as ft

from app.usecases.sign_in import READ_THEMES, Lead
from app.views.boundary import component
from app.views.components import buttons
from app.views.services import go, use_session

#: The way home from every screen of a lead, in the bar and below: one place has one name. For who
#: reads no figures, an admin or an auditor, it is another place.
TO_FIGURES, TO_TRUST = "Back to the figures", "Back to your trust's Layby"

#: What stands above, by the beginning of the address; the first that fits counts.
_ABOVE = (
    ("/lead/action/", "/lead/actions", "Back to the actions"),
    ("/lead/codebook/", "/lead/codebook", "Back to the codebook"),
    ("/lead/quote", "/lead/find", "Back to what was found"),
    ("/lead/accounts/", "/lead/accounts", "Back to people with an account"),
    ("/lead/content/", "/lead/content", "Back to guides, services and areas"),
    ("/lead/theme/", "/lead/closed", "Back to closed periods"),
    ("/lead/findings/", "/lead/closed", "Back to closed periods"),
    ("/lead/said/", "/lead/closed", "Back to closed periods"),
)
#: What the way back is called to where a screen of figures was opened, by its beginning.
_FROM = {
    "/lead/closed": "Back to closed periods",
    "/lead/findings/": "Back to what stands out",
    "/lead/spread/": "Back to who speaks of it",
    "/lead/theme/": "Back to how it moves",
    "/lead/said/": "Back to texts that say this",
}
#: Screens about one closed period, whose address says which, and along which tree.
_OF_A_PERIOD = ("findings", "spread")
#: An address may also ask for the newest period of a kind.
_NEWEST = ("quarter", "block")


def way_home(lead: Lead | None) -> str:
    """Name the way to what this account sees first."""
    return TO_FIGURES if lead is None or lead.may(READ_THEMES) else TO_TRUST


def way_up(route: str, home: str = TO_FIGURES, opened_from: str = "") -> tuple[str, str] | None:
    """Give the address above a lead's screen and the name of the way there; None elsewhere.

    ``home`` names the way to what the account sees first; ``opened_from`` is the address that a
    screen of figures was opened from, where that is known: it comes before the one above.

    The list of quotes has what stands above all the lists, its own figures.
    """
    parts = route.strip("/").split("/")
    if parts[0] != "lead" or len(parts) == 1:
        return None
    if opened_from.startswith("/lead"):
        named = (words for beginning, words in _FROM.items() if opened_from.startswith(beginning))
        return opened_from, next(named, home)
    if parts[1] in _OF_A_PERIOD and len(parts) > 3 and parts[2] not in _NEWEST:
        return f"/lead/closed/{parts[2]}/{parts[3]}", "Back to closed periods"
    if parts[-1] == "preview":
        return route.removesuffix("/preview"), "Back to editing"
    for beginning, above, words in _ABOVE:
        if route.startswith(beginning) and route != "/lead/quotes":
            return above, words
    return "/lead", home


@component
def WayHome() -> ft.Control:
    """The quiet way to what the account sees first."""
    _, session = use_session()
    return buttons.quiet(way_home(session.lead), lambda _: go("/lead"))


def to_figures() -> ft.Control:
    """Give the quiet way to the figures that a lead sees first."""
    return WayHome(key="home")  # type: ignore[no-any-return]


@component
def WayUp() -> ft.Control:
    """The quiet way to where this screen of a lead was opened, the same as the bar's."""
    _, session = use_session()
    route = ft.use_view_path() or "/"
    above = way_up(route, way_home(session.lead), session.trail.above(route))
    to, words = above or ("/lead", TO_FIGURES)
    return buttons.quiet(words, lambda _: go(to))
