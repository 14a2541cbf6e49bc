"""More that few at a station would have: of the heart, the brain, the blood, the senses.

Beside ``conditions``, which knows an illness by its shape and by the name of who described it.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import Late, near_words

_MASK = "[a health condition]"
_HAS = (
    r"(?:has|have|had|having|got|with|he['’]?s|she['’]?s|after|since|from|of|for|survived|surviving"
    r"|beat|fighting|living with|recovering from|diagnosed with|his|her|my|their|own|a|an|another"
    r"|second|mini|is|having had|get|gets|getting|suffers|suffering) "
)
_OWN = (
    r"(?:he|she|they|i|who|colleague|dad|mum|wife|husband|partner|son|daughter|brother|sister|"
    r"manager)(?:['’]?s|['’]ve| has| have)? (?:already |also |just |once |recently )?"
)
_STRUCK = Late(
    rf"\b{_OWN}(?:had|suffered|survived|having|got) (?:a |an |another |two |his |her )?(?:massive |"
    r"minor |small |big |mild |second |first |mini[ \-])?(?P<told>heart attack|stroke|tia|mi|stemi|"
    r"cardiac arrest|seizures?|fits|blood clots?|brain bleed|bleed on the brain|stent|bypass|"
    r"sepsis|miscarriages|clot on (?:his|her) lung)\b"
    r"|\b(?:his|her|my|their|own) (?:own )?(?P<own>heart attack|strokes?|stemi|stents?|seizures?|"
    r"cancer|tumours?|tumor|blood clots?|sepsis)\b"
    r"|\b(?:has|with|get|gets|having|from|of|had) (?P<fits>seizures|fits)\b(?! of)"
    r"|\b(?:had|after|since|from|following) (?:a|his|her) (?:mini[ \-])?(?P<once>strokes?|heart "
    r"attack|stent)\b(?! (?:of|call|job|patient|pt|in a))",
)
_STRUCK_WORDS = Cues(
    """
    heart stroke strokes tia mi stemi arrest seizure seizures fits clot clots bleed stent stents
    bypass sepsis miscarriages cancer tumour tumours tumor
    """.split()
)
_CANCER = Late(
    rf"\b{_HAS}(?P<told>(?:terminal |stage (?:\d|one|two|three|four) |advanced |secondary |early )?"
    r"(?:cancer|tumours?|tumor))\b(?! (?:patients?|jobs?|calls?|care|charity|research|centre))"
    r"|\b(?P<plain>(?:skin|eye|oral|tongue|jaw|gastric|colon|rectal|uterine|testicle|head and neck"
    r"|spinal|adrenal|pituitary|secondary|terminal) (?:cancer|tumours?|tumor))\b"
    r"|\b(?P<list>waiting (?:list for|on|for) (?:an? |the |his |her |my |their )?(?:new )?(?:hip"
    r"|knee"
    r"|kidney|liver|heart|lung|shoulder|transplant|valve|spinal|gastric|surgery|operation|op|biopsy"
    r"|mri|ct|scan|colonoscopy|endoscopy|chemo|radiotherapy|dialysis)s?)\b(?! (?:patients?|job"
    r"|transfer|results? from))"
    r"|\b(?P<dry>(?:\d+|[^\W\d_]+) (?:days|weeks|months|years) (?:sober|clean|dry|off the drink))\b"
    r"|\b(?P<free>cancer (?:diagnosis|treatment|scare|is back|came back|free|returned))\b",
)
_CANCER_WORDS = Cues("cancer tumour tumours tumor waiting sober clean dry drink".split())
_RARE = (
    r"cluster headaches?|hemiplegic migraines?|(?:detached|torn) retina|macular degeneration|"
    r"glaucoma|immuno ?suppress\w+|immuno ?(?:compromised|deficien\w+)|auto ?immune (?:condition|"
    r"disease|disorder|hepatitis|thing)|connective tissue (?:disease|disorder)"
    r"|long qt(?: syndrome)?"
    r"|brugada|(?:leaky |faulty |new |replacement )?heart (?:valve|murmur|block|condition|op|"
    r"operation|defect)|hole in (?:the|his|her) heart|(?:implanted |implantable )?defibrillator "
    r"fitted|icd fitted|loop recorder|lvad|ablation|skin grafts?|selective mut(?:ism|e)|"
    r"(?:severe )?(?:latex|nut|peanut|bee|wasp|shellfish|egg|sesame) allergy|epi ?pen|anaphyla\w+|"
    r"rare (?:blood |genetic |skin |bone |muscle |nerve |heart |eye |kidney )?(?:disorder|condition"
    r"|disease|illness|cancer)|(?:blood|genetic|clotting|bleeding|movement|neurological|metabolic|"
    r"chromosome) disorder|chronic fatigue(?: syndrome)?|functional neurological|non[ \-]epileptic|"
    r"dissociative|(?:profoundly|partially|totally|registered|completely|legally) (?:deaf|blind)|"
    r"(?:deaf|blind|no sight|no hearing) (?:in|on) (?:(?:one|his|her|the|my) )?(?:left |right )?"
    r"(?:ear|eye|side)|lost (?:the )?(?:sight|hearing) in|visually impaired|hearing impaired|"
    r"wheelchair user|uses a wheelchair|in a wheelchair|walks with a (?:stick|frame)|"
    r"(?:kidney|liver|gall) (?:failure|disease|cysts)|blood (?:cancer|clots? on)|bone marrow|"
    r"spinal (?:cord|stroke|fusion|injury)|cauda equina|paralysed|paraplegic|quadriplegic|"
    r"tetraplegic|club ?foot|missing (?:a )?(?:finger|fingers|thumb|toe|toes|leg|arm|eye)|"
    r"conjoined|intersex|micro(?:tia|cephaly)|cleft lip|birthmark|port wine|burns? scars?|"
    r"adrenal (?:failure|insufficiency|crisis)|under ?active adrenal|pituitary|growth hormone|"
    r"lynch syndrome|brca\d?|turner['’]?s|klinefelter\w*|down['’]?s syndrome|fragile x|"
    r"scarlet fever|typhoid|cholera|rabies|anthrax|legionnaire\w*|weil['’]?s|lyme(?: disease)?|"
    r"toxoplasma\w*|shingles in|sepsis survivor|necroti[sz]ing|post[ \-]?partum psychosis|"
    r"puerperal|phantom pregnancy|molar pregnancy|hyperemesis|pre[ \-]?eclampsia|uterus|"
    r"hidradenitis|adenomyosis|vulvodynia|prolapse surgery|hermaphrodite|erectile|"
    r"(?:rheumatoid|psoriatic|septic|juvenile|inflammatory) arthritis|addisonian|type (?:1|one) "
    r"diabet(?:es|ic)|t1dm?|hep [abc]|(?:vertebral|spinal|skull|pelvic) fractures?"
    r"|(?:only )?one (?:lung"
    r"|kidney|eye|leg|arm|hand|ear|testicle|ovary)(?! (?:on|in|each|over|at a))|(?:giant cell"
    r"|temporal)"
    r" arteritis|vasculitis|(?:blood|bone|nerve|muscle|joint) disease|lost (?:an?|one|her|his"
    r"|both|the) "
    r"(?:eyes?|legs?|arms?|breasts?|kidneys?|lungs?|fingers?|thumb|foot|hand|toes?|ear|testicle"
    r"|ovary"
    r"|sight|hearing|voice|speech)|pacemaker|fistula|catheter(?= (?:himself|herself|in for"
    r"|at work))|colostomy|ileostomy|"
    r"tracheotomy|laryng(?:ectomy|itis)|tongue tie surgery|obsessive compulsive|ocd"
    r"|trichotillomania"
    r"|body dysmorphi\w+|hoarding|munchausen\w*|hypochondri\w+|kleptomania\w*|pyromania\w*|"
    r"agoraphobi\w+|dissociati\w+|psychotic episode|sections? (?:2|3|two|three) (?:of the act|hold)"
)
_LISTED = Late(rf"\b(?P<told>{_RARE})(?!\w)")
_LISTED_WORDS = Cues(
    """
    cluster hemiplegic retina macular glaucoma immunosuppressants immunosuppressant immuno
    immunosuppressed immunocompromised immunodeficiency immunosuppression autoimmune auto connective
    qt brugada heart defibrillator icd loop lvad ablation skin mutism mute allergy epipen epi
    anaphylaxis anaphylactic rare disorder fatigue functional epileptic dissociative deaf blind
    sight hearing visually wheelchair walks kidney liver gall blood bone spinal cauda paralysed
    paraplegic quadriplegic tetraplegic clubfoot club missing conjoined intersex microtia
    microcephaly cleft birthmark port burn burns adrenal pituitary growth lynch brca brca1 brca2
    turner turners klinefelter klinefelters down downs fragile scarlet typhoid cholera rabies
    anthrax legionnaires legionnaire weil weils lyme toxoplasmosis shingles sepsis necrotising
    necrotizing partum postpartum puerperal phantom molar hyperemesis eclampsia preeclampsia uterus
    hidradenitis adenomyosis vulvodynia prolapse hermaphrodite erectile catheter colostomy ileostomy
    tracheotomy laryngectomy laryngitis tongue obsessive ocd trichotillomania body hoarding
    munchausen munchausens hypochondriac hypochondria kleptomania kleptomaniac pyromania pyromaniac
    rheumatoid psoriatic septic juvenile inflammatory addisonian diabetes diabetic t1d t1dm hep
    vertebral skull pelvic fracture fractures arteritis vasculitis disease eye eyes leg legs arm
    arms breast breasts lung lungs finger fingers thumb foot hand toe toes ear testicle ovary voice
    speech kidneys fistula agoraphobia agoraphobic psychotic section sections
    """.split()
)
_KNOWN_BY = Late(
    r"\b(?:diagnosed (?:with|as)|suffers (?:from|with)|diagnosis of|tested (?:positive )?for"
    r"|operation "
    r"for|surgery for|treated for|under the knife for|medication for|tablets for|rare case of"
    r"|carrier"
    r" of|born with|registered) (?:an? |the |his |her |early |late |mild |severe |chronic )*"
    r"(?P<told>(?!(?:stress|anxiety|depress\w+|ptsd|back|adhd|add|autis\w+|asd|dyslexi\w*"
    r"|migraines?|"
    r"asthma\w*|diabet\w+|type|menopaus\w+|burn\w*|flu|covid\w*|cold|it|this|that|what|something"
    r"|some|"
    r"him|her|them|insomnia|tinnitus|blood|pain|sleep|high|low|chest|work|for|on|at|as|to|in|and"
    r"|with|"
    r"gp|hcpc|paramedic|nurse|him|exhaustion|fatigue|grief|nothing|one|two|a|poor|bad|being"
    r"|having)\b)"
    r"[^\W\d_][\w'’\-]{2,}(?: (?!(?:and|but|so|in|at|on|last|this|when|after|by|for|is|was|which"
    r"|who)\b)"
    r"[^\W\d_][\w'’\-]+)?)",
)
_KNOWN_WORDS = Cues(
    """
    diagnosed suffers diagnosis tested operation surgery treated knife medication tablets case
    carrier born registered
    """.split()
)
_INITIALS = Late(
    r"\b(?:PNH|GBS|WPW|SVT|BPPV|PBC|PSC|MGUS|CLL|CML|AML|MDS|GCA|PMR|HPV|DVT|TTP|ITP|CVID|APS"
    r"|AVM|TGN"
    r"|HCM|ARVC|DCM|IIH|MCAS|CVA|TOF|PDA|AFib)\b"
    r"|\b(?i:has|have|had|got|with|his|her|caught|diagnosed) (?P<told>(?i:pots|tb|uc|ra|af|dvt|svt"
    r"|eds|mcas|gbs|hiv|cfs|ocd|bpd|copd|ibd|pcos|crps))(?!\w)|\b(?P<first>(?i:tb))(?= contact\b)",
    0,
)
_INITIAL_WORDS = Cues(
    """
    pnh gbs wpw svt bppv pbc psc mgus cll cml aml mds gca pmr hpv dvt ttp itp cvid aps avm tgn hcm
    arvc dcm iih mcas cva tof pda afib pots tb uc ra af eds hiv cfs ocd bpd copd ibd pcos crps
    """.split()
)
_SPOKEN = Late(
    r"\b(?:canser|chanser|ganser|strôc|strôk|trawiad ar y galon|trawsblaniad|cemotherapi|lewcemia|"
    r"epilepsi)\b(?: (?:y|yr|ar y) [^\W\d_]+)?"
    r"|\b(?:rak|raka|raku|rakiem)(?: (?:piersi|płuc|pluc|jelita|skóry|skory|prostaty|mózgu|mozgu|"
    r"jajnika|krwi))\b|\b(?:ma|miał|miała|mial|miala|na|po) (?:rak[ai]|udar\w*|zawa[łl]\w*)\b"
    r"|\b(?:zawa[łl]|zawa[łl]u|zawale|udarze|udaru|przeszczep\w*|chemioterapi\w*|dializ\w*|łuszczyc"
    r"\w*|tocze[nń]|rozszczep\w*)\b",
)
_SPOKEN_WORDS = Cues(
    """
    canser chanser ganser stroc strok trawiad trawsblaniad cemotherapi lewcemia epilepsi rak raka
    raku rakiem udar udaru udarze udarem zawal zawalu zawale przeszczep przeszczepie przeszczepu
    chemioterapia chemioterapii chemioterapie dializa dializy dializach dializie luszczyca
    luszczyce luszczycy toczen rozszczep
    """.split()
)


def ailments(reading: Reading) -> Iterator[Span]:
    """Ask about further conditions that few people have, of whoever has them."""
    for pattern, words in (
        (_STRUCK, _STRUCK_WORDS),
        (_CANCER, _CANCER_WORDS),
        (_LISTED, _LISTED_WORDS),
        (_KNOWN_BY, _KNOWN_WORDS),
        (_INITIALS, _INITIAL_WORDS),
        (_SPOKEN, _SPOKEN_WORDS),
    ):
        for m in near_words(pattern, reading, words, 50, 40):
            group: str | int = next((g for g, said in m.groupdict().items() if said), 0)
            why = because("a condition that few people have")
            yield Span(*m.span(group), Kind.CONDITION, Level.AMBER, why, _MASK)
