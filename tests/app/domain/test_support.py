"""Services: strict files, links that dial what is written, order and age."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import ContentError
from app.domain.support import checked_words, is_stale, ordered, parse_service

WHOLE = """
id = "night-line"
name = "Night line"
type = "crisis-line"
provided = "Someone to talk to."
provider = "external"
eligibility = "everyone"
eligible = "Everyone"
route = "self"
hours = "Day and night, every day"
always_open = true
modes = ["phone", "text"]
phone = "0300 123 4567"
phone_steps = "then choose option 2"
text_number = "12345"
text_keyword = "HELP"
website = "https://example.org/help"
cost = "Free"
languages = "English"
confidentiality = "Private"
source = "Their page, 1 May 2026"
checked_on = 2026-05-21
urgency = 10
emergency_screen = true
needs = ["talk-now"]
"""


def test_a_sound_service_gives_links_that_dial_what_is_written():
    service = parse_service(WHOLE)
    assert service.tel_uri() == "tel:03001234567"
    assert service.sms_uri() == "sms:12345?&body=HELP"
    assert service.checked_on == date(2026, 5, 21)


def test_without_a_number_there_is_no_link():
    only_web = WHOLE
    for line in ("phone =", "phone_steps =", "text_number =", "text_keyword ="):
        only_web = "\n".join(row for row in only_web.splitlines() if not row.startswith(line))
    service = parse_service(only_web.replace("emergency_screen = true", "emergency_screen = false"))
    assert service.tel_uri() is None
    assert service.sms_uri() is None
    with pytest.raises(ContentError, match="emergency_screen"):
        parse_service(only_web)
    with pytest.raises(ContentError, match="phone: give a phone"):
        parse_service(only_web.replace('website = "https://example.org/help"', ""))


def test_a_text_line_without_a_keyword_opens_an_empty_message():
    assert parse_service(WHOLE.replace('text_keyword = "HELP"', "")).sms_uri() == "sms:12345"


def test_an_address_or_a_way_in_words_is_enough_to_be_reached():
    bare = "\n".join(
        row for row in WHOLE.splitlines() if not row.startswith(("phone", "text_", "website"))
    ).replace("emergency_screen = true", "emergency_screen = false")
    written = bare.replace('"phone", "text"', '"email"') + '\nemail = "help@example.org"'
    assert parse_service(written).mail_uri() == "mailto:help@example.org"
    desk = parse_service(bare + '\nhow_to_reach = "Ask for the TRiM lead on the desk."')
    assert (desk.mail_uri(), desk.tel_uri(), desk.sms_uri()) == (None, None, None)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('id = "night-line"', 'id = "Night Line"', "id"),
        ('type = "crisis-line"', 'type = "hotline"', "type"),
        ('provider = "external"', 'provider = "someone"', "provider"),
        ('eligibility = "everyone"', 'eligibility = "anyone"', "eligibility"),
        ('eligibility = "everyone"', "", "eligibility"),
        ('cost = "Free"', 'cost = "Free"\nemail = "help@example"', "email"),
        ('cost = "Free"', 'cost = "Free"\nemail = "a b@example.org"', "email"),
        ('cost = "Free"', 'cost = "Free"\nemail = "help@example.org"', "modes"),
        ('cost = "Free"', 'cost = "Free"\nhow_to_reach = " "', "how_to_reach"),
        ('route = "self"', 'route = "post"', "route"),
        ('modes = ["phone", "text"]', 'modes = ["pigeon"]', "modes"),
        ('modes = ["phone", "text"]', 'modes = ["phone"]', "modes"),
        ('modes = ["phone", "text"]', "modes = []", "modes"),
        ('phone = "0300 123 4567"', 'phone = "0300-123-4567"', "phone"),
        ('phone = "0300 123 4567"', 'phone = "call us"', "phone"),
        ('phone = "0300 123 4567"', "phone = 3001234567", "phone"),
        ('phone = "0300 123 4567"', "", "phone_steps"),
        ('text_number = "12345"', "", "text_keyword"),
        ('text_keyword = "HELP"', 'text_keyword = "help me"', "text_keyword"),
        ('website = "https://', 'website = "http://', "website"),
        ("always_open = true", 'always_open = "yes"', "always_open"),
        ("checked_on = 2026-05-21", 'checked_on = "2026-05-21"', "checked_on"),
        ("checked_on = 2026-05-21", "checked_on = 2026-05-21T10:00:00", "checked_on"),
        ("urgency = 10", "urgency = -1", "urgency"),
        ("urgency = 10", "urgency = true", "urgency"),
        ('needs = ["talk-now"]', 'needs = ["tea"]', "needs"),
        ('needs = ["talk-now"]', 'needs = ["talk-now", "talk-now"]', "needs"),
        ('source = "Their page, 1 May 2026"', 'source = " "', "source"),
        ('cost = "Free"', 'cost = "Free"\nprice = 1', "price"),
        ('cost = "Free"', "", "cost"),
    ],
)
def test_a_slip_is_refused_and_named(old: str, new: str, named: str):
    assert WHOLE.count(old) == 1
    with pytest.raises(ContentError) as raised:
        parse_service(WHOLE.replace(old, new))
    assert f"service: {named}" in raised.value.message or named == "price"
    assert named in raised.value.message


def test_the_most_urgent_comes_first_then_the_alphabet():
    calm = parse_service(WHOLE.replace("urgency = 10", "urgency = 90"))
    early = parse_service(WHOLE.replace('name = "Night line"', 'name = "A line"'))
    late = parse_service(WHOLE)
    assert ordered([calm, late, early]) == [early, late, calm]


def test_an_entry_is_stale_after_183_days():
    service = parse_service(WHOLE)
    assert not is_stale(service, date(2026, 11, 20))
    assert is_stale(service, date(2026, 11, 21))
    assert checked_words(service, date(2026, 11, 20)) == "Checked on 21 May 2026."
    assert "it may have changed" in checked_words(service, date(2026, 11, 21))


def test_no_shipped_service_gives_a_number_that_must_not_be_shipped():
    folder = Path(__file__).parents[3] / "assets" / "services"
    services = [parse_service(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")]
    assert {"999", "111", "116 123", "0300 373 0898"} <= {service.phone for service in services}
    # Lines from the first years of Covid that have closed or were never seen again.
    gone = {"03001317000", "03003031756", "03003035999"}
    assert not gone & {(service.tel_uri() or "").removeprefix("tel:") for service in services}
