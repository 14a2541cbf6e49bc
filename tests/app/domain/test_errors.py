"""Every error: a code of its own and a sentence for a person."""

from app.domain import errors
from app.domain.errors import LaybyError


def _family() -> list[type[LaybyError]]:
    return [
        found
        for found in vars(errors).values()
        if isinstance(found, type) and issubclass(found, LaybyError)
    ]


def test_every_error_has_its_own_code_and_a_sentence() -> None:
    codes = [found.code for found in _family()]
    assert len(set(codes)) == len(codes)
    for found in _family():
        assert found.default.endswith(".")
        assert found().message == found.default


def test_the_drawn_tree_names_every_error() -> None:
    drawing = errors.__doc__ or ""
    for found in _family():
        assert found.__name__ in drawing
