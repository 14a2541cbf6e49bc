"""The forms of headcount, as the API documents them."""

from pydantic import BaseModel, ConfigDict, Field

from sync_server.services.headcounts import People, Preview


class HeadcountRequest(BaseModel):
    """A CSV file with the columns group, area and headcount, as it lies on the disk (base64).

    ``as_at`` is the ISO date for which it holds, ``if_version`` the version of the headcount it
    takes the place of (0: none). Without ``apply`` it is read and shown, and nothing is kept.
    """

    model_config = ConfigDict(extra="forbid")

    file: str = Field(max_length=5_400_000)
    as_at: str = Field(max_length=10, examples=["2026-09-30"])
    if_version: int = Field(ge=0, le=10_000_000, strict=True)
    apply: bool = Field(False, strict=True)


class CellErrorAnswer(BaseModel):
    """What is wrong in a row (1 is the file's first line) and column ("" for the whole row)."""

    row: int
    column: str
    message: str


class PeopleAnswer(BaseModel):
    """A group or area: people now and before, each None where the file did not name it."""

    id: str
    name: str
    people: int | None
    before: int | None

    @classmethod
    def of(cls, one: People) -> "PeopleAnswer":
        """Say one."""
        return cls(id=one.id, name=one.name, people=one.people, before=one.before)


class HeadcountAnswer(BaseModel):
    """The headcount in use, or what a file would make of it.

    With ``errors`` nothing of the file is used. ``as_at`` and ``version`` are of what is in use.
    """

    version: int
    as_at: str
    made_by: str
    made_on: str
    applied: bool
    errors: list[CellErrorAnswer]
    warnings: list[str]
    total: int
    groups: list[PeopleAnswer]
    areas: list[PeopleAnswer]

    @classmethod
    def of(cls, found: Preview) -> "HeadcountAnswer":
        """Say what was found."""
        errors = [
            CellErrorAnswer(row=one.row, column=one.column, message=one.message)
            for one in found.errors
        ]
        return cls(
            **vars(found.sheet),
            applied=found.applied,
            errors=errors,
            warnings=list(found.warnings),
            total=found.total,
            groups=[PeopleAnswer.of(one) for one in found.groups],
            areas=[PeopleAnswer.of(one) for one in found.areas],
        )
