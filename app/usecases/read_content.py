"""Guides, services, leaflets, name and word lists: as shipped, with a trust's own over them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property

from app.anonymise.loading import Loading, loading
from app.domain.codebook import Codebook, parse_codebook
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_set import FIRST_LANGUAGE
from app.domain.guide_source import GuideSource
from app.domain.leaflet import Leaflet, parse_leaflet
from app.domain.service_set import merge_services
from app.domain.spoken_content import spoken
from app.domain.support import Service, parse_service
from app.domain.trust_action import TrustAction, parse_action, shown_order
from app.domain.trust_content import TrustContent
from app.domain.trust_guides import ShownGuide, shown_guides
from app.domain.trust_policy import TrustPolicy


class Content:
    """What every screen shows; read once, on first use.

    ``read`` gives the bytes of a file under ``assets/`` by its relative name; ``names`` lists
    the files of a folder there. Content was checked when the app was built, and a trust's when
    it was fetched, so an unreadable file is left out rather than taking the rest with it.
    """

    def __init__(self, read: Callable[[str], bytes], names: Callable[[str], list[str]]) -> None:
        self._read = read
        self._names = names
        self._own: TrustContent | None = None
        self._shared: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._actions: Sequence[str] = ()

    def take(
        self,
        own: TrustContent | None,
        services: Sequence[str] = (),
        hidden_services: Sequence[str] = (),
        actions: Sequence[str] = (),
    ) -> None:
        """Show a trust's own content over what ships; without ``own``, only these of it."""
        shared = (own.services, own.hidden_services) if own else (services, hidden_services)
        given = own.actions if own else actions
        if (own, shared, given) == (self._own, self._shared, self._actions):
            return  # what has been read stays read
        self._own, self._shared, self._actions = own, shared, given
        for name in ("_shown", "guides", "services", "actions", "codebook"):
            self.__dict__.pop(name, None)

    def speak_anew(self) -> None:
        """Say all of it in the language spoken now: another one was chosen."""
        for name in ("guides", "services", "leaflets", "codebook"):
            self.__dict__.pop(name, None)

    @cached_property
    def guides(self) -> dict[str, Guide]:
        """Every guide by its id, in the order to offer them."""
        return {known: spoken(shown.guide) for known, shown in self._shown.items()}

    @cached_property
    def _shown(self) -> dict[str, ShownGuide]:
        own = self._own
        return shown_guides(
            self.guide_texts(),
            own.guides if own else (),
            own.overlays if own else (),
            FIRST_LANGUAGE,
        )

    def source(self, guide_id: str) -> GuideSource | None:
        """Give the texts that the guide of this id was made from, its lender's too."""
        shown = self._shown.get(guide_id)
        return shown.source if shown is not None else None

    def guide_texts(self) -> tuple[str, ...]:
        """Give the text of every guide that ships."""
        return self._texts("guides")

    def service_texts(self) -> tuple[str, ...]:
        """Give the text of every service that ships."""
        return self._texts("services")

    def _texts(self, folder: str) -> tuple[str, ...]:
        names = (name for name in self._names(folder) if name.endswith(".toml"))
        return tuple(self._read(name).decode() for name in names)

    def managers_guides(self) -> list[Guide]:
        """Give the guides for a conversation with a colleague, the routine one first."""
        return [guide for guide in self.guides.values() if guide.used_by == "manager"]

    @cached_property
    def services(self) -> list[Service]:
        """Support services, the most urgent first."""
        national = []
        for text in self.service_texts():
            with suppress(ContentError):
                national.append(parse_service(text))
        return [spoken(service) for service in merge_services(national, *self._shared)]

    @cached_property
    def actions(self) -> list[TrustAction]:
        """What the trust has done about what people said, what is done first."""
        found = []
        for text in self._actions:
            with suppress(ContentError):
                found.append(parse_action(text))
        return sorted(found, key=shown_order)

    @property
    def policy(self) -> TrustPolicy | None:
        """What the trust's server says it does with what it is sent; None before it said so."""
        return self._own.policy if self._own else None

    @cached_property
    def codebook(self) -> Codebook:
        """What a summary can be about: the trust's own codebook, or the shipped one."""
        with suppress(ContentError):
            if self._own and self._own.codebook:
                return spoken(parse_codebook(self._own.codebook))
        return spoken(parse_codebook(self._read("codebook.toml").decode()))

    @cached_property
    def leaflets(self) -> dict[str, Leaflet]:
        """Every leaflet by its id."""
        found = {}
        for name in self._names("leaflets"):
            with suppress(ContentError):
                leaflet = spoken(parse_leaflet(self._read(name).decode()))
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

    def load_names(self) -> Loading:
        """Load what the anonymiser knows, in steps; takes a moment, so only when it is needed."""
        return loading(lambda name: self._read(f"names/{name}"))
