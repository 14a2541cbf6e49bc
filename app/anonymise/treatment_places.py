"""Where somebody is treated, when the kind of place already says too much."""

import re
from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.phrases import asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

MASK = "[a place of treatment]"
_PLACE = Late(
    r"\b(?:(?:under|in|at|from|to|with|via|seen by|through|attends?|attending|admitted to) )"
    r"(?:(?:the|an?|his|her|their|my) )?(?P<told>(?:(?:local|community|inpatient|secure|nhs"
    r"|private) )?"
    r"(?:eating disorders?|burns|renal|dialysis|oncology|cancer|fertility|gender(?: identity)?|"
    r"sexual health|gum|hiv|haematology|rheumatology|neurology|epilepsy|stroke|cardiac|transplant|"
    r"spinal(?: injuries)?|psychiatric|mental health|mother and baby|perinatal|detox|addictions?|"
    r"drug and alcohol|alcohol|memory|breast|chemo(?:therapy)?|infertility|ivf|pain management|"
    r"early pregnancy|miscarriage) (?:unit|clinic|ward|centre|service|team)s?"
    r"|rehab(?! (?:team|exercises|physio))|the priory|priory|detox|(?:aa|na|ga) meetings?|"
    r"alcoholics anonymous|narcotics anonymous|gamblers anonymous|women['’]?s refuge|a refuge)\b"
    r"|\b(?P<sect>(?:been |was |got )sectioned(?: under [^\W\d_]+)?"
    r"|sectioned (?:last|in|again|twice|after|over|this|for) [^\W\d_]+)\b",
)
_WORDS = Cues(
    """
    unit units clinic clinics ward wards centre centres service services team teams rehab priory
    detox meeting meetings anonymous refuge sectioned
    """.split()
)
_OF_WORK = re.compile(
    r"\b(?:pts?|patients?|handed over|handover|took|take[ns]?|dropped|conveyed|blue[ \-]?lighted|"
    r"transferred|crew|job|call(?:ed)?|diverted|queue[ds]?|waiting|refer(?:red)?|alert(?:ed)?"
    r"|work(?:s|ed|ing)?|placement)\b"
    r"[^.\n]{0,40}$",
    re.IGNORECASE,
)


def treatment_places(reading: Reading) -> Iterator[Span]:
    """Ask about wards and clinics somebody goes to; where patients are taken stays."""
    for m in near_words(_PLACE, reading, _WORDS, 60, 30):
        if not _OF_WORK.search(reading.text, max(0, m.start() - 60), m.start()):
            yield asked(m, Kind.TREATMENT, because("where somebody is treated"), MASK)
