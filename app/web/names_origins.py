"""First names and surnames that the registers of British births know badly, written by hand.

Polish, Vietnamese, Turkish and Ghanaian names as staff and patients bear them, without accents,
Polish ones with their short forms. Words of English are left out: the lists would ask about
them. Further origins have files of their own beside this one.
"""

from app.web import names_origins_asia as asia
from app.web import names_origins_turkey as turkey

POLISH = """
adrian agata agnieszka agnisia alicja aleksander aleksandra amelia andrzej andrzejek ania anka
antek antoni arek arkadiusz artur asia aska barbara bartek bartlomiej bartosz basia beata bogdan
bogumil bogusia boguslaw bolek boleslaw borys bozena bronislaw cecylia celina cezary czarek czeslaw
dagmara damian danusia danuta darek dariusz dominik dominika dorota dorotka edyta ela eliza
elzbieta ewa ewelina ewka fabian felek filip franek franciszek franciszka gabrysia genowefa gosia
goska grazyna grazynka grzegorz grzesiek grzes halina halinka hania hanka hanna helena henryk
heniek henryka honorata hubert ignacy igor ilona irek ireneusz irena iwona iza izabela jacek
jadwiga jadzia jagoda jakub janek janina janusz jarek jaroslaw jasiek jerzy joanna jola jolanta
jolka jozef jozek judyta julita jurek justyna kacper kaja kajetan kamil kamila karol karolina kasia
kaska katarzyna kazik kazimierz kinga klaudia konrad konstanty kornelia krysia krystian krystyna
krzysiek krzysztof kuba kubus lech leszek leokadia lidka lucjan lucyna ludwik ludwika lukasz maciej
maciek magda magdalena magdusia maja malgorzata malgosia malwina marcel marceli marcelina marcin
marek mariola mariusz marlena marta marysia maryla marzena mateusz mietek mieczyslaw michal
michalina mikolaj milosz mirek miroslaw miroslawa monika natalka nikodem norbert oksana olek oliwia
oliwier olgierd ola oskar patrycja patryk pawel pawelek piotr piotrek piotrus przemek przemyslaw
radek radoslaw rafal renata robert roksana roman romek rysiek ryszard sabina sandra sebastian sebek
seweryn slawek slawomir sonia stanislaw stasiek stefan stefania sylwek sylwester sylwia szymek
szymon tadek tadeusz teodor teresa tereska tobiasz tomasz tomaszek tomek tosia tymek tymon urszula
ula wacek waclaw waldek waldemar walenty wanda weronika wieslaw wieslawa wiesiek wiktor wiktoria
wincenty wioletta witek witold wladek wladyslaw wlodek wlodzimierz wojciech wojtek zbigniew zbyszek
zdzislaw zdzisiek zenek zenon zofia zosia zosienka zuzanna zuzia zygmunt zyta zaneta
""".split()
VIETNAMESE = """
bao binh bich canh chau chien chinh cuc cuong dao diep dinh duc duong duyen giang gia hanh hao hien
hiep hieu hoa hoan hoang hong huan huong huy huyen khai khang khanh khoa khoi khuong kiet kieu linh
loc luan luong luu mai minh nga ngan nghia ngoc nguyet nhan nhat nhi nhu nhung oanh phong phu phuc
phung phuoc phuong quan quang quoc quy quyen quynh tam thach thang thanh thao thi thien thinh thoa
thom thuan thuc thuy tien toan trai trang trinh trong truc trung truong tuan tuyen tuyet uyen vien
vinh vuong vy xuan
""".split()
TURKISH = """
abdullah adem adnan ahmet alper altan arda arzu asli atakan atilla ayca aydan aydin ayhan ayla
aylin ayse aysegul aysel aysun aziz bahadir bahar baris basak batuhan bayram begum berat berk
berkay bekir betul beyza bilal bilge birol bora bulent burak burcu busra cafer cagla cagri cahit
canan candan cem cemal cemile cengiz ceren ceyda ceylan cihan cigdem coskun damla defne deniz derya
dilara dilek dogan dogukan duygu ebru ece eda elif emel emin emine emrah emre ender engin enes
erdal erdem erdogan eren erhan erkan erkin ersin ersoy ertan ertugrul esin esra evren eylul eyup
ezgi faruk fatih fatma ferhat feride ferit fevzi fidan figen fikret filiz firat fuat funda furkan
gamze gizem gokce gokhan gokmen gonca gonul gul gulay gulcan gulden gulsah gulsen gulsum gurkan
guven hakan haldun halil halime haluk hamza handan hande harun hasan hasret hatice haydar hulya
huseyin ibrahim ilayda ilhan ilkay ilker ilknur inci ipek irem irfan ismail ismet kaan kadir
kadriye kamuran kemal kenan kerem koray korkut kubra kursat lale leyla levent mahmut mehmet melek
melih melike meltem meral merve mert mesut metin miray muge murat musa mustafa muzaffer naci nalan
nazli necati necla nermin neslihan nesrin nihal nihat nilay nilgun nilufer nuray nurcan nurdan nuri
nurten okan oktay olcay omer onder onur orhan oya ozan ozcan ozge ozgur ozkan ozlem pelin pembe
pinar polat ramazan rabia recep reyhan ridvan rukiye rustem sabri sadik saadet saliha salih savas
seda sedat sefa selahattin selcuk selin selim selma sema semih semra senay serap sercan serdar
serhat serkan serpil sevda sevgi sevil sevim sevinc seyma sibel sinan songul suat suleyman sule
sukran taner tansu tarkan tayfun teoman tolga tuba tugba tugce tulay tuncay tuncer turgut turhan
tulin ufuk ugur ulku umit umut vedat veysel volkan yagmur yakup yasemin yasin yavuz yeliz yeter
yigit yildirim yildiz yilmaz yunus yusuf zafer zehra zeki zekiye zeliha zerrin zeynep zubeyde zuhal
""".split()
GHANAIAN = """
abena aba abla adjoa adjei adoma adwoa afia afua afriyie agyeiwaa akosua akua akwasi akwele akuba
ama amma amoako ampofo ankomah araba asantewaa atsu awo awurabena baaba baffour boahemaa boakyewaa
bonsu dede dela delali dzifa edem edinam efe efia efua ekow ekua elikem elinam elorm enam enyonam
esi esinam esenam etornam ewurabena ewurama eyram fafa fiifi kakra kafui kobby kobina kobla kodjo
kofi kojo komla korkor korku kow kpakpo kwabena kwadwo kwaku kwamena kwame kwami kwasi kwesi kweku
kwabla kukua lamisi lariba maabena maame mawuli mawuena mawusi mawunyo mensimah naa naana nanama
nhyira nii nkrumah nyamekye nyameye obaapa odehe ohemaa okyere oforiwaa paapa panyin pokuaa sedinam
sefakor sefa selasi selassie selorm senyo serwaa seyram tawia tawiah tetteh wofa yaa yaaba yaw yawa
yayra yesutor
abukari adwoba afi akpene akosuah akossiwa akyaa alidu amponsaa ampomaa animwaa asabea ato ayi
ayorkor birago dede dufie dzigbordi ebo ekuwa elikplim emefa esenam eyiram fati frema fuseini gifty
godsway haruna iddrisu issah jojo kekeli klenam kojoe kokou komi kossi kuukua kwabs kwadjo kwamina
mahama makafui mame mariama mawufemor mawuko memunatu mensa nanaama nanayaw neindow nyarkoa
oheneba okaikai paakwesi pokua rahinatu salifu sanatu seidu sena serwah sitsofe suhuyini sulemana
teiko tei tiwaa tiyumba wolanyo worlanyo wumpini yakubu yao yiadom
""".split()
WORDS_BORNE = "comfort gifty godsway goodluck prosper wisdom".split()
"""Words that many people from West Africa are called, though the births of Britain know few."""

