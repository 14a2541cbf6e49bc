"""One token has texts looked at so many times and no more."""

from sync_server.services.look_limit import MOST_LOOKS, LookLimit


def test_each_token_has_its_own_share() -> None:
    limit = LookLimit()
    assert [limit.allows("one") for _ in range(MOST_LOOKS + 2)] == [True] * MOST_LOOKS + [False] * 2
    assert limit.allows("two")


def test_only_the_latest_tokens_are_remembered() -> None:
    limit = LookLimit()
    for number in range(20_500):
        assert limit.allows(f"token {number}")
    assert len(limit._looks) == 20_000
