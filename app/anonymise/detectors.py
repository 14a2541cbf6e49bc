"""Every rule that needs no word list: a function from text to the spans it finds.

To add a detector: write one small function beside its like, name it here, and give it a table of
spellings in the tests. Earlier ones win a tie, so the more telling reason comes first.
"""

from collections.abc import Callable, Iterator

from app.anonymise.addresses import postcodes, streets
from app.anonymise.ages import ages
from app.anonymise.codes import codes
from app.anonymise.contact import emails, phones, web_addresses
from app.anonymise.dates import dates, days
from app.anonymise.identifiers import (
    call_signs,
    incidents,
    long_numbers,
    national_insurance,
    nhs_numbers,
    registrations,
    roads,
    vehicles,
)
from app.anonymise.spans import Span
from app.anonymise.times import times

Detector = Callable[[str], Iterator[Span]]

DETECTORS: tuple[Detector, ...] = (
    emails,
    web_addresses,
    nhs_numbers,
    national_insurance,
    postcodes,
    phones,
    registrations,
    incidents,
    vehicles,
    call_signs,
    streets,
    dates,
    days,
    times,
    ages,
    roads,
    codes,
    long_numbers,
)
