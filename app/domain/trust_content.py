"""What a trust sends its devices: its areas, its own guides, overlays, services and lists.

Texts travel as they were written (TOML), so that every side judges them by the same rules.
A trust's own version of a guide takes the place of the shipped one of the same number or an
older one; the newest always wins, because what a guide says of danger must not be out of date.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

from app.domain.clinical_scores import find_clinical_score
from app.domain.codebook import parse_codebook
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_file import Overlay, parse_guide, parse_overlay, read_guide
from app.domain.guide_rules import check_whole
from app.domain.guide_set import (
    FIRST_LANGUAGE,
    add_overlay,
    choose,
    complete,
    newest,
    translation_problems,
)
from app.domain.organisation import Organisation
from app.domain.service_set import overlay_problems
from app.domain.support import Service, parse_service
from app.domain.trust_action import parse_action
from app.domain.trust_lists import TrustLists
from app.domain.trust_policy import TrustPolicy

#: Bounds of one text and of all together: a device must be able to fetch and keep them.
MAX_TEXT_BYTES = 200_000
MAX_ITEMS = 100
MAX_ALL_BYTES = 4_000_000

_TEXTS = ("guides", "overlays", "services", "hidden_services", "actions")
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class TrustContent:
    """One trust's content at one ``version``, which rises with everything that is published.

    ``guides``, ``overlays`` and ``services`` are TOML texts; ``hidden_services`` are ids of
    shipped services that this trust does not want shown; ``lists`` are what the anonymiser is to
    look for in this trust. ``actions`` (TOML) are what its crews read under "You said, we did".
    ``codebook`` (TOML) is the trust's own, "" where it uses the shipped one. ``policy`` is None
    from a server that does not say.
    """

    version: int
    organisation: Organisation
    guides: tuple[str, ...] = field(default=())
    overlays: tuple[str, ...] = field(default=())
    services: tuple[str, ...] = field(default=())
    hidden_services: tuple[str, ...] = field(default=())
    lists: TrustLists = field(default_factory=TrustLists)
    actions: tuple[str, ...] = field(default=())
    codebook: str = ""
    policy: TrustPolicy | None = None

    def to_document(self) -> dict[str, object]:
        """Give a plain mapping, as sent by the server and kept on the device."""
        texts = {name: list(getattr(self, name)) for name in _TEXTS}
        lists = self.lists.to_document()
        trust = self.organisation.to_document()
        policy = self.policy and self.policy.to_document()
        more = {"lists": lists, "codebook": self.codebook, "policy": policy}
        return {"version": self.version, "organisation": trust, **texts, **more}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "TrustContent":
        """Read what ``to_document`` wrote; raises ContentError on anything else.

        The texts themselves are judged by ``check``, or one by one where they are used.
        """
        version, organisation = document.get("version"), document.get("organisation")
        if isinstance(version, bool) or not isinstance(version, int) or version < 0:
            raise ContentError("The trust's content has no version.")
        if not isinstance(organisation, Mapping):
            raise ContentError("The trust's areas could not be read.")
        texts = {name: _texts(document.get(name, [])) for name in _TEXTS}
        lists = TrustLists.from_document(document.get("lists", {}))
        codebook, policy = document.get("codebook", ""), document.get("policy")
        if not isinstance(codebook, str):
            raise ContentError("The trust's codebook could not be read.")
        return cls(
            version,
            Organisation.from_document(organisation),
            **texts,
            lists=lists,
            codebook=codebook,
            policy=TrustPolicy.from_document(policy),
        )

    def check(self, guides: Iterable[str] = (), services: Iterable[str] = ()) -> None:
        """Judge every text, alone and beside the shipped ``guides`` and ``services`` (TOML).

        Raises ContentError that names the item and the place in it.
        """
        self._check_sizes()
        own = [_named("guide", text, parse_guide) for text in self.guides]
        overlays = [_named("overlay", text, parse_overlay) for text in self.overlays]
        _check_guides([read_guide(text) for text in guides], own, overlays)
        self._check_services([parse_service(text) for text in services])
        self._check_actions()
        if self.codebook:
            parse_codebook(self.codebook)
        self.lists.check()

    def _check_services(self, shipped: Sequence[Service]) -> None:
        own = [_named("service", text, parse_service) for text in self.services]
        _refuse_twice("service", [service.id for service in own])
        for service, text in zip(own, self.services, strict=True):
            _refuse_score(service)
            for problem in overlay_problems(shipped, [text], ()):
                raise ContentError(f"Service {service.id}: {problem.partition(': service: ')[2]}")
        for problem in overlay_problems(shipped, (), self.hidden_services):
            raise ContentError(problem)

    def _check_actions(self) -> None:
        own = [_named("action", text, parse_action) for text in self.actions]
        _refuse_twice("action", [action.id for action in own])

    def _check_sizes(self) -> None:
        texts = (*self.guides, *self.overlays, *self.services, *self.actions, self.codebook)
        if len(texts) > MAX_ITEMS:
            raise ContentError(f"There are {len(texts)} items. {MAX_ITEMS} are the most.")
        sizes = [len(text.encode("utf-8", "replace")) for text in texts]
        for text, size in zip(texts, sizes, strict=True):
            if size > MAX_TEXT_BYTES:
                raise ContentError(f"“{text[:40].strip()}…” is too long: {size:,} bytes.")
        if sum(sizes) > MAX_ALL_BYTES:
            raise ContentError(f"All items together are too long: {sum(sizes):,} bytes.")


def tag_of(body: bytes) -> str:
    """Give the ETag of content as it was sent; another body always has another one.

    A device makes it from what it got instead of keeping what a server says: so no server can
    give each device a tag of its own and know it again.
    """
    return f'"{sha256(body).hexdigest()[:32]}"'


def beside_shipped(shipped: Iterable[Guide], own: Sequence[Guide]) -> list[Guide]:
    """Give both lists in one; of two with the same id, language and version, the trust's own.

    A new Layby may ship the very version number that a trust has given to its own.
    """
    taken = {(guide.id, guide.language, guide.version) for guide in own}
    kept = (one for one in shipped if (one.id, one.language, one.version) not in taken)
    return [*kept, *own]


def grown(guide: Guide, overlay: Overlay) -> Guide:
    """Give a whole guide with a trust's additions; raises ContentError when they do not fit."""
    added = add_overlay(guide, overlay)
    check_whole(added)
    return added


