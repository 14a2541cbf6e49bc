"""What a trust's server does with what it is sent, as its devices tell people before they agree.

The server says so itself, under the trust's signature, so that a device promises nothing that
is not kept there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import ContentError
from app.domain.organisation import MINIMUM_GROUP
from app.domain.wording import trn

_HIGHEST_GROUP, _MOST_YEARS = 1000, 100


@dataclass(frozen=True)
class TrustPolicy:
    """``minimum_group`` in summaries; ``text_years`` are the whole years that words are kept."""

    minimum_group: int
    text_years: int

    def in_words(self) -> str:
        """Say it to the two people before they agree."""
        return trn(
            "Your trust shows nothing of a group until it has {minimum_group} summaries of it. "
            "It deletes the words after about {count} year.",
            "Your trust shows nothing of a group until it has {minimum_group} summaries of it. "
            "It deletes the words after about {count} years.",
            self.text_years,
            minimum_group=self.minimum_group,
        )

    def to_document(self) -> dict[str, int]:
        """Give a plain mapping, as it travels with a trust's content."""
        return {"minimum_group": self.minimum_group, "text_years": self.text_years}

    @classmethod
    def from_document(cls, document: object) -> "TrustPolicy | None":
        """Read it; None where the server is older and says nothing. Raises ContentError."""
        if document is None:
            return None
        if not isinstance(document, Mapping):
            raise ContentError("The trust's policy could not be read.")
        return cls(
            _whole(document.get("minimum_group"), MINIMUM_GROUP, _HIGHEST_GROUP),
            _whole(document.get("text_years"), 1, _MOST_YEARS),
        )


def _whole(value: object, lowest: int, highest: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise ContentError("The trust's policy could not be read.")
    return value
