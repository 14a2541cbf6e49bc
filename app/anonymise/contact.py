"""E-mail addresses, web addresses, handles and telephone numbers."""

import re
from collections.abc import Iterator

from app.anonymise.reasons import Reason, because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import Late, near, near_digits

_EMAIL = Late(
    r"(?:[\w+'\-]{1,30} \. ){0,2}[\w.+'\-]{0,64}\w(?:@| @ )\w[\w\-]*(?: ?\. ?[\w\-]+)*\.[a-z]{2,}\b"
    r"|\b[\w.+\-]{1,64}(?: (?:dot|underscore|dash) [\w\-]{1,40}){0,3}(?: at | ?\(at\) ?"
    r"| ?\[at\] ?)[\w\-]+(?:(?: dot | ?\(dot\) ?|\.)[\w\-]+)*"
    r"(?: dot | ?\(dot\) ?)(?:com|org|net|uk|nhs)\b(?: dot uk\b)?"
    r"|\b[\w.+\-]{1,64} at (?:gmail|hotmail|outlook|yahoo|icloud)\b(?:\.com| dot com)?",
)
_WEB = Late(
    r"\bhttps?://[^\s<>\"]+|\bwww\.[^\s<>\"]+"
    r"|(?<![@\w.])[a-z0-9][\w\-]{0,63}(?:\.[\w\-]{1,63}){0,4}\.(?:com|org|net|info|io|app"
    r"|uk)\b(?:/[^\s<>\"]*)?",
)
_AT = Late(r"@|\(at\)|\[at\]| at ")
_DOMAIN = Late(r"://|www\.|\.(?:com|org|net|info|io|app|uk)\b")
_AT_PARTS = "@", "dot", "gmail", "hotmail", "outlook", "yahoo", "icloud"
_DOMAIN_PARTS = "://", "www.", ".com", ".org", ".net", ".info", ".io", ".app", ".uk"
_HANDLE = re.compile(r"(?<![\w@.])@[a-z_][\w.]{2,}", re.IGNORECASE)
_NAMED_HANDLE = Late(
    r"\b(?:insta(?:gram)?|twitter|tik ?tok|snap(?:chat)?|facebook|fb|linked ?in|discord|telegram|"
    r"strava|youtube)(?: (?:handle|name|is|as|user|username|account|profile|under))*[:, ]+"
    r"(?P<told>[a-z][a-z.]*[_\d][\w.]*|[a-z]\w*[_\d]\w*)",
)
_SITES_PARTS = "insta twitter tik snap facebook fb linked discord telegram strava youtube".split()
_SITES = Late(
    r"insta|twitter|tik ?tok|snap|facebook|\bfb\b|linked|discord|telegram|strava|youtube",
)
_DIGITS = re.compile(
    r"(?<![\w.£$€])(?:\+ ?|\(\+? ?)?\d(?:[ .\-/()]{0,2}\d){4,14}(?!\w)(?!\.\d)"
    r"(?P<extension>,? ?(?:x|ext|extn|extension)\.? ?(?:no\.? ?)?\d{1,6}\b)?",
    re.IGNORECASE,
)
_SAYS_PHONE = re.compile(
    r"\b(?:tel|telephone|phone|ph|mob|mobile|cell|fax|whatsapp|landline|home number|work number|"
    r"(?:ring|call|text|reach|contact) (?:me |him |her |them |us )?(?:on|at))"
    r"(?:'s| no| num| number| is| was)*[.:#\- ]*$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\b(?:ext|extn|extension|bleep|pager)\.? ?(?:no\.? ?)?\d{2,6}\b", re.I)
# Public numbers that the app itself gives out: they say nothing about anybody.
HELPLINES = {"116123", "85258", "03003730898", "03000303300", "08001111", "08009123456"}


def emails(text: str) -> Iterator[Span]:
    """Find e-mail addresses, also with spaces around the @ or spelt "at … dot"."""
    for m in near(_EMAIL, _AT, text, 70, 120, parts=_AT_PARTS):
        yield Span(
            *m.span(), Kind.EMAIL, Level.RED, because("an e-mail address"), "[e-mail address]"
        )


def web_addresses(text: str) -> Iterator[Span]:
    """Find web addresses and social media handles."""
    for m in near(_WEB, _DOMAIN, text, 120, 300, parts=_DOMAIN_PARTS):
        end = m.start() + len(m.group().rstrip(".,;:!?)'"))
        yield Span(m.start(), end, Kind.WEB, Level.RED, because("a web address"), "[web address]")
    for m in _HANDLE.finditer(text) if "@" in text else ():
        end = m.start() + len(m.group().rstrip("."))
        yield Span(
            m.start(), end, Kind.WEB, Level.RED, because("a social media name"), "[web address]"
        )
    for m in near(_NAMED_HANDLE, _SITES, text, 5, 60, parts=_SITES_PARTS):
        yield Span(
            *m.span("told"), Kind.WEB, Level.RED, because("a social media name"), "[web address]"
        )


def phones(text: str) -> Iterator[Span]:
    """Find UK and international telephone numbers however spaced, and extensions."""
    for m in near_digits(_DIGITS, text):
        extension = m.group("extension") or ""
        number = m.group()[: len(m.group()) - len(extension)]
        digits = re.sub(r"\D", "", number)
        if digits in HELPLINES:
            continue
        said = _SAYS_PHONE.search(text, max(0, m.start() - 40), m.start())
        if is_phone(number, digits) or extension or (said and len(digits) >= 5):
            yield _phone(m.start(), m.end(), because("a telephone number"))
    for m in near_digits(_EXTENSION, text):
        yield _phone(m.start(), m.end(), because("a telephone extension"))


def is_phone(number: str, digits: str) -> bool:
    """Say whether digits make a telephone number: UK national form, or with a country code.

    UK numbers have 9 or 10 digits after the 0 (Ofcom's National Telephone Numbering Plan).
    """
    if number.lstrip("( ").startswith("+") or digits.startswith("00"):
        return 9 <= len(digits) <= 15
    if digits.startswith("44") and len(digits) in (12, 13):
        return True
    return digits.startswith("0") and len(digits) in (10, 11) and digits[1] in "1235789"


def _phone(start: int, end: int, reason: Reason) -> Span:
    return Span(start, end, Kind.PHONE, Level.RED, reason, "[phone number]")
