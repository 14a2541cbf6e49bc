"""Plural forms, by CLDR's own examples."""

import pytest

from app.domain.plural_forms import FORMS

EXAMPLES = {
    "en": ([1], [0, 2, 16, 100]),
    "cy": ([0], [1], [2], [3], [6], [4, 5, 7, 20, 100]),
    "pl": ([1], [2, 4, 22, 24, 104, 1002], [0, 5, 12, 14, 19, 100, 112, 1000]),
    "ro": ([1], [0, 2, 16, 101, 119, 1001], [20, 35, 100, 1000]),
    "ur": ([1], [0, 2, 16, 100]),
    "bn": ([0, 1], [2, 17, 100]),
}


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_forms_are_those_of_the_standard(code: str) -> None:
    rule, forms = FORMS[code]
    assert forms == len(EXAMPLES[code])
    for form, counts in enumerate(EXAMPLES[code]):
        assert {rule(count) for count in counts} == {form}
