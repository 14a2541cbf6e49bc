"""What the server says of closed periods is what the app reads, form by form."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import insight_figures as forms
from app.domain.insight_trends import ThemeTrend
from app.domain.theme_texts import TextsOfTheme
from app.usecases.answer_reading import read_as
from sync_server.api import theme_texts
from sync_server.api.insights import said

st.register_type_strategy(int, st.integers(-(2**31), 2**31))
_SHOWN = {"shown": st.integers(0, 9_000), "withheld": st.none(), "coarser": st.none()}
_HIDDEN = {"shown": st.none(), "withheld": st.text(), "coarser": st.from_type(forms.Elsewhere)}
for _row in (forms.ThemeRow, forms.AnswersRow, forms.ReachRow):
    st.register_type_strategy(_row, st.builds(_row, **_SHOWN) | st.builds(_row, **_HIDDEN))


@pytest.mark.parametrize(
    "form",
    [
        forms.ClosedPeriods, forms.HeatMap, forms.OtherAnswers, forms.ReachView, ThemeTrend,
        forms.Differences, forms.NewInBlock,
    ],
    ids=lambda form: form.__name__,
)  # fmt: skip
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_form_comes_over_the_wire_as_it_was(form: type[Any], data: st.DataObject) -> None:
    answer = data.draw(st.from_type(form))
    assert read_as(form, json.loads(bytes(said(answer).body))) == answer


@settings(max_examples=20, deadline=None)
@given(st.from_type(TextsOfTheme))
def test_the_texts_of_a_theme_come_over_the_wire_as_they_were(answer: TextsOfTheme) -> None:
    assert read_as(TextsOfTheme, json.loads(bytes(theme_texts.said(answer).body))) == answer
