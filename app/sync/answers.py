"""Turn an answer of the server's into what it says, or into the error that fits it.

Whatever answers is doubted: a hotel's sign-in page, a proxy's HTML error and half a JSON
object all become ``ServerNotUnderstood``, never a crash and never a lost summary.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.errors import ServerFailed, ServerNotUnderstood, ServerRefused
from app.domain.json_text import read_json
from app.domain.second_look import read_places
from app.sync.outbox import Receipt
from app.sync.port import Answer


def read_answer(answer: Answer) -> dict[str, Any]:
    """Turn an answer into a JSON object, or raise the SyncError that fits it."""
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if answer.status == 204:
        return {}
    if kind == "application/problem+json" and answer.status >= 400:
        raise _refusal(answer)
    if answer.status >= 500:
        raise ServerFailed
    if answer.status not in (200, 201, 202) or kind != "application/json":
        raise ServerNotUnderstood
    return _json_object(answer.body)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = read_json(body)
    except ValueError as error:
        raise ServerNotUnderstood from error
    if not isinstance(found, dict):
        raise ServerNotUnderstood
    return found


def _refusal(answer: Answer) -> ServerFailed | ServerRefused:
    problem = _json_object(answer.body)
    slug = str(problem.get("type", "")).rsplit("/", 1)[-1]
    detail = problem.get("detail")
    if answer.status >= 500 and answer.status != 503:
        return ServerFailed()
    wait = answer.headers.get("retry-after", "")
    return ServerRefused(
        detail if isinstance(detail, str) and detail else None,
        problem=slug,
        retry_after=int(wait) if wait.isdecimal() else None,
        field=str(problem.get("field") or ""),
    )


def read_receipt(found: object, answer: Mapping[str, object]) -> Receipt:
    """Read one receipt of an answer, which says where the server stood; raises ServerNotUnderstood.

    An answer without epoch or mark leaves them open: the summary is stored all the same.
    """
    if not isinstance(found, Mapping) or not isinstance(found.get("status"), str):
        raise ServerNotUnderstood
    epoch, mark = answer.get("epoch"), answer.get("mark")
    return Receipt(
        id=str(found.get("id", "")),
        status=str(found["status"]),
        reason=str(found.get("reason") or ""),
        detail=str(found.get("detail") or ""),
        places=read_places(found.get("places")),
        epoch=epoch if isinstance(epoch, str) else "",
        mark=mark if type(mark) is int else 0,
    )
