"""The guard against clinical scores finds them and leaves plain questions alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clinical_scores import find_clinical_score


@pytest.mark.parametrize(
    "text",
    [
        "Fill in the PHQ-9 together.",
        "p.h.q. 9",
        "Use GAD 7",
        "Complete the SWEMWBS",
        "The K10 takes two minutes",
        "Warwick-Edinburgh scale",
        "Over the last two weeks, how often have you felt low?",
        "How often, in the past fortnight, were you worried? How much in the last 2 weeks?",
        "Several days / More than half the days / Nearly every day",
        "None of the time, some of the time, all of the time",
        "Little interest or pleasure in doing things",
        "On a scale of 1 to 10, how is your mood?",
        "On a scale from zero to ten, where are you?",
        "Rate your stress from 0–3",
        "Your mood today: 1 2 3 4 5",
        "0 / 1 / 2 / 3: how anxious do you feel?",
        "Rate your stress from 0 \u2010 3",
        "How low do you feel, out of ten?",
        "What is your mood score today?",
        "P\u200bH\u200bQ-9",
        "Do the GHQ-12 and bring it along.",
        "A perceived stress scale",
        "The Insomnia Severity Index",
        "Have you been bothered by any of the following?",
        "Feeling tired or having little energy",
        "Trouble falling or staying asleep, or sleeping too much",
        "Being so restless that it is hard to sit still",
        "Feeling afraid as if something awful might happen",
        "Strongly agree / Agree / Neither / Disagree",
        "I feel valued here. Disagree, agree or strongly agree?",
        "Never, rarely, sometimes",
        "Sometimes / Often / Always",
        "Is it mild, moderate or severe?",
        "Which one are you? 😀 😐 🙁",
        "★★★☆☆",
        "☹️ / 😐 / 🙂",
        "Are you red, amber or green today?",
        "Where are you on the scale?",
        "Sleep: __/10",
        "7/10 today",
        "Circle one number",
        "What percentage of yourself are you?",
        "Now add up your points",
        "Track your burnout rating",
    ],
)
def test_clinical_scores_and_their_look_alikes_are_found(text: str):
    assert find_clinical_score(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "How have the last two weeks been?",
        "How often do you get away on time?",
        "Ring 111, then choose the mental health option (2).",
        "A TRiM talk comes after 72 hours and again at 28 days.",
        "Talk for 30 to 45 minutes.",
        "We meet 1 to 1 most weeks.",
        "How do you feel after 4 to 7 nights?",
        "The trouble is I cannot rate it.",
        "The gadget on the desk, and a broad gap.",
        "What helps you feel rested after nights?",
        "You would never guess it, and we rarely ask.",
        "The car park gate is red and the vest is green.",
        "Thank you for telling me 🙂",
        "All there is, I think, is time.",
        "A scale for the stretcher, and a large-scale incident.",
        "Ring 116 123 / 111, day and night.",
        "Is it mild outside?",
        "The bell is often broken. Always ring first.",
    ],
)
def test_plain_questions_are_not_taken_for_scores(text: str):
    assert find_clinical_score(text) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_words_around_a_named_scale_do_not_hide_it(before: str, after: str):
    assert find_clinical_score(f"{before} PHQ-9. {after}") is not None
