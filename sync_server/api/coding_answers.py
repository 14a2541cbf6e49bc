"""The forms of what leads read about the coding of their trust, and its releases."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

#: fitting: something is being learnt. draft: a preview waits for a decision. coding: published,
#: and every summary is being coded again. live: in use. past: was in use.
ReleaseState = Literal["fitting", "draft", "coding", "live", "past"]
#: shipped: Layby's own codebook, or a newer one of it. refit: learnt from checks. codebook: edited.
Why = Literal["shipped", "refit", "codebook"]
Status = Literal["trusted", "check", "not-yet"]


class EmptyRequest(BaseModel):
    """Nothing but the wish itself."""

    model_config = ConfigDict(extra="forbid")


class AgreementAnswer(BaseModel):
    """How far two people who checked the same texts agree: the ceiling for any coding.

    ``percent`` and ``kappa`` are None while too few texts were checked twice.
    """

    checked: int
    percent: int | None
    kappa: float | None
    words: str


class ThemeStatusAnswer(BaseModel):
    """How well one theme is told, by texts checked at random.

    ``f1`` of 0 to 1 with its 95 % interval, None before the first check. ``by`` says what
    answers. ``words`` is the whole in a sentence.
    """

    code: str
    label: str
    group: str
    status: Status
    by: Literal["phrases", "model"]
    f1: float | None
    low: float
    high: float
    checked: int
    agreement: AgreementAnswer
    words: str


class ThemeChangeAnswer(BaseModel):
    """What a release would change for one theme, in the sample: "about 15", "fewer than 8".

    ``gains`` and ``loses`` say of how many texts; ``changed`` is False where nobody can tell a
    change. ``by`` is what would answer from then on.
    """

    code: str
    label: str
    changed: bool
    gains: str
    loses: str
    by: Literal["phrases", "model"]
    status: Status


class PreviewAnswer(BaseModel):
    """What a release would change, on ``texts`` (rounded) that leads may read anyway."""

    texts: int
    words: str
    themes: list[ThemeChangeAnswer]


class ReleaseAnswer(BaseModel):
    """One coding release. Its ``number`` is the ``code_version`` of figures coded with it."""

    number: int
    state: ReleaseState
    why: Why
    codebook_version: int
    labels: int
    made_by: str
    made_on: str
    published_on: str | None
    words: str
    preview: PreviewAnswer | None


class RecodingAnswer(BaseModel):
    """History being coded again: ``percent`` of the trust's summaries are done."""

    number: int
    percent: int
    words: str


class LearningAnswer(BaseModel):
    """What there is to learn from: texts people checked, and ticks made on devices (rounded).

    ``ready`` says whether a refit would be taken; ``words`` says why not, or what it would do.
    """

    checked: int
    ticked: int
    ready: bool
    words: str


class CodingAnswer(BaseModel):
    """The coding of one trust as it stands.

    ``draft`` is the release under way: being learnt, waiting for a decision, or coding again.
    ``roll_back_to`` is the release that a roll-back would bring back, None where there is none.
    """

    code_version: int
    codebook_version: int
    themes: list[ThemeStatusAnswer]
    agreement: AgreementAnswer
    learning: LearningAnswer
    live: ReleaseAnswer
    draft: ReleaseAnswer | None
    recoding: RecodingAnswer | None
    roll_back_to: int | None
    releases: list[ReleaseAnswer]
    note: str
