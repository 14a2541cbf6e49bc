"""Who speaks as a device: whoever shows a credential that enrolment gave and nobody has ended.

It is asked for tokens and for the trust's content, never for a summary.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import Header

from sync_server.services.device_book import Device, DeviceBook

DeviceGate = Callable[[str], Device]


def device_of(devices: DeviceBook) -> DeviceGate:
    """Make a dependency that gives the device of a request; it raises Refusal device-unknown."""

    def device(
        layby_device: Annotated[str, Header(description="The credential from enrolment.")] = "",
    ) -> Device:
        return devices.find(layby_device)

    return device
