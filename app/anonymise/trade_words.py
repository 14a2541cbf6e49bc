"""Words and short forms of the trade: they look like names to a model, and name nobody.

Short forms count only in capitals, in a text that is not all capitals, and not where they may be
somebody's initials ("crewed with BM").
"""

from app.anonymise import company
from app.anonymise.reading import Reading

SHORT = frozenset(
    """
    aacs acls aed aeds aki als amhp amts apls asd atmist avpu bls bm bms bnf bpm bsl bvm cas ccp
    ccps cfr cfrs copd cpap crt csd csu ctl ctls ctm ctms cva cyp dbs dcas dka dnacpr dnar dse
    dvla dvt dx ecp eld emd emds ems eocs epcr epr esr etoh ett eta fbc fft fln fmla frv frus fru
    fsw ftsu ftsug ftp gdpr gtn hcp hcps hcas hcpc hse hx icd ics ipc irt ivs jrcalc lbp ldn lds
    lma lmas loler ltc lts lwop mca mdt mha mpds mpv msk mtc mtg nebs nfa niv nkda nmc npa nqps
    nsaid odp ohca ohs ood oom opa opd opl paeds pals pcr pdp pdr pdrs pip pips pmhx ppci prf prfs
    prn psii psirf pts ptsi pvp qds rca rcn rcrp rd rds resus rms rosc rpe rrvs rtcs rtw rx sats
    sbar sdec si siren smart smt sob soboe sop sops sph stemi stn stns svt tbi tds tia tils tls
    toil tx txa uti vbs vf vod vt wfh wtd wte xr ald alos avls cisd dna dtoc fcp gms hdu igs imt
    jdu ldc nok nsa obs osa otl pcd pcn plo ppo qi sar sdo sit sitrep tna tnt uhu unison gmb rcp
    tuc
    """.split()
)
WORDS = frozenset(
    """
    optician opticians optom optometrist uniform uniforms whistle whistleblowing menopause enquiry
    enquiries spreadsheet spreadsheets autosave trolley trolleys fella fellas tmrw tmr tomoz tmoro
    defo lifepak corpuls zoll toughpad sharepoint moodle portfolio varifocals diabetic asthmatic
    epileptic microwave fridge locker lockers trousers handset tetra airwave satnav laptop printer
    rota rotas roster rosters timesheet timesheets overtime payslip payslips pension pensions
    mileage wellbeing debrief debriefs appraisal appraisals handover handovers induction
    secondment redeployment grievance grievances disciplinary childcare sickness absence refresher
    bariatric stretcher stretchers suction entonox morphine adrenaline salbutamol paracetamol
    ibuprofen naloxone oxygen defibrillator cannula cannulas syringe tourniquet splint splints
    headset headsets heating boiler kettle toilet toilets showers canteen crewroom mess garage
    workshop stores physio physiotherapy counselling counsellor counsellors occupational dentist
    pharmacist antibiotics insomnia nightmares flashbacks rumination tearful anxious burnout
    fatigue morale resilience mindfulness apprenticeship apprenticeships mentorship preceptorship
    supernumerary redundancy recruitment payroll resourcing rostering dispatch telephony triage
    backlog handbook policy policies procedure procedures guideline guidelines logbook paperwork
    passwords login parking petrol tyres wipers windscreen bodywork siren sirens blues
    nights lates earlies bairn bairns missus hubby kiddies kiddie thanx cheers hiya tbh btw imo
    fyi asap nil ongoing patients colleagues managers supervisors technicians paramedics
    clinicians dispatchers students email emails voicemail whatsapp inbox newsletter noticeboard
    questionnaire survey feedback card cards fuel gloves visor visors apron aprons bleach mop
    biscuits biscuit sandwiches crisps noodles chocolate kebab pasty toast cereal
    fruit porridge teabags teabag mug mugs sofa sofas blinds blackout pillow pillows blanket
    blankets mattress duvet carpet radiator radiators thermostat lightbulb torch torches batteries
    charger chargers cables adaptor screens keyboard mouse monitors software update updates
    upgrade logins password app apps website intranet portal webinar webinars module modules essay
    essays exam exams assignment assignments dissertation placement placements tutorial lecture
    lectures revision roadworks roundabout satnavs speedo dashboard gearbox clutch brakes
    headlights bumper tailgate ramp ramps seatbelt seatbelts mirrors puncture breakdown
    recovery stretchered lifting hoist slideboard slidesheet wheelchair wheelchairs crutches
    bandage bandages plasters gauze ampoule ampoules vials sharps cylinder cylinders regulator
    nebuliser ventilator zopiclone sertraline citalopram fluoxetine mirtazapine propranolol
    amitriptyline diazepam codeine naproxen omeprazole melatonin caffeine nicotine vape vapes
    vaping tesco asda greggs mcdonalds aldi lidl netflix spotify garmin fitbit strava
    velcro outlook excel zoom facebook instagram tiktok youtube google microsoft android iphone
    ipad samsung uber deliveroo amazon ebay paypal lego xbox playstation nintendo kindle sudoku
    wordle yoga pilates zumba parkrun stryker laerdal tupperware exhausted knackered shattered
    drained fuming gutted chuffed buzzing overwhelmed frustrated disappointed grateful thankful
    relieved worried stressed unsettled isolated unsupported understaffed overworked underpaid
    undervalued bullied ignored forgotten supported monthly weekly fortnightly fortnight tonight
    yesterday tomorrow overnight weekend weekends
    """.split()
)


def trade_words(reading: Reading) -> frozenset[str]:
    """Give the words of the text that belong to the trade."""
    known = WORDS.intersection(reading.places)
    return known if SHORT.isdisjoint(reading.places) else known | _short(reading)


def _short(reading: Reading) -> frozenset[str]:
    """Give the short forms that stand in capitals wherever they stand."""
    if reading.shouting:
        return frozenset()
    seen, kept = set(), set()
    for index, token in enumerate(reading.tokens):
        if token.folded in SHORT:
            seen.add(token.folded)
            letters = token.text.removesuffix("s") if len(token.text) > 2 else token.text
            beside = reading.folded(index - 1) in company.COMPANY and len(letters) < 4
            mixed = len(letters) == 2 and letters[0].isupper() and token.folded[1] == "x"
            if not (letters.isupper() or mixed) or beside:
                kept.add(token.folded)
    return frozenset(seen - kept)
