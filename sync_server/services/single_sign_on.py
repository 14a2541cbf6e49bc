"""The trust's own sign-in: OpenID Connect with an authorisation code, PKCE, state and nonce.

State, nonce and the PKCE verifier travel in a sealed step that only this browser has, and are
taken once. An account is found by the provider's lasting number for a person, which somebody
entered on the server before; nobody gets an account by signing in elsewhere.
"""

import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from sync_server.db.accounts import Accounts
from sync_server.db.engine import Database
from sync_server.db.sign_in import Identities
from sync_server.errors import Refusal, ServerError
from sync_server.services.accounts import checked_username
from sync_server.services.open_sessions import SIGN_ON, OpenSessions
from sync_server.services.sign_on_providers import Provider, is_safe
from sync_server.services.steps import Steps

ANSWER_PATH = "/api/v1/session/sign-on/answer"
BEGUN = "sign-on"
TIMEOUT_SECONDS = 8.0
#: How long what a provider publishes about itself is believed.
_KNOWN_SECONDS = 3600.0
#: How soon it is asked for again when a token does not fit: its keys may have changed. Anybody can
#: come back with nonsense, and must not make us ask each time.
_DOUBT_SECONDS = 60.0
_LEEWAY_SECONDS = 60
#: Public-key signatures only: with "none" or a shared secret anybody could have made the token.
_ALGORITHMS = ["RS256", "PS256", "ES256"]
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_UNUSABLE = (httpx2.HTTPError, OAuthError, JoseError, ValueError, KeyError, TypeError)


@dataclass(frozen=True)
class _Known:
    """What a provider publishes about itself, since when we know it and until when we believe."""

    metadata: Mapping[str, Any]
    keys: KeySet
    since: float
    until: float


