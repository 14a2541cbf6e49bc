"""Codes of banks, machines and other countries: rare in a note, and never wanted in one."""

import re
from collections.abc import Iterator

from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import near_digits

_CODES = re.compile(
    r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b"  # IBAN, ISO 13616
    r"|\b\d{3}-\d{2}-\d{4}\b"  # United States Social Security number
    r"|\b\d{2}-\d{2}-\d{2}\b(?=[ ,]+(?:a/?c|acc|account|and)\b)"  # UK bank sort code
    r"|(?<=sort )\d{2}[ \-]\d{2}[ \-]\d{2}\b|(?<=sort code )\d{2}[ \-]?\d{2}[ \-]?\d{2}\b"
    r"|(?<=sort: )\d{2}[ \-]\d{2}[ \-]\d{2}\b|(?<=sort code: )\d{2}[ \-]?\d{2}[ \-]?\d{2}\b"
    r"|\b(?:3[2-9]|[4-9]\d)-\d{2}-\d{2}\b"  # no day of a month: a sort code
    r"|\b(?:\d{1,3}\.){3}\d{1,3}\b(?!\.\d)"  # IPv4
    r"|\b(?:[0-9a-fA-F]{1,4}:){5,7}[0-9a-fA-F]{1,4}\b"  # IPv6 and MAC addresses
    r"|\b(?:[0-9a-fA-F]{2}-){5}[0-9a-fA-F]{2}\b"
    r"|\b[A-Z9]{5}\d{6}[A-Z9]{2}\d?[A-Z0-9]{2}\b"  # UK driving licence
)


def codes(text: str) -> Iterator[Span]:
    """Find account numbers, network addresses and the like."""
    for m in near_digits(_CODES, text):
        yield Span(
            *m.span(), Kind.NUMBER, Level.RED, because("a code given to one holder"), "[number]"
        )
