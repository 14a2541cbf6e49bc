"""Passkeys: the same secret for the same salt only, and none without a name or without PRF."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.page.stubbed import ask, visit
from tests.e2e.pwa_server import PwaServer

pytestmark = pytest.mark.browser

SALT = list(range(32))


@contextmanager
def authenticator(page: Page, *, prf: bool = True) -> Iterator[Any]:
    """Give the developer tools' line to a virtual authenticator that always says yes."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "hasPrf": prf,
        "automaticPresenceSimulation": True,
    }
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield lambda command, **values: tools.send(
        f"WebAuthn.{command}", {"authenticatorId": made["authenticatorId"], **values}
    )


MAKE = """async (given) => {
  const salt = new Uint8Array(given);
  const made = await lab.ask("make-passkey", { name: "Profile 2", salt });
  if (!made) return null;
  globalThis.key = made.credential;
  return [...made.output];
}"""
ASK = """async (salt) => {
  const choices = [
    { credential: new Uint8Array(32), salt: new Uint8Array(32) },
    { credential: key, salt: new Uint8Array(salt) },
  ];
  const got = await lab.ask("ask-passkey", { choices });
  if (!got) return null;
  return [[...got.credential].join() === [...key].join(), [...got.output]];
}"""


@pytest.fixture
def named_page(browser: Browser, server: PwaServer) -> Iterator[Page]:
    """The page under a name: addresses may have no passkeys."""
    with visit(browser) as context:
        page = context.new_page()
        page.goto(server.url.replace("127.0.0.1", "localhost"))
        yield page


def test_a_passkey_gives_the_same_secret_for_the_same_salt_only(named_page: Page) -> None:
    page = named_page
    with authenticator(page) as device:
        assert ask(page, "has-passkeys") is True
        made = page.evaluate(MAKE, SALT)
        assert len(made) == 32
        assert page.evaluate(ASK, SALT) == [True, made]
        assert page.evaluate(ASK, SALT) == [True, made]
        other = page.evaluate(ASK, SALT[::-1])
        assert other[0] is True
        assert other[1] != made
        credentials = device("getCredentials")["credentials"]
        assert [one["userName"] for one in credentials] == ["Profile 2"]
        # A second one stands beside the first, and both answer.
        first = page.evaluate("[...key]")
        second = page.evaluate(MAKE, SALT)
        assert second != made
        assert page.evaluate(ASK, SALT) == [True, second]
        page.evaluate("(first) => { globalThis.key = new Uint8Array(first); }", first)
        assert page.evaluate(ASK, SALT) == [True, made]
        device("setUserVerified", isUserVerified=False)
        assert page.evaluate(ASK, SALT) is None
        device("clearCredentials")
        assert page.evaluate(MAKE, SALT) is None


def test_a_passkey_without_prf_is_refused_and_forgotten(named_page: Page) -> None:
    with authenticator(named_page, prf=False) as device:
        assert named_page.evaluate(MAKE, SALT) is None
        assert device("getCredentials")["credentials"] == []


def test_an_address_without_a_name_has_no_passkeys(page: Page) -> None:
    with authenticator(page):
        assert ask(page, "has-passkeys") is False
        assert page.evaluate(MAKE, SALT) is None
