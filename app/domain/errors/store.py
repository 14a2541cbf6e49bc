"""Keeping records on this device, and backups of them."""

from app.domain.errors.base import LaybyError
from app.domain.wording import to_say


class StoreError(LaybyError):
    """Anything to do with keeping records on this device."""

    code = "store"
    default = to_say("This device could not save just now. Your words are still on the screen.")


class RecordDamaged(StoreError):
    """One record fails authentication: altered, swapped or written under another key."""

    code = "record-damaged"
    default = to_say("One saved item is damaged and was set aside. Everything else is fine.")


class StoreFull(StoreError):
    """The device has no room left."""

    code = "store-full"
    default = to_say(
        "This device is out of space. Free some, then carry on: nothing on screen is lost."
    )


class StoreMoved(StoreError):
    """Another window has written to this profile since; this one must not write over it."""

    code = "store-moved"
    default = to_say(
        "This profile was opened in another window. Copy what is not saved, then lock."
    )


class StoreUnavailable(StoreError):
    """The device's storage cannot be opened."""

    code = "store-unavailable"
    default = to_say("This browser does not let Layby save. Check that private browsing is off.")


class BackupUnreadable(LaybyError):
    """A file that is no backup of Layby's, was cut short or altered, or is a newer one."""

    code = "backup-unreadable"
    default = to_say("This file is not a whole Layby backup. Choose another one.")
