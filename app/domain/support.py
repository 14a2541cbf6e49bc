"""A support service: where a person can turn, in words shared by all trusts.

One TOML file is one service. The fields are the "common language" that the evaluation of
staff support in six trusts asked for (Oxford AHSN, 2021): what it is, who may use it, how to
reach it, when, and who is told what. Each carries its source and the day it was checked.
`assets/services/README.md` documents every field.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from app.domain.content import Table
from app.domain.days import date_words
from app.domain.wording import to_say, tr

#: Kinds of service, id to name. A summary's ``support_offered`` holds these ids.
SERVICE_TYPES: Mapping[str, str] = {
    "emergency": to_say("Emergency help"),
    "crisis-line": to_say("Crisis line"),
    "peer-support": to_say("Peer support"),
    "trauma-support": to_say("Support after a hard job (TRiM)"),
    "talking-therapy": to_say("Talking therapy"),
    "employee-assistance": to_say("Employee assistance programme"),
    "occupational-health": to_say("Occupational health"),
    "physical-health": to_say("Physical health and physiotherapy"),
    "sexual-safety": to_say("Sexual safety"),
    "speak-up": to_say("Freedom to Speak Up"),
    "safeguarding": to_say("Safeguarding"),
    "human-resources": to_say("People team and trade unions"),
    "chaplaincy": to_say("Chaplaincy"),
    "staff-network": to_say("Staff network"),
    "money": to_say("Money help"),
    "information": to_say("Information"),
}

PROVIDERS: Mapping[str, str] = {
    "external": to_say("Outside your trust"),
    "internal": to_say("Your trust"),
}

#: Who may use a service, as far as an app can tell; ``eligible`` says it in full.
ELIGIBILITY: Mapping[str, str] = {
    "everyone": to_say("Everyone"),
    "ambulance": to_say("Ambulance staff"),
    "staff": to_say("Staff of your trust"),
    "household": to_say("Staff of your trust and the people they live with"),
    "some": to_say("Only some people: check first"),
}

ROUTES: Mapping[str, str] = {
    "self": to_say("You get in touch yourself"),
    "manager": to_say("Your manager refers you"),
    "either": to_say("You get in touch yourself, or your manager can"),
}

MODES: Mapping[str, str] = {
    "phone": to_say("phone"),
    "text": to_say("text message"),
    "web": to_say("website"),
    "video": to_say("video"),
    "face-to-face": to_say("face to face"),
    "app": to_say("app"),
    "email": to_say("email"),
}

#: By-need tags, for "what do you need just now?" lists.
NEEDS: Mapping[str, str] = {
    "danger-now": to_say("Someone is in danger now"),
    "suicidal-thoughts": to_say("Thoughts of suicide or self-harm"),
    "talk-now": to_say("Someone to talk to now"),
    "hard-job": to_say("After a hard job"),
    "mental-health": to_say("Mood, worry, stress and sleep"),
    "addiction": to_say("Alcohol, drugs or gambling"),
    "sexual-safety": to_say("Unwanted sexual behaviour"),
    "abuse-at-home": to_say("Abuse or fear at home"),
    "bullying": to_say("Bullying or unfair treatment"),
    "raising-concerns": to_say("Raising a concern"),
    "bereavement": to_say("Grief"),
    "money": to_say("Money and debt"),
    "physical-health": to_say("Aches, injury and illness"),
    "family": to_say("Family and caring"),
    "menopause": to_say("Menopause"),
    "finding-out": to_say("Finding out what there is"),
}

#: Types that no trust may hide: who needs them has no time to look elsewhere.
ALWAYS_SHOWN = frozenset({"emergency", "crisis-line"})

#: Days after which a checked entry should be checked again: half a year.
STALE_AFTER_DAYS = 183

_PHONE = re.compile(r"(?:\+\d{1,3} )?\d{2,6}(?: \d{2,6}){0,3}", re.ASCII)
_KEYWORD = re.compile(r"[A-Z0-9]{2,20}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)
_WEBSITE = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(?:/[\x21-\x7e]*)?")


@dataclass(frozen=True)
class Service:
    """One service. ``phone`` and ``text_number`` are written for reading, with spaces.

    ``how_to_reach`` says what no button can do: a room, a pager, whom to ask on the desk.
    ``always_open`` means day and night, every day. ``urgency`` orders lists, lower first.
    ``emergency_screen`` puts the service on the plain page that is there before the app is.
    """

    id: str
    name: str
    type: str
    provided: str
    provider: str
    eligibility: str
    eligible: str
    route: str
    hours: str
    always_open: bool
    modes: tuple[str, ...]
    phone: str | None
    phone_steps: str | None
    text_number: str | None
    text_keyword: str | None
    website: str | None
    email: str | None
    how_to_reach: str | None
    cost: str
    languages: str
    confidentiality: str
    source: str
    checked_on: date
    urgency: int
    emergency_screen: bool
    needs: tuple[str, ...]

    def tel_uri(self) -> str | None:
        """Give the ``tel:`` link (RFC 3966), or None without a phone line.

        Steps after the call is answered are never dialled for the person: menus change.
        """
        return f"tel:{self.phone.replace(' ', '')}" if self.phone else None

    def sms_uri(self) -> str | None:
        """Give the ``sms:`` link (RFC 5724), with the keyword as its body if there is one."""
        if not self.text_number:
            return None
        link = f"sms:{self.text_number.replace(' ', '')}"
        # "?&body=" is read by both iOS (which looks for "&") and Android (which looks for "?").
        return f"{link}?&body={quote(self.text_keyword)}" if self.text_keyword else link

    def mail_uri(self) -> str | None:
        """Give the ``mailto:`` link (RFC 6068), or None without an address."""
        return f"mailto:{self.email}" if self.email else None


def parse_service(text: str) -> Service:
    """Read one service file; raises ContentError naming the first field that does not fit."""
    table = Table.read(text, "service")
    service = Service(
        id=table.slug("id"),
        name=table.text("name"),
        type=table.choice("type", SERVICE_TYPES),
        provided=table.text("provided"),
        provider=table.choice("provider", PROVIDERS),
        eligibility=table.choice("eligibility", ELIGIBILITY),
        eligible=table.text("eligible"),
        route=table.choice("route", ROUTES),
        hours=table.text("hours"),
        always_open=table.flag("always_open"),
        modes=table.choices("modes", MODES, at_least=1),
        phone=_matching(table, "phone", _PHONE, "digits in groups, such as 0300 123 4567"),
        phone_steps=table.optional_text("phone_steps"),
        text_number=_matching(table, "text_number", _PHONE, "digits, such as 85258"),
        text_keyword=_matching(table, "text_keyword", _KEYWORD, "capital letters, such as HELP"),
        website=_matching(table, "website", _WEBSITE, "an address that starts with https://"),
        email=_matching(table, "email", _EMAIL, "an e-mail address, such as help@example.org"),
        how_to_reach=table.optional_text("how_to_reach"),
        cost=table.text("cost"),
        languages=table.text("languages"),
        confidentiality=table.text("confidentiality"),
        source=table.text("source"),
        checked_on=table.day("checked_on"),
        urgency=table.whole("urgency", lowest=0, highest=999),
        emergency_screen=table.flag("emergency_screen"),
        needs=table.choices("needs", NEEDS),
    )
    table.finish()
    _check_together(table, service)
    return service


def _matching(table: Table, name: str, form: re.Pattern[str], wanted: str) -> str | None:
    value = table.optional_text(name)
    if value is not None and not form.fullmatch(value):
        raise table.wrong(name, f"must be {wanted}.")
    return value


def _check_together(table: Table, service: Service) -> None:
    """Refuse fields that contradict each other."""
    numbers = service.phone or service.text_number
    if not (numbers or service.website or service.email or service.how_to_reach):
        raise table.wrong("phone", "give a phone, a text number, a website or how_to_reach.")
    if service.phone_steps and not service.phone:
        raise table.wrong("phone_steps", "there is no phone number to go with it.")
    if service.text_keyword and not service.text_number:
        raise table.wrong("text_keyword", "there is no text number to go with it.")
    contacts = {"phone": service.phone, "text": service.text_number, "email": service.email}
    for mode, contact in contacts.items():
        if contact and mode not in service.modes:
            raise table.wrong("modes", f"must include {mode}, since there is one to use.")
    if service.emergency_screen and not numbers:
        raise table.wrong("emergency_screen", "needs a phone or text number.")


def ordered(services: Iterable[Service]) -> list[Service]:
    """Give services in the order to show them: most urgent first, then by name."""
    return sorted(services, key=lambda service: (service.urgency, service.name, service.id))


def plain_page_services(services: Iterable[Service]) -> list[Service]:
    """Give those that stand on the plain page, in the order to show them."""
    return ordered(service for service in services if service.emergency_screen)


def is_stale(service: Service, today: date) -> bool:
    """Tell whether the entry was last checked more than 183 days ago."""
    return (today - service.checked_on).days > STALE_AFTER_DAYS


def checked_words(service: Service, today: date) -> str:
    """Say when the entry was last checked; an old one says that it may have changed."""
    day = in_full(service.checked_on)
    if is_stale(service, today):
        return tr("Last checked on {day}. That is a while ago: it may have changed.", day=day)
    return tr("Checked on {day}.", day=day)


def in_full(day: date) -> str:
    """Write a day out, without the day of the week: 4 January 2027."""
    return date_words(day)
