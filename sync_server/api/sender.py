"""Who speaks as a device: whoever shows a credential that enrolment gave and nobody has ended.

It is asked for tokens and for the trust's content, never for a summary.
"""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import Header

from app.domain.organisation import Organisation
from sync_server.errors import Refusal
from sync_server.services.device_book import Device, DeviceBook
from sync_server.services.server_secret import ServerSecret

_PASS_LONGEST = 128
Sender = Callable[[str], Organisation]
DeviceGate = Callable[[str], Device]


def device_of(devices: DeviceBook) -> DeviceGate:
    """Make a dependency that gives the device of a request; it raises Refusal device-unknown."""

    def device(
        layby_device: Annotated[str, Header(description="The credential from enrolment.")] = "",
    ) -> Device:
        return devices.find(layby_device)

    return device


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
