"""What tells who it is without a name: asked about, and what says little left alone."""

import pytest

from app.anonymise.policy import Anonymiser, Lexicon
from app.anonymise.spans import Kind, Level

RULES = Anonymiser(Lexicon())

TELLING = {
    Kind.ROLE: """
        she is the only female paramedic here|the only woman on nights at the station
        he's our sole wheelchair user|only vietnamese speaker in control|the lone male midwife
        the youngest team leader in the trust|longest serving on the station|the deputy was kind
        our deputy station manager|head of resourcing said no|the oldest technician in the county
        the first black paramedic to run the hub|the first woman to lead the division
        one of only two women on the line|the medical director rang|he is the deputy head
        she sits on the board|he was on call gold commander|the ex footballer in crew 2
        she rowed at two olympic games|she has the king's ambulance medal
        acting ops manager for now|the lad with the eye tattoo|our safeguarding lead|a former nun
        she used to play for the county|captain of the rugby side|the only vegan on the station
        the last of the original air ambulance crew|the second in command wrote
    """,
    Kind.EVENT: """
        since the coach crash on Tuesday|the drowning at the lido|the crane job still haunts him
        that lorry fire|a helicopter crash|the hotel siege|the one on the allotments
        after the level crossing incident|the trampoline job|the wedding shooting
        the tannery fire|when the grain silo collapsed|the lad who was stabbed|after quarry job
        it was in the local paper|she was all over the news|the story went viral
    """,
    Kind.FAMILY: """
        her husband is a police officer|his wife works in control|her sister works here
        they're married|both paramedics on the same vehicle|her twins start school
        newborn triplets at home|husband in our finance team|his brother is the coroner
        married to a dispatcher|her dad is the mayor|they are siblings|father and son
        her husband works at the council|going out with a dispatcher|a third generation medic
        his daughter, who is a paramedic|the only child
    """,
    Kind.CONDITION: """
        she has narcolepsy|diagnosed with lupus|it's Crohn's|he has MS|on dialysis three times
        his kidney transplant|her IVF cycle 2|bowel cancer|sarcoidosis again|has sickle cell
        huntingtons in the family|motor neurone disease|Ehlers-Danlos|on chemo
        he is an amputee|wears a stoma bag|endometriosis|bipolar disorder|Guillain-Barre
    """,
    Kind.TREATMENT: """
        she is under the eating disorder clinic|he was in rehab|goes to AA meetings
        admitted to the psychiatric ward|she was sectioned
    """,
    Kind.GROUP: """
        she is bisexual|he's gay|they are non-binary|came out at work|a Jehovah's Witness
        he was a refugee|a trans woman|an asylum seeker
    """,
}
LITTLE = """
    the only thing that helps is sleep|you're the only one who asked|only two of us on that night
    the only paramedic on scene|first on scene|first responder course|for the first time
    the first job of the day|head of the queue|the deputy for tuesday|take the chair by the window
    she is the only person i can talk to|only a few of us|it was the worst job|a bad rtc
    a paeds arrest|the queue at the hospital|the next job|the same job|job description|the whole job
    the night job is hard|a house fire|my wife is kind|her kids are fine|his mum is unwell
    her partner cooks|we are both tired|both crews were late|a sister on the ward|twin beds
    back pain|stress and anxiety|ptsd|menopause|pregnancy|depression|asthma|adhd|a broken wrist
    migraine|type 2 diabetes|a bad back|burnout|diagnosis took an hour|my prognosis|a lot of empathy
    tonsillitis again|took a patient to the stroke unit|handed over at the cardiac ward
    patients from the renal unit|out on a job|came out of the meeting|the pride network
    on paper it works|paperwork|newspaper round|he was in the zone|the right call|good news
    the hospital job|the training job|a fall at home|the control room|the union rep was great
    my manager listened|team leader came by|the station manager was fair|the chaplain offered
""".replace("\n", "|")


def told(text: str) -> list[Kind]:
    return [span.kind for span in RULES.find(text) if span.kind in TELLING]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kind, item.strip())
        for kind, table in TELLING.items()
        for item in table.replace("\n", "|").split("|")
        if item.strip()
    ],
)
def test_what_singles_somebody_out_is_asked_about(kind: Kind, text: str) -> None:
    spans = RULES.find(text)
    assert kind in [span.kind for span in spans]
    for span in spans:
        assert (
            span.level is Level.AMBER
            or span.kind not in TELLING
            or kind in (Kind.CONDITION, Kind.GROUP)
        )
        assert text[span.start : span.end].lower() not in span.reason


@pytest.mark.parametrize("text", [item.strip() for item in LITTLE.split("|") if item.strip()])
def test_what_says_little_stays(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("the only female paramedic at Retford", Kind.ROLE, "the only female paramedic"),
        ("Her Tourette's is mild", Kind.CONDITION, "Tourette's"),
        ("her sister of Sarah Okafor", Kind.FAMILY, "sister of"),
    ],
)
def test_a_place_or_a_name_inside_is_hidden_and_the_rest_asked_about(
    anonymiser: Anonymiser, text: str, kind: Kind, words: str
) -> None:
    found = [(span.kind, text[span.start : span.end]) for span in anonymiser.find(text)]
    assert (kind, words) in found
