"""The parts of one server: every service, over one database, ready to be wired together."""

from collections.abc import Callable
from datetime import date

from app.domain.organisation import Organisation
from app.domain.trust_policy import TrustPolicy
from sync_server.analysis.meaning import Meaning
from sync_server.api import (
    insights,
)
from sync_server.db import migrations
from sync_server.db.engine import open_database
from sync_server.services.accounts import AccountBook
from sync_server.services.acting import Acting
from sync_server.services.audit_reading import AuditReading
from sync_server.services.block_speech import BlockSpeech
from sync_server.services.board_report import BoardReports
from sync_server.services.checked_evidence import CheckedEvidence
from sync_server.services.checking import Checking
from sync_server.services.closing import Closing
from sync_server.services.codebook_editing import CodebookEditing
from sync_server.services.codebook_file import read_codebook
from sync_server.services.coding_desk import CodingDesk
from sync_server.services.coding_work import CodingWork
from sync_server.services.columns import Columns
from sync_server.services.digest_keys import DigestKeys
from sync_server.services.editing import Editing
from sync_server.services.editing_lists import EditingLists
from sync_server.services.enrolment import Enrolment
from sync_server.services.finding_texts import FindingTexts
from sync_server.services.flagging import Flagging
from sync_server.services.frozen import Frozen
from sync_server.services.headcounts import HeadcountDesk
from sync_server.services.insight_emerging import NewThemes
from sync_server.services.insight_findings import Findings
from sync_server.services.insight_trends import Trends
from sync_server.services.insights import Evidence, Insights
from sync_server.services.intake import Intake
from sync_server.services.issuer_keys import IssuerKeyBook
from sync_server.services.issuing import Issuing
from sync_server.services.kept_figures import KeptFigures
from sync_server.services.learning_labels import LearningLabels
from sync_server.services.look_log import LookLog
from sync_server.services.meta import MetaDesk
from sync_server.services.metrics import Metrics
from sync_server.services.naming_somebody import NamingSomebody
from sync_server.services.organisation_editing import OrganisationEditing
from sync_server.services.organisations import organisations
from sync_server.services.own_lists import OwnLists
from sync_server.services.passkeys import PasskeyDesk
from sync_server.services.previewing import Previewing
from sync_server.services.quoting import Quoting
from sync_server.services.reach import ReachDesk
from sync_server.services.readiness import Readiness
from sync_server.services.report_desk import ReportDesk
from sync_server.services.report_reach import reach_section
from sync_server.services.report_themes import Sources
from sync_server.services.reporting import Reporting
from sync_server.services.resealing import Resealing
from sync_server.services.retention import TEXT_YEARS, Retention
from sync_server.services.second_look import second_look as make_second_look
from sync_server.services.server_secret import load_secret
from sync_server.services.shipped import read_shipped
from sync_server.services.sign_on_providers import read_providers
from sync_server.services.signing_key import PrivateKey, make_key
from sync_server.services.single_sign_on import SingleSignOn
from sync_server.services.spent_tokens import TokenGate
from sync_server.services.steps import Steps
from sync_server.services.text_cipher import load_cipher
from sync_server.services.theme_changes import ThemeChanges
from sync_server.services.trust_coding import TrustCoding
from sync_server.services.trust_content import ContentDesk
from sync_server.services.trust_keys import TrustKeys
from sync_server.services.trust_words import TrustWords
from sync_server.services.withdrawals import Withdrawals
from sync_server.services.withdrawing import Withdrawing
from sync_server.services.withdrawn_list import WithdrawnList
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
        self.digest_keys = DigestKeys(self.database, self.secret)
        self.digest_keys.begin()
        self.readiness = Readiness(self.database, settings.data_dir)
        self.metrics = Metrics()
        self._make_sign_in()
        self._make_devices(make_key)
        self._make_texts()
        self._make_reading()
        self._make_coding()
        self._make_reports()
        self._make_content()

    def _make_sign_in(self) -> None:
        settings, database = self.settings, self.database
        required = settings.second_factor == "required"
        self.accounts = AccountBook(database, self.secret, second_factor_required=required)
        self.steps = Steps(database, self.secret)
        self.passkeys = PasskeyDesk(database, self.secret, self.steps, settings.origin)
        providers = read_providers(settings.sign_on_file or settings.data_dir / "sign-on.toml")
        self.sign_on = SingleSignOn(database, self.steps, providers, settings.origin)
        self.audit_reading = AuditReading(database, settings.audit_ends_file)
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
        coding = self.coding = TrustCoding(database, codebook, cipher)
        self.columns = Columns(database, self.coding.codebook, cipher)
        self.closing = Closing(
            database, lambda one: coding.of(one).number, minimum, self.columns, self.today
        )
        self.frozen = Frozen(database, self.columns, minimum)
        self.retention = Retention(database, self.today, daily=self.closing.close_due)
        self.retention.tend()
        self.intake = Intake(
            database,
            self.coding,
            minimum,
            self.second_look,
            TrustWords(database),
            gate=TokenGate(self.issuer_keys, self.today),
            cipher=cipher,
            today=self.today,
            keyed=self.secret.digest,
        )
        self.withdrawals = Withdrawals(database, today=self.today)
        self.withdrawn_list = WithdrawnList(settings.withdrawn_file)
        with database.read() as connection:
            self.withdrawn_list.begin(connection)
        self.withdrawing = Withdrawing(database, today=self.today, listed=self.withdrawn_list)
        self.flagging = Flagging(database, self.secret, cipher=cipher)
        self.headcounts = HeadcountDesk(database, self.today)
        checked = self.checked = CheckedEvidence(database, self.coding)
        evidence = Evidence(checked.audits, checked.not_yet)
        changes = ThemeChanges(database, self.coding)
        self.reading = Insights(self.frozen, self.coding.codebook, evidence, changes.since)
        people = self.headcounts.people
        self.reporting = Reporting(database, self.secret, self.reading, people, cipher=cipher)

    def _make_reading(self) -> None:
        database, cipher, reading = self.database, self.cipher, self.reading
        speech = BlockSpeech(self.columns)
        self.insights = insights.Desk(
            reading, Trends(reading, self.columns.of), Findings(reading), NewThemes(reading, speech)
        )
        self.finding = FindingTexts(database, self.secret, self.reporting.readable, cipher)
        self.quoting = Quoting(
            database,
            self.secret,
            self.reporting,
            reading,
            self.second_look,
            TrustWords(database),
            cipher,
        )
        self.checking = Checking(
            database,
            self.secret,
            self.reporting.readable,
            self.coding.for_trust,
            cipher,
            self.today,
        )

    def _make_coding(self) -> None:
        database, cipher = self.database, self.cipher
        meaning = Meaning() if self.settings.semantic else None
        self.labels = LearningLabels(database, cipher, meaning)
        trying = Previewing(
            database, self.coding, self.reporting.readable, self.secret.place, cipher
        )
        self.coding_work = CodingWork(
            database,
            self.coding,
            self.labels,
            trying,
            cipher,
            self.today,
            KeptFigures(self.coding, self.settings.minimum_group),
        )
        self.coding_desk = CodingDesk(database, self.coding, self.labels, self.coding_work)
        self.codebook_editing = CodebookEditing(
            database, self.coding, self.coding_desk, self.labels, trying
        )

    def _make_reports(self) -> None:
        desk, database = self.insights, self.database
        naming = NamingSomebody(database, self.second_look, TrustWords(database))
        self.acting = Acting(database, desk.insights, naming)
        sources = Sources(desk.insights, desk.trends, desk.findings, desk.new_themes)
        people = self.headcounts.people
        reached = reach_section(ReachDesk(desk.insights, people), people)
        board = BoardReports(sources, self.acting, [reached])
        self.reports = ReportDesk(database, desk.insights, board, naming)

    def _make_content(self) -> None:
        database, shipped = self.database, self.shipped
        policy = TrustPolicy(self.settings.minimum_group, TEXT_YEARS)
        self.content = ContentDesk(database, shipped, self.settings.lock, policy)
        self.editing = Editing(database, shipped)
        self.editing_lists = EditingLists(database, shipped)
        self.trust_editing = OrganisationEditing(database)
        self.own_lists = OwnLists(database)

    def go_on(self) -> None:
        """Take up the codebook that ships, and go on with coding that was broken off."""
        trusts = list(self.organisations())
        for trust in trusts:
            self.coding_desk.follow(trust)
        self.coding_work.begin(trusts)

    def today(self) -> date:
        """Give the server's date."""
        return date.today()

    def organisations(self) -> dict[str, Organisation]:
        """Give every trust by id."""
        return organisations(self.database)

    def organisation(self, identity: str) -> Organisation:
        """Give one trust."""
        return self.organisations()[identity]
