"""A review of a text in which two words are red and one is asked about."""

from app.anonymise.mentions import mentions
from app.anonymise.review import Review
from app.anonymise.spans import Kind, Level, Span

TEXT = "Sarah said may be. sarah's mate sunny drove"


def span(text: str, words: str, level: Level, nth: int = 0) -> Span:
    start, end = mentions(text, words)[nth]
    return Span(start, end, Kind.NAME, level, "looks like a first name", "[name]")


def opened(text: str = TEXT) -> Review:
    red = [span(text, "sarah", Level.RED, 0), span(text, "sarah", Level.RED, 1)]
    return Review.start(text, [*red, span(text, "sunny", Level.AMBER)])
