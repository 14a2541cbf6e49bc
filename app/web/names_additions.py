"""Hand-written words for the lists: what the counted text is too small or too foreign to know.

``PLAIN`` are English words (many of them also somebody's surname) and the words of ambulance
work. ``ALSO_NAMES`` are forenames that are everyday words too: they stay on the forename list
and go on the list of ordinary words, and only the company they keep decides. ``NEVER_PLAIN``
are names that the counted text shows in lower case often enough to be mistaken for words.
"""

PLAIN = """
adviser admin afib airway ambo ambulance ambulances amb anaesthetist anon appraisal apprentice
apprenticeship arrest assault assessor attacker attend attended band bandage bank bariatric base
bay bereavement bleep bleeps blues bodycam breech bubble bullied bullying burnout cab
cad cannula cannulate cardiac carer carers chaplain chaplaincy chaser checklist childcare cpd cpr
clinician clinicians cohort cohorting commander commute conveyance cot coroner corridor counsellor
counselling crew crewed crewing crewmate crewmates crews datix debrief debriefed debriefs defib
defibrillator desk detour diary dispatch dispatched dispatcher dispatchers divert diverted
downtime drugs dyslexia dyslexic eap eca ecg emt eoc epilepsy ergonomics esr ethics fatigue
fatigued fire firefighter fleet fob fracture furlough garage gp grievance grief gym handover
handovers handling hcpc hems hijab hospice hub incident incidents infirmary inquest inquests
intubate intubated invoice jobs jury ketamine kit leave lifting lineman locker locum logbook lone
loner lorry makeready maternity mentor mentored mentoring menopause menopausal meds mess midwife
misconduct misgendered moan morale mourning musculoskeletal naloxone nap nights nightshift nurse
obs occupational oh ops optician overdue overdose overrun overruns overtime oxygen paeds paeds
paediatric paramedic paramedics pathway patient patients payslip payroll peer physio police porter
porters portering preceptee preceptor preceptorship prescriber probation ptsd pts ptsd pub rapport
redeployed redeployment reg regs responder responders rest resus resuscitation resuscitated ringback
roadside rosc rota rotas rotation rotations rtc safeguarding sat scene scenes sector sepsis shift
shifts sick sickness siren sirens sleep spinal splint standby staffed stab stabbing steth stoma
stretcher stroke student students suicidal suicide supervisor supervisors surge takeover tail
technician technicians therapist thrombolysis toolkit trauma traumatic traumatised trim trolley
trust tutor union uni unison uniform vicarious vomit ward wellbeing winch workload workloads
alpha angle aria aster aurora bailey banner barrier basil bean berry bind binder blank blanks
bloom bolt booker boot bounds brace branch brand bravery brazen bream breeze brewer bridge
brisk bud buff bunk burg butcher buster butler cage candle canon cantor canyon carton
carver castle cello chai chancellor channel chaplain charm chester childs chill chilly
clay clerk clever click cliff climb clinch clover coal coast cobble cocker collier colon comet
comma constable coral core cornflower cosmic court coward craft crisp crook crow crown
cruel crystal cub cutter dagger daisy dale dancer dark dash dawn deacon dean delta desire diamond
digger dodge dove drake draper draw drew drive driver duke dusk dusty dwell dyer earl echo eden
edge elder ember emerald emit enough envy epoch ether even event ever fable falcon falls fanning
farmer farrier fawn fern ferry fiddler field fields finch flair flame fleet flint flood
flora florist flower flowers fog foot forest forge forth fortune foster fountain frame
freeze friar frost funk furlong gable gale gamble garland garnet garrison gates
gem genie gentle gift gist given glad glass glen glover gore gorge gosling grand
granger granite grant grave gravel graves gray greater greedy grey grip grit groom grove guard
guild gull gunner gust hail hale hammer handler hardy hare harmony harness harp harrow
harvest haste hatch haven hawk hawker hay haze hazel head heath heather heaven hedge helm herb
herd hero hide high hills hilt hinge hint holder hollow holly holm honey honest hood
hook hoot horn horner horse host hound house hover howl hug humble hunter hurd
hush husk indigo inn iris iron ivory ivy jade jasmine jasper jay jester jet jewel joiner jolly
joy judge juniper keel keen keeper kerb kernel keys kiln king kitchen kite knight knot
lace lake lamb lance lane lark lass latch laurel lavender law lawn lawyer leaf leaves leech legacy
lever liberty lilac lily linen link lion lobby lodge loft lotus loyal loyalty lucky
lull lunar lyric magenta maiden major mallet mallow manor maple marble march mariner marker
marsh marshal martin mast match maven mead meadow meadows mellow merchant mercury
mercy merit merry mesa mild mill miller mills miner minor mint misty moat mole monk moon moor
moore moral moss mote mountain muse myrtle nettle nettles nib niece noble nook north novel
oak ocean odd olive onion opal orchard osprey otter owl pace packer pagan page palm
pansy parish park parson partridge pastor patch patience pawn peace peach
peak pearl pearls peel peg penny pepper perch peril perry petal petty phoenix pickle pike
pilgrim pine piper plank plain plover poe poet pointer pollen poole poppy portal porter
potter pound prayer preacher precious price pride priest primrose prince prior promise proud
provost prudence quarry queen quill quince rain rainbow ram rambler rams ranger rash
raven ray rayon reader reaper reason rebel reed reef reeve regal reign renders repeat rhyme
rich rider ridge rivers river roach roads robin robins rock rogue rook root rosary rose rosemary
rosy rover rowan royal ruby ruff rue rush rust rusty sable sage sail sailor saint
salt salvo samba sands sapphire satin savage saviour savory sawyer scales scarlet
scholar scone scout scribe seal seals seaman seven sever severn sexton shade sharp shaw shears
sheen shell shelter shepherd sheriff shields shore short sierra silk silver sine singer
skipper sky slack slade slate slater sleet sly small smart snow solace sole solo
sonnet soul south spark sparks sparrow spear spears speed spice spike spinner
spirit spring stack staff stamps starling start steed steel steer steward sting
stock stocks stone stoner storey stork storm stormy stout stow strand stringer strong sugar
summer summers sun sunrise sunshine swan sweet sweeting swift sworn tack tailor tallow
tawny teal teller temple tempest tender tern theta thorn thrush thunder
tidy tiger till tiller timber token toll topaz torch tory tower trainer travel
treacle treasure tree trinity triumph trout true truth tulip turpin twist
unity urban usher vale valiant valour vance vane venture verge verity verse vest vicar
victory vigil vine viola violet virtue vista wade wadding wager wake walker waller wander
ward warden warder ware warm warner warp warrant warren warrior watch waters wave way wayland
webber weeks welch wheat wheeler whistle whitewash wick widow wild wilder
willow wing winner winter winters wisdom wise wolf wood woods woodland wool worth worthy wren
yale yarrow yearn yeoman yule zeal zenith zest
abroad aches acute aftercare alcohol alert alone angrier anger angry anxious anxiety asleep awful
backlog badly bailed basically belittled blame blamed blur bored bothered bottling breakdown
breathe breathing bright brighter burden calmer caring caseload cautious chaos chaotic cheer
cheerful childminder chronic clearer cold colder comfort confidence coping cried crying damp dare
daughter dead dealt death deaths demoralised dignity distress distressed divorce divorced drained
dread dreading dreads drowning elderly emotional empathy exhausted exhausting exhaustion failing
fairness faint fear fed flashback flashbacks flat flexible forward fragile fraught frayed friction
frustrated frustrating fuel gentler gloomy grateful grief grieving grim guilt guilty gutted hand
harassed harassment hard harder hardest harm harsh healing heartbreaking heavy helpful helpless
hopeful hopeless hopes hoping hostile humour hungry hurting ignored impatient injured injury
insomnia irritable isolated isolation joking judged kindness kinder knackered lacking laughed
lifted lifts likes lonely loneliness loss losses low lower lucky mad manage managed mates mean
meaning meals mended migraine migraines miscarriage miserable misery missed moan moaning mood
moods mortgage mourn nagging needs nervous nightmare nightmares numb overwhelmed overwhelming
pain painful panic panicking panicky parking peaceful pensions pension petrol pressure pressured
proud racist racism rage rattled relief relieved remorse rent resent resentful resentment respite
rested restless rude rumours rushed rushing sad sadness scared shaken shaking shaky shame sharing
shattered shocked shocking shouting shouted snap snapped snapping sobbing sore sorrow spiralling
stale steady stigma strain strained stress stressed stressful stretched struggle struggled
struggling stuck support supported supportive swamped sworn tearful tears tense tension thank
thankful threatened tired tiredness tiring touched tough tougher toxic trauma triage triggered
trusting unfair unheard unsafe unsettled unsupported unwell upset upsetting valued violent violence
vulnerable wary weary weepy weight winding withdrawn witness witnessed worried worries worry
worrying worse worst worn wound wounds yelled yelling accrue annualised bladder bleak blister
bowel brew brews bruise bruised caffeine cake canteen casualty caution ceiling charger chest
choking chunk clingy clot clutch coffin collapse collapsed colleague colleagues convoy cuddle
cuppa custody cyclist decaf dizzy drunk dust errand exam exams factor fiddly foetal fitness
flu folder footage forged fridge funeral gloves gown grab gran grandad granddad grandma grandson
grumpy hangover headache heater helmet hoist housing hugs husband hydrate inhaler kettle knee
knees knife lad lads landlord laptop limp lunch lunchtime mask masks mattress maternal meal
microwave mum mums dad dads nan nana auntie aunty morgue mortuary nausea navy nephew nod noisy
nursery oncall paperwork parade partner passenger pavement pillow plaster plasters podcast
pram pregnant pregnancy queue queued queues queuing radiator radio ramp rash raw recliner refuel
retire retired retirement rucksack satnav scan scans scrubs seatbelt serial settee shave shower
sibling siblings sister sitter slept slot slots snack snacks sofa soup spare spouse spillage
stairs stale station stations steroid stitches swab swap swapped swaps swapping tablet tablets
tailgate teens teenager telly tent terrace thigh throat toddler toilet toilets torso towel town
tram tremor tricky twin twins tyre tyres umbrella van vans vape verge vet visor walkers wedge
welfare wheelchair widower winded wrist yoga
aider alzheimer alzheimers aphasia asperger aspergers autism autistic biscuit biscuits charlatan
chiropodist covid crohn crohns croup diabetic doc entonox god gps maths medic medics myeloma
narcolepsy parkinson parkinsons physiotherapy podiatry renal syndrome syndromes tia ted truly
marvellous hero promise ans abd tai chi zumba pilates lego netflix spotify tesco asda aldi lidl
greggs costa starbucks amazon xbox playstation strava fitbit peloton brexit olympics wimbledon
level levels stage grade gate wing bay north south east west northern southern eastern western
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday christmas easter ramadan eid diwali
british english scottish welsh irish polish indian pakistani nigerian romanian muslim christian
catholic hindu sikh jewish european asian african caribbean nhs hse acas unison gmb hcpc
samaritans mind facebook whatsapp teams zoom google iphone ipad android lifepak toughbook
sertraline propranolol citalopram mirtazapine diazepam morphine adrenaline salbutamol entonox
""".split()

