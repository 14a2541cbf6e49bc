"""Conditions and treatments that few at a station would have. Common ones stay as they are.

What stays, because many have it: back pain, stress, anxiety, depression, PTSD, menopause,
pregnancy, asthma, diabetes, migraine, arthritis, dyslexia, ADHD, autism, a broken bone, drink.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues, Shape
from app.anonymise.phrases import asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.tokens import fold
from app.anonymise.windows import Late, near_words

_WHY = because("a condition that few people have")
_CONDITION = "[a health condition]"
_TREATMENT = "[a treatment]"
_COMMON = frozenset(
    """
    tonsillitis arthritis osteoarthritis bronchitis sinusitis gastroenteritis gastritis tendonitis
    tendinitis conjunctivitis laryngitis appendicitis cellulitis dermatitis hepatitis fasciitis
    bursitis cystitis rhinitis diagnosis misdiagnosis prognosis hypnosis osmosis metamorphosis
    neurosis thrombosis coma diploma aroma anaemia anemia empathy sympathy apathy antipathy
    nostalgia euphoria homeopathy osteopathy trophy atrophy tonsillectomy appendectomy
    appendicectomy vasectomy
    hysterectomy symbiosis halitosis meningitis
    """.split()
)
_SHAPES = tuple(
    "itis osis oma aemia emia opathy plegia lepsy strophy ectomy ostomy derma algia iasis penia "
    "plasia uria oplasty ectasis trophy".split(),
)
_LEAD = (
    r"\b(?:(?:long[ \-]standing|severe|chronic|rare|early|late|inherited|congenital|relapsing|"
    r"advanced|terminal|stage (?:\d|one|two|three|four)|juvenile|systemic|idiopathic) )?"
)
_SHAPED = Late(
    rf"{_LEAD}[^\W\d_]{{3,30}}(?:{'|'.join(_SHAPES)})\b(?: (?:disease|syndrome)\b)?",
)
_NAMED_AFTER = (
    "behcet behçet huntington parkinson meniere ménière tourette crohn addison cushing hodgkin "
    "graves hashimoto raynaud sjogren sjögren alzheimer wilson marfan charcot gaucher fabry"
).split()
_ORGANS = (
    r"breast|bowel|prostate|testicular|ovarian|cervical|lung|skin|thyroid|bladder|kidney|liver|"
    r"pancreatic|blood|bone|throat|oesophageal|stomach|brain|womb"
)
_SINGLE = (
    r"lupus|narcolepsy|epilep(?:sy|tic)|bipolar(?: disorder)?|schizophreni[ac]|psychosis|psychotic|"
    r"anorexi[ac](?: nervosa)?|bulimi[ac]|haemophilia[c]?|porphyria|myasthenia(?: gravis)?|"
    r"ankylosing spondylitis|fibromyalgia|ehlers[ \-]danlos|prosopagnosia|vitiligo|alopecia|"
    r"dwarfism|albinism|trigeminal neuralgia|transverse myelitis|guillain[ \-]barr[eé]|aneurysm|"
    r"coeliac|celiac|hiv(?:[ \-]positive)?|hepatitis [bc]|tuberculosis|cystic fibrosis|"
    r"sickle cell(?: trait| disease)?|motor neurone?(?: disease)?|multiple sclerosis|"
    r"muscular dystrophy|spina bifida|cerebral palsy|retinitis pigmentosa|ulcerative colitis|"
    r"keratoconus|psoriasis|hydrocephalus|aphasia|ataxia|dystonia|pneumothorax|stammer|"
    r"stutter|hearing aids?|(?:glass|false) eye|insulin pump|feeding tube|colou?r ?blind|"
    r"(?:blind|deaf) in (?:one|his|her) [^\W\d_]+|still ?born|stillbirth|ectopic(?: pregnancy)?|"
    r"pulmonary embolism|malaria|leprosy|dengue|gender (?:dysphoria|reassignment)|"
    r"lost (?:his|her|their) (?:leg|arm|hand|finger|eye|sight|foot|hearing|voice)|"
    r"cochlear implant|guide dog|stoma(?: bag)?|partially sighted|one kidney|"
    r"prosthetic (?:leg|arm|limb)|amput(?:ation|ated|ee)|long[ \-]covid|"
    r"stwardnienie rozsiane|padaczk[aęi]|białaczk[aęi]|bialaczk[aei]|now[oó]tw[oó]r|toczeń|"
    r"sglerosis ymledol|parlys yr ymennydd|clefyd [^\W\d_]{4,}"
)
_EPONYM = Late(
    rf"{_LEAD}(?:{'|'.join(_NAMED_AFTER)})['’]?s\b"
    r"(?: (?:disease|syndrome|lymphoma|palsy|phenomenon))?(?!\w)",
)
_EPONYMS = Cues(name for base in _NAMED_AFTER for name in (fold(base), fold(base) + "s"))
_LISTED = Late(
    rf"{_LEAD}(?:(?!(?:the|an?|this|that|some|his|her|my|infectious|chronic|burnout|imposter"
    rf"|impostor|rare|"
    r"mental|long|heart|kidney|liver|lung|coronary|vascular|skin|gum)\b)[^\W\d_][\w'’\-]{2,30} "
    r"(?:syndrome|dystrophy|dysplasia|palsy|disease)"
    r"|(?:vocal cord|cleft|facial) (?:palsy|palate|lip|paralysis)"
    r"|(?:heart|kidney|liver|lung|renal) (?:disease|failure)"
    rf"|brain (?:tumour|tumor|injury|bleed|haemorrhage)|(?:{_ORGANS}) cancer"
    r"|(?:personality|eating|dissociative|schizoaffective|conversion|functional neurological) "
    rf"disorder|{_SINGLE})(?!\w)",
)
_WORDS = Cues(
    """
    keratoconus psoriasis hydrocephalus aphasia ataxia dystonia pneumothorax stammer
    stutter hearing eye pump tube blind colourblind deaf stillborn stillbirth ectopic embolism
    malaria leprosy dengue gender lost syndrome dystrophy dysplasia palsy disease failure lip
    palate paralysis tumour tumor injury bleed haemorrhage cancer disorder lupus narcolepsy
    epilepsy epileptic bipolar schizophrenia schizophreniac schizophrenic psychosis psychotic
    anorexia anorexic bulimia bulimic haemophilia haemophiliac hemophilia porphyria myasthenia
    ankylosing fibromyalgia ehlers prosopagnosia vitiligo alopecia dwarfism albinism trigeminal
    transverse guillain aneurysm coeliac celiac hiv hepatitis tuberculosis fibrosis sickle motor
    sclerosis bifida pigmentosa colitis cochlear guide stoma sighted kidney prosthetic
    amputation amputated amputee covid rozsiane padaczka padaczki padaczke bialaczka bialaczki
    bialaczke nowotwor toczen sglerosis parlys clefyd
    """.split()
)
_TREATED = Late(
    r"\b(?:(?:kidney|liver|heart|lung|renal|corneal?|bone marrow|stem cell|organ|hair)[ \-])?"
    r"transplants?\b|\b(?:kidney|organ|bone marrow|stem cell|egg|sperm|liver) (?:donation|donor)\b"
    r"|\b(?:(?:renal|kidney|peritoneal) )?dialysis\b|\bchemo(?:therapy)?\b|\bradiotherapy\b"
    r"|\bIVF\b(?: (?:cycle|round) ?\d?)?|\bfertility treatment\b"
    r"|\bgastric (?:band|bypass|sleeve)\b"
    r"|\b(?:open[ \-]heart|bypass|brain|bariatric|gender|top|weight[ \-]loss) surgery\b"
    r"|\bpacemaker\b(?! (?:job|call|patient))|\belectroconvulsive\b|\bmethadone\b"
    r"|\blithium\b|\bclozapine\b|\bsurroga(?:cy|te)\b",
)
_TREATMENTS = Cues(
    """
    transplant transplants donation donor dialysis chemo chemotherapy radiotherapy ivf fertility
    gastric surgery pacemaker electroconvulsive methadone lithium clozapine surrogacy surrogate
    """.split()
)
_SHORT = Late(
    r"\b(?:MND|CFS|ME/CFS|POTS|EDS|SLE|HSP|ALS|PMDD|PCOS|CKD|COPD|IBD|CRPS|FND|BPD|EUPD|PKD|CF"
    r"|PNES|NEAD)\b|\b(?i:has|have|had|got|with|it['’]?s|of|is|for"
    r"|his|"
    r"her)(?: the)? (?P<told>(?:M\.?E\.?|MS|ms|mnd|M\.S\.)(?![\w'’])(?! (?:[Tt]eams|[A-Z][a-z])))",
    0,
)
_SHORTENED = Cues(
    """
    pmdd pcos ckd copd ibd crps fnd bpd eupd pkd cf pnes nead mnd cfs me pots eds sle hsp als ms m
    """.split()
)


def _is_shaped(word: str) -> bool:
    return word.endswith(_SHAPES) and word not in _COMMON


_SHAPED_WORDS = Shape(_is_shaped)


def conditions(reading: Reading) -> Iterator[Span]:
    """Ask about unusual conditions and treatments, whoever has them."""
    for m in near_words(_SHAPED, reading, _SHAPED_WORDS, 25, 12):
        if not reading.places.keys().isdisjoint(filter(_is_shaped, fold(m.group()).split())):
            yield asked(m, Kind.CONDITION, _WHY, _CONDITION)
    for m in near_words(_EPONYM, reading, _EPONYMS, 25, 20):
        # Else it would be masked as the name of a person.
        yield Span(*m.span(), Kind.CONDITION, Level.RED, _WHY, _CONDITION)
    for m in near_words(_LISTED, reading, _WORDS, 40, 40):
        yield asked(m, Kind.CONDITION, _WHY, _CONDITION)
    for m in near_words(_TREATED, reading, _TREATMENTS, 30, 30):
        yield asked(m, Kind.CONDITION, because("a treatment that few people have"), _TREATMENT)
    for m in near_words(_SHORT, reading, _SHORTENED, 30, 15):
        yield asked(m, Kind.CONDITION, _WHY, _CONDITION)
