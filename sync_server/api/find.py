"""POST /api/v1/find: words in the texts that a lead may read.

The words stand in the body, for addresses end up in the logs of whatever lies between.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import Quarter
from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.permissions import Permission
from sync_server.services.accounts import SignedIn
from sync_server.services.finding_texts import FindingTexts, FoundText
from sync_server.services.look_log import LookLog

_REFUSALS = (
    *("signed-out", "not-permitted", "cross-site", "missing-header", "invalid-request"),
    *("not-json", "too-large"),
)
NOTE = (
    "Looked through are the texts that you may read, of the last quarters. What is withheld, "
    "hidden or taken back is neither shown nor counted."
)


class FindRequest(BaseModel):
    """One to six words; all of them must stand in a text, in any order, and may be misspelt."""

    model_config = ConfigDict(extra="forbid")

    words: str = Field(max_length=200)


class FoundAnswer(BaseModel):
    """A text with the places (code points, end excluded) of what was looked for."""

    handle: str
    quarter: str
    quarter_words: str
    staff_group: str
    group_name: str
    text: str
    marks: list[tuple[int, int]]

    @classmethod
    def of(cls, found: FoundText) -> "FoundAnswer":
        """Say one."""
        return cls(
            handle=found.handle,
            quarter=found.quarter,
            quarter_words=Quarter.parse(found.quarter).in_words(),
            staff_group=found.staff_group,
            group_name=STAFF_GROUPS.get(found.staff_group, found.staff_group),
            text=found.text,
            marks=list(found.marks),
        )


class FindAnswer(BaseModel):
    """How many texts in words, rounded, and up to fifty of them in no telling order."""

    note: str
    said: str
    texts: list[FoundAnswer]


def routes(
    finding: FindingTexts,
    sessions: Sessions,
    organisation_of: Callable[[str], Organisation],
    looks: LookLog,
) -> APIRouter:
    """Make the route."""
    router = APIRouter(tags=["leads"])
    reads = Depends(sessions.may(Permission.READ_SUMMARIES))

    @router.post(
        "/find",
        response_model=FindAnswer,
        responses=documented(*_REFUSALS),
        openapi_extra=described(FindRequest),
        dependencies=[Depends(own_request)],
    )
    def find(
        account: Annotated[SignedIn, reads],
        request: Annotated[FindRequest, Depends(fitted_body(FindRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Give the texts that hold all these words."""
        organisation = organisation_of(account.organisation)
        # The words themselves are not kept: they could be somebody's name.
        looks.note(organisation.id, account.username, "looked for words in texts")
        found = finding.find(organisation, request.words)
        texts = [FoundAnswer.of(text) for text in found.texts]
        answer = FindAnswer(note=NOTE, said=found.said, texts=texts)
        return JSONResponse(answer.model_dump(mode="json"))

    return router
