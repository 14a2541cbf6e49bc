"""The device outside the browser: storage stays, updates come through the app store."""

from app.device.port import DeviceListener


class NativeDevice:
    """Answers what a page would have to be asked for; a native app has no page."""

    def listen(self, listener: DeviceListener) -> None:
        """Keep no listener: none of the page's events exist here."""

    def say_ready(self) -> None:
        """Do nothing: there is no splash of ours to take away."""

    async def ask_to_persist(self) -> bool:
        """Files of a native app are not cleared under pressure."""
        return True

    async def update_waits(self) -> bool:
        """Updates come through the app store."""
        return False

    async def apply_update(self) -> None:
        """Do nothing: updates come through the app store."""
