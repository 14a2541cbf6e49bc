"""Places that the trust's server marked in a text, brought into the review of that text."""

from collections.abc import Iterable

from app.anonymise.findings import cover
from app.anonymise.reasons import because
from app.anonymise.review import Review
from app.anonymise.spans import Kind, Level, Span
from app.domain.second_look import Place, within

REASON = because("your trust's server thinks this could name someone")

_KINDS = {kind.value: kind for kind in Kind}
#: What stands in place of what was found, by its kind; for any other "[removed]".
_WORDS = {
    Kind.NAME: "[name]",
    Kind.EMAIL: "[e-mail address]",
    Kind.WEB: "[web address]",
    Kind.PHONE: "[phone number]",
    Kind.NHS_NUMBER: "[NHS number]",
    Kind.NATIONAL_INSURANCE: "[NI number]",
    Kind.REGISTRATION: "[registration number]",
    Kind.INCIDENT: "[incident number]",
    Kind.CALL_SIGN: "[call sign]",
    Kind.VEHICLE: "[vehicle]",
    Kind.POSTCODE: "[address]",
    Kind.ADDRESS: "[address]",
}


def with_places(review: Review, places: Iterable[Place]) -> Review:
    """Give a review that begins with these places hidden, each with who found it as its reason.

    They count as decided, so that they stay hidden when the wording is edited; letting one
    stay takes a reason, as with anything found RED. Places outside the text are left out.
    Steps taken before can no longer be undone.
    """
    findings = review.findings
    for place in within(places, len(review.text)):
        kind = _KINDS.get(place.kind, Kind.OTHER)
        words = _WORDS.get(kind, "[removed]")
        found = Span(place.start, place.end, kind, Level.RED, REASON, words)
        findings = cover(findings, place.start, place.end, found)
    return Review(review.text, findings)
