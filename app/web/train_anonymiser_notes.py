"""Patterns of short notes, written for training: {p} first name, {s} surname, {l} place.

{a} is a street address, {z} a postcode, {w} an ordinary word that is also a name, used as the
word. None of these notes is about anybody, and none is in a set that anything is measured on.
"""

PATTERNS = """
spoke to {p} today about how things are going
Spoke with {p} by phone, she is feeling a bit better
met {p} for a cuppa after shift. He will think about a referral to OH
{p} has been off with stress since the job at {l}
{p} said she may come back on alternate duties and I hope that helps
had a catch up with {p} and {p} about the rota
{p} feels let down by control. Wants to move to {l}
I rang {p} this morning, no answer, left a message with partner {p}
{p}'s wife {p} has been unwell so he is struggling with nights
Her son {p} is waiting for surgery in {l}
crewmate {p} noticed he was quiet and told me
Welfare call to {p} following the incident. Will call again next week
{p} {s} attended the debrief and will see TRiM practitioner {p} {s}
1:1 with {p}. Sickness, home life and training discussed
{p} mentioned that {p} in control was really kind on the day
He does not get on with {p}, feels bullied
she asked if {p} can be her mentor instead of {p}
Discussed flexible working with {p} {s}, will mark the form as urgent
{p} is worried about money, may need help from the charity
dad passed away in {l} last year and {p} has not really stopped since
{p} lives in {l} and the drive is too long after a late finish
Staff are tired. the summer has been busy and morale is low
No concerns. Will hopes to be on the next course with {p}
we had a long chat, I will ring again in may
Manager offered support and will review in the summer
the crew were upset and I hope they get some rest
It may rain on the day so we will meet inside
i mark the end of each month with a walk around the station
the job was grim and the team rose to it
they said the grace period ends soon
patients can be abusive, this will not change
{p}, {p} and {p} all raised the same thing about meal breaks
Thanks to {p} for covering. {p} will cover next time
Told {p} that {p} would call her
From: {p} {s} To: {p} {s} re wellbeing
Dear {p}, thank you for talking to me. Regards, {p}
Present: {p} {s}, {p} {s} (union rep)
{p} - feels burnt out, not sleeping
- {p} wants a break from the car
{p}: "I just want to be heard"
{p}/{p} crewed together, both shaken by it
asked {p} how he's doing, he said fine but {p} says otherwise
saw {p} at handover in {l}, looked exhausted
{p}s back is playing up again, occ health booked
my colleague {p} has the details
her ex {p} keeps turning up at the house in {l}
his little girl {p} starts school, wants set shifts
brother {p} is in hospital at {l}
He is close to {p} who left last month to work in {l}
{p} has had enough of the uniform issue
{p} {s}'s appraisal is overdue
I said I would speak to {s} about it
{s} thinks the vehicle is not safe
Mr {s} and Mrs {s} have complained about the response
Sgt {s} from the police was helpful at scene
Dr {s} signed her off
told by {p} that {s} has resigned
{p} bless her is trying her best
young {p} did well on her first arrest
old {p} has been here for years and wants out
thank god for {p} honestly
{p} & {p} want to job share
{p} is off sick. {p} will take the car out instead
No change. {p} hopes to start back on days
Off with her back. {p} drove her home
does {p} know about the meeting? i told {p} twice
will {p} be there? can {p} ring me
{p} may be moving to {l} with her partner
i think {p} will be ok once {p} is back
just {p} and me on the car, {p} drove
it was {p} who found him
{p} who works in {l} knows the family
nobody but {p} asked how he was
met at {l} station. {p} was late
transferred from {l} to {l} last winter
originally from {l}, family still in {l}
trained in {l} before coming over to {l}
the crew from {l} were first there
{l} has no parking and the {l} crew feel forgotten
long drive from {l} every shift
grew up near {l}, moved to {l} for the job
the job on the road to {l} still bothers him
lives at {a}, {l}
her address is {a} {l}
please send it to {a}, {l}
we went to {a} for the third time
Name: {p} {s} Address: {a}, {l}
{p} {s}, {a}, {l}
{s}, {p}
{p} {p} {s} asked for a copy
My name is {p} and I live in {l}
I'm {p} {s} from {l}, just moved to {a}
signed {p} {s}
cc {p} {s}, {p} {s}
{p} {s}-{s} is leading the review
Ms {p} {s} called about her mother {p}
Professor {s} and Dr {p} {s} gave a talk in {l}
prayers for {p} and the family in {l}
happy birthday {p} !!
@ {p} thanks for that x
ask {p} or {p}
love working with {p}, shes great
{p} from {l} said the same
she flew to {l} to see {p}
Flights from {l} to {l} were full so {p} stayed
is {p} coming to {l} with us
nan {p} has been poorly, {p} is with her
mum ({p}) and dad ({p}) both retired to {l}
his dog {p} died
he {w} be back soon i {w} he is ok
the {w} was long and the {w} was cold
in {w} they said it {w} get better
she had a {w} about it and felt better
it is a {w} to work here
To {w} or not to {w}, that is the thing
We need more {w} and a bit of {w}
a {w} from the manager meant a lot
no {w} in sight, just more {w}
{w} is low on the team and {w} is lower
her {w} in the service is gone
they will {w} it on the rota
the {w} of it all
not a {w} of thanks for the crew
felt like a {w}, wanted to {w} and scream
Management do not listen. Staff feel undervalued and exhausted
Crew welfare room needs a kettle and somewhere to sit
long waits outside ED, patients upset, crews late off again
he feels guilty about the patient and keeps going over it
wants regular feedback and a chance to study
has asked for a referral, physio and a phased return
shift pattern is killing her social life, misses the kids
meal breaks missed every day this week and no one cares
feels safe at work but worn down by the noise
anxious before every shift, not eating, not talking
Finance worries, fuel costs, and the car needs work
Great team, good banter, but the kit is old and broken
Supervisor was kind. Paramedic was brilliant. Control were stretched
Not sure about the future. Might go back to college
Happy with the plan. Review in six weeks
Felt ignored. Felt judged. Would not report it again
Student said the placement was lonely at first
Home life is hard just now, carer for mum, no time off
Back pain from lifting. Trolley is too heavy. Reported it twice
Sleep is poor, drinks too much coffee, skips lunch
Please forward my post to {a}, {l} {z}
{p} {s}
{a}
{l}
{z}
I moved from {l} to {l} two years ago
You can find us at {a}, {l}, {l}
We are meeting at {a} in {l} at noon
{p} {s} was born in {l} and grew up in {l}
The head office is in {l}, {l}
Can you deliver it to {a}, {l} {z} before noon?
who is {p} {s}?
have you seen {p} {s} lately
Thank you, {p} {s}, for your help with the form
{p} {s} ({l}) won the award
{p}, who is from {l}, speaks three languages
As {p} {s} said, nothing changes
Hi {p}, how was {l}?
hey {p} its {p}, can you swap shifts
{p} texted. {p} rang. {p} emailed
my neighbour {p} {s} had a fall
the {s} family in {l} were so kind
{s} and {s} were both on scene
Best wishes, {p}
Yours sincerely, {p} {s}
Kind regards {p} {s}
thanks, {p}
{p} x
{l} crews are fed up. {l} is worse
crews in {l}, {l} and {l} are short
{l} to {l} takes an hour in traffic
back in {l} after a week in {l}
The {l} office closed and we moved to {a}
Mrs {p} {s} of {a} made a complaint
patient {p} {s}, {a}, was known to us
asked mr {s} to wait outside
dr {s} and nurse {p} helped
Det Sgt {s} took a statement
Councillor {p} {s} visited the station in {l}
{p} {p} {s} {s} is the next of kin
his sister {p} {s} lives in {l}, {l}
{p}'s partner {p} and their kids {p}, {p} and {p}
we lost {p} last year and it still hurts
{p} was the one who trained me, rest in peace {p}
{p} told me {p} had told {p}
nice one {p}
well done to {p} and {p} !
{p} needs a lift from {l}
is {l} far from {l}
the weather in {l} was bad so {p} was late
any news from {l}
flew {l} to {l}
{w} we get paid for it
Will they ever fix it? May be. Hope so
can {w} make it better, i doubt it
some {w} for a change
the {w} and the {w}
""".strip().splitlines()

STREETS = "road street avenue lane close drive court terrace grove way crescent place".split()

WORDS = """
hope will may mark grace faith joy rose summer april june bill pat sunny chance patience charity
rain bay star art guy grant drew sue frank rich young miles honey angel blessing dawn page hunter
king justice crystal daisy sky storm spring autumn melody harmony peace trust price pride case
love baby star ray bob hazel ivy holly cherry ginger amber ruby jade pearl iris lily poppy rob
nick jack jay mike penny sandy rusty misty precious lance gene carol dean major junior
""".split()
