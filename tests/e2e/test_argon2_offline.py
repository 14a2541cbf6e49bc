"""Argon2id in the built worker: loaded without a network, under the production policy.

That it computes what it should is proved in ``test_browser_adapters``.
"""

from pathlib import Path

import pytest

from app.web.build import build
from tests.browser import chromium
from tests.e2e.hello_visit import HELLO, visiting

pytestmark = pytest.mark.browser

SCRIPT = "/argon2/argon2.umd.min.js"
STRETCH = """
(async () => {
  const given = [new TextEncoder().encode("gravel lantern otter six"), new Uint8Array(16)];
  const key = await laybyArgon2.wrappingKey(...given, 19456, 2, 1);
  return [key.algorithm.name, key.algorithm.length, key.extractable, ...key.usages];
})()
"""


def test_a_passphrase_is_stretched_without_a_network(tmp_path: Path) -> None:
    build(tmp_path / "site", root=HELLO)
    with chromium() as browser, visiting(browser, tmp_path / "site") as visit:
        visit.open_first().close()
        assert SCRIPT in visit.server.requests  # by the service worker, to keep it
        visit.server.stop()
        page = visit.open()
        (worker,) = (one for one in page.workers if one.url.endswith("/python-worker.js"))
        expected = ["AES-GCM", 256, False, "wrapKey", "unwrapKey"]
        assert worker.evaluate(STRETCH) == expected
        visit.assert_kept_to_itself()
