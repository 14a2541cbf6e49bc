"""One-time codes: the vectors of RFC 4226 (appendix D) and RFC 6238 (appendix B), their window."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.services.one_time_code import STEP_SECONDS, code_at, matching_step, step_at

SECRET = b"12345678901234567890"
BY_COUNTER = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489".split()
BY_TIME = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}


def test_every_vector_by_counter() -> None:
    assert [code_at(SECRET, counter) for counter in range(10)] == BY_COUNTER


@pytest.mark.parametrize(("seconds", "code"), BY_TIME.items())
def test_every_vector_by_time(seconds: int, code: str) -> None:
    assert code_at(SECRET, step_at(seconds), digits=8) == code


@given(seconds=st.integers(0, 2**40), off=st.integers(-4, 4))
@settings(max_examples=60, deadline=None)
def test_a_code_is_taken_half_a_minute_early_or_late_and_no_more(seconds: int, off: int) -> None:
    step = step_at(seconds) + off
    if step < 0:
        return
    found = matching_step(SECRET, code_at(SECRET, step), seconds)
    near = {code_at(SECRET, max(0, step_at(seconds) + by)) for by in (-1, 0, 1)}
    assert (found is not None) == (code_at(SECRET, step) in near)


@pytest.mark.parametrize("code", ["", "75522", "7552244", "٧٥٥٢٢٤", "\ud800", "755 224"])
def test_anything_else_is_no_code(code: str) -> None:
    assert matching_step(SECRET, code, 0) is None
    assert matching_step(SECRET, BY_COUNTER[0], STEP_SECONDS - 1) == 0
