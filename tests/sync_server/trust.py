"""A made-up trust on a real server, and summaries to send to it."""

import tempfile
import uuid
import warnings
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from argon2 import PasswordHasher
from starlette.types import ASGIApp

from app.domain.base64url import write_bytes
from app.domain.organisation import Area, Organisation, RoleFamily
from app.domain.periods import IsoWeek, Quarter
from app.domain.second_look import Place
from app.domain.token import Token
from sync_server.db import migrations
from sync_server.db.engine import open_database
from sync_server.main import wire
from sync_server.parts import Parts
from sync_server.services.accounts import AccountBook
from sync_server.services.issuer_keys import SigningKey
from sync_server.services.look_workers import looked
from sync_server.services.organisations import add_organisation
from sync_server.settings import Settings
from tests.sync_server.keys import spare_keys
from tests.sync_server.sparing import no_wait_for_the_disk, spare
from tests.sync_server.tokens import item, signed

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

spare()

ASSETS: Path = Settings.model_fields["assets_dir"].default
PASSWORD = "four unrelated plain words"
#: What Layby's own app sends with every write.
OWN = {"Layby-Request": "1"}
TRUST = Organisation(
    "harbour-trust",
    "Harbour Ambulance Trust",
    (
        Area("north", "North", None),
        Area("quay", "Quay", "north"),
        Area("hill", "Hill", "north"),
        Area("south", "South", None),
    ),
    (RoleFamily("paramedic", "Paramedic", "04"),),
)


def this_week() -> str:
    """Asked for whenever it is needed: a run of the tests may last past midnight."""
    return week(0)


def this_quarter() -> str:
    return str(Quarter.of_week(IsoWeek.of(date.today())))


def week(offset: int) -> str:
    return str(IsoWeek.of(date.today() + timedelta(weeks=offset)))


def summary(**changes: Any) -> dict[str, Any]:
    """One summary as it is sent; ``changes`` with None are left out."""
    wire_form: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "schema": 2,
        "organisation": TRUST.id,
        "staff_group": "04",
        "area": "quay",
        "week": this_week(),
        "kind": "wellbeing",
        "text": "Late finishes and missed meal breaks wear people down.",
        "plan_made": True,
        "follow_up_agreed": False,
        "language": "en",
        "anonymiser": "1.0",
        "themes": [],
        "support_offered": [],
    }
    wire_form.update(changes)
    return {key: value for key, value in wire_form.items() if value is not None}


def small_assets(folder: Path) -> Path:
    """Give a folder with the head of the real codebook, which is quicker to read than all."""
    head, *themes = (ASSETS / "codebook.toml").read_text(encoding="utf-8").split("[[theme]]")
    folder.mkdir()
    # The real lists: every text is looked at again. They are read once a process.
    (folder / "names").symlink_to(ASSETS / "names")
    (folder / "codebook.toml").write_text("[[theme]]".join([head, *themes[:4]]), encoding="utf-8")
    return folder


@cache
def migrated() -> bytes:
    """Give a migrated, empty SQLite database: migrations have tests of their own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "layby.db"
        database = open_database(f"sqlite:///{file}")
        migrations.upgrade(database)
        database.close()
        return file.read_bytes()


class Server:
    """A running site without a network: ``client`` speaks to it as a browser would."""

    def __init__(self, folder: Path, database_url: str = "", **settings: Any) -> None:
        given = {"assets_dir": small_assets(folder / "assets")} | settings
        self.settings = Settings(
            data_dir=folder / "data", pwa_dir=folder / "pwa", database_url=database_url, **given
        )
        if not database_url:
            self.settings.data_dir.mkdir()
            (self.settings.data_dir / "layby.db").write_bytes(migrated())
        with no_wait_for_the_disk():
            self.parts = Parts(self.settings, make_key=spare_keys())
        self._keys: dict[tuple[str, str, str], SigningKey] = {}
        self._tokens: dict[str, Token] = {}
        # A cheap hash: the true one is slow on purpose, and is tested where it matters.
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        required = self.settings.second_factor == "required"
        self.parts.accounts = AccountBook(
            self.parts.database, self.parts.secret, hasher=quick, second_factor_required=required
        )
        add_organisation(self.parts.database, TRUST)
        self._stack = ExitStack()

    @cached_property
    def app(self) -> ASGIApp:
        """The whole site, wired when first asked for: many tests ask its parts alone.

        What a test puts in a part's place before that is what the site has.
        """
        return wire(self.parts)

    @cached_property
    def client(self) -> TestClient:
        """Speaks to the site as a browser would."""
        scheme = "https" if self.settings.https else "http"
        client = TestClient(self.app, base_url=f"{scheme}://layby.test", follow_redirects=False)
        self._stack.callback(client.close)
        return self._stack.enter_context(client)  # one event loop for all requests, not one each

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        self.parts.database.close()

    def token(
        self, area: str = "quay", *, organisation: str = TRUST.id, quarter: str = ""
    ) -> Token:
        """A new token for an area, of this quarter or another."""
        name = (organisation, area, quarter)
        if name not in self._keys:
            self._keys[name] = self.parts.issuer_keys.key_for(organisation, area, quarter or None)
        return signed(self._keys[name])

    def item(self, wire: object) -> dict[str, Any]:
        """A summary with its token: a new one the first time, the same from then on."""
        known: dict[str, Any] = wire if isinstance(wire, dict) else {}
        area = known.get("area")
        here = area if area in {leaf.id for leaf in TRUST.leaves()} else "quay"
        identity = str(known.get("id"))
        if identity not in self._tokens:
            self._tokens[identity] = self.token(str(here))
        return item(wire, self._tokens[identity])

    def look(self, find: Callable[[str, Any], tuple[Place, ...]]) -> Callable[[], None]:
        """Let the second look be this one; what is given back puts the true one in its place."""
        true = self.parts.intake._look_at
        self.parts.intake._look_at = lambda asked: looked(find, asked)

        def put_back() -> None:
            self.parts.intake._look_at = true

        return put_back

    def credential(self, *areas: str) -> str:
        """Enrol a device for some areas, or for all, and give what it shows."""
        code = self.parts.enrolment.issue(TRUST.id, uses=1, days=1, areas=areas)
        return write_bytes(self.parts.enrolment.redeem(code, str(uuid.uuid4())).credential)

    def send(self, *summaries: object) -> list[dict[str, Any]]:
        """Send summaries as an enrolled device; give their receipts."""
        items = [self.item(wire) for wire in summaries]
        response = self.client.post("/api/v1/summaries", json={"items": items})
        assert response.status_code == 200, response.text
        receipts = response.json()["receipts"]
        assert isinstance(receipts, list)
        return receipts

    def fill(self, cells: Sequence[tuple[str, str, int]], **changes: Any) -> None:
        """Send ``number`` summaries for each (staff group, area, number), one by one."""
        for staff_group, area, number in cells:
            for _ in range(number):
                (receipt,) = self.send(summary(staff_group=staff_group, area=area, **changes))
                assert receipt["status"] == "stored", receipt

    def sign_in(self) -> None:
        """Make a lead's account if needed, and sign the client in."""
        if not self.parts.accounts.exists():
            self.parts.accounts.create("lead", "A Lead", TRUST.id, PASSWORD)
        answer = self.client.post(
            "/api/v1/session", json={"username": "lead", "password": PASSWORD}, headers=OWN
        )
        assert answer.status_code == 200, answer.text

    def get(self, address: str, **parameters: str) -> Any:
        """Read an address as the signed-in lead."""
        answer = self.client.get(f"/api/v1/{address}", params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()
