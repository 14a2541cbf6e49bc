"""Back leads where one came from: the arrow in the bar and a phone's own way back alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.views.state.trail import Trail
from tests.app.views.care import CaredPhone
from tests.app.views.crew import as_crew, cared
from tests.harness import Screen

ARROW = "Back"


async def goes_back(screen: Screen, by: str) -> str:
    """Take the arrow, or the phone's own way; gives the address that it leads to."""
    if by == ARROW:
        await screen.tap("Back")
    else:
        route = {"route": screen.page.route}
        await screen.session.dispatch_event(screen.page._i, "view_pop", route)
        await screen.settle()
    return str(screen.page.route)


@pytest.mark.parametrize("by", [ARROW, "the phone's own"])
def test_it_leads_to_the_list_that_a_screen_was_opened_from(by: str) -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        for tile in ("Prepare for a conversation", "Private check-in", "Bring a plan in"):
            await screen.tap("My plan")
            await screen.tap(tile)
            assert await goes_back(screen, by) == "/mine"
            assert await goes_back(screen, by) == "/"
        await screen.tap("My plan")
        await screen.tap("After a hard job")
        await screen.tap("Two-minute pause")
        assert await goes_back(screen, by) == "/after-job"
        assert await goes_back(screen, by) == "/mine"
        assert await goes_back(screen, by) == "/"
        await screen.tap("My plan")
        await screen.tap("Private check-in")
        await screen.type("How am I today?", "Tired")
        await screen.tap("Done for now")
        assert screen.page.route == "/check-in/history"
        assert await goes_back(screen, by) == "/mine"
        await screen.go("/")  # the browser's own way
        await screen.tap("Prepare for a conversation")
        assert await goes_back(screen, by) == "/"

    cared(story)


@pytest.mark.parametrize("by", [ARROW, "the phone's own"])
@pytest.mark.parametrize(
    ("link", "above"), [("/prepare", "/"), ("/mine", "/"), ("/support/need/money", "/support")]
)
def test_what_a_link_opened_leads_up_by_its_address(by: str, link: str, above: str) -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.go(link)
        assert await goes_back(screen, by) == above

    cared(story)


@given(
    st.lists(
        st.sampled_from(
            ["/", "/mine", "/plans", "/prepare", "/prepare/read", "/pause", "/plans/1", "/check-in"]
        )
    )
)
def test_whoever_only_goes_back_comes_home(walk: list[str]) -> None:
    trail, here = Trail(), "/"
    for to in walk:
        trail.goes(here, to)
        here = to
    for _ in range(len(walk) + 1):
        above = trail.above(here) or "/"
        trail.goes(here, above)
        here = above
    assert here == "/"
    assert not trail.above("/")


@pytest.mark.parametrize("by", [ARROW, "the phone's own"])
def test_another_language_leads_back_to_where_it_was_chosen(by: str) -> None:
    async def story(phone: CaredPhone) -> None:
        screen = await as_crew(phone)
        await screen.tap("This profile")
        await screen.tap("Language: English")
        await screen.tap("Polski")
        await screen.settle()
        await screen.tap("English")
        await screen.settle()
        assert await goes_back(screen, by) == "/profile"

    cared(story)
