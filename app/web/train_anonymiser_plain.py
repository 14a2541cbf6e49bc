"""Plain notes for training in which nobody is named: what a shift, a chat or a moan is made of.

Words that look like names by their letters, their place in a line or a slip stand here as what
they mostly are; ``{w}`` is a word that people are called too. Written for this project.
"""

PLAIN_NOTES = """
heater in the cab has packed up again, blanket over the knees all night
boots leak, belt snapped, fleece shrank in the wash
no bins emptied at base since the weekend, flies everywhere
socks, spare shirt and a toothbrush live in the boot now
tail lift jammed halfway, got it down with a broom handle
the zip on the response bag has gone and the strap is fraying
sat on the kerb with a flask and watched it get light
ate a sausage roll at four in the morning, called it breakfast
ice on the ramp, salt bin empty, somebody will go over
porridge, banana, two painkillers and back out
four falls, two chest pains, one chap with a nosebleed
long wait outside the department, corridor full, bays full
queue of eleven trucks when we got there, twelve when we left
handed over to a charge nurse who looked worse than we did
frail lady on the floor since teatime, cat on her lap
croupy toddler, wheezy, settled with steam and a cuddle
stroke call, good catch by the carer, scanned within the hour
neighbour had started compressions before we pulled up
lad with a broken wrist from the trampoline, gas and air, giggles
drunk chap asleep in a hedge, woke up, sang, walked home
Pulse steady, pressure low, pale, clammy, moved fast
Shoulder sore from the carry chair, rotator cuff maybe
Knee clicking on the stairs, strapping it for now
Hip flare, heat pad helps, hates sitting for long
Ear infection cleared, hearing test booked
Dentist on friday so will be in by lunch
Migraine twice this week, screens make it worse
Shingles, off till the blisters dry
Palpitations at rest, bloods fine, tracing fine, caffeine cut down
Perimenopause, fan for the desk, lighter trousers asked for
Gluten free options would be nice at the canteen
Hearing aid whistles under the headset
Reading glasses broke, can't see the small print on the ampoules
Wants weekends with the kids, happy to do more evenings
Swapped into the day line, swapped out again, line scrapped
Bank shifts dry up every spring then come in floods
Short notice change to the roster, childminder let down, tears
Three sets of twelves and a short one, legs like lead
Finished two hours over, ate cold chips, bed at nine
Break given at minute ten of the last hour
Standby point has no loo and no light
Told to stand by at the services, then moved, then moved back
Screen froze mid call, had to go to paper
Keyboard sticky, chair wobbles, blinds broken, glare all morning
Radio dead spot by the quarry, shouted down the phone
Sat nav took us to a farm gate, cattle grid, mud to the axles
Puncture on the bypass, spare was flat as well
Diesel card declined, paid out of own pocket, claim form lost
Locker key gone missing, bolt cutters fetched, padlock dead
Laundry came back grey and two sizes down
Mask fit test failed because of the beard
Mandatory modules, eleven of them, all due by the month end
Logged out halfway through the quiz and it did not save
Course was sound, tutor was funny, sandwiches were dire
Exam passed, cake eaten, badge ordered
Interview feedback was fair, will have another go
Portfolio half done, evidence thin on leadership
Bursary form sent, waiting on finance
Pay was short, backdated, then taxed to death
Pension letter made no sense, rang them, on hold, gave up
Car failed on brakes and a bald tyre, bus in till payday
Rent up, boiler gone, savings gone
Food bank voucher offered, turned down, offered again
New puppy chewed the lanyard and the spare radio clip
Allotment is doing well, beans everywhere, bring a bag
Choir on mondays, five a side on wednesdays, sleep when dead
Swimming before the early turn clears the head
Walked the coast path on rest days, felt human
Garden, greenhouse, biscuits, early night
Gran not eating, mum not coping, dad says nowt
Wife due any week, bag packed, phone on loud
Baby up all night, coffee by the bucket
Son starts school, daughter starts scouts, where did it go
Divorce papers came the same day as the pay slip
Funeral went well, wore the tie, held it together till the hymn
Grief comes in the shower mostly
Bad dream about the river job, not every night now
Smell of smoke sets it off, steps outside, carries on
Goes quiet when the tones drop
Jumpy at doors, snappy at home, sorry about it
Counts ceiling tiles at night rather than sheep
Chatted for an hour, laughed for ten minutes of it, helped
Listened mostly. Brew, biscuits, no advice given
Nothing needed right now, knows the door is open
Same again in a fortnight, sooner if it dips
Coping ok, appetite back, out running again
Signed back on full duties, light first week
Flexible request turned down, appeal going in
Feels the rota is drawn up by somebody who never worked one
Felt brushed off, felt small, felt like a number
Praise board went up, praise stopped coming
A thank you card from a family, pinned by the kettle
Cards on the wall, crumbs on the floor, telly on mute
Banter crossed a line, apology made, accepted, moved on
Gossip in the crewroom, went for a walk instead
Rude on the phone, twice, noted it down, calls taped anyway
New starter sharp, keen, asks good questions
Students lost in the first week, map would help, buddy would help more
Wants to lead, wants to teach, wants a weekend
Says the job is fine, it is everything round the job
Plan is rest, water, daylight and less scrolling
tbh its the waiting that gets u not the jobs
cba wi another survey they never read em
knackerd, starvin, froze, usual
cudnt sleep, heart goin, mind racin, put telly on
gona ask for a move, had enuf of the drive
didnt eat nowt till ten, shakin by then
wonky trolly wheel, reported, still wonky
no pens no gloves no wipes no change there then
proper laugh on that last one, needed it
missin the old lot but the new lot r sound
pain in neck still, physio nxt week
wana thank whoever left the choc on the dash
fone cracked, boots cracked, im cracked
not bothered what line so long as its fixed
""".strip().splitlines()

