"""Ties that cross the job, and turns in a family that are talked about.

Beside ``family_ties``, ``kinship`` and ``relatives``: there a relative's post, place or fate tells;
here who lives with whom at work, who left with whom, and what came out.
"""

from collections.abc import Iterator

from app.anonymise.cues import Cues
from app.anonymise.family_ties import HERS
from app.anonymise.phrases import STAFF, asked
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Span
from app.anonymise.windows import Late, near_words

_MATE = (
    rf"(?:(?:old |new |ex[ \-]?)?(?:{STAFF}|crewmate|colleague|boss|team leader|line manager|tl|ctl"
    r"|gaffer|chief|mentor|best mate))"
)
_OWN = r"(?:his|her|my|their|a|the|our)"
_ACROSS = Late(
    rf"\b(?:married|marrying) into {_OWN} [^\W\d_]+(?:['’]?s)?(?: family)?"
    rf"|\b(?:shares?|sharing|shared) (?:a (?:house|flat|bed|car|lift)|digs) with {_OWN} {_MATE}\b"
    rf"|\b(?:lives?|living|lodges?|lodging|moved in) with {_OWN} {_MATE}\b"
    rf"|\b{HERS} (?:has |had )?(?:left|went off|ran off|moved in|slept|is sleeping|was sleeping"
    rf"|been sleeping|cheated|is off|ended up) (?:her |him |them )?(?:with|for) {_OWN} {_MATE}\b"
    rf"|\b{HERS} (?:is|was|were|are) (?:once |also )?one of (?:us|ours|our own|the team)\b"
    rf"|\b{HERS} (?:got|took|has|had|landed|went for|applied for|pipped (?:her|him) to) (?:the|her"
    r"|his|my|that) (?:old )?(?:job|post|promotion|line|role|secondment)\b"
    r"(?: (?:she|he|they|i) [^\W\d_]+(?: for)?)?"
    rf"|\b{_OWN} (?:godson|goddaughter|godfather|godmother|step[ \-]?(?:mother|father|sister"
    rf"|brother)|foster (?:son|daughter)) (?:is|was|of) (?:the |a |our |also )?{_MATE}\b"
)
_ACROSS_WORDS = Cues(
    """
    into share shares sharing shared lives live living lodge lodges lodging moved left went ran
    slept
    sleeping cheated off ended one got took has had landed applied pipped godson goddaughter
    godfather godmother stepmother stepfather stepsister stepbrother mother father sister brother
    foster
    """.split()
)
_TURNS = Late(
    rf"\b{HERS}(?:['’]?s| is| has| was| got)?(?: just| only)?(?: been| got)? (?:sent down|put away"
    r"|banged up|locked up|inside|charged|on trial|in court|struck off|suspended by)\b"
    rf"|\b{HERS} (?:isn['’]?t|wasn['’]?t|is not|was not) (?:really |even )?(?:her|his|their|my) "
    r"(?:real |birth |own |biological )?(?:dad|mum|father|mother|son|daughter|child|brother"
    r"|sister)\b"
    r"|\badopt(?:s|ed|ing) (?:his|her|their|my) (?:late )?(?:sister|brother|cousin|daughter|son|"
    r"niece|nephew|friend)['’]?s(?: (?:[^\W\d_]+))?"
    r"|\blost (?:the|her|his|their|a|our) (?:little |first |only )?bab(?:y|ies)\b"
    r"(?: at (?:\d\d|[^\W\d_]+) weeks)?|\b(?:still ?birth|stillborn|cot death|miscarri(?:ed"
    r"|age) at "
    r"(?:\d\d|[^\W\d_]+))\b(?: weeks)?"
    r"|\b(?:found out|just learnt|just found) (?:he|she|they)['’]?(?:s| is| was|re| has"
    r"| had) (?:a |an "
    r")?(?:adopted|half[ \-](?:brother|sister)|donor|secret (?:son|daughter|brother|sister))\b"
)
# A relative of somebody else, and a thing that happened: not what is felt, said or usual.
_DID = Late(
    r"\b(?:his|her|their) (?:own |elder |older |younger |little |big |late |ex[ \-]?)?(?:husband"
    r"|wife"
    r"|partner|brother|sister|son|daughter|dad|mum|mam|father|mother|nan|nana|gran|grandad|granddad"
    r"|grandson|granddaughter|uncle|aunt|auntie|cousin|nephew|niece|lad|lass|boy|girl|missus|hubby"
    r"|stepdad|stepmum|stepson|stepdaughter|boyfriend|girlfriend|fianc[eé]e?|ex) (?:"
    r"(?:got|was|were|been|is) (?:just |recently )?(?:knifed|stabbed|shot|beaten|attacked|mugged"
    r"|jumped"
    r"|crushed|run over|knocked|burnt|caught|arrested|nicked|sacked|elected|promoted|suspended"
    r"|(?:on|in|at) (?:the|that) (?!(?:way|end|phone|mend|same|road|dark|loop|know)\b)[^\W\d_]+)\b"
    r"|(?:crashed|rolled|wrote|shot|robbed|burgled|punched|hit|reported|sued|made|put|won|drove"
    r"|founded|owns?|owned|runs?|ran|played|plays|sang|taught|teaches|represents?|stood|went viral"
    r"|called|rang) (?:in )?(?:the|a|an|that|for|her|his|their)\b(?: [^\W\d_]+){1,2}"
    r"|works? (?:two|three|a few|one|next|round|across|over|down|upstairs|opposite|behind|beside"
    r"|alongside|under|above|with|for|at|in|on) [^\W\d_]+(?: [^\W\d_]+)?)"
    rf"|\b{HERS} (?:is|was|are|were) (?:the|that|one of the|one of those) (?!(?:same|best|reason"
    rf"|main"
    r"|only thing|problem|priority|rock|issue)\b)[^\W\d_]+(?: [^\W\d_]+)?"
    rf"|\b{HERS} (?:both|all) (?!(?:of|ill|sick|unwell|off|well|fine"
    rf"|the)\b)[^\W\d_]+(?: [^\W\d_]+)?"
    rf"|\b(?:left|leaving|leaves) {HERS} for [^\W\d_]+ [^\W\d_]+"
    r"|\brelated to (?:half|most|some|one|a|the|everyone|everybody|someone|somebody)(?: of)?"
    r"(?: (?:the|our) )?[^\W\d_]*"
    r"|\b(?:has|had|got|raising|bringing up) (?:the|his|her|their|all the) (?:kids|children|boys"
    r"|girls|twins|bairns|weans) (?:up )?(?:on (?:his|her|their) own|by (?:him|her)self|alone)\b"
    r"(?: since [^\W\d_]+ [^\W\d_]+)?"
)
_DID_WORDS = Cues(
    """
    husband wife partner brother sister son daughter dad mum mam father mother nan nana gran grandad
    granddad grandson granddaughter uncle aunt auntie cousin nephew niece lad lass boy girl missus
    hubby stepdad stepmum stepson stepdaughter boyfriend girlfriend fiance fiancee ex kids children
    boys girls twins bairns weans
    husbands wives partners brothers sisters sons daughters law cousins lads related
    """.split()
)
_TURNS_WORDS = Cues(
    """
    sent put banged locked inside charged trial court struck suspended isn't isnt wasn't wasnt not
    adopt adopts adopted adopting lost stillbirth still stillborn cot miscarried miscarriage found
    learnt
    """.split()
)


def entanglements(reading: Reading) -> Iterator[Span]:
    """Ask about ties across the job and about what befell a family."""
    reason = because("a family tie that could tell who it is")
    for pattern, words in (
        (_ACROSS, _ACROSS_WORDS),
        (_TURNS, _TURNS_WORDS),
        (_DID, _DID_WORDS),
    ):
        for m in near_words(pattern, reading, words, 60, 60):
            yield asked(m, Kind.FAMILY, reason, "[a family tie]")
