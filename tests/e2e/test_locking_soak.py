"""After a lock no script of the page can reach a word of the profile in its heap."""

import pytest

from tests.e2e import memory_search
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import lock, make_profile, start_talking
from tests.e2e.sync_server_process import PWA

pytestmark = [pytest.mark.browser, pytest.mark.soak]

LABEL = "Zebedee"
NOTE = "Three late jobs and no hot meal"


def test_no_heap_holds_a_word_after_a_lock(phone: Phone) -> None:
    with PwaServer(PWA) as server:
        phone.open(server.url)
        phone.sees_heading("Welcome")
        make_profile(phone)
        start_talking(phone, LABEL)
        phone.taps("Workload and demand")
        phone.types("Notes: Workload and demand", NOTE)
        before = memory_search.heap(phone.page)
        assert {word for word in (LABEL, NOTE) if word in before} == {LABEL, NOTE}
        lock(phone)
        after = memory_search.heap(phone.page)
        assert len(after) > 10_000_000  # a whole app's
        assert not {word for word in (LABEL, NOTE) if word in after}
