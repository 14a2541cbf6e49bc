"""The route table: one line a screen. Everything opens over the home screen."""

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.bay import empty
from app.views.components.frame import screen
from app.views.screens.accounts import AccountsScreen
from app.views.screens.accounts_invite import AccountsInviteScreen
from app.views.screens.accounts_join import AccountsJoinScreen
from app.views.screens.after_job import AfterJobScreen
from app.views.screens.ask import AskScreen
from app.views.screens.audit import AuditScreen
from app.views.screens.backup import BackupScreen
from app.views.screens.before import BeforeScreen
from app.views.screens.bring import BringScreen
from app.views.screens.brought import BroughtScreen
from app.views.screens.card import CardScreen
from app.views.screens.change_passphrase import ChangePassphraseScreen
from app.views.screens.check import CheckScreen
from app.views.screens.check_in import CheckInScreen
from app.views.screens.check_in_history import CheckInHistoryScreen
from app.views.screens.choose_guide import ChooseGuideScreen
from app.views.screens.done import DoneScreen
from app.views.screens.due import DueScreen
from app.views.screens.enrol import EnrolScreen
from app.views.screens.erase import EraseScreen
from app.views.screens.facts import FactsScreen
from app.views.screens.finished import FinishedScreen
from app.views.screens.home import HomeScreen
from app.views.screens.install import InstallScreen
from app.views.screens.language import LanguageScreen
from app.views.screens.lead import LeadScreen
from app.views.screens.lead_action import LeadActionScreen
from app.views.screens.lead_actions import LeadActionsScreen
from app.views.screens.lead_areas import LeadAreasScreen
from app.views.screens.lead_checks import LeadChecksScreen
from app.views.screens.lead_closed import LeadClosedScreen
from app.views.screens.lead_code import LeadCodeScreen
from app.views.screens.lead_codebook import LeadCodebookScreen
from app.views.screens.lead_codes import LeadCodesScreen
from app.views.screens.lead_content import LeadChooseScreen, LeadContentScreen
from app.views.screens.lead_find import LeadFindScreen
from app.views.screens.lead_findings import LeadFindingsScreen
from app.views.screens.lead_headcount import LeadHeadcountScreen
from app.views.screens.lead_item import LeadItemScreen
from app.views.screens.lead_learning import LeadLearningScreen
from app.views.screens.lead_lists import LeadListsScreen
from app.views.screens.lead_preview import LeadPreviewScreen
from app.views.screens.lead_quote import LeadQuoteScreen
from app.views.screens.lead_quotes import LeadQuotesScreen
from app.views.screens.lead_reach import LeadReachScreen
from app.views.screens.lead_report import LeadReportScreen
from app.views.screens.lead_roles import LeadRolesScreen
from app.views.screens.lead_said import LeadSaidScreen
from app.views.screens.lead_sign_in import LeadSignInScreen
from app.views.screens.lead_spread import LeadSpreadScreen
from app.views.screens.lead_texts import LeadTextsScreen
from app.views.screens.lead_theme import LeadThemeScreen
from app.views.screens.look import LookScreen
from app.views.screens.mine import MineScreen
from app.views.screens.new_code import NewCodeScreen
from app.views.screens.new_profile import NewProfileScreen
from app.views.screens.outbox import OutboxScreen
from app.views.screens.own_words import OwnWordsScreen
from app.views.screens.pause import PauseScreen
from app.views.screens.pin import PinScreen
from app.views.screens.plan import PlanScreen
from app.views.screens.plan_edit import PlanEditScreen
from app.views.screens.plan_history import PlanHistoryScreen
from app.views.screens.plan_view import PlanViewScreen
from app.views.screens.plans import PlansScreen
from app.views.screens.prepare import PrepareScreen
from app.views.screens.prepare_read import PrepareReadScreen
from app.views.screens.profile import ProfileScreen
from app.views.screens.recover import RecoverScreen
from app.views.screens.recovery_code import RecoveryCodeScreen
from app.views.screens.restore import RestoreScreen
from app.views.screens.set_aside import SetAsideScreen
from app.views.screens.storage import StorageScreen
from app.views.screens.summary import SummaryScreen
from app.views.screens.support import SupportScreen
from app.views.screens.support_need import SupportNeedScreen
from app.views.screens.support_print import SupportPrintScreen
from app.views.screens.support_service import SupportServiceScreen
from app.views.screens.take_copy import TakeCopyScreen
from app.views.screens.talk import TalkScreen
from app.views.screens.thanks import ThanksScreen
from app.views.screens.tidy import TidyScreen
from app.views.screens.together import TogetherScreen
from app.views.screens.unlock import UnlockScreen
from app.views.screens.we_did import WeDidScreen
from app.views.screens.worried import WorriedScreen
from app.views.screens.worried_exit import WorriedExitScreen
from app.views.services import Services, go, provide

