"""Everyday words of Welsh and Polish: they tell the language, and are nobody's name.

Without accents, as ``tokens.fold`` leaves them. Words that are names or English as well are
left out.
"""

import re
from collections.abc import Collection

WELSH = frozenset(
    """
    fis allan lorri gair sydyn popeth gwyliau babi gwener ionawr chwefror ebrill mehefin gorffennaf
    awst medi hydref tachwedd rhagfyr siaradais teulu meddyg ysgafn anghofio curo
    ac adre ag ai ambell amser anodd ar arall arni arno aros asesiad ati ato awr bach baned bawb
    blentyn blino bod bol bore braf bres bron brysur bu bydd byth byw bywyd cadair cael cafodd
    canol caplan cefnogaeth cefnogi cerdded chwaith chwarae chwerthin criw cwrs cyfan cyfarfod
    cyflwyno cyfro cymraeg cyn cynllun cynnig da daeth dda ddaru ddau ddim ddiwedd ddoe ddwy
    ddysgu dechrau defnyddio deg deuddeg digon dim diolch disgwl disgwyl diwedd diwrnod dod
    doedd dre drist dros drws duw dweud dwr dydd dydi dydy dyma dyn dyna dynes dysgu efo ei ein
    eisiau eisio eraill erbyn eto eu fach fawr fel felly fesul ffarm ffon ffonio ffoniwch
    ffonwch ffordd ffwrdd fod fory fydda fyddai gadael gadair gaeth gafodd gall galw galwad gan
    ganddi ganddo gartref geith gennyf gofal gofalu gofalwr gofyn gofynnodd gorffwys gwaeth
    gwaith gweithio gweld gwell gwneud gwrando gwybod gyd gyda gyfer gynta hail heb heblaw
    heddiw hefyd heno hi hir hogia honno hun hunan hwn hwnnw hwyr hyd hyn iawn iddi iddo iddyn
    isel isio jyst lan lawr licio llai lle llond llynedd lot lwcus mae maen mawr mewn mhen modd
    mwy mwyn mynd na naw nawr neb negeseuon nes newid newydd nhw ni nid nos noson oed oedd
    oedden oes oherwydd ol ond oriau pan panad paned pawb peidio peth pethau phen plant plismon
    pnawn pob poeni prysur pwy pythefnos rhag rhai rhaid rhif rhwng roedd roedden ron rownd rwan
    rydw rydyn saith sesiwn sgwrs shifft siarad stafell sut sy sydd syth tair teg teimlo teulu
    tra trafod trio tu tua unig wahanol wedi wedyn weithiau weld wna wnaeth wneud wrth wybod
    wythnos ydy ydyn ym yma ymhen ymlaen yn yna yng yno yr ysbyty ysgol yw
    """.split()
)

