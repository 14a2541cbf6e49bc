"""Every rule that needs no word list: a function from text to the spans it finds.

To add a detector: write one small function beside its like, name it here, and give it a table of
spellings in the tests. Earlier ones win a tie, so the more telling reason comes first.
"""

from collections.abc import Callable, Iterator

from app.anonymise.addresses import postcodes, streets
from app.anonymise.addresses_abroad import addresses_abroad
from app.anonymise.ages import ages
from app.anonymise.ailments import ailments
from app.anonymise.calamities import calamities
from app.anonymise.call_signs import call_signs
from app.anonymise.codes import codes
from app.anonymise.conditions import conditions
from app.anonymise.contact import emails, phones, web_addresses
from app.anonymise.dates import dates, days
from app.anonymise.entanglements import entanglements
from app.anonymise.family_ties import family_ties
from app.anonymise.groups import groups
from app.anonymise.identifiers import (
    incidents,
    national_insurance,
    nhs_numbers,
    registrations,
    roads,
    vehicles,
)
from app.anonymise.kinship import kinship
from app.anonymise.known_for import known_for
from app.anonymise.long_numbers import long_numbers
from app.anonymise.misspelt import misspelt
from app.anonymise.rare_events import rare_events
from app.anonymise.reading import Reading
from app.anonymise.relatives import relatives
from app.anonymise.scenes import scenes
from app.anonymise.second_lives import second_lives
from app.anonymise.sole_roles import sole_roles
from app.anonymise.spans import Span
from app.anonymise.spoken_numbers import spoken_numbers
from app.anonymise.standing import standing
from app.anonymise.times import times
from app.anonymise.told_jobs import told_jobs
from app.anonymise.treatment_places import treatment_places
from app.anonymise.welsh_and_polish import (
    foreign_addresses,
    foreign_ages,
    foreign_days,
    foreign_names,
)

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
    addresses_abroad,
    dates,
    days,
    times,
    ages,
    roads,
    codes,
    long_numbers,
)

_OF_DIGITS = frozenset(
    {
        *(nhs_numbers, national_insurance, postcodes, phones, registrations, incidents),
        *(call_signs, streets, addresses_abroad, roads, codes, long_numbers),
    }
)
WITHOUT_DIGITS = tuple(detect for detect in DETECTORS if detect not in _OF_DIGITS)
"""Those of them that find anything in a text that holds no digit."""

_GENERALISED = frozenset({dates, days, times, ages, roads, codes, long_numbers})
IDENTIFYING = tuple(detect for detect in DETECTORS if detect not in _GENERALISED)
"""Those of them that find what is somebody's own: a number, an address, a code."""
IDENTIFYING_WITHOUT_DIGITS = tuple(d for d in WITHOUT_DIGITS if d not in _GENERALISED)

_TELLING: tuple[Callable[[Reading], Iterator[Span]], ...] = (
    foreign_days,
    foreign_ages,
    foreign_addresses,
    foreign_names,
    spoken_numbers,
    sole_roles,
    standing,
    known_for,
    family_ties,
    kinship,
    relatives,
    rare_events,
    calamities,
    scenes,
    conditions,
    ailments,
    treatment_places,
    groups,
    second_lives,
    entanglements,
    told_jobs,
)


def tired(reading: Reading) -> Iterator[Span]:
    """Find what the telling rules find once slips of the thumb are put right."""
    return misspelt(_TELLING, reading)


def tired_names(reading: Reading) -> Iterator[Span]:
    """Find what the rules for names, addresses and numbers find once slips are put right."""
    return misspelt(_NAMING, reading)


TELLING = (*_TELLING, tired)
"""The same for what narrows down who it is: each takes the text as its words."""

_NAMING = (foreign_addresses, foreign_names, spoken_numbers)
NAMING = (*_NAMING, tired_names)
"""Those of them that find a name, an address or a number; the others only ever tell."""