FIRST = POLISH + VIETNAMESE + TURKISH + GHANAIAN + asia.FIRST + turkey.FIRST
LAST = """
adamczyk baran bielecki borkowski chmielewski cieslak czarnecki czerwinski dabrowska dabrowski
domanski duda dudek fijalkowski gajewski gorecki gorski grabowski jablonski jakubowski jankowski
jaworski kaczmarek kaczmarczyk kalinowski kaminska kaminski kania kolodziej kowal kowalczyk
kowalska kowalski kozlowska kozlowski krajewski krawczyk krol krupa kubiak kucharski kwiatkowska
kwiatkowski lewandowska lewandowski lukaszewski maciejewski majewski majchrzak makowski malinowski
marciniak mazur mazurek michalak michalski mroz nowacki nowak nowakowski nowicki olszewski
ostrowski pawlak pawlowski pietrzak piotrowski przybylski rutkowski sawicki sikora sikorski sobczak
sokolowski stepien szczepanski szewczyk szulc szymanska szymanski tomaszewski urbaniak walczak
wasilewski wieczorek wilk wisniewska wisniewski witkowski wlodarczyk wojciechowski wojcik wozniak
wrobel wroblewski wysocki zajac zakrzewski zalewski zawadzki zielinska zielinski ziolkowski bui cao
chau dang dinh doan duong hoang huynh lam luong luu ngo nguyen phan pham phung quach tran trinh
truong vuong acar akbas akbulut akkaya aksoy aktas albayrak altun arslan aslan atalay ates avci
aydin aydogan aygun balci basaran bayrak bayraktar bilgin bozkurt bulut cakir celik cetin cevik
coban cosgun demir demirci demirel demirtas dincer dogan duman duran durmaz ekici erdogan eren erol
ersoy gedik gokce guler gumus gunduz gunes gungor guven inan isik kahraman kaplan kara karaca
karadag karakaya karakoc karaman karatas kaya keskin kilic kilinc koc kocak korkmaz kose kurt
kurtulus mutlu oguz oktay onal orhan ozcan ozdemir ozdogan ozer ozgur ozkan ozturk polat sahin
sezer simsek solak soylu sonmez tasci tekin temel toprak topal tosun tuncer tunc turan turkmen ucar
uluc unal uysal uzun yalcin yaman yavuz yazici yildirim yildiz yilmaz yuksel abankwah abban abbey
aboagye abrokwa acheampong ackah acquah addae addo addy adjei adomako adu adusei afful afoakwa
afriyie aggrey agyei agyekum agyeman agyemang agyapong aidoo akoto akuffo akufo amankwah amankwaah
amoah amoako amoakohene ampadu ampofo amponsah ampong andoh anim anane ankrah anokye ansah antwi
appiah appiagyei arhin arthur asamoah asante asare asiedu asiamah ayim ayisi badu baffoe baidoo
bekoe bempah berko boadi boadu boakye boamah boateng boafo bonsu botchwey botwe brempong coffie
cudjoe dadzie danquah danso darko darkwa debrah donkor dwamena edusei effah essel fosu frempong
gyamfi gyan gyasi kissi konadu korang kumi kusi kwakye kwarteng kyei kyeremeh lamptey lartey mensah
nartey nimako nkansah nketia nkrumah ntiamoah nyame nyamekye nyarko obeng oduro ofori ofosu okai
okine okyere opare opoku oppong osei otchere otoo owusu owusuwaa peprah poku prempeh quaicoe
quartey quaye quansah sackey safo sarfo sarpong sarkodie sasu siaw takyi tawiah tetteh tuffour twum
wiafe wiredu yeboah
abdulai abubakari adomah adzah afenyo agbeko agbemabiese agbenyega agbodza ahiabor ahorlu aheto
akakpo akorli alhassan amegashie amenuvor anaman aning apaloo apraku atiemo attah awuah awuku
ayertey azumah baah bampoe banful bannerman bediako benneh blankson boahen boahene dankwa darkoh
dartey dogbe dogbey donkoh dzokoto eghan eshun essandoh essien essuman forson frimpong fuseini
fynn gbedemah gbeho haruna iddi iddrisu inkoom kaleo kpodo kuffour kumah kwapong kwateng kwofie
laryea lawal mahama manu marfo minta mumuni nkum nsiah nti ntow nyamekye ocran odamtten odoi
odoom ohene okoampa okpoti oppon owiredu pappoe pobee quainoo quarcoo quarshie quist sakyi seidu
sekyere seshie sowah sulemana tagoe tamakloe teye torto tsikata wemegah woode yakubu yankah
yirenkyi zakari
""".split()
LAST += asia.LAST + turkey.LAST