class SingleSignOn:
    """Sends people to their trust's sign-in, and takes them in when they come back."""

    def __init__(
        self,
        database: Database,
        steps: Steps,
        providers: Mapping[str, Provider],
        origin: str,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._steps = steps
        self._providers = providers if origin else {}
        self._redirect = origin + ANSWER_PATH
        self._now = now
        self._known: dict[str, _Known] = {}

    def offered(self) -> list[tuple[str, str]]:
        """Give (id, name) of every provider."""
        return [(one.id, one.name) for one in self._providers.values()]

    def link(self, provider: str, subject: str, username: str) -> None:
        """Say whose account a provider's lasting number opens; raises ServerError."""
        name = checked_username(username)
        if provider not in self._providers:
            raise ServerError(f"There is no provider {provider} in the sign-on file.")
        with self._database.write() as connection:
            row = Accounts(connection).find(name)
            if row is None:
                raise ServerError(f"There is no account {name}.")
            if row.organisation != self._providers[provider].organisation:
                raise ServerError("That provider is another trust's.")
            if not Identities(connection).link(provider, subject.strip(), name):
                raise ServerError("That number opens an account already.")

    def begin(self, provider_id: str) -> tuple[str, str]:
        """Give the address to send the browser to, and the step to come back with.

        Raises Refusal not-found, sign-on-unreachable.
        """
        provider = self._providers.get(provider_id)
        if provider is None:
            raise Refusal("not-found")
        metadata = self._look_up(provider).metadata
        carried = {
            "provider": provider.id,
            "state": secrets.token_urlsafe(32),
            "nonce": secrets.token_urlsafe(32),
            "verifier": secrets.token_urlsafe(48),
        }
        with self._client(provider, metadata) as client:
            address, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=carried["state"],
                nonce=carried["nonce"],
                code_verifier=carried["verifier"],
                **provider.shape.asks,
            )
        return str(address), self._steps.begin(BEGUN, carried)

    def sign_in(self, sessions: OpenSessions, step: str, given: Mapping[str, str]) -> str:
        """Open a session for whoever comes back; gives its token.

        Raises Refusal sign-in-expired, sign-on-failed, sign-on-unknown, sign-on-unreachable.
        """
        carried = self._steps.take(BEGUN, step)
        provider = self._providers.get(carried["provider"])
        if provider is None or not _same(given.get("state", ""), carried["state"]):
            raise Refusal("sign-on-failed")
        # RFC 9207: a provider that says who it is has to be the one that was asked.
        if given.get("iss", provider.issuer) != provider.issuer or not given.get("code"):
            raise Refusal("sign-on-failed")
        claims = self._claims(provider, given["code"], carried)
        with self._database.read() as connection:
            subject = claims.get(provider.shape.subject)
            username = Identities(connection).username(provider.id, str(subject or ""))
            row = Accounts(connection).find(username) if username else None
        if row is None or row.organisation != provider.organisation:
            raise Refusal("sign-on-unknown")
        return sessions.open(row.username, SIGN_ON)[0]

    def _claims(
        self, provider: Provider, code: str, carried: Mapping[str, str]
    ) -> Mapping[str, Any]:
        known = self._look_up(provider)
        try:
            with self._client(provider, known.metadata) as client:
                answer = client.fetch_token(
                    known.metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=carried["verifier"],
                )
            claims = self._verified(provider, known, dict(answer), carried["nonce"])
        except httpx2.TransportError as error:
            raise Refusal("sign-on-unreachable") from error
        except JoseError as error:
            self._known[provider.id] = replace(known, until=known.since + _DOUBT_SECONDS)
            raise Refusal("sign-on-failed") from error
        except _UNUSABLE as error:
            raise Refusal("sign-on-failed") from error
        if not _fits(provider, claims):
            raise Refusal("sign-on-failed")
        return claims

    def _verified(
        self, provider: Provider, known: _Known, answer: Mapping[str, Any], nonce: str
    ) -> Mapping[str, Any]:
        """Judge an id token (OpenID Connect Core 1.0, section 3.1.3.7)."""
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        token = jwt.decode(answer["id_token"], key=known.keys, registry=registry)
        must = {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
        }
        also = {
            "nonce": nonce,
            "client_id": provider.client_id,
            "access_token": answer.get("access_token"),
        }
        claims = CodeIDToken(token.claims, token.header, must, also)
        claims.validate(now=int(self._now()), leeway=_LEEWAY_SECONDS)
        return dict(claims)

    def _look_up(self, provider: Provider) -> _Known:
        """Give what the provider publishes (OpenID Connect Discovery 1.0)."""
        known = self._known.get(provider.id)
        if known is not None and known.until > self._now():
            return known
        try:
            with httpx2.Client(timeout=TIMEOUT_SECONDS) as client:
                address = provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
                metadata = client.get(address).raise_for_status().json()
                if metadata["issuer"] != provider.issuer or not all(
                    is_safe(metadata[name]) for name in _ENDPOINTS
                ):
                    raise Refusal("sign-on-unreachable")
                keys = client.get(metadata["jwks_uri"]).raise_for_status().json()
            now = self._now()
            known = _Known(metadata, KeySet.import_key_set(keys), now, now + _KNOWN_SECONDS)
        except _UNUSABLE as error:
            raise Refusal("sign-on-unreachable") from error
        self._known[provider.id] = known
        return known

    def _client(self, provider: Provider, metadata: Mapping[str, Any]) -> OAuth2Client:
        ways = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        basic = "client_secret_basic"
        return OAuth2Client(
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            token_endpoint_auth_method=basic if basic in ways else "client_secret_post",
            scope=provider.shape.scope,
            redirect_uri=self._redirect,
            code_challenge_method="S256",
            timeout=TIMEOUT_SECONDS,
        )


def _fits(provider: Provider, claims: Mapping[str, Any]) -> bool:
    """Say whether a token tells what this shape of provider has to tell."""
    shape = provider.shape
    if shape.tenant_claim:
        tenant = claims.get(shape.tenant_claim)
        if not isinstance(tenant, str) or f"/{tenant}/" not in f"{provider.issuer}/":
            return False
    levels = {name: str(claims.get(name, "")) for name in shape.at_least}
    return all(
        level.isdecimal() and int(level[:4]) >= shape.at_least[name]
        for name, level in levels.items()
    )


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
