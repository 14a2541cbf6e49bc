"""Who may speak as a device: whoever shows a trust's submission pass. It says no more than that."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import Header

from app.domain.organisation import Organisation
from sync_server.errors import Refusal
from sync_server.services.server_secret import ServerSecret

_PASS_LONGEST = 128
Sender = Callable[[str], Organisation]


def sender_of(
    secret: ServerSecret, organisations: Callable[[], Mapping[str, Organisation]]
) -> Sender:
    """Make a dependency that gives the trust of a request's pass.

    It raises Refusal submission-pass-unknown.
    """

    def sender(
        layby_submission_pass: Annotated[str, Header(description="From enrolment.")] = "",
    ) -> Organisation:
        if len(layby_submission_pass) <= _PASS_LONGEST:
            for identity, organisation in organisations().items():
                if secret.is_submission_pass(identity, layby_submission_pass):
                    return organisation
        raise Refusal("submission-pass-unknown")

    return sender
