"""Composition root: ``create_app`` wires the rooms together, and does nothing else."""

from collections.abc import Callable
from datetime import date

from starlette.types import ASGIApp

from app.domain.organisation import Organisation
from sync_server.api import (
    audit,
    content,
    editing,
    enrolment,
    enrolment_codes,
    flags,
    health,
    intake,
    meta,
    own_lists,
    passkeys,
    second_factor,
    second_look,
    sessions,
    sign_on,
    themes,
    tokens,
    withdraw,
)
from sync_server.api.cookies import Cookies
from sync_server.api.metering import Metered
from sync_server.api.pwa import Site
from sync_server.api.routes import build_api
from sync_server.api.sender import device_of
from sync_server.api.session_answer import SessionTeller
from sync_server.api.shield import Shield
from sync_server.db import migrations
from sync_server.db.engine import open_database
from sync_server.services.accounts import AccountBook
from sync_server.services.audit_reading import AuditReading
from sync_server.services.codebook_file import read_codebook
from sync_server.services.editing import Editing
from sync_server.services.editing_lists import EditingLists
from sync_server.services.enrolment import Enrolment
from sync_server.services.flagging import Flagging
from sync_server.services.gauges import Gauges
from sync_server.services.intake import Intake
from sync_server.services.issuer_keys import IssuerKeyBook
from sync_server.services.issuing import Issuing
from sync_server.services.look_log import LookLog
from sync_server.services.meta import MetaDesk
from sync_server.services.metrics import Metrics
from sync_server.services.organisation_editing import OrganisationEditing
from sync_server.services.organisations import organisations
from sync_server.services.own_lists import OwnLists
from sync_server.services.passkeys import PasskeyDesk
from sync_server.services.readiness import Readiness
from sync_server.services.reporting import Reporting
from sync_server.services.resealing import Resealing
from sync_server.services.retention import Retention
from sync_server.services.second_look import second_look as make_second_look
from sync_server.services.server_secret import load_secret
from sync_server.services.shipped import read_shipped
from sync_server.services.sign_on_providers import read_providers
from sync_server.services.signing_key import PrivateKey, make_key
from sync_server.services.single_sign_on import SingleSignOn
from sync_server.services.spent_tokens import TokenGate
from sync_server.services.steps import Steps
from sync_server.services.text_cipher import load_cipher
from sync_server.services.trust_content import ContentDesk
from sync_server.services.trust_keys import TrustKeys
from sync_server.services.trust_words import TrustWords
from sync_server.services.withdrawals import Withdrawals
from sync_server.services.withdrawing import Withdrawing
from sync_server.settings import Settings


