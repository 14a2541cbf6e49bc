"""How a trust's coding stands: what each theme rests on, what is under way, what there was."""

from dataclasses import dataclass

from app.domain.codebook import Theme
from app.domain.organisation import Organisation
from sync_server.analysis.agreement import Agreement, CodeQuality
from sync_server.analysis.engine import FEWEST_LABELS
from sync_server.analysis.rounding import SMALLEST_NUMERATOR, nearest
from sync_server.analysis.statuses import By
from sync_server.db.coding_releases import CODING, CodingReleases
from sync_server.db.engine import Database
from sync_server.db.recoded import Recoded
from sync_server.db.repositories import Record
from sync_server.services.checked_evidence import CheckedEvidence
from sync_server.services.learning_labels import LearningLabels
from sync_server.services.trust_coding import TrustCoding

#: Fewer texts that two people checked say nothing about how far they agree.
FEWEST_PAIRS = 10

NOTE = (
    "How well a theme is told comes from texts that were drawn at random and checked by people. "
    "Themes marked “not yet” stay out of comparisons."
)


@dataclass(frozen=True)
class ThemeStanding:
    """One theme: how well it is told, what answers, how far two people agree."""

    theme: Theme
    quality: CodeQuality
    by: By
    agreement: Agreement


@dataclass(frozen=True)
class Standing:
    """The whole, for one trust. ``percent`` says how far coding again has come, or None."""

    code_version: int
    codebook_version: int
    themes: tuple[ThemeStanding, ...]
    agreement: Agreement
    checked: int
    ticked: int
    releases: tuple[Record, ...]
    under_way: Record | None
    percent: int | None

    @property
    def live(self) -> Record | None:
        """The release in use; None before the first was made."""
        return next((one for one in self.releases if one.state == "live"), None)


@dataclass(frozen=True)
class CodingStanding:
    """Reads it."""

    database: Database
    coding: TrustCoding
    labels: LearningLabels
    checked: CheckedEvidence

    def of(self, organisation: Organisation) -> Standing:
        """Give how a trust's coding stands now."""
        trust = organisation.id
        live = self.coding.of(trust)
        qualities = self.checked.qualities(trust)
        agreements = self.labels.agreements(trust, live.codebook)
        learnt = {
            code for code, by in zip(live.engine.codes, live.engine.learnt, strict=True) if by
        }
        themes = tuple(
            ThemeStanding(
                theme,
                qualities[theme.id],
                "model" if theme.id in learnt else "phrases",
                agreements.by_code.get(theme.id, Agreement(0, None, None, None)),
            )
            for theme in live.codebook.live()
        )
        checked, ticked = self.labels.numbers(trust)
        with self.database.read() as connection:
            releases = CodingReleases(connection, trust)
            all_of_them, under_way = tuple(releases.all()), releases.under_way()
            percent = None
            if under_way is not None and under_way.state == CODING:
                recoded = Recoded(connection, trust, int(under_way.number))
                percent = min(99, 100 * recoded.number() // max(1, recoded.to_do()))
        whole = agreements.whole
        return Standing(
            live.number,
            live.codebook.version,
            themes,
            Agreement(agreements.texts, whole.percent, whole.kappa, whole.alpha),
            checked,
            nearest(ticked) if ticked >= SMALLEST_NUMERATOR else 0,
            all_of_them,
            under_way,
            percent,
        )


def agreement_words(found: Agreement) -> str:
    """Say how far two people agree."""
    if found.checked < FEWEST_PAIRS:
        return "Too few texts were checked by two people to say how far they agree."
    if found.kappa is None:
        return f"Two people agree on {found.percent}% of {found.checked}."
    return f"Two people agree on {found.percent}% of {found.checked} (kappa {found.kappa:.2f})."


def theme_words(one: ThemeStanding) -> str:
    """Say how well a theme is told."""
    found = one.quality
    if found.f1 is None:
        return "Nobody has checked this one yet."
    told = f"Right about {round(100 * found.f1)} times in 100, of {found.checked} checked texts"
    span = f"(between {round(100 * found.low)} and {round(100 * found.high)})"
    return f"{told} {span}."


def learning_words(checked: int) -> str:
    """Say whether there is enough to learn from."""
    if checked < FEWEST_LABELS:
        return f"Check at least {FEWEST_LABELS} texts first; {checked} are checked so far."
    return f"There are {checked} checked texts to learn from. You see what would change first."


def release_words(release: Record) -> str:
    """Say what a release is, in a sentence."""
    what = {
        "shipped": "Layby's own codebook.",
        "refit": f"Learnt from {release.labels} checked texts.",
        "codebook": "An edited codebook.",
    }[str(release.why)]
    now = {
        "fitting": "It is being made.",
        "draft": "It waits for you to publish it.",
        "coding": "Every summary is being coded with it.",
        "live": "In use.",
        "past": "Was in use.",
    }[str(release.state)]
    return f"{what} {now}"