ROUTES = {
    "support": SupportScreen,
    "support/need/:need": SupportNeedScreen,
    "support/service/:service": SupportServiceScreen,
    "support/print": SupportPrintScreen,
    "we-did": WeDidScreen,
    "worried": WorriedScreen,
    "worried/:exit": WorriedExitScreen,
    "profile/new": NewProfileScreen,
    "profile/new/:role": NewProfileScreen,
    "profile/recovery": RecoveryCodeScreen,
    "unlock/:profile": UnlockScreen,
    "unlock/:profile/recover": RecoverScreen,
    "profile": ProfileScreen,
    "profile/passphrase": ChangePassphraseScreen,
    "profile/code": NewCodeScreen,
    "profile/pin": PinScreen,
    "profile/words": OwnWordsScreen,
    "profile/backup": BackupScreen,
    "restore": RestoreScreen,
    "storage": StorageScreen,
    "set-aside": SetAsideScreen,
    "erase": EraseScreen,
    "erase/:profile": EraseScreen,
    "tidy": TidyScreen,
    "enrol": EnrolScreen,
    "mine": MineScreen,
    "prepare": PrepareScreen,
    "prepare/read": PrepareReadScreen,
    "after-job": AfterJobScreen,
    "check-in": CheckInScreen,
    "check-in/history": CheckInHistoryScreen,
    "ask": AskScreen,
    "pause": PauseScreen,
    "talk/choose": ChooseGuideScreen,
    "talk/before": BeforeScreen,
    "talk/talk": TalkScreen,
    "talk/card/:area/:prompt": CardScreen,
    "talk/facts": FactsScreen,
    "talk/plan": PlanScreen,
    "talk/summary": SummaryScreen,
    "talk/check": CheckScreen,
    "talk/together": TogetherScreen,
    "talk/thanks": ThanksScreen,
    "talk/done": DoneScreen,
    "plans": PlansScreen,
    "plans/:plan": PlanViewScreen,
    "plans/:plan/edit": PlanEditScreen,
    "plans/:plan/history": PlanHistoryScreen,
    "plans/:plan/copy": TakeCopyScreen,
    "bring": BringScreen,
    "brought/:plan": BroughtScreen,
    "due": DueScreen,
    "outbox": OutboxScreen,
    "finished": FinishedScreen,
    "language": LanguageScreen,
    "look": LookScreen,
    "install": InstallScreen,
    "lead": LeadScreen,
    "lead/accounts": AccountsScreen,
    "lead/accounts/invite": AccountsInviteScreen,
    "lead/invited": AccountsJoinScreen,
    "lead/audit": AuditScreen,
    "lead/checks": LeadChecksScreen,
    "lead/report": LeadReportScreen,
    "lead/actions": LeadActionsScreen,
    "lead/action/:action": LeadActionScreen,
    "lead/codebook": LeadCodebookScreen,
    "lead/codebook/:theme": LeadCodeScreen,
    "lead/learning": LeadLearningScreen,
    "lead/closed": LeadClosedScreen,
    "lead/closed/:period/:tree": LeadClosedScreen,
    "lead/findings/:period/:tree": LeadFindingsScreen,
    "lead/spread/:period/:tree/:theme": LeadSpreadScreen,
    "lead/said/:period/:theme": LeadSaidScreen,
    "lead/said/:period/:theme/:group": LeadSaidScreen,
    "lead/reach": LeadReachScreen,
    "lead/reach/:period/:tree": LeadReachScreen,
    "lead/headcount": LeadHeadcountScreen,
    "lead/find": LeadFindScreen,
    "lead/quotes": LeadQuotesScreen,
    "lead/quote": LeadQuoteScreen,
    "lead/theme/:theme/:tree/:node": LeadThemeScreen,
    "lead/codes": LeadCodesScreen,
    "lead/content": LeadContentScreen,
    "lead/content/areas": LeadAreasScreen,
    "lead/content/roles": LeadRolesScreen,
    "lead/content/lists": LeadListsScreen,
    "lead/content/choose/:item": LeadChooseScreen,
    "lead/content/:kind/:item": LeadItemScreen,
    "lead/content/:kind/:item/preview": LeadPreviewScreen,
    "lead/sign-in": LeadSignInScreen,
    "lead/:quarter/:group": LeadTextsScreen,
}

#: Tried last. The router's own ``not_found`` would put the screen's view inside another view,
#: which shows as a grey page.
_ANYWHERE_ELSE = ":nowhere+"


@component
def NotFoundScreen() -> ft.View:
    """A link that leads nowhere."""
    return screen(
        tr("Not here"),
        [empty(tr("There is no such page.")), buttons.primary(tr("Go to home"), lambda _: go("/"))],
    )


@component
def App(services: Services) -> ft.Control:
    """The whole app: routes over the home screen, services for all."""
    spoken, _ = ft.use_state(services.spoken)
    ft.use_state(services.shape)  # everything that stands is drawn anew for another room
    ways = {**ROUTES, _ANYWHERE_ELSE: NotFoundScreen}
    children = [ft.Route(path=path, component=shown) for path, shown in ways.items()]
    return provide(
        services,
        lambda: ft.Router(
            [ft.Route(component=HomeScreen, children=children)],
            manage_views=True,
            # Another language: every word is drawn anew.
            key=spoken.code,  # type: ignore[call-arg]
        ),
    )
