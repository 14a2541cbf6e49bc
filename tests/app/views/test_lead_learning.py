"""How well themes are told: read, learn, look at what would change, publish, go back."""

from pathlib import Path
from typing import Any

from app.usecases.learn_coding import LOOK_AGAIN
from tests.app.scripted_server import ScriptedServer, ok, problem
from tests.app.views.leading import leads_to
from tests.app.views.phone import Phone, on_a_phone
from tests.app.views.signing_in import ME, server, types_name
from tests.harness import Screen

MAY = ["read-themes", "check-themes", "edit-content"]
AGREED = {"checked": 12, "percent": 90, "kappa": 0.8, "words": "Two people agree on 90% of 12."}


def theme(code: str, status: str, f1: float | None, **changes: Any) -> dict[str, Any]:
    return {
        "code": code,
        "label": code.title(),
        "group": "The work itself",
        "status": status,
        "by": "phrases",
        "f1": f1,
        "low": 0.4,
        "high": 0.9,
        "checked": 60,
        "agreement": AGREED,
        "words": "Right about 72 times in 100, of 60 checked texts (between 40 and 90).",
    } | changes


THEMES = [
    theme("breaks", "trusted", 0.9, low=0.7),
    theme("handover", "check", 0.8, low=0.45),
    theme("pay", "not-yet", 0.3, low=0.1),
    theme("kit", "check", None, low=0.0, checked=0),
]


def release(state: str, number: int = 2, **changes: Any) -> dict[str, Any]:
    return {
        "number": number,
        "state": state,
        "why": "refit",
        "codebook_version": 1,
        "labels": 80,
        "made_by": "lead",
        "made_on": "2026-11-20",
        "published_on": None,
        "words": "Learnt from 80 checked texts.",
        "preview": None,
    } | changes


CHANGES = {
    "texts": 600,
    "words": "On 600 texts that may be read.",
    "themes": [
        {
            **{"code": "pay", "label": "Pay", "changed": True, "by": "model", "status": "check"},
            **{"gains": "about 40", "loses": "fewer than 8"},
        },
        {
            **{"code": "kit", "label": "Kit", "changed": False, "by": "phrases", "status": "check"},
            **{"gains": "fewer than 8", "loses": "fewer than 8"},
        },
    ],
}


def coding(**changes: Any) -> dict[str, Any]:
    return {
        "code_version": 1,
        "codebook_version": 1,
        "themes": THEMES,
        "agreement": AGREED,
        "learning": {"checked": 80, "ticked": 0, "ready": True, "words": "There are 80 checked."},
        "live": release("live", 1, words="In use."),
        "draft": None,
        "recoding": None,
        "roll_back_to": None,
        "releases": [],
        "note": "How well a theme is told comes from checks.",
    } | changes


class Coding:
    """A coding service in four words: it learns, waits, codes again, is in use."""

    def __init__(self) -> None:
        self.now = coding()

    def script(self) -> dict[str, Any]:
        address = "/api/v1/coding"
        return {
            f"GET {address}": lambda _: ok(self.now),
            f"POST {address}/refits": lambda _: self.turns(draft=release("fitting")),
            f"POST {address}/releases/2/publish": lambda _: self.turns(
                draft=release("coding"),
                recoding={"number": 2, "percent": 30, "words": "30% of the summaries are coded."},
            ),
            f"POST {address}/releases/2/rollback": lambda _: self.turns(draft=release("coding", 1)),
            f"DELETE {address}/releases/2": lambda _: self.turns(draft=None),
        }

    def turns(self, **changes: Any) -> Any:
        self.now = coding(**changes)
        return ok(release("fitting"), 202)


def at_learning(coder: Coding, permissions: list[str] = MAY) -> ScriptedServer:
    return server(me={"permissions": permissions}, replies=coder.script())


async def opens(phone: Phone) -> Screen:
    screen = await phone.start()
    await screen.tap("I am a wellbeing lead")
    await phone.until(lambda: "User name" in screen.words())
    await types_name(screen)
    await phone.until(lambda: "What people are telling us" in screen.words())
    await leads_to(phone, "How well themes are told", "Not yet (1)")
    return screen


def test_each_status_says_why_and_how_many_checks_would_settle_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await opens(phone)
        words = screen.words()
        assert (
            words.index("Not yet (1)")
            < words.index("Needs checks (2)")
            < words.index("Trusted (1)")
        )
        assert "stay out of comparisons" in words
        await screen.tap("Handover")
        assert "more texts drawn by chance would settle it." in screen.words()
        await screen.tap("Handover")
        await screen.tap("Pay")
        assert "More checks alone would not make it trusted." in screen.words()
        await screen.tap("Kit")
        assert "Check twenty texts, and it begins to show." in screen.words()
        assert "Two people agree on 90% of 12." in screen.words()

    on_a_phone(tmp_path, story, at_learning(Coding()))


def test_learn_look_publish_and_follow_until_it_is_in(tmp_path: Path) -> None:
    coder = Coding()

    async def story(phone: Phone) -> None:
        screen = await opens(phone)
        await leads_to(phone, "Learn now", "Under way")
        assert "Publish it" not in screen.words()
        coder.now = coding(draft=release("draft", preview=CHANGES))
        phone.clock.goes_on(LOOK_AGAIN["fitting"])
        await phone.until(lambda: "Publish it" in screen.words())
        assert "Pay: about 40 of 600 gain it, fewer than 8 lose it." in screen.words()
        assert "No change to speak of in 1 other theme." in screen.words()
        await leads_to(phone, "Publish it", "30% of the summaries are coded.")
        for _ in range(2):  # also where nothing moved in between
            phone.clock.goes_on(LOOK_AGAIN["coding"])
            await screen.settle()
        coder.now = coding(live=release("live"), roll_back_to=1)
        phone.clock.goes_on(LOOK_AGAIN["coding"])
        await phone.until(lambda: "Go back to how it was before" in screen.words())
        await screen.tap("Go back to how it was before")
        await leads_to(phone, "Yes, go back", "Under way")

    on_a_phone(tmp_path, story, at_learning(coder))


def test_a_draft_may_be_left_out_and_a_refusal_is_said(tmp_path: Path) -> None:
    coder = Coding()
    coder.now = coding(draft=release("draft", preview=CHANGES))
    script = at_learning(coder)

    async def story(phone: Phone) -> None:
        screen = await opens(phone)
        script.replies["POST /api/v1/coding/releases/2/publish"] = problem(
            "recoding-runs", "Summaries are being coded again just now.", 409
        )
        await leads_to(phone, "Publish it", "are being coded again just now.")
        await screen.tap("Leave it out")
        await screen.tap("Yes, leave it out")
        await phone.until(lambda: "Publish it" not in screen.words())

    on_a_phone(tmp_path, story, script)


def test_whoever_may_not_edit_the_codebook_sees_no_way_there(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await opens(phone)
        assert "Codebook" not in screen.words()
        assert ME["display_name"]

    on_a_phone(tmp_path, story, at_learning(Coding(), ["read-themes", "check-themes"]))
