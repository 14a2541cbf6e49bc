"""A round by Tab ends where it began, not where cards that follow each other look alike."""

from tests.e2e.focus import is_round

_CARD = [("button", "More themes"), ("button", "Over time"), ("button", "What stands out")]


def test_cards_with_the_same_buttons_are_no_round() -> None:
    stops = [("button", "Back"), *_CARD, *_CARD]
    places = [(0.0, 0.0, 100.0 * at) for at in range(len(stops))]
    assert not is_round(stops, places)
    for again in range(3):
        assert not is_round(stops, places)
        stops.append(stops[again])
        # A field that had the focus may stay some pixels higher.
        places.append((0.0, 0.0, places[again][2] + 7))
    assert is_round(stops, places)


def test_fewer_stops_than_tell_a_round_are_none() -> None:
    assert not is_round([], [])
    assert not is_round([_CARD[0]] * 3, [(0.0, 0.0, 0.0)] * 3)
    assert is_round([_CARD[0]] * 4, [(0.0, 0.0, 0.0)] * 4)
