"""All that a lead may edit: guides, services, and the trust's own areas and roles."""

import flet as ft

from app.domain.guide_set import FIRST_LANGUAGE
from app.usecases.edit_answers import ListedItem, Listing
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.text import body, section
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import gate, use_desk
from app.views.services import go

TITLE = "Guides, services and areas"

_NOT_KEPT = (
    "What you do not save goes when Layby locks. Save it as a draft before you put the device down."
)


@component
def LeadContentScreen() -> ft.View:
    """List it all, as the server has it now."""
    desk, session, is_in = use_desk()
    asked = use_asked(desk.listing)
    unsaved = desk.unsaved()
    rows: list[ft.Control] = []
    if unsaved and is_in:
        rows.append(notice.note(f"Not saved yet: {', '.join(unsaved)}."))
    if is_in and session.workspace is None:
        rows.append(body(_NOT_KEPT, quiet=True))
    back = to_figures()
    listed = asked.rows(_lists, [back], waits="Reading the list…", typed=bool(unsaved))
    return screen(TITLE, [*rows, *listed])


def _lists(listing: Listing) -> list[ft.Control]:
    added = {(item.id, item.language): item for item in listing.of("overlay")}
    return [
        body("What you publish reaches your trust's devices at their next sync."),
        section("The trust"),
        _way("Areas", "Where people work", "areas", ft.Icons.MAP_OUTLINED),
        _way("Staff groups and roles", "In your own words", "roles", ft.Icons.GROUPS_OUTLINED),
        _way(
            "Places and codes to hide",
            "Stations, hospitals, call signs, staff names",
            "lists",
            ft.Icons.VISIBILITY_OFF_OUTLINED,
        ),
        section("Guides"),
        *[_guide(item, added.get((item.id, item.language))) for item in listing.of("guide")],
        section("You said, we did"),
        *[_action(item) for item in listing.of("action")],
        buttons.secondary(
            "Add an answer", lambda _: go("/lead/content/action/new"), icon=ft.Icons.ADD
        ),
        section("Services"),
        *[_service(item) for item in listing.of("service")],
        buttons.secondary(
            "Add a service", lambda _: go("/lead/content/service/new"), icon=ft.Icons.ADD
        ),
    ]


def _way(title: str, detail: str, route: str, icon: ft.IconData) -> ft.Control:
    return buttons.tile(title, detail, lambda _: go(f"/lead/content/{route}"), icon=icon)


def _guide(item: ListedItem, added: ListedItem | None) -> ft.Control:
    words = _state(item)
    if added is not None:
        more = {"draft": "a draft of additions waits", "published": "with your additions"}
        words = "; ".join(filter(None, (words, more.get(added.state, ""))))
    if item.language != FIRST_LANGUAGE:
        return buttons.tile(
            f"{item.title} ({item.language})",
            f"{words}. Translations are edited as files.",
            lambda _: None,
            icon=ft.Icons.TRANSLATE,
            leads_on=False,
        )
    way = f"choose/{item.id}" if item.shipped else f"guide/{item.id}"
    return _way(item.title, words, way, ft.Icons.FORUM_OUTLINED)


def _service(item: ListedItem) -> ft.Control:
    return _way(item.title, _state(item), f"service/{item.id}", ft.Icons.FAVORITE_BORDER)


def _action(item: ListedItem) -> ft.Control:
    return _way(item.title, _state(item), f"action/{item.id}", ft.Icons.CAMPAIGN_OUTLINED)


def _state(item: ListedItem) -> str:
    """Say whose it is, which version, and what waits."""
    version = f"version {item.published_version or item.version}"
    if not item.own:
        return "Layby's" if item.kind == "service" else f"Layby's, {version}"
    if item.state == "retired":
        back = "Layby's stands again" if item.shipped and item.kind == "guide" else "not shown"
        return f"Taken back: {back}"
    live = f"Yours, {version}" if item.published_version else ""
    if not live:
        live = "Layby's" if item.shipped else "Yours, not published"
    return f"{live}; a draft waits" if item.state == "draft" else live


@component
def LeadChooseScreen() -> ft.View:
    """Add to a shipped guide, which is the gentle way, or change it."""
    desk, _, is_in = use_desk()
    guide = ft.use_route_params().get("item", "")
    return screen(
        "Add to it, or change it",
        [
            *gate(is_in, typed=bool(desk.unsaved())),
            _way(
                "Add to it",
                "Your prompts, areas and ideas stand after ours. You get our next version too.",
                f"overlay/{guide}",
                ft.Icons.ADD_CIRCLE_OUTLINE,
            ),
            _way(
                "Change it",
                "Your own version takes its place. You look after it from then on.",
                f"guide/{guide}",
                ft.Icons.EDIT_OUTLINED,
            ),
            buttons.quiet("Back to the list", lambda _: go("/lead/content")),
        ],
    )
