"""How the page itself looks: as chosen on this device before anything is painted, and at once.

The real page and its scripts under the production policy; a stub stands where Python would be.
"""

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.patience import until

pytestmark = pytest.mark.browser

GROUND = "getComputedStyle(document.documentElement).backgroundColor"
LETTERS = "getComputedStyle(document.documentElement).fontSize"
BAR = """[...document.querySelectorAll('meta[name=theme-color]')]
  .find((meta) => !meta.media || matchMedia(meta.media).matches).content"""
NIGHT = "rgb(8, 5, 3)"
LIGHT = "rgb(251, 250, 247)"


def opened(device: BrowserContext, shelf: str = "") -> Page:
    """Open Layby on a device with this on its shelf."""
    if shelf:
        place = "localStorage.getItem('layby.shared') ?? localStorage.setItem('layby.shared', "
        device.add_init_script(f"{place}{json.dumps(shelf)})")
    page = device.new_page()
    page.goto("/")
    return page


def held(scheme: str, text: int) -> str:
    return json.dumps({"services": [], "look": {"scheme": scheme, "text": text}})


def test_night_and_large_letters_hold_before_any_other_script(device: BrowserContext) -> None:
    device.route("**/shell.js", lambda route: route.abort())
    page = opened(device, held("night", 150))
    assert page.evaluate(GROUND) == NIGHT
    assert page.evaluate(BAR) == "#080503"
    assert page.evaluate(LETTERS) == "24px"
    assert page.evaluate("document.documentElement.style.colorScheme") == "dark"
    numbers = page.get_by_role("link", name="999")
    assert numbers.evaluate("(link) => getComputedStyle(link).color") == "rgb(201, 165, 128)"


@pytest.mark.parametrize("shelf", ["", "{", "null", "[]", '{"look": 7}', '{"look": {"scheme": 3}}'])
def test_what_cannot_be_read_is_as_the_device_asks(device: BrowserContext, shelf: str) -> None:
    page = opened(device, shelf)
    assert [page.evaluate(GROUND), page.evaluate(BAR)] == [LIGHT, "#fbfaf7"]
    page.emulate_media(color_scheme="dark")
    assert [page.evaluate(GROUND), page.evaluate(BAR)] == ["rgb(17, 21, 20)", "#111514"]
    assert page.evaluate(LETTERS) == "16px"


def test_light_stays_light_on_a_dark_device(device: BrowserContext) -> None:
    page = opened(device, held("light", 100))
    page.emulate_media(color_scheme="dark")
    assert [page.evaluate(GROUND), page.evaluate(BAR)] == [LIGHT, "#fbfaf7"]


def test_a_choice_holds_at_once_here_and_in_the_other_window(device: BrowserContext) -> None:
    page, other = opened(device), opened(device)
    page.evaluate("(text) => lab.ask('keep-shared', { text })", held("night", 200))
    assert [page.evaluate(GROUND), page.evaluate(LETTERS)] == [NIGHT, "32px"]
    until(other, "lab.events.some(({ event }) => event === 'look')")
    assert [other.evaluate(GROUND), other.evaluate(LETTERS)] == [NIGHT, "32px"]
    page.evaluate("lab.ask('keep-shared', { text: '' })")
    assert [page.evaluate(GROUND), page.evaluate(LETTERS)] == [LIGHT, "16px"]


def test_the_home_screen_is_reached_as_each_browser_does_it(device: BrowserContext) -> None:
    page = opened(device)
    assert page.evaluate("lab.ask('install-way')") == ""
    page.evaluate("""() => {
      globalThis.asked = 0;
      const event = new Event('beforeinstallprompt', { cancelable: true });
      event.prompt = async () => { asked += 1; };
      event.userChoice = Promise.resolve({ outcome: 'accepted' });
      globalThis.untouched = dispatchEvent(event);
    }""")
    assert page.evaluate("[untouched, asked]") == [False, 0], "the browser asked by itself"
    assert page.evaluate("lab.ask('install-way')") == "offer"
    assert page.evaluate("lab.ask('install')") is True
    assert page.evaluate("asked") == 1
    assert page.evaluate("lab.ask('install-way')") == ""
    assert page.evaluate("lab.ask('install')") is False
    page.close()  # or it might answer in the next one's place
    device.add_init_script("""
      Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' });
      Object.defineProperty(Navigator.prototype, 'maxTouchPoints', { get: () => 5 });
    """)
    assert opened(device).evaluate("lab.ask('install-way')") == "apple"


def test_the_first_load_says_how_long_it_takes(device: BrowserContext) -> None:
    page = opened(device)
    page.evaluate("() => { globalThis.clock = 1000; performance.now = () => clock; }")
    left = page.locator("#layby-left")

    def after(milliseconds: int, fetched: float) -> None:
        page.evaluate(f"clock += {milliseconds}; layby.splash.progress({fetched}, 10e6)")

    after(0, 1e5)
    after(1000, 5e5)
    expect(left).to_have_text("")  # too soon to tell
    after(2000, 1e6)
    expect(left).to_have_text("About 30 seconds left.")
    after(37000, 2e6)
    expect(left).to_have_text("About 3 minutes left.")
    after(1000, 9.9e6)
    expect(left).to_have_text("Nearly there.")
    after(10, 10e6)
    expect(left).to_have_text("")
