"""The first start: an example trust, its first lead and an enrolment code.

What a real trust changes first: its name, areas and role families.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.organisation import Area, Organisation, RoleFamily
from sync_server.services.accounts import AccountBook, generated_password
from sync_server.services.enrolment import Enrolment

FIRST_LEAD = "lead"
CODE_USES = 25
CODE_DAYS = 30

AREAS = (
    Area("north", "North sector"),
    Area("east", "East sector"),
    Area("south", "South sector"),
    Area("west", "West sector"),
    Area("control-room", "Control room"),
    Area("headquarters", "Headquarters and workshops"),
)

#: Coarse role families of ambulance work, each inside one ESR staff group. A trust edits them.
ROLE_FAMILIES = (
    RoleFamily("paramedic", "Paramedic", "04"),
    RoleFamily("specialist-paramedic", "Specialist or advanced paramedic", "04"),
    RoleFamily("operational-manager", "Operational manager or commander", "04"),
    RoleFamily("technician", "Emergency medical technician", "07"),
    RoleFamily("care-assistant", "Emergency care assistant or support worker", "07"),
    RoleFamily("patient-transport", "Patient transport", "07"),
    RoleFamily("operations-centre", "Emergency operations centre", "07"),
    RoleFamily("nhs-111", "NHS 111", "07"),
    RoleFamily("make-ready", "Support, fleet and make-ready", "09"),
    RoleFamily("student", "Student", "02"),
    RoleFamily("volunteer", "Volunteer or community first responder", "10"),
    RoleFamily("bank", "Bank", "10"),
    RoleFamily("contractor", "Contractor or partner", "10"),
)

EXAMPLE_TRUST = Organisation(
    "example-trust", "Example Ambulance Trust", AREAS, ROLE_FAMILIES, synthetic=False
)


@dataclass(frozen=True)
class Welcome:
    """What is shown once, on the first start, and kept nowhere in readable form."""

    username: str
    password: str
    code: str


def first_start(
    accounts: AccountBook,
    enrolment: Enrolment,
    organisations: Callable[[], dict[str, Organisation]],
    found: Callable[[], None],
) -> Welcome | None:
    """Make what is missing: the trust by ``found``, then its lead and a code.

    None when there is an account already: then nothing is shown. A start that was cut short
    is completed by the next one.
    """
    if not organisations():
        found()
    if accounts.exists():
        return None
    organisation = next(iter(organisations()))
    password = generated_password()
    code = enrolment.issue(organisation, uses=CODE_USES, days=CODE_DAYS)
    accounts.create(FIRST_LEAD, "First lead", organisation, password)
    return Welcome(FIRST_LEAD, password, code)
