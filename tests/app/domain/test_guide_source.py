"""The texts a guide was read from give the very same guide again."""

import pytest

from app.domain.errors import ContentError
from app.domain.guide_source import GuideSource
from tests.app.domain.guides import FOLDER, edited, shipped

OVERLAY = """
overlays = "short-talk"
version = 1
language = "en"

[[area]]
id = "sleep"

[[area.prompt]]
id = "trust-rest"
text = "Do you know where the rest room is?"
hwb = ["environment"]
hse = ["support"]
follow_ups = []
"""


def test_every_shipped_guide_is_read_again_from_its_texts_in_any_order() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml")}
    for guide in shipped().values():
        own = [texts[guide.id], *([texts[guide.common]] if guide.common else [])]
        for order in (own, own[::-1]):
            assert GuideSource(guide.id, tuple(order)).read() == guide


def test_what_a_trust_adds_is_there_again() -> None:
    guide = GuideSource("short-talk", (OVERLAY, edited())).read()
    assert [prompt.id for prompt in guide.prompts()] == ["sleeping", "trust-rest"]


def test_an_overlay_to_a_guide_that_is_not_among_them_changes_nothing() -> None:
    other = OVERLAY.replace('"short-talk"', '"long-talk"')
    assert (
        GuideSource("short-talk", (edited(), other)).read()
        == GuideSource("short-talk", (edited(),)).read()
    )


@pytest.mark.parametrize("texts", [(), (OVERLAY,), ("id = ",), ('id = "short-talk"',)])
def test_texts_that_make_no_guide_are_refused_by_name(texts: tuple[str, ...]) -> None:
    with pytest.raises(ContentError):
        GuideSource("short-talk", texts).read()


def test_a_fingerprint_tells_texts_apart_and_nothing_else() -> None:
    one = GuideSource("short-talk", (edited(),))
    assert one.fingerprint() == GuideSource("short-talk", (edited(),)).fingerprint()
    others = [
        GuideSource("short-talk", (edited(("version = 1", "version = 2")),)),
        GuideSource("short-talk", (edited(), OVERLAY)),
        GuideSource("long-talk", (edited(),)),
    ]
    assert len({one.fingerprint(), *(other.fingerprint() for other in others)}) == 4
