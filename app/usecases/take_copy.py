"""A person takes a copy of a plan along: codes, a sealed file, a page, days for a calendar."""

from collections.abc import Callable, Iterable

from app.domain import file_code
from app.domain.plan_copy import PlanCopy
from app.domain.plan_record import PlanRecord
from app.exports.plan_file import NAME, PlanFile, pack, write_head
from app.exports.plan_ics import plan_events, write_calendar
from app.exports.plan_page import print_lines
from app.usecases.bring_copy import open_file
from app.vault.port import KeyChest

#: Where ``asset`` finds the letters of the page: regular, then semi-bold.
FONTS = ("fonts/NotoSans-Regular.ttf", "fonts/NotoSans-SemiBold.ttf")


class CopyDesk:
    """Makes copies. Nothing is kept of them, and none has the holder's label or a draft in it.

    ``write`` gives a plan's bytes to take along (``Plans.write_copy``); ``asset`` reads one of
    the app's own files by its path in ``assets``.
    """

    def __init__(
        self,
        chest: KeyChest,
        write: Callable[[PlanRecord], bytes],
        asset: Callable[[str], bytes],
    ) -> None:
        self._chest = chest
        self._write = write
        self._asset = asset

    def codes(self, record: PlanRecord) -> list[bytes]:
        """Give QR codes as PNG, to be shown one after the other; raises CopyTooLarge."""
        from app.exports.plan_qr import draw

        return draw(self._write(record))

    async def file(self, record: PlanRecord) -> PlanFile:
        """Give a sealed file and the code that opens it, new each time.

        The file is a vault of its own, which takes some tenths of a second to make. Raises
        CopyTooLarge, and VaultError when the device has not the memory for it.
        """
        written = self._write(record)
        code = file_code.write(self._chest.random_bytes(file_code.RAW_BYTES))
        vault_id = self._chest.random_bytes(16).hex()
        envelope, cipher = await self._chest.create(vault_id, code)
        head = write_head(envelope.to_document())
        return PlanFile(NAME, pack(head, await cipher.seal(written, head)), code)

    async def open_file(self, content: bytes, code: str) -> PlanCopy:
        """See ``bring_copy.open_file``."""
        return await open_file(self._chest, content, code)

    def pdf_shows(self, record: PlanRecord) -> bool:
        """Tell whether a PDF made here has every letter of the plan and of the app's own words."""
        from app.exports.plan_pdf import can_write

        regular, semibold = map(self._asset, FONTS)
        return can_write(record.plan, regular, semibold)

    def pdf(self, record: PlanRecord) -> bytes:
        """Give the plan as an A4 page to print or keep."""
        from app.exports.plan_pdf import write_pdf

        regular, semibold = map(self._asset, FONTS)
        return write_pdf(record.plan, regular, semibold)

    def calendar(self, record: PlanRecord) -> bytes:
        """Give the review and the days of steps still to do, in words that tell nothing."""
        return self.calendar_of([record])

    def calendar_of(self, records: Iterable[PlanRecord]) -> bytes:
        """Give the days of several plans as one calendar file, as plainly as those of one."""
        events = (event for record in records for event in plan_events(record.id, record.plan))
        return write_calendar(events)

    def lines(self, record: PlanRecord) -> list[str]:
        """Give the plan as plain lines for the device's own print, without its title."""
        return print_lines(record.plan)
