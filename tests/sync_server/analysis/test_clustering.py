"""Texts as points: those that share no word with any other lie nowhere."""

from sync_server.analysis.clustering import Space


def test_texts_without_a_word_that_joins_them_lie_nowhere() -> None:
    points = Space([[], [], []], 4, seed=1).points
    assert points.shape[0] == 3
    assert not points.any()
