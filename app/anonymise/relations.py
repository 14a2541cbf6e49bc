"""Who somebody is to the writer, as far as the words beside the name say."""

import re

_MANAGER = (
    r"managers?|line manager|supervisor|boss|team leader|team lead|tl|ctl|otl|director"
    r"|duty manager|"
    r"operations manager|station manager|clinical lead|gaffer|kierownik\w*|szef\w*|rheolwr"
)
_COLLEAGUE = (
    r"colleague|crewmate|crew mate|mate|mentor|mentee|preceptor|student|apprentice|paramedic|para|"
    r"technician|tech|emt|eca|nqp|acp|dispatcher|call handler|call taker|clinician|responder"
    r"|driver|"
    r"trim practitioner|peer supporter|union rep|rep|buddy|partner on the truck|crewed with|"
    r"working with|worked with|on shift with|kolega|koleżanka|cydweithiwr"
)
_PATIENT = r"patient|patients|pt|pts|casualty|service user|caller|resident|pacjent\w*|claf"
_FAMILY = (
    r"husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|son|daughter|mum|mam|mom|mother|dad"
    r"|father|"
    r"brother|sister|nan|nana|gran|grandma|grandad|granddad|auntie|aunt|uncle|cousin|nephew|niece"
    r"|baby|"
    r"bairn|wean|toddler|missus|hubby|in-law|stepson|stepdaughter|ex|ex-wife|ex-husband|kids|"
    r"mąż|żona|mama|tata|brat|siostra|syn|córka|mam|tad|g[wŵ]r|gwraig|merch|mab"
)
_KINDS = (
    ("family member", _FAMILY),
    ("patient", _PATIENT),
    ("manager", _MANAGER),
    ("colleague", _COLLEAGUE),
)
_BEFORE = [
    (
        word,
        re.compile(
            rf"(?<!\w)(?:{roles})(?:,| is| was| called| named|,? name(?:d| is))?[ :]+$", re.I
        ),
    )
    for word, roles in _KINDS
]
_AFTER = [
    (
        word,
        re.compile(
            rf"(?:, | \(| is | was |, who is | - )(?:(?:also )?(?:his|her|my|their|the|our|your|a"
            rf"|an) )?"
            rf"(?:\w+ )?(?:{roles})(?=[\s,.;)]|$)",
            re.IGNORECASE,
        ),
    )
    for word, roles in _KINDS
]


def relation(text: str, start: int, end: int) -> str:
    """Say "colleague", "manager", "patient" or "family member"; empty where nothing says so."""
    head = text[max(0, start - 40) : start]
    for word, pattern in _BEFORE:
        if pattern.search(head):
            return word
    tail = text[end : end + 50]
    for word, pattern in _AFTER:
        if pattern.match(tail):
            return word
    return ""
