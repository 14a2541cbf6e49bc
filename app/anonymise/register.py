"""Whether a text speaks of the work: the ground on which the bars of the model were measured.

Notes about staff nearly always hold a word of the trade or of how somebody is doing; what people
write elsewhere hardly ever does. Off that ground the model is less sure of itself, so there less
has to speak for a name before it is masked or asked about.
"""

from app.anonymise.everyday_words import everyday
from app.anonymise.reading import Reading

WORK = frozenset(
    """
    shift shifts crew crews crewed crewing crewmate crewmates station stations rota rotas roster
    rosters rostered handover handovers overtime payroll payslip manager managers mgr mentor
    mentors mentoring mentored debrief debriefs debriefed ambulance ambulances amb paramedic
    paramedics para paras technician technicians tech techs eca emt dispatch dispatcher
    dispatchers control eoc hr oh eap hcpc datix cad nhs trust union unison staff staffing staffed
    colleague colleagues patient patients pt pts vehicle vehicles nights lates earlies nightshift
    dayshift standby relief placement preceptor preceptorship nqp appraisal supervision supervisor
    supervisors probation sickness sick leave annual phased occupational physio counselling
    counsellor referral referred welfare wellbeing cpr arrest resus backlog triage cab rrv rtc
    rtcs garage depot resourcing swap swaps swapped uniform kit mess messroom crewroom desk team
    teams duty duties workload redeployed redeployment secondment grievance disciplinary complaint
    complaints stress stressed burnout knackered sleep sleeping struggling tearful anxious anxiety
    mood support supported signposted wk wks hrs hospital ward nurse nurses doctor doctors
    consultant surgery appointment clinic gp meds job jobs break breaks meal spoke spoken agreed
    wants feels coping cope managing listened chat chatted training mandatory module modules course
    exam pension pay rent funeral bereavement grief form forms review meeting cover covering scene
    base stretcher trolley trolleys siren truck trucks kerb radio boots gloves bleep tail lift
    lifting childcare flexible request requested finish finishes fixed reported claim email emails
    """.split()
)


def at_work(reading: Reading) -> bool:
    """Say whether the text has a word of the work, or is in Welsh or Polish.

    Of those two the model knows little anyway, and would ask about every other word.
    """
    return not WORK.isdisjoint(reading.places) or bool(everyday(reading.places))
