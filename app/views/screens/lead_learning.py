"""How well themes are told: trusted, check or not yet; learning from checks, with a look first."""

from collections.abc import Awaitable, Callable
from functools import partial

import flet as ft

from app.usecases.learn_coding import (
    DRAFT,
    LOOK_AGAIN,
    STATUSES,
    LearnDesk,
    Preview,
    Release,
    Standing,
    ThemeTold,
)
from app.usecases.sign_in import EDIT_CONTENT
from app.views.boundary import component
from app.views.components import buttons, notice
from app.views.components.cards import card, in_a_column, side_by_side, stack
from app.views.components.fold import Fold
from app.views.components.form import use_form
from app.views.components.frame import screen
from app.views.components.lead_way import to_figures
from app.views.components.sure import Sure
from app.views.components.text import body, bullet, section
from app.views.screens.lead_asked import use_asked
from app.views.screens.lead_gate import asking
from app.views.services import go, use_services, use_session
from app.views.theme import ROOMY

TITLE = "How well themes are told"
_PUBLISHED = (
    "Every summary is coded again, old ones too; figures change all at once at the end. You can "
    "go back to how it was."
)
_BACK = (
    "Summaries are coded as they were before this was published. What was checked since stays, and "
    "Layby can learn from it again."
)
_ICONS = {
    "trusted": ft.Icons.VERIFIED_OUTLINED,
    "check": ft.Icons.HELP_OUTLINE,
    "not-yet": ft.Icons.PENDING_OUTLINED,
}

#: Does something at the server and looks anew.
Doing = Callable[[Callable[[], Awaitable[None]]], Awaitable[None]]


@component
def LeadLearningScreen() -> ft.View:
    """What is under way first, then what could be learnt, then the themes by status."""
    services, session = use_session()
    desk = services.learning
    asked = use_asked(desk.standing)
    lead = session.lead

    async def doing(act: Callable[[], Awaitable[None]]) -> None:
        await asking(session, act)
        await asked.again()

    def show(found: Standing) -> list[ft.Control]:
        under_way = found.under_way
        steps = [UnderWay(found, desk, doing, key=_key(under_way))] if under_way else []
        if under_way is not None and under_way.state in LOOK_AGAIN:
            wait = LOOK_AGAIN[under_way.state]
            steps.append(LookAgain(wait, asked.again, key=f"again {_key(under_way)}"))
        edits = lead is not None and lead.may(EDIT_CONTENT)
        learn = Learn(found, desk, doing, key="learn")
        # What stays comes first: what is under way changes by itself, and moves what is below it.
        # What can be done stands above what there is to read.
        return [*_ways(found, edits), in_a_column([*steps, learn], "steps"), *_statuses(found)]

    back = to_figures()
    return screen(TITLE, asked.rows(show, [back]), widest=ROOMY)


def _key(release: Release | None) -> str:
    return f"{release.number} {release.state}" if release is not None else ""


def _ways(found: Standing, edits: bool) -> list[ft.Control]:
    """Say how much is learnt from, and give the ways to check more and to edit by hand."""
    tiles = [
        buttons.tile(
            "Check the themes",
            "Twenty texts, about ten seconds each",
            lambda _: go("/lead/checks"),
            icon=ft.Icons.FACT_CHECK_OUTLINED,
        )
    ]
    if edits:
        tiles.append(
            buttons.tile(
                "Codebook",
                "The themes: phrases, examples, merge and split",
                lambda _: go("/lead/codebook"),
                icon=ft.Icons.MENU_BOOK_OUTLINED,
            )
        )
    return [
        section("Learn from checks"),
        body(found.agreed),
        body(found.learning),
        side_by_side(tiles, "ways"),
    ]


@component
def LookAgain(seconds: float, again: Callable[[], Awaitable[None]]) -> ft.Control:
    """Ask anew in a while, as long as this stands; nothing is to be seen of it."""
    services = use_services()
    standing = ft.use_ref(True)

    async def look() -> None:
        await services.pause(seconds)
        while standing.current:
            await again()
            await services.pause(seconds)

    def gone() -> None:
        standing.current = False

    ft.use_effect(look, [], gone)
    return ft.Container(visible=False)


