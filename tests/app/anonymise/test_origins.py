"""Nationalities, faiths and politics: masked of people, left alone of things."""

import pytest

from app.anonymise.policy import Anonymiser
from app.anonymise.spans import Kind, Level

OF_PEOPLE = """
    he is Croatian|a Nigerian nurse|two Sri Lankans on the course|the Montenegrin driver
    the Lutherans at work|her dad is Sikh|a South African tech|she's Mauritian|our Kazakh student
    the Democrats won|he votes for the Tories|they are Republicans|as a Unionist
    Ukrainians were hosted|an Uzbek colleague|the Togolese man|a Seventh-day Adventist
    he is polish|she was catholic|being nigerian here is hard|strict methodist family
    is a Baptist|a Plaid Cymru member|the Greek Orthodox lad
    Costa Rican by birth|Lib Dem through and through
"""
OF_THINGS = """
    a chinese takeaway|Chinese food|French windows|Danish pastry|she is learning Spanish
    wants polish on the floor|an orthodox view|a liberal dose of sugar|conservative management
    the green party hat|in Italian it means hope|Polish speakers helped
    British Gas came|a Swiss roll|the welsh language course
"""


def listed(table: str) -> list[str]:
    return [item.strip() for item in table.replace("\n", "|").split("|") if item.strip()]


@pytest.mark.parametrize("text", listed(OF_PEOPLE))
def test_said_of_people_it_is_masked(rules: Anonymiser, text: str) -> None:
    assert any(s.kind is Kind.GROUP and s.level is Level.RED for s in rules.find(text))


@pytest.mark.parametrize("text", listed(OF_THINGS))
def test_said_of_things_it_stays(rules: Anonymiser, text: str) -> None:
    assert [text[s.start : s.end] for s in rules.find(text) if s.kind is Kind.GROUP] == []