class Parts:
    """One server's services over one database, which is migrated first.

    Raises ServerError with a sentence when something needed is missing or unusable.
    """

    def __init__(self, settings: Settings, make_key: Callable[[], PrivateKey] = make_key) -> None:
        self.settings = settings
        self.shipped = read_shipped(settings.assets_dir)
        self.secret = load_secret(settings.secret_file)
        self.database = open_database(settings.url)
        migrations.upgrade(self.database, ask=settings.migrate == "ask")
        self.cipher = load_cipher(settings.text_keys_file)
        self.resealing = Resealing(self.database, self.cipher)
        self.resealing.begin()
        self.readiness = Readiness(self.database, settings.data_dir)
        self.metrics = Metrics()
        self._make_sign_in()
        self._make_devices(make_key)
        self._make_texts()
        self._make_content()

    def _make_sign_in(self) -> None:
        settings, database = self.settings, self.database
        required = settings.second_factor == "required"
        self.accounts = AccountBook(database, self.secret, second_factor_required=required)
        self.steps = Steps(database, self.secret)
        self.passkeys = PasskeyDesk(database, self.secret, self.steps, settings.origin)
        providers = read_providers(settings.sign_on_file or settings.data_dir / "sign-on.toml")
        self.sign_on = SingleSignOn(database, self.steps, providers, settings.origin)
        self.audit_reading = AuditReading(database)
        self.looks = LookLog(database)

    def _make_devices(self, make_key: Callable[[], PrivateKey]) -> None:
        settings, database = self.settings, self.database
        self.trust_keys = TrustKeys(database, self.secret, make_key)
        self.issuer_keys = IssuerKeyBook(database, self.secret, make_key, self.today)
        self.issuing = Issuing(database, self.issuer_keys, settings.tokens_per_week)
        self.meta = MetaDesk(
            database, self.trust_keys, self.issuer_keys, settings.sending_gap_seconds
        )
        trust_key = self.trust_keys.trust_key
        self.enrolment = Enrolment(database, self.secret, trust_key, lock=settings.lock)

    def _make_texts(self) -> None:
        settings, database, cipher = self.settings, self.database, self.cipher
        codebook, minimum = read_codebook(settings.assets_dir), settings.minimum_group
        self.second_look = make_second_look(settings.assets_dir, settings.second_look_model)
        self.retention = Retention(database, self.today)
        self.retention.tend()
        self.intake = Intake(
            database,
            codebook,
            minimum,
            self.second_look,
            TrustWords(database),
            gate=TokenGate(self.issuer_keys, self.today),
            cipher=cipher,
            today=self.today,
        )
        self.withdrawals = Withdrawals(database, today=self.today)
        self.withdrawing = Withdrawing(database, today=self.today)
        self.flagging = Flagging(database, self.secret, cipher=cipher)
        self.reporting = Reporting(database, self.secret, codebook, minimum, cipher=cipher)

    def _make_content(self) -> None:
        database, shipped = self.database, self.shipped
        self.content = ContentDesk(database, shipped, self.settings.lock)
        self.editing = Editing(database, shipped)
        self.editing_lists = EditingLists(database, shipped)
        self.trust_editing = OrganisationEditing(database)
        self.own_lists = OwnLists(database)

    def today(self) -> date:
        """Give the server's date."""
        return date.today()

    def organisations(self) -> dict[str, Organisation]:
        """Give every trust by id."""
        return organisations(self.database)

    def organisation(self, identity: str) -> Organisation:
        """Give one trust."""
        return self.organisations()[identity]


def wire(parts: Parts) -> ASGIApp:
    """Make the site of ready ``parts``: the API, the app's files, the shield around both."""
    cookies = Cookies(parts.settings)
    gate = sessions.Sessions(parts.accounts, cookies)
    teller = SessionTeller(parts.accounts, parts.settings, parts.organisation)
    api = build_api(
        v1=[
            meta.routes(parts.meta, parts.organisations),
            tokens.routes(parts.issuing, device_of(parts.enrolment.devices)),
            enrolment.routes(parts.enrolment),
            enrolment_codes.routes(
                parts.enrolment.codes, gate, parts.trust_keys.trust_key, parts.organisation
            ),
            intake.routes(parts.intake, parts.retention),
            withdraw.routes(parts.withdrawing),
            second_look.routes(parts.withdrawals),
            content.routes(parts.content, parts.trust_keys, device_of(parts.enrolment.devices)),
            sessions.routes(parts.accounts, gate, cookies, teller),
            second_factor.routes(parts.accounts, gate, parts.organisation),
            passkeys.routes(parts.passkeys, parts.accounts, gate, cookies, teller),
            sign_on.routes(parts.sign_on, parts.passkeys, parts.steps, cookies),
            audit.routes(parts.audit_reading, gate),
            themes.routes(parts.reporting, gate, parts.organisation, parts.looks),
            flags.routes(parts.flagging, gate, parts.organisation),
            own_lists.routes(parts.own_lists, gate),
            editing.routes(
                parts.editing_lists,
                parts.editing,
                parts.trust_editing,
                gate,
                parts.organisation,
            ),
        ],
        health=health.health_routes(
            parts.readiness,
            Gauges(parts.database, parts.settings, parts.readiness),
            parts.metrics,
            parts.settings.metrics_token.get_secret_value(),
        ),
        returning=[sign_on.returning(parts.sign_on, parts.accounts, gate, parts.steps, cookies)],
    )
    site = Shield(Site(api, parts.settings.pwa_dir), https=parts.settings.https)
    return Metered(site, parts.metrics)


def create_app(settings: Settings) -> ASGIApp:
    """Make the whole server for ``settings``."""
    return wire(Parts(settings))
