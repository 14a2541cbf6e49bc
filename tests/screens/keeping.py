"""What is kept and how: profile, keys, backup, storage, deleting, locking."""

from tests.e2e.steps import PASSPHRASE, lock, make_profile, start_talking
from tests.screens.opening import opens
from tests.screens.walk import Walk

_SCREENS = (
    ("/profile", "This profile", "profile"),
    ("/profile/passphrase", "Change the passphrase", "change-passphrase"),
    ("/profile/code", "Recovery code", "new-code"),
    ("/profile/pin", "Screen PIN", "pin"),
    ("/profile/words", "Words that are not names", "own-words"),
    ("/profile/backup", "Backup", "backup"),
    ("/storage", "What this device keeps", "storage"),
    ("/set-aside", "Set aside", "set-aside"),
    ("/tidy", "Notes that will be removed", "tidy"),
    ("/erase", "Delete", "erase"),
    ("/outbox", "Outbox", "outbox-empty"),
    ("/due", "What is due", "due-empty"),
    ("/plans", "Plans", "plans-empty"),
    ("/finished", "Finished conversations", "finished-empty"),
    ("/profile/new", "A profile is open", "new-profile-while-open"),
)


def walk(at: Walk) -> None:
    """Look at every screen about the profile itself, back it up, restore it, open it by code."""
    code = make_profile(at.phone)
    start_talking(at.phone, "Sam")
    for route, heading, name in _SCREENS:
        at.visits(route, heading, name)
    _pin_and_backup(at)
    _on_a_new_device(at)
    _restore_and_recover(at, code)


def _pin_and_backup(at: Walk) -> None:
    at.goes("/profile/pin", "Screen PIN")
    at.phone.pastes("New PIN", "48291375")
    at.phone.pastes("New PIN again", "48291375")
    at.phone.taps("Set the PIN")
    at.phone.sees("The PIN is set")
    at.shows("pin-set")
    at.phone.taps("Hide now")
    at.phone.page.get_by_role("button", name=at.phone.named("Carry on")).wait_for()
    at.shows("cover")
    at.phone.types("PIN", "48291375")
    at.phone.taps("Carry on")
    at.phone.sees_heading("Screen PIN")
    at.goes("/profile/backup", "Backup")
    at.phone.saves("Back up now", at.folder / "kept.layby")
    at.phone.sees("Backed up as")
    at.shows("backup-made")
    at.goes("/erase", "Delete")
    at.taps_and_shows("Delete Profile 1", "erase-sure")


def _on_a_new_device(at: Walk) -> None:
    """Bring the backup to a device that has nothing: a file that is none, a slip, and in."""
    letter = at.folder / "letter.layby"
    letter.write_text("Dear all,")
    with at.phone.beside(at.folder / "new device") as new:
        there = Walk(new, at.server, at.gallery, at.folder)
        opens(there)
        new.taps("Restore a backup")
        new.picks("Choose a backup file", letter)
        new.sees("This file is not a whole Layby backup.")
        there.shows("restore-no-backup")
        new.picks("Choose a backup file", at.folder / "kept.layby")
        new.sees("A backup of")
        new.pastes("Passphrase of the backup", "not the right words")
        new.taps("Restore it")
        new.sees("That passphrase does not open this")
        there.shows("restore-wrong-passphrase")
        new.pastes("Passphrase of the backup", PASSPHRASE)
        new.taps("Restore it")
        new.sees("Restored as")
        there.shows("restored")


def _restore_and_recover(at: Walk, code: str) -> None:
    lock(at.phone)
    at.goes("/restore", "Restore a backup")
    at.phone.picks("Choose a backup file", at.folder / "kept.layby")
    at.phone.sees("A backup of")
    at.shows("restore-file")
    at.phone.page.go_back()
    at.phone.sees_heading("Welcome")
    at.phone.taps("Unlock Profile 1")
    at.taps_and_shows("Forgotten everything?", "erase-locked", "Delete")
    at.phone.page.go_back()
    at.phone.taps("Use the recovery code")
    at.phone.pastes("Recovery code", code)
    at.phone.pastes("New passphrase", PASSPHRASE)
    at.phone.pastes("New passphrase again", PASSPHRASE)
    at.phone.taps("Open with this code")
    at.shows("recovered", "Your passphrase is changed")
    at.phone.taps("Make a new recovery code")
    at.shows("recovered-new-code", "Your recovery code")
