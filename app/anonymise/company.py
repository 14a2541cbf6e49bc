"""The words a name keeps company with: what stands before and after somebody's name."""

TITLES = frozenset("mr mrs ms mx dr prof professor rev reverend sgt pc cllr capt insp".split())
SOFT_TITLES = frozenset(
    "miss sister nurse sir lady aunt auntie aunty uncle nan nana doctor fr".split()
)
ROLES = frozenset(
    """
    colleague crewmate mate friend partner husband wife boyfriend girlfriend fiance fiancee ex
    manager supervisor boss mentor mentee student apprentice paramedic technician emt eca nurse
    dispatcher clinician officer leader lead driver chaplain counsellor therapist gp neighbour
    son daughter brother sister mum mother dad father nephew niece cousin gran grandma grandad
    dog cat preceptor preceptee volunteer responder
    """.split()
)
NAMING = frozenset("called named nicknamed aka".split())
# Verbs whose object is a person.
ADDRESSED = frozenset(
    """
    told tell asked ask thanked rang phoned texted emailed messaged met saw
    hi hello hey dear thanks hugged
    """.split()
)
# How much the word before speaks for a name, for a word that is no plain English.
BEFORE: dict[str, float] = {
    **dict.fromkeys("to by for about and or like than without between see sees".split(), 0.5),
    **dict.fromkeys("the a an this that these those some any no every each another".split(), -1.5),
    **dict.fromkeys("his her our my your their its".split(), -0.5),
    **dict.fromkeys("with alongside from".split(), 1.5),
    **dict.fromkeys(ROLES | ADDRESSED, 2.0),
    **dict.fromkeys(NAMING | SOFT_TITLES, 3.0),
    **dict.fromkeys(TITLES, 5.0),
}
# The same for a word that is plain English too: "grace", "will", "page".
BEFORE_PLAIN: dict[str, float] = {
    **dict.fromkeys("by for about or like than without between see sees".split(), 0.5),
    **dict.fromkeys("from did does".split(), 1.5),
    **dict.fromkeys("with alongside".split(), 2.0),
    **dict.fromkeys(ROLES | SOFT_TITLES, 2.5),
    **dict.fromkeys(ADDRESSED | NAMING, 3.0),
    **dict.fromkeys(
        "the a an this that these those some any no every each much more his her our my your "
        "their its what which another all most such".split(),
        -4.0,
    ),
    **dict.fromkeys(TITLES, 5.0),
}
COMPANY = frozenset("with alongside".split()) | ROLES | ADDRESSED
# What people do: a word before one of these is likely somebody.
DOES = frozenset(
    """
    said says told tells asked asks rang phoned texted emailed messaged replied answered
    mentioned explained suggested reckons reckoned thinks thought wants wanted agreed offered
    helped noticed felt feels cried shouted laughed joked smiled apologised complained reported
    joined resigned retired came went left gave took knows knew believes promised refused hates
    loves likes died drove drives covers covered seems struggles struggled
    """.split()
)
IS = frozenset(
    "is was has had isn wasn hasn hadn will would does did doesn didn isnt wasnt".split()
)
DETERMINERS = frozenset(word for word, points in BEFORE_PLAIN.items() if points == -4.0)
SUBJECTS = frozenset("i we you they he she it who that which there this and people".split())
MODALS = frozenset("will may can might".split())
CALENDAR = frozenset("may june april august summer autumn winter spring jan sunday tuesday".split())
IN_TIME = frozenset(
    "in on by since until till last next of during mid early late this from for every before "
    "after end around".split()
)
# After an ordinary word, seldom after a name that nothing else speaks for.
CARRIES_ON = frozenset(
    "be have not to the a an it that i we you they he she of this my his her their our so need "
    "get go never also always only probably just still".split()
)
# On the lists as somebody's name, but never worth a question in a note.
NEVER = frozenset(
    """
    can said an any so do my the and as at in on by to of up us we he me it is am be or no if
    see her man son one ever don job my great son man long love seven ya la de non min ain van
    le ha se wan all day good were more just call list new back made via too way best put kind
    still person place clear house little doctor driver post read car date ready free high early
    word must close fine each short child fast head money friend heard hair hand deal story real
    blood water low means fall begin small treat die strong held duty pass sat ward shift aren
    station sure reg sunday tuesday wednesday friday saturday monday thursday mum dad ok okay hi
    england wales scotland ireland britain another
    """.split()
)
# Two and three letters that are no one's initials.
NOT_INITIALS = frozenset(
    """
    A&E AE ED CT MI OD GP HR OH AM PM IV IM UK US TV OK NHS RTC ID IT AI CPD CPR ME NO ON IN AT
    TO IS IF OF OR SO WE BY MY HE GO DO UP AN AS BE IP PT BP HX PA PE EAP EOC CAD TL OM DM CTL
    ECA EMT PTS HCA RRV DCA DSA FTS OT LA SOS PTSD CBT HQ AAR MH PPE IPC ICU ITU AMU MAU ECG EEG
    RSI GCS JRU ROS RIP FYI TBC TBA EDI BME LGBT HIV TB DIY CEO CFO COO CQC ICB JR NQP AP SP ACP
    UEC HEMS HART MRI BBC ITV USA PS RTA CPN EU UN NI
    """.split()
)
