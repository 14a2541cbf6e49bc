"""Every identifier with a form of its own, in the spellings people use. None may be missed."""

import pytest

from app.anonymise.identifiers import nhs_check_digit_fits
from app.anonymise.policy import Anonymiser
from app.anonymise.spans import Kind, Level

RED = {
    Kind.EMAIL: """
        jo.bloggs@example.org|JO.BLOGGS@EXAMPLE.ORG|j_bloggs+work@mail.example.co.uk
        o'neil@example.nhs.uk|jo@nhs.net|jo.bloggs @ example.org|jo at example dot org
        jo.bloggs at example dot co dot uk|jo(at)example(dot)org|a1@b2.io
    """,
    Kind.WEB: """
        https://example.org/people/jo?id=4|http://example.org|www.example.org/jo|example.co.uk
        people.example.nhs.uk/jo|example.com|@jo_bloggs_99|@jo.bloggs
    """,
    Kind.PHONE: """
        07700900123|07700 900123|07700 900 123|07700-900-123|077 0090 0123|(07700) 900123
        +447700900123|+44 7700 900123|+44 (0)7700 900123|+44(0)7700900123|00447700900123
        0044 7700 900 123|447700900123|0116 496 0123|01164960123|(0116) 496 0123|0116-496-0123
        020 7946 0123|02079460123|(020) 7946 0123|01632 960123|01632 960 123|0116 4960123 ext 44
        0116 496 0123 x4412|0116 496 0123, extension 12|ext 4412|extension no. 4412|0800 496 0123
        +48 601 234 567|+353 85 123 4567|0203.946.0123|07700.900.123|07700/900123
    """,
    Kind.NHS_NUMBER: """
        943 476 5919|943-476-5919|9434765919|943.476.5919|94 34 76 59 19|9434 765 919
        943  476  5919|401 023 2137|450 557 7104
    """,
    Kind.NATIONAL_INSURANCE: """
        QQ123456C|qq123456c|QQ 12 34 56 C|qq 12 34 56 c|QQ-12-34-56-C|AB123456D|ab 123456 d
        JG 10 37 59 A
    """,
    Kind.POSTCODE: """
        LE1 5WW|le1 5ww|LE15WW|le15ww|SW1A 1AA|sw1a1aa|M1 1AE|m11ae|B33 8TH|b33 8th|CR2 6XH
        DN55 1PT|dn55 1pt|W1A 0AX|EC1A 1BB|ec1a1bb|NG7 2UH|LE1  5WW|GIR 0AA|BT1 5GS|LE1-5WW
        se1p 5lx|ZE1 0AA
    """,
    Kind.VEHICLE: """
        AB12 CDE|AB12CDE|ab12cde|AB12-CDE|reg ab12 cde|reg: A123 BCD|A123BCD|ABC123D
        reg ABC 123D|plate a123 bcd|AIZ1234|vehicle reg is LX70 ZZZ
    """,
    Kind.REGISTRATION: """
        PA12345|pa12345|PA 12345|PA123456|98I1234E|12a3456b|hcpc no 54321|HCPC: PA54321
        GMC 7654321|gmc number 7654321|NMC pin 98I1234E|payroll number 20456789|payroll no. 5567
        staff id 10445|ESR 20114567|assignment number 2045-6789-2|collar number 4471
        smartcard 5553 4412|employee number: E10445|badge no 4471|20456|20456789|E10445
    """,
    Kind.INCIDENT: """
        CAD 4471|cad 4471|cad no 4471|CAD number: 004471|CAD ref 1234-120326|incident 10442
        incident number INC-2024-0042|INC0042311|inc 44120|Datix W123456|datix ref 55120
        datix number is 55120|job no 4471|call ref: 12345|job number 4471|case number 20-4471
        ref 12345/A|reference: 8842-A|log 1044|prf 7700123|ePCR 55120012|call #55120
        complaint 2023/118|mrn 4455667|hospital number D123456|W77140|inc44120|DTX-12345
        CAD - 4471|cad nos 4471 and 4472|cad4471
    """,
    Kind.CALL_SIGN: """
        call sign EM4021|callsign 4EM21|call sign: A402|c/s EM 4021|crew EM40|on RRV 4021
        crewed on EM4021|working on em4021|sierra tango 41|4 tango 2|crewed on EM 412|
        EM4021|was on hotel 21|unit 7AB42|truck 4471|fleet number 4471|EM40|G203|EM 412|em4021
        7AB42|Helimed 54|WX54A|LAS 203|fleet no 21|7152|callsign alpha 1
    """,
    Kind.ADDRESS: """
        12 Oak Road|12 oak road|12a Oak Tree Road|flat 3|Flat 12b, 4 High Street
        221b baker street|17 Mill Close|9 Church Hill|144 upper mill lane|1, Long Row
        PO box 1234|house number 44|22 st john's avenue|6 rose gardens|14 King's Drive
        lives at 17 mill close|address: 9 church hill|4521 Turnpike Ridge|12 oak raod
        Via Roma, 12|Rua do Sol 3|C/ Mayor, 7|ul. Szkolna 4|12, rue de la Gare|65 boulevard d'Alsace
        Lindenstraße 4|Skolevej 24b|Mannerheimintie 7|Kossuth Lajos u. 24|Hallesches Ufer 90
        Springfield, IL 62704|PSC 12, Box 345|V5K 0A1|1012 AB Amsterdam|12345-678|123 45 Umeå
        Avenida da Liberdade 12|Plaza Colón, 45|Corso Garibaldi 9|Rue du Moulin 12
    """,
}
# Written with a word of context that the span itself need not hold.
ONLY_COVERED = (Kind.CALL_SIGN, Kind.INCIDENT, Kind.REGISTRATION, Kind.VEHICLE, Kind.ADDRESS)
CARRIERS = ("{}", "Details: {}.", "she gave me {} and then left", "({}), again\nNext line", "{},")


