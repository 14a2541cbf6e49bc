"""Urdu without a network: its letters are there, and the screen runs from right to left."""

import re

import pytest
from playwright.sync_api import Locator, expect

from app.web.gather_words import catalogue
from tests.e2e.person import Phone

pytestmark = pytest.mark.browser


def said(english: str) -> str:
    words = catalogue("ur")["words"]
    assert isinstance(words, dict)
    return words.get(english, english)


def side(phone: Phone, found: Locator) -> str:
    box = found.bounding_box()
    assert box
    return "left" if box["x"] + box["width"] / 2 < phone.size[0] / 2 else "right"


def test_urdu_is_chosen_read_and_mirrored_where_there_is_no_signal(phone: Phone, port: int) -> None:
    phone.open(f"http://127.0.0.1:{port}")  # nothing answers there any more
    phone.sees_heading("Welcome")
    phone.taps("Language: English")
    phone.sees_heading("Language")
    back = phone.page.get_by_role("button", name="Back to home")
    assert side(phone, back) == "left"
    # The language's own name is in its letters, so they are fetched: from what the phone keeps.
    phone.has_answer_from(".woff2")
    phone.taps("اردو", "radio")
    phone.sees_heading(said("Language"))
    back = phone.page.get_by_role("button", name=said("Back to home"))
    assert side(phone, back) == "right"

    phone.taps(said("Back to home"))
    phone.sees_heading(said("Welcome"))
    support = phone.page.get_by_role("button", name=re.compile(re.escape(said("Get support now"))))
    expect(support.first).to_be_attached()
    asked = [url for url in phone.requested if "/noto" in url]
    for url in asked:
        phone.has_answer_from(url)
    fonts = {url.split("/fonts/")[1].split("/")[0] for url in asked}
    assert {"notosansarabic", "notosansbengali"} <= fonts
    assert phone.violations() == []
