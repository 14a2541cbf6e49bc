"""A lead sees how well each theme is told, has Layby learn, and decides what comes in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from app.domain.checks_needed import checks_needed
from app.domain.errors import ServerNotUnderstood
from app.sync.coding_calls import CodingCalls

TRUSTED, CHECK, NOT_YET = "trusted", "check", "not-yet"
#: The statuses in the order to show them: what needs somebody first. Name, and what it means.
STATUSES: Mapping[str, tuple[str, str]] = {
    NOT_YET: ("Not yet", "Too often wrong. These stay out of comparisons."),
    CHECK: ("Needs checks", "Shown, with a caution. More checks would tell."),
    TRUSTED: ("Trusted", "Right often enough to compare people by."),
}
#: What a release under way is doing, and seconds after which to look again (0: it waits).
FITTING, DRAFT, CODING = "fitting", "draft", "coding"
LOOK_AGAIN: Mapping[str, float] = {FITTING: 2.0, CODING: 5.0}
_MANY = 1000
_T = TypeVar("_T")


@dataclass(frozen=True)
class ThemeTold:
    """How well one theme is told; ``words`` is the whole in a sentence, ``agreed`` of people."""

    code: str
    label: str
    status: str
    by_model: bool
    f1: float | None
    low: float
    checked: int
    words: str
    agreed: str

    def settling(self) -> str:
        """Say what would settle it, in a sentence; "" where it is settled."""
        if self.status == TRUSTED:
            return ""
        if self.f1 is None:
            return "Check twenty texts, and it begins to show."
        more = checks_needed(self.f1, self.low, self.checked)
        if more is None:
            return (
                "More checks alone would not make it trusted. Let Layby learn from them, or mend "
                "its phrases."
            )
        about = "more than 1,000" if more > _MANY else f"about {max(10, -(-more // 10) * 10):,}"
        return f"If it goes on like this, {about} more texts drawn by chance would settle it."


@dataclass(frozen=True)
class Change:
    """What a release would change for one theme, in words such as "about 15"."""

    code: str
    label: str
    changed: bool
    gains: str
    loses: str
    by_model: bool
    status: str

    def words(self, texts: int) -> str:
        """Say it in a sentence, of ``texts``."""
        if not self.changed:
            return f"{self.label}: no change to speak of."
        return f"{self.label}: {self.gains} of {texts:,} gain it, {self.loses} lose it."


@dataclass(frozen=True)
class Preview:
    """What a release would change, on so many ``texts``."""

    texts: int
    words: str
    changes: tuple[Change, ...]

    def of(self, code: str) -> Change | None:
        """Give what would change for one theme."""
        return next((one for one in self.changes if one.code == code), None)


@dataclass(frozen=True)
class Release:
    """One coding release; ``preview`` says what a draft would change."""

    number: int
    state: str
    words: str
    made_by: str
    made_on: str
    published_on: str
    preview: Preview | None


@dataclass(frozen=True)
class Standing:
    """The coding of one trust; ``under_way`` is being learnt, decided on, or coded with."""

    themes: tuple[ThemeTold, ...]
    agreed: str
    ready: bool
    learning: str
    live: Release
    under_way: Release | None
    percent: int | None
    coding: str
    back_to: int | None
    releases: tuple[Release, ...]
    note: str

    def told(self, status: str) -> list[ThemeTold]:
        """Give the themes of one status, in the codebook's order."""
        return [one for one in self.themes if one.status == status]


class LearnDesk:
    """Asks and decides. Every method raises a SyncError when that fails."""

    def __init__(self, calls: CodingCalls) -> None:
        self._calls = calls

    async def standing(self) -> Standing:
        """Say how the coding stands."""
        return understood(_standing, await self._calls.standing())

    async def learn(self) -> None:
        """Begin to learn from what was checked."""
        await self._calls.refit()

    async def publish(self, release: Release) -> None:
        """Bring a draft in."""
        await self._calls.decide(release.number, "publish")

    async def roll_back(self, live: Release) -> None:
        """Bring back the release before the one in use."""
        await self._calls.decide(live.number, "rollback")

    async def drop(self, release: Release) -> None:
        """Leave a draft out."""
        await self._calls.drop(release.number)


def understood(read: Callable[[Mapping[str, Any]], _T], found: Mapping[str, Any]) -> _T:
    """Read an answer; raises ServerNotUnderstood when it is not what it should be."""
    try:
        return read(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ServerNotUnderstood from error


def read_preview(found: Mapping[str, Any]) -> Preview:
    """Read what would change."""
    return Preview(int(found["texts"]), str(found["words"]), _each(_change, found["themes"]))


def _standing(found: Mapping[str, Any]) -> Standing:
    learning, recoding, back = found["learning"], found["recoding"], found["roll_back_to"]
    return Standing(
        themes=_each(_told, found["themes"]),
        agreed=str(found["agreement"]["words"]),
        ready=learning["ready"] is True,
        learning=str(learning["words"]),
        live=_release(found["live"]),
        under_way=_release(found["draft"]) if found["draft"] else None,
        percent=int(recoding["percent"]) if recoding else None,
        coding=str(recoding["words"]) if recoding else "",
        back_to=None if back is None else int(back),
        releases=_each(_release, found["releases"]),
        note=str(found["note"]),
    )


def _told(one: Mapping[str, Any]) -> ThemeTold:
    return ThemeTold(
        code=str(one["code"]),
        label=str(one["label"]),
        status=str(one["status"]),
        by_model=one["by"] == "model",
        f1=None if one["f1"] is None else float(one["f1"]),
        low=float(one["low"]),
        checked=int(one["checked"]),
        words=str(one["words"]),
        agreed=str(one["agreement"]["words"]),
    )


def _change(one: Mapping[str, Any]) -> Change:
    return Change(
        code=str(one["code"]),
        label=str(one["label"]),
        changed=one["changed"] is True,
        gains=str(one["gains"]),
        loses=str(one["loses"]),
        by_model=one["by"] == "model",
        status=str(one["status"]),
    )


def _release(one: Mapping[str, Any]) -> Release:
    return Release(
        number=int(one["number"]),
        state=str(one["state"]),
        words=str(one["words"]),
        made_by=str(one["made_by"]),
        made_on=str(one["made_on"]),
        published_on=str(one["published_on"] or ""),
        preview=read_preview(one["preview"]) if one["preview"] else None,
    )


def _each(read: Callable[[Mapping[str, Any]], _T], found: Sequence[Any]) -> tuple[_T, ...]:
    return tuple(read(one) for one in found)
