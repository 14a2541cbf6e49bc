"""Polish notes, and English ones with bent Polish names, written for training.

{m} first name, {d} of or to see somebody, {c} to, {n} with, {t} about somebody; {k} surname, {j} of
a surname. Accents are left out, as they mostly are on a phone. Nobody in them is anybody.
"""

from app.web.names_origins import LAST, POLISH

POLISH_NOTES = """
rozmawialam z {n} o grafiku i o tym ze jest zmeczona
rozmawialem dzis z {n}, mowi ze w domu jest lepiej
{m} mowi ze nie spi i boi sie nocek
zapytalem {d} czy chce przerwe, powiedziala ze nie
dalam {c} numer do poradni, zadzwoni jutro
{c} zmarl dziadek i leci do kraju na tydzien
bez {d} na zmianie jest o wiele gorzej
wczoraj bylam z {n} na karetce, trudne zlecenie z dzieckiem
pytalam o {t} ale nikt nic nie wie
u {d} wszystko w porzadku, wraca w poniedzialek
{m} i {m} sie nie dogaduja, prosza o inny grafik
to byl pomysl {d}, nie moj
powiedz {c} ze czekamy na papiery
od {d} wiem ze szykuja sie zmiany
martwie sie o {d} bo duzo schudl
nie wiem co z {n}, nie odbiera telefonu
pani {k} prosila o urlop w lipcu
pan {k} z dyspozytorni byl bardzo mily
widzialam {d} {j} na korytarzu, plakala
zapisalam {d} na szkolenie z przemocy
{m} {k} zaczyna od pierwszego
kolega {m} ma problemy z plecami
moja kolezanka {m} jest w ciazy i chce lzejsza prace
nasza {m} zdala egzamin, brawo
dzieki {c} jakos przetrwalam ten miesiac
przez {d} nikt nie chce tam pracowac
szefowa {m} obiecala ze sprawdzi godziny
maz {m} stracil prace, ciezko z pieniedzmi
zona {d} lezy w szpitalu, dostal wolne
jezdze z {n} od roku i dobrze nam razem
spotkanie z {n} przelozone na przyszly tydzien
napisalam do {d} w sprawie munduru
{m} znowu chory, zastapi go {m}
po rozmowie z {n} {j} bylo mi lzej
prosze nie mowic {c} ze to ode mnie
{d} nie bylo dzisiaj, wziela wolne na dziecko
slyszalam ze {m} odchodzi do innej firmy
mowilem {c} dwa razy, nie slucha
ciesze sie ze {m} wrocila, brakowalo nam jej
jestem wykonczona, nie mam sily wstac do pracy
dlugo czekalismy pod szpitalem, nikt nie przyniosl nawet wody
chcialbym wiecej dziennych zmian bo nie widuje dzieci
po tym wezwaniu nie moglem zasnac przez trzy dni
nie rozumiem czemu zabrali nam przerwe
boli mnie kregoslup od noszenia, bylem u lekarza
angielski coraz lepszy, chce isc na kurs
wszystko dobrze, dziekuje za rozmowe i za pomoc
zle sie czuje w tym zespole, nikt ze mna nie gada
ktos zostawil brudna karetke i znowu my sprzatalismy
mam dosc, mysle o powrocie do domu
zalezy mi na stalym grafiku bo ucze sie wieczorami
asked {d} to swap but {m} said no
spoke to {c} in polish, she understood
was on shift with {n} and {n}
{m} told me about {d}, very sad
met {d} {j} after the job
told {c} to ring me when he can
gave {c} the leaflet and the number
{m} {k} asked for a chat about nights
not fair on {d}, he did nothing wrong
worried about {t}, no word since friday
""".strip().splitlines()

_SURNAMES = [name for name in LAST if name.endswith(("ski", "cki", "ska", "ak", "yk", "rek"))]
_TAKES_IE = tuple("nwszbm")
_HARD = ("sz", "cz", "rz")
_SOFTENED = {"d": "dzi", "t": "ci", "r": "rz", "k": "c", "g": "dz"}
_WITH_I = frozenset("grzes kubus piotrus".split())

#: What may stand in each slot: the bare name, or a case it is bent into.
CASES = {"m": "", "d": "of", "c": "to", "n": "with", "t": "about"}
FIRST_NAMES, SURNAMES = POLISH, _SURNAMES


def bend(name: str, case: str) -> str:
    """Put a folded Polish name into a case: "of" somebody, "to", "with" or "about" them."""
    if not case:
        return name
    if name.endswith(("ska", "cka")):
        return name if case == "with" else name[:-1] + "iej"
    if name.endswith("a"):
        return _of_women(name, case)
    if name.endswith(("i", "y")):
        stem = name if name.endswith("i") else name[:-1]
        return stem + {"of": "ego", "to": "emu"}.get(case, "m" if stem == name else "ym")
    return _of_men(name, case)


def _of_women(name: str, case: str) -> str:
    stem, last = name[:-1], name[-2]
    if case == "with" or last in "ij":
        return name if case == "with" else stem if last == "i" else stem[:-1] + "i"
    if case == "of":
        return stem + ("i" if last in "kgl" else "y")
    if last in _SOFTENED and not stem.endswith(_HARD):
        return stem[:-1] + _SOFTENED[last] + "e"
    return stem + ("y" if stem.endswith(_HARD) else "ie" if last in _TAKES_IE else "i")


def _of_men(name: str, case: str) -> str:
    stem = name[:-2] + "k" if name.endswith("ek") else "pawl" if name == "pawel" else name
    stem += "i" if name in _WITH_I else ""
    last = stem[-1]
    if case in ("of", "to"):
        return stem + ("a" if case == "of" else "owi")
    if case == "with":
        return stem + ("iem" if last in "kg" else "em")
    if last in _SOFTENED and last not in "kg":
        return stem[:-1] + _SOFTENED[last] + "e"
    soft = last in _TAKES_IE and not stem.endswith(_HARD)
    return stem + ("ie" if soft else "e" if last == "l" else "u")
