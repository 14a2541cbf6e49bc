"""A real OpenID provider on a port of this machine, which may be told to misbehave.

It follows the authorisation code flow with PKCE: it hands out a code for one challenge, and an
id token only for the verifier, the client's secret and the very address it was asked with.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "layby", "a secret of the client's own, long enough"


@dataclass
class OpenIdProvider:
    """Serves discovery, keys, authorisation and tokens.

    ``path`` is what follows the port in the issuer's address. ``person`` are the claims about
    whoever signs in; ``bent`` changes claims of the token, ``algorithm`` how it is signed.
    """

    path: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "person-1"})
    bent: dict[str, Any] = field(default_factory=dict)
    algorithm: str = "RS256"
    metadata: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.key, self.other_key = _keys()

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{self.path}"

    def describes(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        } | self.metadata

    def authorises(self, given: Mapping[str, str]) -> str:
        """Sign the person in; gives where their browser is sent."""
        self.asked.append(dict(given))
        code = secrets.token_urlsafe(16)
        self._codes[code] = dict(given)
        back = {"code": code, "state": given["state"], "iss": self.issuer}
        return f"{given['redirect_uri']}?{urlencode(back)}"

    def gives(self, basic: str, form: Mapping[str, str]) -> dict[str, Any] | None:
        """Trade a code for an id token, once; None for anybody who may not."""
        asked = self._codes.pop(form.get("code", ""), None)
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or basic != f"Basic {expected}":
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        same = form.get("redirect_uri") == asked["redirect_uri"]
        if challenge != asked["code_challenge"] or not same:
            return None
        token = self.token(asked["nonce"])
        return {"access_token": "access", "token_type": "Bearer", "id_token": token}

    def token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.person,
            **self.bent,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.algorithm == "none":
            parts = [{"alg": "none"}, claims]
            bare = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=") for p in parts]
            return b".".join(bare).decode() + "."
        header = {"alg": self.algorithm, "kid": "first"}
        key: Any = self.key
        if self.algorithm == "HS256":
            key = OctKey.import_key(SECRET)
        if self.algorithm == "another key":
            header["alg"], key = "RS256", self.other_key
        return jwt.encode(header, claims, key)


@cache
def _keys() -> tuple[RSAKey, RSAKey]:
    """Give the provider's key and another of the same name; they are slow to make."""
    named: Any = {"kid": "first"}
    first, other = (RSAKey.generate_key(2048, named, private=True) for _ in range(2))
    return first, other


def _handler(provider: OpenIdProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            route = parts.path.removeprefix(provider.path)
            if route == "/.well-known/openid-configuration":
                self._json(provider.describes())
            elif route == "/keys":
                self._json({"keys": [provider.key.as_dict(private=False)]})
            elif route == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorises(_flat(parts.query)))
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found = provider.gives(self.headers.get("Authorization", ""), _flat(body))
            self._json(found or {"error": "invalid_grant"}, 200 if found else 400)

        def _json(self, document: Mapping[str, Any], status: int = 200) -> None:
            body = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
