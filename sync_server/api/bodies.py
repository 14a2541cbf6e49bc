"""Request bodies: bounded while they arrive, and read strictly as JSON.

A body over its limit is refused as soon as that is known: by its declared length, or at the
chunk that crosses the limit. Nothing larger is ever held in memory.
"""

import json
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from sync_server.errors import Refusal

KIB = 1024
SUMMARIES_LIMIT = 256 * KIB
SMALL_LIMIT = 4 * KIB

Form = TypeVar("Form", bound=BaseModel)


def fitted_body(form: type[Form], limit: int) -> Callable[[Request], Coroutine[None, None, Form]]:
    """Make a dependency that reads the body into ``form``; ``limit`` is in bytes.

    It raises Refusal: too-large, not-json, invalid-request.
    """

    async def read(request: Request) -> Form:
        return fitted(form, parsed(await _bounded(request, limit)))

    return read


async def _bounded(request: Request, limit: int) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > limit:
        raise Refusal("too-large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise Refusal("too-large")
    return bytes(body)


def parsed(body: bytes) -> object:
    """Read strict JSON in UTF-8: no NaN or Infinity; raises Refusal not-json."""
    try:
        return json.loads(body.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        # Bad UTF-8, bad JSON, numbers of thousands of digits, nesting without end.
        raise Refusal("not-json") from error


def _no_constant(_name: str) -> NoReturn:
    raise ValueError("not JSON")


def fitted(form: type[Form], value: object) -> Form:
    """Fit a JSON value into ``form``; raises Refusal invalid-request naming the field."""
    try:
        return form.model_validate(value)
    except ValidationError as error:
        place = error.errors(include_input=False, include_context=False, include_url=False)[0]
        named = place["loc"][0] if place["loc"] else ""
        known = named if named in form.model_fields else ""
        raise Refusal("invalid-request", field=str(known)) from error


def described(form: type[BaseModel]) -> dict[str, Any]:
    """Give OpenAPI's description of a body that ``fitted`` reads."""
    return {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": form.model_json_schema()}},
        }
    }
