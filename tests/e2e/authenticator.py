"""A passkey in the phone: Chromium's virtual authenticator with WebAuthn's PRF extension."""

from playwright.sync_api import Page


def plug_in(page: Page) -> None:
    """Give the page's phone an authenticator of its own that says yes to everything.

    It stays for as long as the page does, also when the page loads anew.
    """
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "ctap2Version": "ctap2_1",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "hasPrf": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