ALSO_NAMES = """
abbey alma amber angel april ash aurora autumn basil bay bear bee bill bills blessing bliss bob
bow brook buddy carol chance charity chase cherry chip christian clay cliff coral crystal daisy
dale dash dawn dean dee destiny diamond dick dot drew dusty earnest eden ember eve faith favour
felicity fern flo flora forest frank fleur gale gene ginger glen glory goodness grace grant guy
hazel heath heather heaven herb honey hope hunter iris isla ivy jack jade jasmine jay jean jet
jewel jimmy john joy jude judge june junior justice king kit lance lane lark laurel liberty lily
lucky mace major marina mark marks martin max may melody mercy merry mickey miles miracle
misty mo nick nan nat noble norm olive pam pansy pat patience peace pearl peg penny pepper
peter petal pearl pip piper poppy praise precious pride prince princess promise prudence queen
rain randy raven ray reed rich river rob robin rocky rod rose rosemary rosie rowan royal ruby
rusty sage sandy scarlet scout sky skip sonny spring star sterling storm sue summer sun sunday
sunny sunshine teddy temperance tiger tracey trace trinity tuesday unity verity victory viola
violet virtue wade ward warren will willow winter wisdom wolf woody wren young basil bertie
blossom brandy candy clover cookie dream duke earl fox gift iggy jasper jersey lavender leaf
lyric mac marvel mead meadow moon ocean page patsy phoenix rex rusty sapphire sailor sal sid
stone success truth wilder win zen harmony art cash olly al jan dev om tally ace ally
curt don ed gay gray hank harry hugh jim les lou mike mat matt mick mitch ken nora pop rick
roger ron ross roy russ rusty sally sam scott seth si sky ted tim tom tony trent vic van wally
wilma can said baby blue an my job love man son seven long great ever young true red lady tea
kerry chad cat sienna paris chelsea india florence sydney victoria carlisle lincoln preston
austin dallas
""".split()
# Short forms people go by at work; the counts of birth registers know them badly.
NICKNAMES = """
bob bobby phil kev daz gaz baz shaz loz chaz kaz jez jaz dazza gazza shazza bazza wozza lozza taz
tez maz raz macca tommo deano stevo davo nige trev ste stu rog sid ron viv bev mo jo
ang trish tash nat steph shell liv immy flo becs bex cath kath mags moz jen jenny jess jim
jimmy kim liz lizzie maggie mags meg mel mike mick nick nicky pam pete rob robbie sam sandra sara
sheila shirl si sian simmo steve sue suzie terry tina tony val vick vicky wayne
wills abdul ahmed ali amit anil asif imran raj raju sanjay sunil tariq kasia gosia aga ania
magda tomek wojtek krzys bartek marek piotrek ola tunde femi kemi yemi segun bola ade chidi emeka
ngozi kofi kwame ama abena akosua paddy mick seamus eoin aoife caoimhe orla dervla niall declan
gareth geraint dai rhys ioan sion angharad carys nerys hamish ewan callum mhairi morag fiona
""".split()
# Towns whose names do not end as British ones mostly do.
TOWNS = """
kettering corby worthing woking goole crewe wigan bolton leigh bury rochdale oldham stockport
salford preston blackpool lancaster kendal carlisle penrith whitehaven workington barrow hexham
newcastle gateshead sunderland durham consett redcar whitby scarborough malton thirsk ripon
harrogate leeds wakefield halifax keighley skipton selby hull beverley grimsby louth boston
skegness spalding sleaford newark retford worksop derby buxton matlock ilkeston leicester hinckley
coalville rugby nuneaton coventry warwick leamington redditch kidderminster worcester malvern
hereford leominster telford shrewsbury oswestry stoke stafford cannock lichfield tamworth walsall
dudley solihull birmingham peterborough march ely wisbech huntingdon cambridge royston stevenage
luton bedford watford slough reading windsor newbury swindon chippenham salisbury andover
basingstoke winchester fareham gosport southampton poole weymouth dorchester yeovil taunton
minehead exeter torquay paignton plymouth truro penzance newquay bude bideford barnstaple bristol
bath gloucester cheltenham stroud cirencester oxford banbury bicester witney dover deal margate
ramsgate hastings brighton lewes crawley reigate redhill dorking epsom guildford norwich cromer
thetford ipswich lowestoft felixstowe colchester clacton harlow basildon southend grays cardiff
newport swansea llanelli neath bridgend barry wrexham rhyl bangor caernarfon aberystwyth brecon
merthyr cwmbran glasgow edinburgh dundee perth stirling inverness aberdeen oban ayr falkirk paisley
belfast derry armagh newry omagh lisburn larne enniskillen hitchin daventry wellingborough rushden
""".split()
NEVER_PLAIN = """
sam john adele michael jason ola logan justin dan joe howard harry nicky karam jim leon yu ben
elle niya tom rihanna perry mario ted tommy byron charley chi jack olly siya siri ed rob nat
bob johnson singh kev ste yaa jackson lewis wilson sean liam peter jim tim tony ron roy ken
mike matt mick ross roger scott seth hugh nora sally russ wally wilma jimmy bertie ted
rick martin kerry chad tracey felicity harry al pam les lou
bruder coolen denk deze handl koontz naman schon vill dixit fain frere gona grisham jager kamp
mandel meijer morel neva perak amor brill bona buss butters cools franks havin hoes loftus loos
mahal prado santana schubert sills singleton sosa tong alfredo bach chang dell howe
macdonald mater mcbride merkel patel philips royce smiley tata wen yan lang sims webster wan
moore poole warner vance reeve slater hale hurd dyer draper waller wayland webber welch wheeler
sawyer granger turpin carver brewer booker cantor garland horner fanning furlong burg holm spears
stringer packer parson miller
randy mickey sid rosie sienna isla sal sonny patsy iggy fleur flo alma hank jude rowan carol peter
heather hazel jasmine ruby lily jade
""".split()
