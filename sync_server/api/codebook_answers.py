"""The forms of what leads read and send when they edit their trust's codebook."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sync_server.api.coding_answers import PreviewAnswer
from sync_server.api.editing_forms import Version

Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=2_000)]
Phrases = Annotated[list[Short], Field(max_length=400)]
Texts = Annotated[list[Long], Field(max_length=20)]
Ids = Annotated[list[Short], Field(max_length=20)]


class ThemeForm(BaseModel):
    """One theme, whole; what the fields mean stands in ``app.domain.codebook``.

    ``since`` is set by the server when a theme goes live; what is sent there is not looked at.
    """

    model_config = ConfigDict(extra="forbid")

    id: Short
    label: Short
    description: Long
    include: Phrases
    exclude: Phrases = []
    examples: Texts = []
    counter_examples: Texts = []
    group: Short
    hwb: Ids = []
    hse: Ids = []
    people_promise: Ids = []
    owner: Short
    status: Literal["draft", "live", "retired"]
    since: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    absence_counts: bool = False
    merged_into: Short | None = None
    split_into: Ids = []


class CodebookDraftRequest(BaseModel):
    """The whole codebook as it is to be, made on ``if_version``."""

    model_config = ConfigDict(extra="forbid")

    themes: list[ThemeForm] = Field(max_length=200)
    if_version: Version


class DraftAnswer(BaseModel):
    """The draft as it was kept."""

    themes: list[ThemeForm]
    edited_by: str
    edited_on: str


class CodebookAnswer(BaseModel):
    """The codebook in use and the draft, if there is one.

    ``if_version`` is what the next change names. ``own`` says whether the trust has one of its
    own; then ``offered`` are themes that Layby ships and it has not. ``group_names`` are headings
    in use; ``frameworks`` gives the choices for hwb, hse and people_promise (id: name).
    """

    codebook_version: int
    code_version: int
    own: bool
    if_version: int
    themes: list[ThemeForm]
    draft: DraftAnswer | None
    offered: list[ThemeForm]
    group_names: list[str]
    frameworks: dict[str, dict[str, str]]
    most_themes: int
    note: str


class DraftKeptAnswer(BaseModel):
    """That the draft is kept (or gone), and what the next change names."""

    if_version: int


class CodebookPreviewAnswer(PreviewAnswer):
    """What publishing the draft would change; ``if_version`` is the draft that was looked at."""

    if_version: int


class CodebookPublishedAnswer(BaseModel):
    """The release under way: devices get the codebook once every summary is coded with it."""

    number: int
    if_version: int
    words: str
