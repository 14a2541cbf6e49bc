"""Streets and codes as other countries write them: street then number, code then town."""

import re
from collections.abc import Iterator

from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import near_digits

_NUMBER = r",? ?(?:n[.°º]?[ ]?)?\d{1,5}[a-zA-Z]?\b"
_CAPITAL = r"[A-ZÀ-Ž][\w'’.\-]*"
_LITTLE = (
    r"(?:de|da|do|di|del|della|dei|delle|dos|das|des|du|la|le|les|los|las|el|y|e|i|van|der|den|ter|"
    r"von|zu|am|an|of|the|d['’]|l['’])"
)
_NAMED = rf"(?:(?:{_LITTLE}[ ]?){{0,3}}(?:{_CAPITAL}|\d{{1,2}}\.?)[ ]?){{1,4}}"
# "Via Roma, 12", "Rua do Sol 3", "C/ Mayor, 7", "ul. Szkolna 4"
_WAY_FIRST = re.compile(
    r"\b(?:[Vv]ia|[Vv]iale|[Cc]orso|[Ll]argo|[Pp]iazz(?:a|ale)|[Vv]icolo|[Ss]trada|[Cc]ontrada"
    r"|[Rr]ue|[Bb]oulevard|[Aa]venue|[Pp]lace|[Qq]uai|[Cc]ours|[Cc]hemin|[Rr]oute|[Aa]ll[ée]e"
    r"|[Ii]mpasse|[Cc]alle|C/|[Aa]v(?:da|enida)?\.?|[Pp]laza|[Pp]aseo|[Cc]arretera|[Cc]tra\.?"
    r"|[Rr]onda|[Cc]amino|[Rr][uú]a|[Tt]ravessa|[Ll]adeira|[Rr]odovia|[Ee]strada|[Aa]lameda"
    r"|[Pp]ra[çc]a|[Uu]lica|ul\.|[Aa]leja|al\.|[Nn]áměstí|nám\.|[Tt]rg|[Rr]uta|[Ss]tr\.|[Bb]d\.)"
    rf" ?{_NAMED}{_NUMBER}"
)
# "12, rue de la Gare", "65 bis boulevard d'Alsace"
_NUMBER_FIRST = re.compile(
    r"\b\d{1,5}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|quai|cours|chemin|route|allée"
    rf"|impasse|passage|calle|via|rua|ruelle|faubourg) (?:{_LITTLE}[ ]?){{0,3}}{_CAPITAL}"
    rf"(?: {_CAPITAL}){{0,3}}"
)
# "Lindenstraße 4", "Skolevej 24b", "Mannerheimintie 7"
_JOINED = re.compile(
    r"\b[A-ZÀ-Ž][\w\-]{1,40}(?:stra(?:ß|ss)e|str\.|gatan|gata|vägen|vej|vænget|gade|gaden|veien"
    r"|vegen|katu|tie|kuja|polku|laan|straat|weg|steenweg|baan|gasse|plein|platz|allee|damm|ufer"
    r"|gränd|stigen|backen|torget|kaj|gracht|kade|dreef|singel|braut|vegur|stræti|lund|toften"
    r"|parken|marken|haven|dijk|markt|hof|chaussee|steig|berg),? \d{1,4} ?[a-zA-Z]?\b"
)
# "Kossuth Lajos u. 24", "Hallesches Ufer 90", "Rožna ulica 3", "Pärnu mnt 12"
_WAY_AFTER = re.compile(
    rf"\b{_CAPITAL}(?: (?:{_CAPITAL}|van|der|den|von|de)){{0,3}} (?:Stra(?:ß|ss)e|Str\.?|Allee"
    rf"|Platz"
    r"|Weg|Gasse|Ring|Ufer|Damm|Chaussee|utca|[uú]\.|út|útja|tér|tere|krt\.|körút|köz|ulica|cesta"
    r"|pot|trg|gatan|gata|vägen|väg|vej|gade|[Aa]llé|veien|vei|vegen|katu|tie|laan|straat|weg|plein"
    rf"|kade|mnt|tn|tänav|iela|gatve|pr\.|sokak|caddesi|Cd\.|Sk\.){_NUMBER}"
)
# What an American or Canadian address ends in, and what stands on a parcel for a soldier.
_OVERSEAS = re.compile(
    r"\b[A-Z][a-z]+(?:[ \-][A-Z][a-z]+){0,2},? [A-Z]{2},? \d{5}(?:-\d{4})?\b"
    r"|\b(?:PSC|Unit|CMR|RR|HC) ?#?\d{1,5},? Box \d{1,5}\b|\b[AFD]PO,? A[AEP],? \d{5}\b"
    r"|\b[A-CEGHJ-NPR-TVXY]\d[A-CEGHJ-NPR-TV-Z] ?\d[A-CEGHJ-NPR-TV-Z]\d\b"
    r"|\b[Uu]nit #?\d+[a-zA-Z]?,(?= ?\d)|\b(?:Postbus|Postfach|Apartado|Casella [Pp]ostale"
    r"|Case [Pp]ostale|Boîte [Pp]ostale|[Pp]rivate [Bb]ag) ?[A-Z]?\d{1,6}\b"
)
# Codes before a town: "8010 GRAZ", "1012 AB Amsterdam", "SE-123 45", "12345-678".
_CODES = re.compile(
    r"\b[1-9]\d{3} (?!AM|PM|HR|AD|BC|GB|MB|KM|KG|ML)[A-Z]{2}(?=,? [A-Z][a-z]{2,})"
    r"|\b(?:A|B|CH|D|DK|F|FIN|I|L|LT|LV|N|NL|S|SE|SI|SK|CZ|EE|HR|AT|DE|BE)-\d{4,5}\b"
    r"|\b\d{5}-\d{3}\b|\b\d{4}-\d{3}\b(?= [A-ZÀ-Ž])"
    r"|\b\d{3} \d{2}(?= [A-ZÀ-Ž][A-ZÀ-Ža-zà-ž]{2,})"
    r"|(?<=, )\d{4}(?= [A-ZÀ-Ž][a-zà-ž]{2,}| [A-ZÀ-Ž]{3,}\b)|(?<=\n)[3-9]\d{3}(?= [A-ZÀ-Ž]{3,}\b)"
)


def addresses_abroad(text: str) -> Iterator[Span]:
    """Find street addresses and postcodes of other countries, with the capitals they have."""
    for pattern in (_WAY_FIRST, _NUMBER_FIRST, _JOINED, _WAY_AFTER, _OVERSEAS):
        for m in near_digits(pattern, text):
            yield Span(
                *m.span(), Kind.ADDRESS, Level.RED, because("looks like an address"), "[address]"
            )
    for m in near_digits(_CODES, text):
        yield Span(*m.span(), Kind.POSTCODE, Level.RED, because("looks like a postcode"), "[place]")
