"""Whether what a lead writes for others names a person, by the same look that summaries get."""

from dataclasses import dataclass

from app.domain.organisation import Organisation
from sync_server.db.engine import Database
from sync_server.services.second_look import SecondLook
from sync_server.services.trust_words import TrustWords


@dataclass(frozen=True)
class NamingSomebody:
    """Looks at texts of any trust."""

    database: Database
    second_look: SecondLook
    trust_words: TrustWords

    def __call__(self, organisation: Organisation, text: str) -> bool:
        """Say whether a text could name someone."""
        with self.database.read() as connection:
            terms = self.trust_words.of(organisation.id, connection)
        return bool(self.second_look.look(text, terms))