def _check_guides(
    shipped: Sequence[Guide], own: Sequence[Guide], overlays: Sequence[Overlay]
) -> None:
    _refuse_twice("guide", [f"{one.id} ({one.language})" for one in own])
    _refuse_twice("overlay", [f"{one.overlays} ({one.language})" for one in overlays])
    everything = beside_shipped(shipped, own)
    known = newest(everything)
    for guide in own:
        _check_translation(known.get((guide.id, FIRST_LANGUAGE)), guide)
    for language in sorted({language for _, language in known}):
        chosen = choose(everything, language)
        for guide in (*chosen.values(), *own):
            if guide.language == language:
                with _naming(f"Guide {guide.id}"):
                    complete(guide, chosen)
    for overlay in overlays:
        with _naming(f"Overlay {overlay.overlays}"):
            base = known.get((overlay.overlays, overlay.language))
            if base is None:
                raise ContentError("there is no such guide to add to.")
            grown(complete(base, choose(everything, overlay.language)), overlay)


def _check_translation(original: Guide | None, guide: Guide) -> None:
    name = f"Guide {guide.id} ({guide.language})"
    if original is None:
        raise ContentError(f"{name}: there is no guide in English that this one translates.")
    for problem in translation_problems(original, guide):
        raise ContentError(f"{name}: {problem}")


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Put ``name`` before what is complained of inside."""
    try:
        yield
    except ContentError as error:
        raise ContentError(f"{name}: {_without_kind(error.message)}") from error


def _named(kind: str, text: str, parse: Callable[[str], _Item]) -> _Item:
    with _naming(f"{kind.capitalize()} {_name_in(text) or 'without an id'}"):
        return parse(text)


def _without_kind(message: str) -> str:
    """Leave out the kind that the parser puts first: the item is named already."""
    first, _, rest = message.partition(": ")
    return rest if rest and first in ("guide", "overlay", "service", "action") else message


def _name_in(text: str) -> str:
    """Find the id in a text that may be no TOML at all."""
    for line in text.splitlines()[:40]:
        key, _, value = line.partition("=")
        if key.strip() in ("id", "overlays"):
            return value.split("#")[0].strip().strip("\"'")[:64]
    return ""


def _refuse_twice(kind: str, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ContentError(f"{kind.capitalize()} {name}: is there twice.")


def _refuse_score(service: Service) -> None:
    texts = (service.name, service.provided, service.eligible, service.confidentiality)
    score = find_clinical_score(" / ".join(texts))
    if score:
        raise ContentError(
            f"Service {service.id}: this reads like a clinical score ({score}). None is offered."
        )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(text, str) for text in value):
        raise ContentError("The trust's content could not be read.")
    return tuple(value)
