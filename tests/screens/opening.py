"""Opens Layby on a phone for the first time, in the language that the tour goes through."""

import tomllib

from playwright.sync_api import expect

from app.domain.wording import ENGLISH
from app.web.gather_words import LOCALES
from tests.e2e.person import Phone
from tests.e2e.steps import wait_for_worker
from tests.screens.pseudo import INSTEAD, PSEUDO
from tests.screens.walk import Walk

#: Milliseconds to wait for anything; a machine that does nothing else needs a tenth.
PATIENCE = 60_000


def languages() -> dict[str, str]:
    """Give the languages by their codes, each named in itself."""
    index = tomllib.loads((LOCALES / "index.toml").read_text(encoding="utf-8"))
    names = {one["code"]: one["name"] for one in index["language"]}
    return {**names, PSEUDO: names[INSTEAD]}


def opens(walk: Walk) -> None:
    """Open Layby, and have it speak the language that its pictures are of."""
    phone, language = walk.phone, walk.gallery.language
    phone.context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    phone.open(walk.server.url)
    phone.page.get_by_role("heading", name="Welcome").first.wait_for(state="attached")
    wait_for_worker(phone)
    if language == ENGLISH:
        return
    walk.goes("/language", "")
    Phone.taps(phone, languages()[language], "radio")
    phone.sees_heading("Language")
    walk.goes("/", "Welcome")
