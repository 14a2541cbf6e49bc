"""Well-formed identifiers, made by their published rules: every one is masked, whole."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.addresses import _AREAS
from app.anonymise.policy import Anonymiser, Lexicon
from app.anonymise.spans import Level

RULES = Anonymiser(Lexicon())
CARRIERS = st.sampled_from(
    ["{}", "she said {} then left", "({})", "note: {}.", "line one\n{}\nline three", "it's {}, ok"]
)
SPACES = st.sampled_from(["", " ", "-"])


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


def letters(count: int, of: str = "ABCDEFGHJKLMNOPRSTUVWXY") -> st.SearchStrategy[str]:
    return st.text(of, min_size=count, max_size=count)


def grouped(number: str, groups: tuple[int, ...], gap: str) -> str:
    parts, at = [], 0
    for size in groups:
        parts.append(number[at : at + size])
        at += size
    return gap.join(parts)


@st.composite
def nhs_numbers(draw: Callable[..., object]) -> str:
    """Nine digits and their modulus 11 check digit (NHS Data Dictionary)."""
    first = str(draw(digits(9)))
    check = (11 - sum(int(d) * (10 - i) for i, d in enumerate(first)) % 11) % 11
    number = first + str(check) if check < 10 else "9434765919"
    return grouped(number, (3, 3, 4), str(draw(SPACES)))


@st.composite
def cards(draw: Callable[..., object]) -> str:
    """Sixteen digits that end in their Luhn check digit (ISO/IEC 7812)."""
    first = "4" + str(draw(digits(14)))
    total = sum(sum(divmod(int(d) * 2, 10)) if i % 2 == 0 else int(d) for i, d in enumerate(first))
    return grouped(first + str(-total % 10), (4, 4, 4, 4), str(draw(SPACES)))


MOBILES = st.builds(
    lambda rest, gap: grouped("07" + rest, (5, 6), gap), digits(9), st.sampled_from(["", " ", "-"])
)
LANDLINES = st.builds(lambda area, rest, gap: f"01{area}{gap}{rest}", digits(3), digits(6), SPACES)
ABROAD = st.builds(lambda rest, gap: f"+44{gap}7{rest}", digits(9), SPACES)
NINOS = st.builds(
    lambda a, b, six, end, gap: gap.join([a + b, six[:2], six[2:4], six[4:], end]),
    letters(1, "ABCEGHJKLMNOPRSTWXYZ"),
    letters(1, "ABCEGHJKLMNPRSTWXYZ"),
    digits(6),
    st.sampled_from("ABCD"),
    SPACES,
)
PLATES = st.builds(
    lambda area, age, rest, gap: f"{area}{age}{gap}{rest}",
    letters(2, "ABCDEFGHJKLMNOPRSTUVWXY"),
    st.sampled_from(["02", "12", "24", "51", "68", "74"]),
    letters(3),
    st.sampled_from(["", " "]),
)
POSTCODES = st.builds(
    lambda area, district, sector, unit, gap: f"{area}{district}{gap}{sector}{unit}",
    st.sampled_from(sorted(_AREAS)),
    st.integers(1, 99).map(str),
    st.integers(0, 9).map(str),
    letters(2, "ABDEFGHJLNPQRSTUWXYZ"),
    st.sampled_from(["", " "]),
).filter(lambda code: not re.search(r"\d(?:ST|ND|RD|TH)$", code))
EMAILS = st.builds(
    lambda a, b, c, end: f"{a}{b}@{c}.{end}",
    letters(3, "abcdefghijklmnop"),
    st.from_regex(r"[._]?[a-z]{1,8}[0-9]{0,3}", fullmatch=True),
    st.from_regex(r"[a-z]{2,10}(\.nhs)?", fullmatch=True),
    st.sampled_from(["com", "org", "co.uk", "uk", "net"]),
)
HCPC = st.builds("PA{}".format, digits(5))
GMC = st.builds("GMC {}".format, digits(7))
NMC = st.builds(
    lambda a, b, c, d: a + b + c + d, digits(2), letters(1, "ABCDEFGHIJKL"), digits(4), letters(1)
)
IBANS = st.builds(
    lambda check, bank, rest, gap: grouped(f"GB{check}{bank}{rest}", (4, 4, 4, 4, 4, 2), gap),
    digits(2),
    letters(4),
    digits(14),
    st.sampled_from(["", " "]),
)
ADDRESSES = st.builds(
    "{} {} {}".format,
    st.integers(1, 999),
    st.sampled_from(["Oak", "Mill", "Old Church", "quarry", "long meadow"]),
    st.sampled_from(["Road", "Street", "lane", "Avenue", "crescent", "Rd"]),
)
SOCIAL = st.builds(lambda a, b, c: f"{a}-{b}-{c}", digits(3), digits(2), digits(4))
NETWORK = st.lists(st.integers(0, 255), min_size=4, max_size=4).map(lambda p: ".".join(map(str, p)))
DATES = st.builds(
    lambda d, m, y, gap: f"{d:02}{gap}{m:02}{gap}{y}",
    st.integers(1, 28),
    st.integers(1, 12),
    st.integers(1940, 2030),
    st.sampled_from("/-."),
)
INCIDENTS = st.builds(
    lambda word, number: f"{word} {number}",
    st.sampled_from(["CAD", "cad no", "Datix", "datix ref", "incident number", "crime ref", "inc"]),
    st.integers(1000, 9999999),
)
PAYROLL = st.builds(
    lambda word, number: f"{word} {number}",
    st.sampled_from(["payroll", "payroll no", "staff number", "ESR", "assignment no.", "staff id"]),
    st.integers(1000, 99999999),
)
ALL = {
    "nhs": nhs_numbers(), "card": cards(), "mobile": MOBILES, "landline": LANDLINES,
    "abroad": ABROAD, "nino": NINOS, "plate": PLATES, "postcode": POSTCODES, "email": EMAILS,
    "hcpc": HCPC, "gmc": GMC, "nmc": NMC, "iban": IBANS, "address": ADDRESSES, "social": SOCIAL,
    "network": NETWORK, "date": DATES, "incident": INCIDENTS, "payroll": PAYROLL,
}  # fmt: skip


@pytest.mark.parametrize("kind", ALL)
def test_no_digit_of_a_well_formed_identifier_is_left(kind: str) -> None:
    @given(ALL[kind], CARRIERS)
    @settings(max_examples=20, deadline=None)
    def holds(code: str, carrier: str) -> None:
        text = carrier.format(code)
        at = text.index(code)
        spans = [span for span in RULES.find(text) if span.level is Level.RED]
        left = [
            text[i]
            for i in range(at, at + len(code))
            if text[i].isdigit() and not any(span.start <= i < span.end for span in spans)
        ]
        assert not left, (text, left)

    holds()
