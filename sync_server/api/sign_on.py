"""/api/v1/session/ways and .../sign-on: which ways in there are, and the trust's own.

The browser goes to the trust's sign-in and comes back to ``/sign-on/answer`` by itself. From
there it is sent on to the app at once, which asks ``/session/ways`` what became of it: an
address holds neither a code nor an error.
"""

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from sync_server.api.bodies import SMALL_LIMIT, described, fitted_body
from sync_server.api.cookies import Cookies
from sync_server.api.problem_kinds import CATALOGUE
from sync_server.api.problems import documented
from sync_server.api.sessions import Sessions, own_request
from sync_server.errors import Refusal
from sync_server.services.accounts import AccountBook
from sync_server.services.passkeys import PasskeyDesk
from sync_server.services.single_sign_on import ANSWER_PATH, SingleSignOn
from sync_server.services.steps import Steps

#: Where the app's own sign-in screen is.
BACK_TO = "/lead"
_OUTCOME, _IN = "sign-on-outcome", "signed-in"
#: Providers may be slow: whoever waits for one does so here, not on the threads that take
#: summaries.
_AT_ONCE = 4


class WayAnswer(BaseModel):
    """One provider of the trust's own sign-in."""

    id: str
    name: str


class WaysAnswer(BaseModel):
    """The ways in beside name and password.

    ``came_back`` says that the browser has just come back from the trust's sign-in and is
    signed in; ``problem`` says in a sentence why it is not.
    """

    passkeys: bool
    providers: list[WayAnswer]
    came_back: bool
    problem: str


class BeginRequest(BaseModel):
    """Which provider to go to."""

    model_config = ConfigDict(extra="forbid")

    provider: str = Field(max_length=64)


class AddressAnswer(BaseModel):
    """Where to send the browser."""

    address: str


def routes(
    sign_on: SingleSignOn, passkeys: PasskeyDesk, steps: Steps, cookies: Cookies
) -> APIRouter:
    """Make the routes that the app asks."""
    router = APIRouter(prefix="/session", tags=["leads"])
    limiter = CapacityLimiter(_AT_ONCE)

    @router.get("/ways", response_model=WaysAnswer, responses=documented("cross-site"))
    def ways(request: Request) -> JSONResponse:
        """Say which ways in there are, and once what became of the trust's own."""
        outcome = _outcome(steps, cookies.step(request))
        told = WaysAnswer(
            passkeys=passkeys.offered,
            providers=[WayAnswer(id=one, name=name) for one, name in sign_on.offered()],
            came_back=outcome == _IN,
            problem=CATALOGUE[outcome].detail if outcome in CATALOGUE else "",
        )
        response = JSONResponse(told.model_dump())
        if outcome:
            cookies.drop_step(response)
        return response

    @router.post(
        "/sign-on",
        response_model=AddressAnswer,
        responses=documented(
            *("missing-header", "cross-site", "too-large", "not-json", "invalid-request"),
            *("not-found", "sign-on-unreachable"),
        ),
        dependencies=[Depends(own_request)],
        openapi_extra=described(BeginRequest),
    )
    async def begin(
        given: Annotated[BeginRequest, Depends(fitted_body(BeginRequest, SMALL_LIMIT))],
    ) -> JSONResponse:
        """Begin to sign in at the trust's own."""
        address, step = await to_thread.run_sync(sign_on.begin, given.provider, limiter=limiter)
        response = JSONResponse({"address": address})
        cookies.set_step(response, step)
        return response

    return router


def returning(
    sign_on: SingleSignOn,
    accounts: AccountBook,
    sessions: Sessions,
    steps: Steps,
    cookies: Cookies,
) -> APIRouter:
    """Make the one route that browsers reach from another site, sent back by a provider."""
    router = APIRouter(tags=["leads"])
    limiter = CapacityLimiter(_AT_ONCE)

    @router.get(ANSWER_PATH, status_code=303, response_class=Response, responses=documented())
    async def answer(request: Request) -> Response:
        """Take in a browser that comes back, and send it on to the app."""
        return await to_thread.run_sync(taken_in, request, limiter=limiter)

    def taken_in(request: Request) -> Response:
        response = Response(status_code=303, headers={"Location": BACK_TO})
        given = {name: value for name, value in request.query_params.items() if len(value) < 4096}
        outcome = _IN
        try:
            token = sign_on.sign_in(accounts.sessions, cookies.step(request), given)
            sessions.open(request, response, token)
        except Refusal as refusal:
            outcome = refusal.slug
        cookies.set_step(response, steps.begin(_OUTCOME, {"outcome": outcome}))
        return response

    return router


def _outcome(steps: Steps, step: str) -> str:
    """Give what became of a sign-in at the trust's own, once; "" where there was none."""
    if not step:
        return ""
    try:
        return steps.take(_OUTCOME, step)["outcome"]
    except Refusal:
        return ""
