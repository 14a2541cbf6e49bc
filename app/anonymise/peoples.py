"""Words for where somebody is from, what they believe and how they vote. Folded, one word each.

Nationalities after the list of countries in ISO 3166; faiths and denominations as in the census of
England and Wales 2021; parties as registered for seats in the parliaments of Britain and Ireland.
"""

PEOPLES = frozenset(
    """
    english scottish welsh irish british polish indian pakistani bangladeshi nigerian ghanaian
    kenyan ugandan tanzanian ethiopian eritrean sudanese somali zimbabwean zambian malawian
    congolese rwandan senegalese gambian liberian cameroonian angolan jamaican barbadian
    trinidadian guyanese caribbean african asian european latino hispanic chinese japanese korean
    vietnamese filipino filipina thai malaysian singaporean indonesian burmese nepali nepalese
    tibetan mongolian american canadian australian french german italian spanish portuguese
    romanian bulgarian hungarian czech slovak slovakian slovenian lithuanian latvian estonian
    russian ukrainian belarusian moldovan georgian armenian turkish kurdish iranian persian iraqi
    syrian lebanese jordanian palestinian israeli saudi kuwaiti yemeni afghan egyptian moroccan
    algerian tunisian libyan greek cypriot maltese dutch belgian swiss austrian swedish norwegian
    danish finnish icelandic croatian serbian bosnian albanian kosovan macedonian mexican brazilian
    argentinian colombian chilean peruvian venezuelan cuban dominican haitian jewish muslim islamic
    christian catholic protestant hindu sikh buddhist jain mormon rastafarian quaker arab roma
    gypsy traveller dane swede finn pole scot brit aussie kiwi scandinavian punjabi gujarati tamil
    bengali kashmiri yoruba igbo hausa akan zulu shona afghani andorran antiguan argentine
    azerbaijani azeri bahamian bahraini basotho belarussian belizean beninese bermudian bhutanese
    bolivian botswanan motswana bruneian burkinabe burundian cambodian chadian comoran comorian
    croat djiboutian ecuadorian ecuadorean emirati equatorial estonians fijian gabonese grenadian
    guatemalan guinean honduran ivorian kazakh kazakhstani kyrgyz kyrgyzstani laotian lao lesothan
    luxembourger malagasy maldivian malian mauritanian mauritian micronesian monegasque montenegrin
    mozambican namibian nauruan nicaraguan nigerien omani panamanian paraguayan qatari salvadoran
    salvadorean samoan senegambian serb seychellois sinhalese slovene somalian surinamese swazi
    tajik taiwanese togolese tongan turkmen turk uruguayan uzbek vanuatuan vietnam manx cornish
    breton basque catalan galician faroese greenlandic inuit maori aboriginal chechen tatar uyghur
    uighur rohingya hazara pashtun baloch sindhi marathi telugu malayali goan parsi tigrayan oromo
    amhara berber tuareg ndebele xhosa tswana ewe fulani kikuyu luo spaniard briton frenchman
    frenchwoman englishman englishwoman scotsman scotswoman welshman welshwoman irishman irishwoman
    dutchman dutchwoman chinaman yank lithuanians iberian latina latinx balkan slavic nordic
    levantine israelite romany romani sinti
    abkhaz afro antillean arabian aruban assamese bajan barbudan bavarian bedouin bermudan bihari
    bosniak caucasian caymanian cherokee corsican creole czechoslovak eurasian flemish frisian
    gibraltarian guadeloupean guamanian hawaiian herzegovinian hutu icelander ivoirian javanese
    khmer kiribati kittitian konkani kosovar kurd liechtensteiner luxembourgish macanese malay
    marshallese martinican melanesian monacan mongol montserratian mosotho navajo netherlander
    nevisian newari niuean norseman oriya ossetian palauan papuan pathan polynesian prussian
    quebecois rajasthani sammarinese santomean sardinian siberian sicilian sioux slav slavonic
    sorbian soviet tahitian tajikistani timorese tobagonian tutsi tuvaluan uzbekistani vincentian
    walloon yemenite yugoslav yugoslavian zanzibari
    """.split()
)
"""Nationalities, peoples and the larger faiths, as adjectives or nouns."""

FAITHS = frozenset(
    """
    methodist baptist anglican presbyterian pentecostal lutheran calvinist evangelical adventist
    unitarian episcopalian congregationalist moravian salvationist jehovah atheist agnostic
    humanist pagan wiccan druid heathen taoist daoist confucian shinto shintoist zoroastrian bahai
    ahmadi ahmadiyya sunni shia shiite sufi ismaili alevi druze yazidi hasidic haredi zionist
    orthodox coptic copt maronite jesuit hare rasta rastafari scientologist spiritualist ravidassia
    valmiki catholicism islam judaism hinduism sikhism buddhism christianity jew hindi
    """.split()
)
"""Denominations and further faiths."""

PARTIES = frozenset(
    """
    tory tories democrat democrats republican republicans conservative conservatives libdem libdems
    socialist socialists communist communists marxist marxists trotskyist anarchist fascist nazi
    unionist unionists loyalist loyalists nationalist nationalists brexiteer brexiteers remainer
    corbynite labourite thatcherite ukip dup sdlp snp liberal liberals libertarian monarchist
    republicanism communism trumpist maga feminist
    """.split()
)
"""Parties and persuasions."""
