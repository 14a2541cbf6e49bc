"""The trust's own sign-in, against a real provider: who gets in, and what is refused on the way."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from app.domain.organisation import Area, Organisation
from sync_server.errors import ServerError
from sync_server.services.organisations import add_organisation
from sync_server.services.sign_on_providers import read_providers
from tests.sync_server.api.second_factors import slug
from tests.sync_server.api.visits import ORIGIN, PEOPLE, Visit
from tests.sync_server.provider import CLIENT
from tests.sync_server.trust import OWN, this_quarter


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Visit]]:
    """A visit for each shape of provider, made when first asked for."""
    made: dict[str, Visit] = {}
    with ExitStack() as stack:

        def visit(shape: str) -> Visit:
            if shape not in made:
                made[shape] = Visit(stack, tmp_path_factory.mktemp(shape), shape)
            return made[shape].afresh()

        yield visit


@pytest.fixture
def visit(visits: Callable[[str], Visit]) -> Visit:
    return visits("plain")


@pytest.mark.parametrize("shape", PEOPLE)
def test_somebody_known_comes_in_by_the_trusts_own_sign_in(
    visits: Callable[[str], Visit], shape: str
) -> None:
    visit = visits(shape)
    before = visit.server.client.get("/api/v1/session/ways").json()
    assert before["providers"] == [{"id": "own", "name": "Sign in at work"}]
    assert (before["came_back"], before["problem"]) == (False, "")
    told = visit.whole()
    assert (told["came_back"], told["problem"]) == (True, "")
    who = visit.server.get("session")
    assert (who["username"], who["second_factor"]) == ("sam", "elsewhere")
    assert visit.server.get("quarters")["quarters"] == [this_quarter()]
    # It is told once: whoever opens the page later is not taken in by it.
    assert visit.server.client.get("/api/v1/session/ways").json()["came_back"] is False


def test_the_request_has_all_that_protects_it(visit: Visit) -> None:
    address = visit.begins()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{ORIGIN}/api/v1/session/sign-on/answer"
    assert asked["scope"] == "openid profile"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    again = parse_qs(urlsplit(visit.begins()).query)
    assert not {asked["state"], asked["nonce"]} & {again["state"][0], again["nonce"][0]}


def test_nhs_care_identity_is_asked_for_a_level_of_assurance(
    visits: Callable[[str], Visit],
) -> None:
    visit = visits("cis2")
    asked = parse_qs(urlsplit(visit.begins()).query)
    assert asked["acr_values"] == ["AAL2_OR_AAL3_ANY"]


@pytest.mark.parametrize(
    ("shape", "bent"),
    [
        ("plain", {"nonce": "another"}),
        ("plain", {"nonce": None}),
        ("plain", {"aud": "another-app"}),
        ("plain", {"aud": None}),
        ("plain", {"aud": [CLIENT, "another-app"]}),
        ("plain", {"azp": "another-app"}),
        ("plain", {"iss": "https://evil.example"}),
        ("plain", {"exp": 1_000_000_000}),
        ("plain", {"exp": None}),
        ("plain", {"iat": 9_000_000_000}),
        ("plain", {"nbf": 9_000_000_000}),
        ("entra", {"tid": "another-tenant"}),
        ("entra", {"tid": None}),
        ("entra", {"tid": "v2.0x"}),
        ("cis2", {"authentication_assurance_level": "1"}),
        ("cis2", {"authentication_assurance_level": None}),
        ("cis2", {"authentication_assurance_level": "3; 1"}),
    ],
    ids=str,
)
def test_a_token_that_is_not_quite_it_opens_nothing(
    visits: Callable[[str], Visit], shape: str, bent: dict[str, Any]
) -> None:
    visit = visits(shape)
    visit.provider.bent = bent
    told = visit.whole()
    assert (told["came_back"], told["problem"].split(".")[0]) == (
        False,
        "Your trust's sign-in did not confirm who you are",
    )
    assert visit.server.client.get("/api/v1/session").status_code == 401


@pytest.mark.parametrize("algorithm", ["none", "HS256", "another key"])
def test_a_token_that_anybody_could_have_made_opens_nothing(visit: Visit, algorithm: str) -> None:
    visit.provider.algorithm = algorithm
    assert visit.whole()["came_back"] is False
    assert visit.server.client.get("/api/v1/session").status_code == 401


def test_tokens_that_do_not_fit_make_us_ask_for_keys_again_once_a_minute_at_most(
    visit: Visit,
) -> None:
    sign_on, now = visit.server.parts.sign_on, time.time()
    begun = now
    sign_on._now = lambda: now
    visit.provider.algorithm = "another key"
    visit.whole()
    first = sign_on._known["own"]
    for _ in range(3):
        assert visit.whole()["came_back"] is False
        assert sign_on._known["own"].since == first.since == begun
    visit.provider.algorithm = "RS256"
    assert visit.whole()["came_back"] is True
    now = begun + 61
    assert visit.whole()["came_back"] is True
    assert sign_on._known["own"].since == now


def test_an_answer_is_taken_once_and_only_from_the_browser_that_asked(visit: Visit) -> None:
    back = visit.signs_in_there(visit.begins())
    step = visit.server.client.cookies["__Host-layby_step"]
    visit.server.client.cookies.clear()
    assert visit.comes_back(back)["came_back"] is False  # another browser: no step
    visit.server.client.cookies.set("__Host-layby_step", step)
    assert visit.comes_back(back)["came_back"] is True
    visit.server.client.cookies.clear()
    visit.server.client.cookies.set("__Host-layby_step", step)
    assert visit.comes_back(back)["came_back"] is False
    assert visit.server.client.get("/api/v1/session").status_code == 401


@pytest.mark.parametrize(
    ("name", "value"),
    [("state", "another"), ("state", ""), ("iss", "https://evil.example"), ("code", "guessed")],
)
def test_an_answer_that_was_tampered_with_opens_nothing(
    visit: Visit, name: str, value: str
) -> None:
    back = urlsplit(visit.signs_in_there(visit.begins()))
    given = {key: values[0] for key, values in parse_qs(back.query).items()} | {name: value}
    address = str(httpx.URL(ORIGIN + back.path, params=given))
    assert visit.comes_back(address)["came_back"] is False


def test_a_refusal_at_the_provider_is_told_in_a_sentence(visit: Visit) -> None:
    asked = parse_qs(urlsplit(visit.begins()).query)
    told = visit.comes_back(
        f"{asked['redirect_uri'][0]}?error=access_denied&state={asked['state'][0]}"
    )
    assert (told["came_back"], told["problem"][-10:]) == (False, "Try again.")


def test_somebody_without_an_account_is_told_so(visit: Visit) -> None:
    visit.provider.person["sub"] = "person-2"
    assert "no account for you" in visit.whole()["problem"]


def test_a_former_session_ends_and_none_can_be_planted(visit: Visit) -> None:
    planted = "A" * 43
    visit.server.client.cookies.set("__Host-layby_session", planted)
    assert visit.whole()["came_back"] is True
    assert visit.server.parts.accounts.signed_in(planted) is None


def test_nobody_makes_a_way_around_the_trusts_own_sign_in(visit: Visit) -> None:
    assert visit.whole()["came_back"] is True
    for address in ("passkeys/options", "passkeys", "second-factor"):
        answer = visit.server.client.post(f"/api/v1/session/{address}", json={}, headers=OWN)
        assert slug(answer) == "not-permitted"


def test_a_provider_that_is_down_or_says_it_is_another_is_not_used(
    visits: Callable[[str], Visit],
) -> None:
    visit = visits("plain")
    visit.provider.metadata["issuer"] = "https://evil.example"
    body = {"provider": "own"}
    answer = visit.server.client.post("/api/v1/session/sign-on", json=body, headers=OWN)
    assert (answer.status_code, slug(answer)) == (503, "sign-on-unreachable")
    visit.provider.metadata = {"token_endpoint": "http://evil.example/token"}
    answer = visit.server.client.post("/api/v1/session/sign-on", json=body, headers=OWN)
    assert slug(answer) == "sign-on-unreachable"
    answer = visit.server.client.post(
        "/api/v1/session/sign-on", json={"provider": "no"}, headers=OWN
    )
    assert slug(answer) == "not-found"


def test_a_password_opens_no_account_that_has_none(visit: Visit) -> None:
    for password in ("", "four unrelated plain words"):
        who = {"username": "sam", "password": password}
        answer = visit.server.client.post("/api/v1/session", json=who, headers=OWN)
        assert slug(answer) == "sign-in-failed"


def test_a_provider_opens_accounts_of_its_own_trust_alone(visit: Visit) -> None:
    other = Organisation("other-trust", "Other Trust", (Area("all", "All"),), ())
    add_organisation(visit.server.parts.database, other)
    visit.server.parts.accounts.create("olu", "Olu", other.id, None)
    link = visit.server.parts.sign_on.link
    for provider, subject, username, words in (
        ("own", "person-9", "olu", "another trust's"),
        ("own", "person-1", "sam", "already"),
        ("own", "person-9", "nobody", "no account"),
        ("none", "person-9", "sam", "no provider"),
    ):
        with pytest.raises(ServerError, match=words):
            link(provider, subject, username)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (("https://", "http://"), "https"),
        (('shape = "plain"', 'shape = "round"'), "shape"),
        (('client_id = "c"', ""), "client_id"),
        (('id = "own"', 'id = "Own Way"'), "lower-case"),
        (("client.secret", "nowhere.secret"), "nowhere.secret"),
        (("[[provider]]", "[[provider"), "TOML"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_a_description_that_cannot_be_used_is_said_in_a_sentence(
    tmp_path: Path, changed: tuple[str, str], words: str
) -> None:
    (tmp_path / "client.secret").write_text("s", encoding="utf-8")
    text = (
        '[[provider]]\nid = "own"\nname = "N"\nshape = "plain"\norganisation = "t"\n'
        'issuer = "https://login.example"\nclient_id = "c"\nclient_secret_file = "client.secret"\n'
    )
    file = tmp_path / "sign-on.toml"
    file.write_text(text, encoding="utf-8")
    assert list(read_providers(file)) == ["own"]
    file.write_text(text.replace(*changed), encoding="utf-8")
    with pytest.raises(ServerError, match=words):
        read_providers(file)