@component
def UnderWay(found: Standing, desk: LearnDesk, doing: Doing) -> ft.Control:
    """A release being learnt, waiting for a decision, or being coded with."""
    form = use_form()
    release = found.under_way
    if release is None:
        return ft.Container(visible=False)
    rows: list[ft.Control] = [section("Under way")]
    if release.state != DRAFT:
        rows.append(notice.note(found.coding or release.words))
        if found.percent is not None:
            rows.append(ft.ProgressBar(value=found.percent / 100, semantics_label="Coded so far"))
        return stack(rows)
    rows.append(body(release.words))
    if release.preview is not None:
        rows += preview_rows(release.preview)
    rows += [
        body(_PUBLISHED, quiet=True),
        notice.trouble(form.problem()),
        buttons.working(
            "Publish it",
            "One moment…",
            form.doing(lambda: doing(partial(desk.publish, release))),
            busy=form.busy,
        ),
        Sure(
            "Leave it out",
            ["What it learnt is forgotten. Your checks stay, and it can learn again."],
            "Yes, leave it out",
            "Keep it",
            form.doing(lambda: doing(partial(desk.drop, release))),
            loud=False,
            key="drop",
        ),
    ]
    return stack(rows)


def preview_rows(preview: Preview) -> list[ft.Control]:
    """Say what would change: the themes that do, then how many do not."""
    moved = [one for one in preview.changes if one.changed]
    same = len(preview.changes) - len(moved)
    rows: list[ft.Control] = [body(preview.words)]
    if moved:
        rows.append(card([bullet(one.words(preview.texts)) for one in moved], spacing=6))
    if same:
        noun = "theme" if same == 1 else "themes"
        rows.append(body(f"No change to speak of in {same} other {noun}.", quiet=True))
    return rows


def _statuses(found: Standing) -> list[ft.Control]:
    rows: list[ft.Control] = [in_a_column([body(found.note, quiet=True)], "note")]
    for status, (name, meaning) in STATUSES.items():
        themes = found.told(status)
        if themes:
            rows += [section(f"{name} ({len(themes)})"), body(meaning, quiet=True)]
            rows.append(side_by_side([_theme(one) for one in themes], f"of-{status}"))
    return rows


def _theme(one: ThemeTold) -> ft.Control:
    def build() -> list[ft.Control]:
        by = "what it learnt from checks" if one.by_model else "its phrases"
        settling = one.settling()
        return [
            body(one.words),
            *([body(settling)] if settling else []),
            body(one.agreed, quiet=True),
            body(f"It is found by {by}.", quiet=True),
        ]

    short = one.words if one.f1 is not None else "Nobody has checked it yet"
    return Fold(  # type: ignore[no-any-return]
        one.label, short, build, icon=_ICONS.get(one.status), key=f"{one.code} {one.status}"
    )


@component
def Learn(found: Standing, desk: LearnDesk, doing: Doing) -> ft.Control:
    """Learn, go back, and what was in use."""
    form = use_form()
    learn = form.doing(lambda: doing(desk.learn))
    free = found.under_way is None or found.under_way.state == DRAFT
    rows: list[ft.Control] = [notice.trouble(form.problem())]
    if found.ready and free:
        rows.append(buttons.working("Learn now", "Learning…", learn, busy=form.busy))
    if found.back_to is not None and found.under_way is None:
        rows.append(
            Sure(
                "Go back to how it was before",
                [_BACK],
                "Yes, go back",
                "Leave it",
                form.doing(lambda: doing(partial(desk.roll_back, found.live))),
                loud=False,
                key="back",
            )
        )
    history = [bullet(_release_words(one)) for one in found.releases]
    rows.append(Fold("Versions so far", found.live.words, lambda: history, key="history"))
    return stack(rows)


def _release_words(one: Release) -> str:
    by = f", by {one.made_by}" if one.made_by else ""
    on = f" Published {one.published_on}{by}." if one.published_on else ""
    return f"{one.number}: {one.words}{on}"
