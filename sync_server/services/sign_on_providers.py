"""The trust's own sign-in, as whoever runs the server describes it in ``sign-on.toml``::

    [[provider]]
    id = "harbour"                      # lower-case letters, digits and dashes
    name = "Sign in with your NHS account"
    shape = "entra"                     # entra, cis2 or plain
    organisation = "harbour-trust"      # only accounts of this trust
    issuer = "https://login.microsoftonline.com/TENANT/v2.0"
    client_id = "..."
    client_secret_file = "entra.secret" # beside this file, mode 0600

A shape is what is particular to a provider: which claim is lasting and never given to another
person, what is asked for, and what a token must say.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sync_server.errors import ServerError

_ID = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True)
class Shape:
    """One kind of provider. ``at_least`` names claims that must be a number no smaller."""

    subject: str
    scope: str
    asks: Mapping[str, str] = field(default_factory=dict)
    at_least: Mapping[str, int] = field(default_factory=dict)
    tenant_claim: str = ""


SHAPES: Mapping[str, Shape] = {
    # OpenID Connect Core 1.0, section 5.7: only issuer and subject together are lasting.
    "plain": Shape("sub", "openid profile"),
    # Microsoft Entra ID: "sub" differs by application, "oid" is the person in the tenant "tid";
    # e-mail addresses and names can be changed and must not decide who somebody is.
    "entra": Shape("oid", "openid profile", tenant_claim="tid"),
    # NHS Care Identity Service 2: "sub" is the person's own number; level 2 or 3 of
    # authentication assurance is asked for, and the token has to say that it was met.
    "cis2": Shape(
        "sub",
        "openid profile",
        asks={"acr_values": "AAL2_OR_AAL3_ANY"},
        at_least={"authentication_assurance_level": 2},
    ),
}


@dataclass(frozen=True)
class Provider:
    """One provider of the trust's own sign-in."""

    id: str
    name: str
    shape: Shape
    organisation: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


def read_providers(file: Path) -> dict[str, Provider]:
    """Read the providers by id; none where there is no file. Raises ServerError."""
    if not file.is_file():
        return {}
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ServerError(f"{file} cannot be read as TOML.") from error
    found = [_provider(entry, file) for entry in document.get("provider", [])]
    if len({one.id for one in found}) != len(found):
        raise ServerError(f"{file}: two providers have the same id.")
    return {one.id: one for one in found}


def _provider(entry: Mapping[str, Any], file: Path) -> Provider:
    texts = {name: str(entry.get(name, "")).strip() for name in _NEEDED}
    if missing := [name for name, text in texts.items() if not text]:
        raise ServerError(f"{file}: a provider lacks {missing[0]}.")
    if not _ID.fullmatch(texts["id"]):
        raise ServerError(f"{file}: a provider's id has lower-case letters, digits and dashes.")
    if texts["shape"] not in SHAPES:
        raise ServerError(f"{file}: the shape is one of {', '.join(SHAPES)}.")
    if not is_safe(texts["issuer"]):
        raise ServerError(f"{file}: the issuer's address must begin with https://.")
    secret_file = file.parent / texts["client_secret_file"]
    try:
        secret = secret_file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise ServerError(f"The client secret {secret_file} cannot be read.") from error
    return Provider(
        texts["id"],
        texts["name"],
        SHAPES[texts["shape"]],
        texts["organisation"],
        texts["issuer"],
        texts["client_id"],
        secret,
    )


_NEEDED = ("id", "name", "shape", "organisation", "issuer", "client_id", "client_secret_file")


def is_safe(address: str) -> bool:
    """Say whether an address is https, or on this very machine (for trying out)."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    )