POLISH = frozenset(
    """
    raz maju marca kwietnia maja czerwca lipca sierpnia tlumaczyc telefon dziekuje pozdrawiam
    aby albo ale angielski angielskich angielskiego ani az bardzo bede bedzie bez bo boi bol
    boli buty byc byl byla bylo byly chce chcial chciala chcialaby chcialby chlopak ciagle ciazy
    cos czas czasu czeka czekac czekamy czekania czemu czesto czlowiek czuje czy daje dalej dla
    dlaczego dlugo dobra dobre dobry dobrze domu dostac dostal dostala dostalismy dosyc
    dowiedzial dowiedziala duzo dwa dwie dwoch dziala dzialala dzieci dziecko dzieki dziekuje
    dzien dzis dzisiaj dzwoni dzwonic dzwonil dzwonili formularz formularzem gdy gdzie glosno
    godzin godzina godziny inna inny ja jak jaki jako je jeden jedna jednak jedno jednym jego
    jej jest jestem jestesmy jeszcze jezdzic juz kawy kazde kazdy kiedy kogos komu krotko
    krzyczy kto ktora ktore ktory ktorzy ktos lat lepiej lepszy lubi lubie ludzi ludzie lzej
    male malo mamy masz mi mial miala miedzy miejsce miesiac miesiecy mna mnie mniej moj moja
    moje mowi mowic mowil mowila moze mozna musi musze na nad nadal nadgodzin nam nami napisac
    naprawde naprawia nas nastepna nastepny nasz naszej nawet nic nich nie niego niej nigdy
    nikomu nikt nimi niz nizej noc nocce nocki nocy nosic noszenia od odpoczac oni oraz ostatnio
    pacjent pacjenta pacjentem pacjentow pamieta pic pierwsza pierwszy plecy pogrzeb pojechac
    pokoj polsku pomoc pomogl pomogla porzadku potem potrzebuje powiedzial powiedziala
    powiedziec praca prace pracuje pracy probnym prosi prosze przed przerwa przerwe przerwy
    przez przy przyszedl pyta pytal rade rano razem robi robic rozmawialam rozmawialem rozmowa
    rozmowe rzedu sama sie siebie sil slow slowa sluchaj sluzbowy soba spac spala spalam spi
    sprawdzimy stacja stacje stacji stresu swoim swoj swoja szef szkolenie szpital szpitala
    szpitalem szpitalu tak taka taki tego tej teraz tez toba trudno trzeba trzeci trzy tutaj
    tydzien tygodni tygodnie tyle tylko tym uczy umarl umarla urlop wam wazne wczoraj wie wiec
    wiecej wieczorem wiem wlasnie wolne wolnego wolny wraca wracac wroci wrocil wrocila wszyscy
    wszystkich wszystkim wszystko wtedy wy wyglada za zaden zadna zadnych zapytal zapytala
    zasilek zawsze zdanie ze zeby zle zly zmeczona zmeczony zmiana zmiane zmiany zmienic znowu
    zona zony zostac zrobil zrobilismy zrobilysmy zycie
    pani pania panu panem pan pana kolega kolezanka kolege koledze kolezanki kolezance kolezanke
    kierownik kierownika kierownikowi kierownikiem kierowca kierowcy kierowce ratownik ratownika
    ratownikiem dyspozytor dyspozytorka dyspozytorni dyspozytornia karetka karetki karetce karetke
    wezwanie wezwaniu wezwania zlecenie zlecenia zleceniu dyzur dyzury dyzurze grafik grafiku
    grafiki dziadek babcia matka ojciec ojca matki brat bratem siostra siostry corka corki syn syna
    mama mamy tata tato tate poszla poszlam poszedl poszedlem przyszla plakala plakal ciezko smutno
    wesolo zdrowie chory chora chorobowe lekarz lekarza lekarzem doktor rozmowie rozmowy papiery
    pieniadze pieniedzy telefonu telefonem numer numeru jutro pojutrze zeszly zeszla przyszly
    poniedzialek wtorek sroda srode czwartek piatek sobota sobote niedziela niedziele styczen luty
    marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien lipcu maju
    czerwcu prosila prosil chciala chcial powinna powinien moglam moglem mogla mogl widzialam
    widzialem dala dal wziela wzial trudne trudny trudna dobrego mlody mloda mlodego starszy starsza
    nastepnym ostatnim ostatni ostatnia pierwszym drugi druga drugim
    """.split()
)

# "I said", "we did", "to work": how Polish verbs end, and names that end so when they are bent.
_VERB = re.compile(r"\w{2}(?:[aiy]l[ae]m|[aiy]l[iy]smy|[aiouy]wac|uja)$")
_LIKE_VERBS = frozenset("michalem rafalem kamilem emilem cyrylem islam salam".split())


def everyday(words: Collection[str]) -> frozenset[str]:
    """Give the everyday words of Welsh or Polish for a text with two of them or more."""
    known: frozenset[str] = frozenset()
    if sum(word in WELSH for word in words) > 1:
        known |= WELSH
    if sum(word in POLISH for word in words) > 1:
        known |= POLISH
        known |= {word for word in words if _VERB.search(word) and word not in _LIKE_VERBS}
    return known
