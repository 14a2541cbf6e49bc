"""Loading in steps ends with the very anonymiser that loading at once gives."""

from app.anonymise.loading import Knowledge, loading, warming
from app.anonymise.policy import Anonymiser
from tests.app.anonymise.conftest import LISTS

TEXT = "Priya Natarajan met Tom at Retford, and grace rang on 07700 900123."


def loaded() -> tuple[int, Knowledge]:
    steps = loading(lambda name: (LISTS / name).read_bytes())
    count = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return count, end.value
        count += 1


def test_warming_goes_in_many_short_steps_and_ends() -> None:
    first, second = list(warming()), list(warming())
    assert len(first) == len(second) > 20


def test_steps_lead_to_the_same(anonymiser: Anonymiser) -> None:
    count, (lexicon, model) = loaded()
    assert count > 1, "others have no turn"
    assert Anonymiser(lexicon, model).find(TEXT) == anonymiser.find(TEXT)
