"""What devices fetch: published and nothing else, signed, by whoever is enrolled."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.domain.lock import LockTimes
from app.domain.signed_document import CONTENT, read_signed
from app.domain.trust_content import TrustContent, tag_of
from sync_server.main import wire
from sync_server.parts import Parts
from sync_server.services.trust_content import ContentDesk
from tests.sync_server.api.content_texts import (
    OVERLAY,
    SERVICE,
    SERVICE_ID,
    Desk,
    fetch,
    published,
    shipped_assets,
)
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.trust import TRUST, Server


@pytest.fixture
def either(tmp_path: Path, server_url: str) -> Iterator[Server]:
    assets = shipped_assets(tmp_path / "content")
    with Server(tmp_path, server_url, assets_dir=assets) as made:
        yield made


@pytest.fixture
def shipping(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path, assets_dir=shipped_assets(tmp_path / "content")) as made:
        yield made


def test_a_device_gets_what_is_published_and_then_a_304(either: Server) -> None:
    first = fetch(either)
    found = TrustContent.from_document(published(either, first))
    assert (found.version, found.guides, found.services) == (1, (), ())
    assert found.organisation.areas == TRUST.areas
    assert found.organisation.lock == LockTimes()
    assert fetch(either, first.headers["etag"]).status_code == 304
    desk = Desk(either)
    assert desk.save(f"service/{SERVICE_ID}", SERVICE, 0)["version"] == 1
    assert fetch(either, first.headers["etag"]).status_code == 304, (
        "a draft is nobody's business yet"
    )
    assert desk.publish(f"service/{SERVICE_ID}", 1)["version"] == 2
    assert desk.save("overlay/short-talk", OVERLAY, 0)["version"] == 1
    assert desk.publish("overlay/short-talk", 1)["version"] == 2
    again = fetch(either, first.headers["etag"])
    assert again.status_code == 200
    assert again.headers["cache-control"] == "no-store"
    changed = TrustContent.from_document(published(either, again))
    assert changed.version == 3
    assert changed.services == (SERVICE,)
    assert "version = 2" in changed.overlays[0]


def test_the_answer_is_small_where_the_device_can_unpack_it(server: Server) -> None:
    desk = Desk(server)
    desk.save(f"service/{SERVICE_ID}", SERVICE, 0)
    desk.publish(f"service/{SERVICE_ID}", 1)
    with server.client.stream(
        "GET",
        "/api/v1/content",
        headers={"Layby-Device": server.credential(), "Accept-Encoding": "gzip"},
    ) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    signed = json.loads(gzip.decompress(packed))
    key = server.parts.trust_keys.trust_key(TRUST.id)
    assert read_signed(signed, key, CONTENT)["services"] == [SERVICE]
    plain = fetch(server, **{"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert len(packed) < len(plain.content)


@pytest.mark.parametrize("wrong", ["", "A" * 43, "x" * 200], ids=["none", "wrong", "long"])
def test_without_a_credential_there_is_nothing(server: Server, wrong: str) -> None:
    answer = fetch(server, **{"Layby-Device": wrong})
    assert assert_problem(answer, 401)["type"] == "/problems/device-unknown"


def test_a_lead_is_no_device_and_asking_leaves_no_trace(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.sign_in()
    assert_problem(server.client.get("/api/v1/content"), 401)
    credential = server.credential()
    with server.parts.database.read() as connection:
        before = connection.execute(text("SELECT count(*) FROM audit")).scalar_one()
    assert fetch(server, credential=credential).status_code == 200
    with server.parts.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit")).scalar_one() == before
    assert "".join(capsys.readouterr()) == ""


def restarted(server: Server, **changes: Any) -> ContentDesk:
    """The same trust's content as the server gives it out after a start with other settings."""
    return Parts(server.settings.model_copy(update=changes)).content


def asked_of(server: Server, desk: ContentDesk, tag: str = "") -> httpx.Response:
    """Ask what stands behind the route now, as a device does that holds ``tag``."""
    server.parts.content = desk
    with TestClient(wire(server.parts), base_url="http://layby.test") as client:
        sent = {"Layby-Device": server.credential(), "If-None-Match": tag}
        return client.get("/api/v1/content", headers=sent)


def test_other_times_for_locking_reach_devices_after_a_restart(
    shipping: Server,
) -> None:
    first = fetch(shipping)
    same = asked_of(shipping, restarted(shipping), first.headers["etag"])
    assert same.status_code == 304
    other = restarted(shipping, lock_idle_minutes=1.0, lock_hidden_minutes=0.5)
    again = asked_of(shipping, other, first.headers["etag"])
    assert again.headers["etag"] != first.headers["etag"]
    found = TrustContent.from_document(published(shipping, again))
    assert found.organisation.lock == LockTimes(60, 30)


def test_what_a_new_layby_ships_no_longer_reaches_devices_that_had_it_hidden(
    shipping: Server,
) -> None:
    Desk(shipping).retire("service/tasc-sexual-safety", 0)
    first = asked_of(shipping, restarted(shipping))
    assert published(shipping, first)["hidden_services"] == ["tasc-sexual-safety"]
    (shipping.settings.assets_dir / "services/tasc-sexual-safety.toml").unlink()
    again = asked_of(shipping, restarted(shipping), first.headers["etag"])
    assert again.status_code == 200, "what the device has is not what it would be given"
    assert published(shipping, again)["hidden_services"] == []
    assert again.headers["etag"] != first.headers["etag"]


def test_the_tag_is_made_of_the_answer_alone(shipping: Server) -> None:
    first = fetch(shipping)
    assert first.headers["etag"] == tag_of(first.content)
    packed = fetch(shipping, **{"Accept-Encoding": "gzip"})
    assert (packed.headers["etag"], packed.content) == (first.headers["etag"], first.content)