USED_AS_WORDS = """
a {w} bush and a bench went in by the garage
the {w} room is used as a store now
{w} boots all over the mess floor
{w} road closed by snow, long way round
{w} side jobs take an hour each way
{w} and rain, gloves wet through
lost {w} after the meeting about rotas
no {w} on standby again
had to {w} the wheel up in the rain
{w} fire kept everyone late
{w} three is blocked by pallets
{w} plant on the sill died
{w} light on the dash again
{w} hours reached for the week
{w} test came back clear
a bit of {w} in the tea for the throat
any {w} at all of a fixed line
the {w} was up, then the {w} was down
numbers {w} again so the break went
{w} up the drugs, checked, double checked
a {w} start and a late finish
the {w} is what does it, not the jobs
{w} has gone out of the job
{w} is thin on the ground this month
good {w}, bad tea, home on time
{w} for the parking came to more than expected
not much {w} left in the tank
a lot of {w} and a little sleep
too much {w}, too little {w}
{w} hedge needs cutting behind the depot
our {w} is kept in the boot
got a {w} on the back and a mug
{w} week, roof leaks, buckets out
that {w} again, same as last winter
{w} of the month goes to nobody
Full marks to the crew for tidying the store. The mop has finally gone
question: will there be a day rate or not. Nobody will say
May need a longer phased return. May not, depends on the scan
april was awful and may looks no better
the period of grace on the parking runs out soon
not much hope of leave in the summer
hopes the new line will give more sleep
keeps good faith with people and it shows
a joy to work with this week, bright and kind
a rose bush and a bench went in by the garage, looks nice
frank about how bad it got, felt better after
it is a bit rich being told to hydrate
bills are up and the car needs a jack and a new tyre
got a pat on the back and a mug
drew a line under it and went home
gold star on the fridge chart, childish but we liked it
some guy in a white van shouted abuse, plate not seen
any chance of a fixed line, any chance at all
charity skydive raised a fair bit, legs still wobbly
spent a penny behind the hedge, no loos on standby
amber light on the dash again, reg checks overdue
holly hedge needs cutting at the back of the bay
the miles are what does it, not the jobs
ward closed with norovirus, queue out of the door
stone in the boot, blister, plaster
bay three is blocked by pallets
long list of chases, chased payroll, chased stores
gene test came back clear, weight off the shoulders
basil plant on the sill died, morale followed
a bit of honey in the tea for the throat
Misty on the tops, took it slow
Pearl of wisdom from the old hand: eat when you can
Cliff edge feeling before every shift, talking helps
Glen road closed by snow, long way round
Bliss to have two days off together
Faith room is used as a store, can it be cleared
Rosemary and thyme in the station planter now
Ivy all over the aerial, no signal
Bill for the glasses came to more than expected
Chance would be a fine thing
""".strip().splitlines()
