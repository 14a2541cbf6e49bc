"""Further Turkish first names and surnames beside those of ``names_origins``, written by hand.

Without accents, the dotless i as i; words of English are left out.
"""

FIRST = """
abidin abuzer adalet ahsen alev aliye alpaslan alperen altay arzum asena asiye aslihan asuman
atalay atila atiye aycan aydanur ayfer aygun aykut aynur ayseli aysen aysenur aysin aysu aytac
aytekin ayten azade azize bahadur bahri bahriye banu barbaros basri bedia bedirhan bedri behcet
behice behlul belgin belkis belma bengisu bengu beril berin berivan berkant berna berrak berrin
besim besime beytullah bilgehan bilgin binali binnur bircan birgul birsen buket bulut bunyamin
busem cansel cavit celal celil cemalettin cemre cenk cevat cevdet cevriye cihangir cihat cumali
cuneyt davut demet dervis devran didem dilaver dilber dilsad dincer dondu dursun ebubekir ecem
edibe edip egemen ekrem elcin elvan emircan ensar ercan ercument erdinc ergin ergul ergun erman
ersan ersel ertac esat eser esmanur evrim fadime fahrettin fahri fahriye fatmagul fatmanur fazil
fazilet fehmi ferda ferdi ferhan ferhunde feriha ferruh feyza feyzullah fugen fulya gaye gokay
gokben gokcen gokturk gonenc gozde guldane gulendam gulistan gulizar gullu gulnaz gulnur gulperi
gulseren gulseven gulsever gulsun gulten gunay guner gunes gungor gurbuz gurcan gursel guzide guzin
habibe hacer haci hakki halide halit hamide hamit hanife hasibe hasim hayati hayrettin hayri
hayriye hayrunnisa hediye hicran hidayet hikmet hilmi huri hurrem hursit husniye husnu ikbal ilgin
ilhami ilke imge inan ismigul israfil izzet kader kadri kamer kerime kezban kivanc koksal
kudret kumru latife lutfi lutfiye mahinur mahsun makbule mazlum mediha mehlika mehtap melahat melda
melisnur memet menderes menekse merih mevlana mevlut mihriban misra muammer muazzez mucahit mucize
muhammet muharrem muhittin mukadder mukaddes munevver murside murvet mustafakemal mutlu muzeyyen
naciye nadide nahide naile namik nazan nazife nazmiye nebahat necdet necip necmettin necmi necmiye
nefise nejat nejla neriman nese nesibe neslisah nevra nevzat nezahat nezihe nigar nihan nimet
nisanur nurettin nurgul nurhan nursel nurseli nursen nursena nurullah nusret oguz oguzhan oguzkaan
oktem okyanus orcun ozay ozden ozer ozgul ozgun ozlenen ozturk pakize parla pelinsu perihan pervin
peyman rahime rahmi rahmiye rasim rauf refik refika remzi remziye resit resul reyyan rifat riza
rumeysa ruveyda sabahat sabahattin sabire sacide sahin saime sakine sali saltuk saniye sarp saziye
sebahat sebiha sedef sefer sehnaz selcan selcen selman selvi semanur semiha senanur seniz seref
serenay serife serkut sermin servet sevban sevcan sevde sevginar sevgul sevki sevtap seyfettin
seyfi seyhan seyit seyran sezai sezen sezer sezgin sezin sidika simge sirin siyar suavi sudenaz
suheda suheyla sukriye sukru sumeyra sumeyye sureyya talat talip taskin tayfur tayyar tayyip tekin
temel tevfik tezcan tijen tolgahan tolunay tufan tugay tugcan tugrul tuncel turan turkan turker
tursun tutku ugurcan ulas ulkem ulker umay umran umutcan ural utku uzay vahdet vahide vahit vasfi
vecdi vecihe vedia vehbi veli vildan volga yagiz yalcin yaprak yase yavuzhan yekta yelda yener
yesim yetkin yigitcan yonca yucel yuksel yurdagul yurdanur zahide zahit zarife zekai zekeriya zeren
zeycan zeynel zeynepsu zulal zuleyha zulfikar zulfu zumra zumrut
alican alparslan aral aras arin asaf atlas ayaz aybuke aysima aysuda azad azra baran bera beren
berfin berfu berkcan bestenur burcin cankat canpolat cemile cinar deha deniz dilan doruk ecrin
efe efekan ege elanur elisa eliz emirhan esila eslem eymen goktug goktan gulce hazal helin hira
hiranur huma ibo idil ilgaz irmak kayra kivilcim kutay kuzey lara mahir memis memo mertcan
mertkan metehan mina mirac miran mirza nehir nil nilsu nisa okan oyku poyraz ravza rojda rojin
rona ronahi ruzgar sare sena serhan sevval sila sirac sude taha talha tuana tugce tuna uras yaman
yagizhan yaren yigithan zehranur zeyno zilan
""".split()
LAST = """
abaci acikgoz adiguzel akdag akdemir akdogan akgul akgun akinci akkus akman akpinar aksit aksoylu
akturk akyol akyuz alabas albayrakoglu alkan alpay altin altinok altintas altunbas arici arikan
armagan arpaci asci aslanoglu atak ataman atas atasoy atik ayan ayaz aydemir aydogdu ayhan aytekin
babacan bagci bahceci bakir bakirci baltaci barut basar basoglu batur bayram baysal bektas berber
beyaz bicer bilgic bilgili bilici birinci bostanci bozdag bozkaya budak bulbul buyuk buyukkaya
cakmak caliskan candan canturk cay caylak celikkaya cengiz ceylan cicek cifci ciftci cirak cukur
dagdelen daglar dalkilic degirmenci deliktas demirbas demircan demircioglu demirhan demirkan
demirkaya demirkol demiroz demirsoy dikici dikmen dilek dinc doganay dogru dokuz dolgun donmez
dundar durak dursun duygu ekinci ekmekci ekren elmaci emre ercan erdem erden ergin ergun erkan
erkek ersoz ertekin erturk esen eser evren filiz genc gencer gezer gezgin gok gokalp gokdemir
gokmen gokturk gol gultekin gumustas gunay gunaydin guneri guney gur gurbuz gurel gurler gursoy
guvenc guzel hacioglu imamoglu inal ince ipek ismailoglu kabak kacar kadioglu kalayci kalkan
kandemir kapucu karaaslan karabacak karabulut karaduman karagoz karahan karakas karakurt karakus
karasu karatay karayel karli kartal kasap kavak kayaoglu kaymak kaynak kazanci kececi keles
keser kilicaslan kir kirac kiraz kisa kizil kizilkaya kocabas kocaman koksal kolcu koparan korkut
koseoglu koyuncu kucuk kula kuru kus kutlu kuyumcu kuzu macit maden meric mert mete metin mumcu
nalbant nar narin nazli ocak oguzhan okumus okur olgun omeroglu onder oner orman ornek otur ozalp
ozbay ozbek ozcelik ozden ozen ozgen ozgul ozkara ozkaya ozkok ozmen ozsoy oztas oztekin oztoprak
oztunc ozyilmaz ozyurt palabiyik parlak pehlivan pekcan peker pinar polater saglam sahbaz sakalli
sakar sancak sanli sarac saricam saritas sariyildiz saygili secgin sekerci selcuk semiz senel
sengul senol senturk serin sevim sevinc seyhan sipahi sivri soyluoglu soysal sozen sumer sunar
suslu tabak tanriverdi tasdelen taskin tastan tatli tavsan tayfun tekdemir teke tekeli tekinoglu
telli terzi tezcan tiryaki tokmak topcu torun tufan tugrul turgut turhan turkoglu turkyilmaz
tutar tuzcu ucak uckun ulu ulusoy ulutas umut ural urun uslu ustun uyanik uygun uygur uzer uzunoglu
vardar varol vural yagci yakut yalin yalman yaprak yarar yardimci yaren yasar yazar yazgan yener
yenigun yerli yesil yesilyurt yetim yetkin yigit yolcu yoldas yuce yucel yurdakul yurt yurtsever
zeybek zor
""".split()
