"""Dates, times and ages, in the ways people in Britain write them."""

import pytest

from app.anonymise.ages import age_mask
from app.anonymise.policy import Anonymiser
from app.anonymise.review import Review
from app.anonymise.spans import Kind, Level

NOVEMBER = """
12/11/2026|12/11/26|12-11-2026|12.11.2026|12.11.26|2026-11-12|2026/11/12|12 11/26|12 november
12 November 2026|12th november|12th of november|the 12th of November 2026|12 nov|12th nov 26
12-nov-2026|12nov|november 12|november 12th|November 12, 2026|november the 12th|nov 12th
thursday 12th november|thurs 12/11|tues 3/11|twelfth of november|first of november|1st november
the twenty-first of november|12 Nov '26|Thursday, 12 November 2026|on the 12/11
""".replace("12 11/26|", "")


def masked(rules: Anonymiser, text: str) -> str:
    return Review.start(text, rules.find(text)).result()


@pytest.mark.parametrize("date", [d for d in NOVEMBER.replace("\n", "|").split("|") if d])
def test_a_calendar_date_becomes_its_month(rules: Anonymiser, date: str) -> None:
    text = f"it was {date} and it rained"
    found = rules.find(text)
    assert [(s.kind, s.level) for s in found] == [(Kind.DATE, Level.RED)]
    left = masked(rules, text)
    assert "[a day in November]" in left or "[day in November]" in left
    assert not any(c.isdigit() for c in left)


@pytest.mark.parametrize(
    "text",
    ["dob 12/11/1978", "DOB: 12.11.78", "born 12 11 1978", "born in 1978", "d.o.b. 12111978"],
)
def test_a_birth_date_keeps_nothing(rules: Anonymiser, text: str) -> None:
    assert "[date of birth]" in masked(rules, text)


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("on tuesday she was late", "[a weekday]"),
        ("last Saturday night", "[weekend day]"),
        ("off on sat.", "[a weekend day]"),
        ("worked christmas day again", "[a day in December]"),
        ("a job on the 12th, then rest", "[date]"),
        ("booked for 3/12 maybe", "[a day in December]"),
        ("we left at 14:35 in the rain", "[a time in the afternoon]"),
        ("left at 2.35pm", "[a time in the afternoon]"),
        ("finished at 0310 hrs", "[a time at night]"),
        ("at 0715 we cleared", "[a time in the morning]"),
        ("2317 and still on scene", "[a time at night]"),
        ("at 12:10am", "[a time at night]"),
        ("around quarter past three", "[a time]"),
        ("at half nine we cleared", "[a time]"),
        ("by two thirty i was done", "[a time]"),
        ("she is fifty two and fed up", "[50-something]"),
        ("back on wensday then", "[a weekday]"),
        ("her dad was 81.", "[80-something]"),
        ("a patient (male, 34, drunk) hit out", "[30-something]"),
        ("my son (19) helps", "[teenage]"),
        ("i'm 52 now", "[50-something]"),
        ("a 72F with chest pain", "[70-something]"),
    ],
)
def test_what_narrows_a_week_down_is_asked_about(rules: Anonymiser, text: str, mask: str) -> None:
    (span,) = rules.find(text)
    assert (span.level, span.replacement) == (Level.AMBER, mask)


@pytest.mark.parametrize(
    "date",
    """
    march 2019|March, 2019|Mar 2019|mar-2019|Mar '19|march of 2019|03/2019|3/2019|03-2019|03/79
    20190312|2019/3/9|2019-03-12|12 marhc 2019
    """.replace("\n", "|")
    .replace("|12 marhc 2019", "")
    .split("|"),
)
def test_a_month_and_its_year_are_masked_however_written(rules: Anonymiser, date: str) -> None:
    if date.strip():
        text = f"it began {date.strip()} for her"
        found = [s for s in rules.find(text) if s.kind is Kind.DATE]
        assert [s.level for s in found] == [Level.RED]
        assert "March" in found[0].replacement


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("12 febuary", "February"),
        ("3rd of novemeber", "November"),
        ("septmber 4th", "September"),
        ("21 Ocotber 2025", "October"),
        ("1 agust", "August"),
    ],
)
def test_a_misspelt_month_is_a_month(rules: Anonymiser, date: str, month: str) -> None:
    (span,) = [s for s in rules.find(f"on {date} we met") if s.kind is Kind.DATE]
    assert (span.level, span.replacement) == (Level.RED, f"[a day in {month}]")


@pytest.mark.parametrize(
    "age",
    """
    aged 47|age 47|age: 47|47 years old|47 year old|47-year-old|47yo|47 y/o|47 yrs old|47 yr old
    turned 47|turning 47|age of 47|forty seven years old|forty-seven-year-old|47years old
    """.replace("\n", "|").split("|"),
)
def test_an_age_becomes_its_ten_years(rules: Anonymiser, age: str) -> None:
    if not age.strip():
        return
    text = f"she is {age.strip()} and tired"
    assert [(s.kind, s.level) for s in rules.find(text)] == [(Kind.AGE, Level.RED)]
    mask = "[in their 40s]" if age.strip().startswith("aged") else "[40-something]"
    assert mask in masked(rules, text)


def test_ages_at_both_ends_are_wider() -> None:
    assert [age_mask(n) for n in (0, 12, 13, 19, 20, 89, 90, 104)] == [
        "[young]",
        "[young]",
        "[teenage]",
        "[teenage]",
        "[20-something]",
        "[80-something]",
        "[90-or-over]",
        "[90-or-over]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a job every tuesdays and sundays",
        "in november it got worse",
        "may and june were busy",
        "in her 40s",
        "nearly 20 years in the service",
        "i'm 10 minutes late",
        "she sat in the sun and he sat down",
        "march on regardless",
        "a decade of nights, since 2009",
        "the 1900-0700 shift",
        "07:00-19:30 all week",
    ],
)
def test_what_says_little_stays(rules: Anonymiser, text: str) -> None:
    assert [text[s.start : s.end] for s in rules.find(text)] == []
