"""Tricky text: nothing hides a name from the rules, and every place leads back exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.cleaning import clean
from app.anonymise.policy import Anonymiser
from app.anonymise.review import Review

BOLD = "\U0001d412\U0001d41a\U0001d42b\U0001d41a\U0001d421"
STRUCK = "S\u0336a\u0336r\u0336a\u0336h\u0336"
ARABIC = "\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663"
TRICKS = [
    ("zero-width space", "S\u200barah rang", "S\u200barah"),
    ("zero-width joiner", "Sa\u200drah rang", "Sa\u200drah"),
    ("soft hyphen", "Sa\xadrah rang", "Sa\xadrah"),
    ("byte order mark", "\ufeffSarah rang", "Sarah"),
    ("Cyrillic a", "S\u0430r\u0430h rang", "S\u0430r\u0430h"),
    ("Greek capital", "told \u039dgozi today", "\u039dgozi"),
    ("full width", "\uff33\uff41\uff52\uff41\uff48 rang", "\uff33\uff41\uff52\uff41\uff48"),
    ("bold mathematical", BOLD + " rang", BOLD),
    ("accent typed apart", "told Sia\u0302n today", "Sia\u0302n"),
    ("struck through", f"told {STRUCK} today", STRUCK),
    ("a tag inside", "Sa<b>ra</b>h rang", "Sa<b>ra</b>h"),
    ("an entity", "told Si&acirc;n today", "Si&acirc;n"),
    ("a hard space", "Sarah&nbsp;Okafor rang", "Sarah&nbsp;Okafor"),
    ("cut at the line's end", "met Oluwa-\nseun today", "Oluwa-\nseun"),
    ("cut without a hyphen", "spoke to Oluwa\nseun today", "Oluwa\nseun"),
    ("a stray hyphen", "spoke to Sa-rah today", "Sa-rah"),
    ("spaced out", "told S a r a h today", "S a r a h"),
    ("between emoji", "thanks \U0001f600sarah\U0001f600 for that", "sarah"),
    ("a mobile with letter O", "ring O77OO 9OO123 now", "O77OO 9OO123"),
    ("other digits", f"ring {ARABIC} now", ARABIC),
    ("a long dash", "ring 07700\u2013900\u2013123 now", "07700\u2013900\u2013123"),
    ("a mail link", "<a href='mailto:jo@example.org'>him</a> said", "jo@example.org"),
    ("a comment", "fine <!-- ring sarah --> then", "sarah"),
]


@pytest.mark.parametrize(("text", "hidden"), [t[1:] for t in TRICKS], ids=[t[0] for t in TRICKS])
def test_what_hides_letters_does_not_hide_a_name(
    anonymiser: Anonymiser, text: str, hidden: str
) -> None:
    spans = anonymiser.find(text)
    assert hidden in [text[span.start : span.end] for span in spans]
    assert hidden not in Review.start(text, spans).result()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 2000,
        "\u0445" * 2000,
        "<" * 500,
        "&" * 500,
        "\u0301" * 50,
        "\ud800",
        "\U0001f469\u200d\U0001f692 \u202e olleh",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 \u4f60\u597d",
        "&#99999999; &#xD800; &#0; &bogus;",
        "\r\n\t\v\f\x85\u2028\u2029",
        "[person" * 30,
    ],
)
def test_no_text_is_too_strange(anonymiser: Anonymiser, text: str) -> None:
    for span in anonymiser.find(text):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "a quiet week, nothing new: sleep is better \u2013 no dreams",
        "caf\u00e9 next door \u2018closed\u2019\u2026 again",
        "10 \u00bd hours",
    ],
)
def test_plain_text_is_read_as_it_is(text: str) -> None:
    assert clean(text).text == text


PIECES = st.sampled_from(
    """
    sarah \u200b \xad a\u0301 \uff21 \u0430\u0431 S\u0430rah <b> </b> <br> <a&nbsp;href=x> &amp;
    &#39; - \n \r\n Sa- [person] [a&nbsp;weekday] \ufb01 \u00bd 07700 9OO123 a&nbsp;b&nbsp;c&nbsp;d
    \u0660 \ufe0f \U0001f600 <!--x--> . '
    """.split()
).map(lambda piece: piece.replace("&nbsp;", " "))
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_place_leads_back_inside_the_text_and_in_order(text: str) -> None:
    cleaned = clean(text)
    at = 0
    for index in range(cleaned.body):
        start, end = cleaned.back(index, index + 1)
        assert 0 <= start <= end <= len(text)
        if start < end:
            assert start >= at or end == at
            at = max(at, start)


@given(TEXTS, st.sampled_from(["ngozi", "Ngozi"]), TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_word_leads_back_to_the_same_word(before: str, name: str, after: str) -> None:
    text = f"{before}. {name} .{after}"
    cleaned = clean(text)
    for index in range(len(cleaned.text)):
        if cleaned.text.startswith(name, index):
            start, end = cleaned.back(index, index + len(name))
            assert name in clean(text[start:end]).text
