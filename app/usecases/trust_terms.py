"""What the open profile's trust lists of its own, ready for the anonymiser."""

from app.anonymise.trust_terms import TrustTerms
from app.domain.trust_content import TrustContent
from app.domain.trust_lists import TrustLists


def trust_terms(content: TrustContent | None) -> TrustTerms | None:
    """Give what to look for; None where there is no trust, or it lists nothing.

    Takes some milliseconds for hundreds of places, so it is made when it is needed and nothing
    is kept: what is locked must not stay in memory.
    """
    if content is None or content.lists == TrustLists():
        return None
    return TrustTerms.of(content.lists)
