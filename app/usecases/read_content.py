"""Guides, services, leaflets, name and word lists as shipped; read once, on first use."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property

from app.anonymise.policy import Anonymiser, load_lexicon
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_file import read_guide
from app.domain.guide_set import FIRST_LANGUAGE, choose, complete
from app.domain.guide_source import GuideSource
from app.domain.leaflet import Leaflet, parse_leaflet
from app.domain.support import Service, ordered, parse_service


class Content:
    """The shipped content.

    ``read`` gives the bytes of a file under ``assets/`` by its relative name; ``names`` lists
    the files of a folder there. Content was checked when the app was built, so an unreadable
    file is left out rather than taking the rest with it.
    """

    def __init__(self, read: Callable[[str], bytes], names: Callable[[str], list[str]]) -> None:
        self._read = read
        self._names = names

    @cached_property
    def guides(self) -> dict[str, Guide]:
        """Every guide by its id, in the order to offer them."""
        chosen = choose((guide for guide, _ in self._guide_files), FIRST_LANGUAGE)
        whole = {}
        for guide in chosen.values():
            with suppress(ContentError):
                whole[guide.id] = complete(guide, chosen)
        return whole

    @cached_property
    def _guide_files(self) -> list[tuple[Guide, str]]:
        """Every guide file that can be read, with its text."""
        found = []
        for name in self._names("guides"):
            if not name.endswith(".toml"):
                continue
            with suppress(ContentError):
                text = self._read(name).decode()
                found.append((read_guide(text), text))
        return found

    def source(self, guide_id: str) -> GuideSource | None:
        """Give the texts that the guide of this id was made from, its lender's too."""
        guide = self.guides.get(guide_id)
        if guide is None:
            return None
        chosen = choose((known for known, _ in self._guide_files), FIRST_LANGUAGE)
        wanted = [chosen[known] for known in (guide_id, guide.common) if known]
        texts = [text for known, text in self._guide_files if any(known is one for one in wanted)]
        return GuideSource(guide_id, tuple(texts))

    def managers_guides(self) -> list[Guide]:
        """Give the guides for a conversation with a colleague, the routine one first."""
        return [guide for guide in self.guides.values() if guide.used_by == "manager"]

    @cached_property
    def services(self) -> list[Service]:
        """Support services, the most urgent first."""
        found = []
        for name in self._names("services"):
            try:
                found.append(parse_service(self._read(name).decode()))
            except ContentError:
                continue
        return list(ordered(found))

    @cached_property
    def leaflets(self) -> dict[str, Leaflet]:
        """Every leaflet by its id."""
        found = {}
        for name in self._names("leaflets"):
            with suppress(ContentError):
                leaflet = parse_leaflet(self._read(name).decode())
                found[leaflet.id] = leaflet
        return found

    def passphrase_words(self) -> Sequence[str]:
        """Give the published list that passphrases are made from; read on first use."""
        return self._passphrase_words

    def common_passwords(self) -> frozenset[str]:
        """Give the passwords that guessers try first; read on first use."""
        return self._common_passwords

    @cached_property
    def _passphrase_words(self) -> tuple[str, ...]:
        return tuple(self._lines("words/passphrase_words.txt"))

    @cached_property
    def _common_passwords(self) -> frozenset[str]:
        return frozenset(self._lines("words/common_passwords.txt"))

    def _lines(self, name: str) -> list[str]:
        lines = map(str.strip, self._read(name).decode("utf-8").splitlines())
        return [line for line in lines if line and not line.startswith("#")]

    def build_anonymiser(self) -> Anonymiser:
        """Build the anonymiser from its lists; takes a moment, so only when it is needed."""
        return Anonymiser(load_lexicon(lambda name: self._read(f"names/{name}")))
