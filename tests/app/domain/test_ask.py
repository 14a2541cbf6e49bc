"""Any words reach the phone's own messages or mail as they are; nobody's number is guessed."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ask import LONGEST_MESSAGE, SUBJECT, mail_link, message, sms_link
from app.domain.errors import InputError

ANY_WORDS = st.text(max_size=LONGEST_MESSAGE)
ALLOWED = re.compile(r"[A-Za-z0-9:?&=@+%._~-]*")


def broken(words: str, line_break: str) -> str:
    return re.sub(r"\r\n|\r|\n", line_break, words)


@given(words=ANY_WORDS)
@settings(max_examples=60, deadline=None)
def test_a_text_carries_any_words(words: str) -> None:
    link = sms_link(words)
    assert ALLOWED.fullmatch(link)
    assert link.startswith("sms:?&body=")
    assert unquote(link.removeprefix("sms:?&body=")) == broken(words, "\n")


@given(words=ANY_WORDS)
@settings(max_examples=60, deadline=None)
def test_a_mail_carries_any_words(words: str) -> None:
    link = mail_link(words, "sam.o'neill+work@trust.nhs.uk")
    assert ALLOWED.fullmatch(link)
    parts = urlsplit(link)
    assert unquote(parts.path) == "sam.o'neill+work@trust.nhs.uk"
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert fields == {"subject": [SUBJECT], "body": [broken(words, "\r\n")]}


def test_signs_other_scripts_and_lines_are_kept() -> None:
    words = "Hi 🙂\nשלום & 50% #1 ?"
    assert unquote(sms_link(words)).endswith(words)
    assert "%0D%0A" in mail_link(words)
    assert "%0D" not in sms_link(words)


def test_half_a_character_does_no_harm() -> None:
    assert sms_link("a\ud83db") == "sms:?&body=a%3Fb"


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [("07700 900123", "07700900123"), ("+44 (0)7700-900123", "+4407700900123"), ("  ", "")],
    ids=["spaces", "abroad", "none"],
)
def test_a_number_is_taken_as_people_write_it(typed: str, dialled: str) -> None:
    assert sms_link("x", typed) == f"sms:{dialled}?&body=x"


@pytest.mark.parametrize("typed", ["Sam", "0770090012x", "1;phone-context=x", "66"])
def test_what_is_no_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        sms_link("x", typed)
    assert refused.value.field == "to"
    assert typed not in refused.value.message


@pytest.mark.parametrize("typed", ["Sam", "a@b@c.uk", "a@b.uk,c@d.uk", "a b@c.uk", "@trust.uk"])
def test_what_is_no_address_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        mail_link("x", typed)
    assert refused.value.field == "to"


def test_an_address_cannot_add_fields_of_its_own() -> None:
    assert mail_link("x", "a@b.uk?bcc=c&d").startswith("mailto:a@b.uk%3Fbcc%3Dc%26d?subject=")


@pytest.mark.parametrize("link", [sms_link, mail_link])
def test_too_long_is_said_and_not_cut(link: object) -> None:
    assert callable(link)
    with pytest.raises(InputError) as refused:
        link("x" * (LONGEST_MESSAGE + 1))
    assert refused.value.field == "message"


def test_a_message_leaves_blank_parts_out() -> None:
    assert message("Hi.", "", "  ", " Thanks. ") == "Hi. Thanks."
