"""A passkey opens the profile, without a network too, until it is removed."""

import pytest

from tests.e2e import authenticator
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import PASSPHRASE, lock, make_profile, wait_for_worker
from tests.e2e.sync_server_process import PWA

pytestmark = pytest.mark.browser


def test_a_passkey_is_added_opens_offline_and_is_removed(phone: Phone) -> None:
    with PwaServer(PWA) as server:
        authenticator.plug_in(phone.page)
        # Browsers give passkeys to names only, never to addresses.
        phone.open(server.url.replace("127.0.0.1", "localhost"))
        phone.sees_heading("Welcome")
        wait_for_worker(phone)
        make_profile(phone)
        server.stop()

        phone.taps("This profile")
        phone.taps("Add a passkey")
        phone.types("Passphrase", "not the right words at all")
        phone.taps("Add it")
        phone.sees("That passphrase does not open this profile")
        phone.replaces("Passphrase", PASSPHRASE)
        phone.taps("Add it")
        phone.sees("1 passkey opens this profile, besides the passphrase.")

        lock(phone)
        phone.taps("Unlock Profile 1")
        phone.taps("Use a passkey")
        phone.sees_heading("Home")

        phone.taps("This profile")
        phone.taps("Remove all passkeys")
        phone.taps("Yes, remove them")
        phone.sees("Open this profile with a fingerprint")
        lock(phone)
        phone.taps("Unlock Profile 1")
        phone.sees_heading("Unlock Profile 1")
        phone.page.wait_for_timeout(1000)
        phone.does_not_see("Use a passkey")
        assert phone.violations() == []