def spellings(table: str) -> list[str]:
    return [item.strip() for line in table.split("\n") for item in line.split("|") if item.strip()]


@pytest.mark.parametrize(
    ("kind", "spelling"),
    [(kind, spelling) for kind, table in RED.items() for spelling in spellings(table)],
)
def test_a_well_formed_identifier_is_masked_wherever_it_stands(
    rules: Anonymiser, kind: Kind, spelling: str
) -> None:
    for carrier in CARRIERS:
        text = carrier.format(spelling)
        at = text.index(spelling)
        digits = [i for i in range(at, at + len(spelling)) if text[i].isdigit()] or [at]
        spans = [span for span in rules.find(text) if span.level is Level.RED]
        covered = {i for span in spans for i in range(span.start, span.end)}
        if kind in (Kind.EMAIL, Kind.WEB, Kind.POSTCODE):
            digits = list(range(at, at + len(spelling)))
        assert set(digits) <= covered, (carrier, [s.kind for s in spans])


@pytest.mark.parametrize(
    ("kind", "spelling"),
    [
        (kind, spelling)
        for kind, table in RED.items()
        if kind not in ONLY_COVERED
        for spelling in spellings(table)
    ],
)
def test_it_is_called_what_it_is(rules: Anonymiser, kind: Kind, spelling: str) -> None:
    kinds = {span.kind for span in rules.find(f"it is {spelling} there")}
    # Ten or so digits may be read as more than one kind of number: the mask is what matters.
    same = {Kind.PHONE, Kind.NHS_NUMBER, Kind.NUMBER}
    assert kind in kinds or (kind in same and kinds & same)


@pytest.mark.parametrize(
    "text",
    [
        "nhs no 943 476 5918",
        "NHS number: 9434765918",
        "nhs 943-476-5910",
        "her nhs number is 123 456 7890",
    ],
)
def test_a_mistyped_nhs_number_still_identifies(rules: Anonymiser, text: str) -> None:
    (span,) = rules.find(text)
    assert (span.kind, span.level) == (Kind.NHS_NUMBER, Level.RED)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("they sent sierra two one four to it", "sierra two one four"),
        ("his number is oh seven seven double oh nine hundred one two three", "oh seven"),
        ("the cad is one one eight seven ok", "one one eight seven"),
        ("on 07700 900 772 seven seven two", "seven seven two"),
    ],
)
def test_a_number_in_words_is_a_number(rules: Anonymiser, text: str, words: str) -> None:
    at = text.index(words)
    spans = [span for span in rules.find(text) if span.level is Level.RED]
    assert any(span.start <= at and at + len(words) <= span.end for span in spans)


@pytest.mark.parametrize("text", ["one or two of us", "two or three times", "three, four, maybe"])
def test_a_few_numbers_in_words_are_none(rules: Anonymiser, text: str) -> None:
    assert rules.find(text) == []


def test_the_check_digit_is_modulus_11() -> None:
    assert nhs_check_digit_fits("943 476 5919")
    assert nhs_check_digit_fits("4010232137")
    wrong = [f"943476591{last}" for last in range(9)]
    assert not any(map(nhs_check_digit_fits, wrong))
    assert not nhs_check_digit_fits("943476591")


@pytest.mark.parametrize(
    "text",
    [
        "Samaritans are on 116 123",
        "text 85258 at any time",
        "she rang 999 and then 111",
        "TASC is 0300 373 0898",
    ],
)
def test_public_helplines_stay(rules: Anonymiser, text: str) -> None:
    assert rules.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a category 2 job, C1 upgrade",
        "12 hour shifts, 4 on 4 off",
        "sats of 94 and a GCS of 15",
        "band 6 pay is £35,392 a year",
        "it cost £120000",
        "24/7 cover with 10 minutes of notice",
        "worked 60 hours in 5 days",
        "the job took 3 hours",
        "covid19 was hard",
        "PHQ9 is not for us",
        "20 miles down the road",
        "10 minutes up the road",
        "a 5 mile drive",
        "in her 40s with two children",
        "finished at 3am on nights",
        "rated 7/10 for pain",
        "the 1st time and the 12th floor",
        "about 1 1/2 hours late",
        "we had 12 calls on 4 days",
        "i may be 5 minutes",
        "helpful 5/5, would come again",
        "over 12000 calls a year",
        "an RTC 5 miles out, ETA 20 mins, CPD 120 done",
        "off sick 11/52 with anxiety",
        "the 1900-0700 shift, then 07:00-19:00",
        "2024ish it began",
        "step 10 of 12",
        "5000 steps a day",
        "in 2019 and 2020",
    ],
)
def test_everyday_numbers_stay(rules: Anonymiser, text: str) -> None:
    assert [text[s.start : s.end] for s in rules.find(text)] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("she lives in NG7", Kind.POSTCODE),
        ("moved to le2 from ng7", Kind.POSTCODE),
        ("stuck on the M25", Kind.PLACE),
        ("about 100000 calls", Kind.NUMBER),
    ],
)
def test_what_may_identify_is_asked_about(rules: Anonymiser, text: str, kind: Kind) -> None:
    spans = rules.find(text)
    assert [(s.kind, s.level) for s in spans][-1:] == [(kind, Level.AMBER)]
