"""Passkeys for signing in (WebAuthn Level 2): no password, and nothing to be tricked out of.

A passkey is bound to the server's address by the browser, so they are offered only where that
address is set and is a name (``LAYBY_ORIGIN``). The device must have checked its holder (user
verification), which makes a passkey two factors in one. Attestation is not asked for: which
make of device somebody has is none of the server's business.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from sync_server.db.engine import Database
from sync_server.db.sign_in import Passkeys
from sync_server.errors import Refusal
from sync_server.services.open_sessions import OpenSessions, SignedIn
from sync_server.services.server_secret import ServerSecret
from sync_server.services.steps import Steps

MAKING, ASKING = "make-passkey", "ask-passkey"
MOST = 10
_ADDRESS = re.compile(r"[\d.]+|.*:.*")
_REFUSED = (WebAuthnException, ValueError, KeyError, TypeError)


class PasskeyDesk:
    """Makes passkeys for accounts, and signs people in with them."""

    def __init__(
        self,
        database: Database,
        secret: ServerSecret,
        steps: Steps,
        origin: str,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        self._secret = secret
        self._steps = steps
        self._origin = origin
        self._host = urlsplit(origin).hostname or ""
        self._today = today

    @property
    def offered(self) -> bool:
        """Whether this server can have passkeys: its address is set, and is a name."""
        safe = self._origin.startswith("https://") or self._host == "localhost"
        return safe and not _ADDRESS.fullmatch(self._host)

    def begin_making(self, account: SignedIn) -> tuple[dict[str, Any], str]:
        """Give the options for the browser, and the step to come back with."""
        self._only_if_offered()
        with self._database.read() as connection:
            there = Passkeys(connection).of(account.username)
        if len(there) >= MOST:
            raise Refusal("passkey-refused")
        options = webauthn.generate_registration_options(
            rp_id=self._host,
            rp_name="Layby",
            user_name=account.username,
            user_display_name=account.display_name,
            user_id=self._handle(account.username),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.credential))
                for row in there
            ],
        )
        carried = {
            "challenge": bytes_to_base64url(options.challenge),
            "username": account.username,
        }
        return json.loads(webauthn.options_to_json(options)), self._steps.begin(MAKING, carried)

    def make(self, account: SignedIn, step: str, credential: Mapping[str, Any]) -> None:
        """Keep a passkey that the browser made; raises Refusal passkey-refused."""
        self._only_if_offered()
        carried = self._steps.take(MAKING, step)
        try:
            made = webauthn.verify_registration_response(
                credential=dict(credential),
                expected_challenge=base64url_to_bytes(carried["challenge"]),
                expected_rp_id=self._host,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except _REFUSED as error:
            raise Refusal("passkey-refused") from error
        key = bytes_to_base64url(made.credential_public_key)
        identity, today = bytes_to_base64url(made.credential_id), self._today().isoformat()
        with self._database.write() as connection:
            if carried["username"] != account.username or not Passkeys(connection).add(
                identity, account.username, key, made.sign_count, today
            ):
                raise Refusal("passkey-refused")

    def begin_asking(self) -> tuple[dict[str, Any], str]:
        """Give the options for the browser: any passkey it has for this server will do."""
        self._only_if_offered()
        options = webauthn.generate_authentication_options(
            rp_id=self._host, user_verification=UserVerificationRequirement.REQUIRED
        )
        carried = {"challenge": bytes_to_base64url(options.challenge)}
        return json.loads(webauthn.options_to_json(options)), self._steps.begin(ASKING, carried)

    def sign_in(
        self, sessions: OpenSessions, step: str, credential: Mapping[str, Any]
    ) -> tuple[str, SignedIn]:
        """Open a session for whoever holds the passkey; raises Refusal passkey-refused."""
        self._only_if_offered()
        carried = self._steps.take(ASKING, step)
        username = self._verified(carried["challenge"], credential)
        return sessions.open(username, "passkey")

    def count(self, username: str) -> int:
        """Count an account's passkeys."""
        with self._database.read() as connection:
            return len(Passkeys(connection).of(username))

    def _verified(self, challenge: str, credential: Mapping[str, Any]) -> str:
        identity = credential.get("id")
        with self._database.write() as connection:
            passkeys = Passkeys(connection)
            row = passkeys.find(identity) if isinstance(identity, str) else None
            if row is None:
                raise Refusal("passkey-refused")
            try:
                proved = webauthn.verify_authentication_response(
                    credential=dict(credential),
                    expected_challenge=base64url_to_bytes(challenge),
                    expected_rp_id=self._host,
                    expected_origin=self._origin,
                    credential_public_key=base64url_to_bytes(row.public_key),
                    credential_current_sign_count=row.sign_count,
                    require_user_verification=True,
                )
                handle = base64url_to_bytes(credential["response"].get("userHandle") or "")
            except (*_REFUSED, AttributeError) as error:
                raise Refusal("passkey-refused") from error
            if handle != self._handle(row.username):
                raise Refusal("passkey-refused")
            passkeys.count_up(row.credential, proved.new_sign_count)
            return str(row.username)

    def _handle(self, username: str) -> bytes:
        """Give an account's number for authenticators: it tells them nothing about whose it is."""
        return self._secret.key_for(f"passkey-user {username}")

    def _only_if_offered(self) -> None:
        if not self.offered:
            raise Refusal("not-found")
