"""Guides, services and name lists as shipped with the app; read once, on first use."""

from collections.abc import Callable
from functools import cached_property

from app.anonymise.policy import Anonymiser, load_lexicon
from app.domain.errors import ContentError
from app.domain.guide import Guide, parse_guide
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
        """Every guide by its id."""
        found = {}
        for name in self._names("guides"):
            try:
                guide = parse_guide(self._read(name).decode())
            except ContentError:
                continue
            found[guide.id] = guide
        return found

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

    def build_anonymiser(self) -> Anonymiser:
        """Build the anonymiser from its lists; takes a moment, so only when it is needed."""
        return Anonymiser(load_lexicon(lambda name: self._read(f"names/{name}")))
