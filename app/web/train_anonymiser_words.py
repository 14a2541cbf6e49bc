"""Notes for training in which a word is plainly a name, or plainly the word: grace, will, may.

{v} is a first name that is a word as well. The second list has those words as nothing but words,
and the everyday words that a model asks about too readily.
"""

NAMED_LIKE_WORDS = """
{v} off sick again
{v} rang, running late
spoke to {v} about nights
spoke w {v} re rota
met with {v} and {v} before handover
{v} is off till monday
told {v} i would look into it
{v} is on the late car
crewed with {v} all week
c/w {v} on the rrv
{v} and {v} job share
{v} wants to drop to part time
{v} was in tears after the job
can {v} have the friday off
did {v} get the letter
has anyone heard from {v}
{v} says he is fine but he is not
asked {v} to come in early
{v} came to see me about her hours
{v} has started counselling
{v}s mum is poorly
{v}'s had a rough few weeks
thanks to {v} for staying on
for {v} it was the third one this month
{v} has been great with the students
worried about {v}
cover for {v} agreed
{v}, {v} and {v} were on the job
i know {v} from training school
{v} did cpr for forty minutes
lift home from {v}
{v} - phased return from the 1st
review {v} in two weeks
1:1 {v}
re {v}: no change
{v} may come back in march
{v} will be missed
so {v} drove and i was in the back
when {v} is on days it is calmer
without {v} the station falls apart
good chat with {v} today
it was {v} who noticed
only {v} asked how i was
{v} reckons the new kit is useless
{v} has not eaten properly for days
message from {v}: sorry, missed your call
hi {v}, thanks for today
{v} {s} rang about his shifts
saw {v} {s} at the station
""".strip().splitlines()

WORDS_ALONE = """
i hope it gets better and i hope they listen
hope is what keeps us going
there is no hope of a meal break
we will talk again in may
it may rain and we may be late
she may come back in june or july
in april and may the rota was dreadful
he will ring when he will ring
will do, will check, will let you know
it will be grand and he will be fine
full marks to the team for effort
mark my words it will go wrong
to mark the day we had a cake
a mark on the vehicle was logged
please mark it as urgent
by the grace of god nobody was hurt
gave them a period of grace to sign
took it with good grace
have faith in the process
lost faith in the managers
acted in good faith
joy of the job has gone
no joy from the phone line
what a joy it was to help
the summer leave was refused
all summer we were short
a summer of late finishes
the sun rose and so did the heat
sick rates rose again
calls rose by a third
the bill for the parking was huge
who will foot the bill
gave him a pat on the back
you need patience for this queue
losing patience with the new system
no chance of getting off on time
fat chance of that
by chance we were round the corner
raised money for charity
a charity gave us the blankets
the charity run went well
it was a sunny day for once
gold star for the cleaners
five star service from the crew
art therapy helped with the nerves
there is an art to it
this guy kept shouting at us
some guy in a van cut us up
applied for a grant for the garden
they grant leave when they like
drew the short straw again
drew up a plan and drew a line under it
sue the trust, that is what they say
frank talk about the staffing
to be frank i have had enough
that is rich coming from them
rich or poor, all wait the same
finished at dawn and slept till noon
a dawn start every day this week
a robin came to the kitchen window
jack it all in, i thought
they have to jack the vehicle up
the penny dropped in the end
every penny counts at home
amber calls stacked all night
the light was amber
holly and tinsel all over the station
had a drink after, only the one
my word against theirs
art and craft club for the kids
love the job, hate the hours
the honey and lemon helped my throat
misty roads and black ice
a storm brought trees down
the sky was red at the end of it
rusty old trolley needs replacing
peace and quiet is rare
i want justice for what they did
pride in the uniform is gone
the price of fuel is a joke
pearl of wisdom from the old hands
ginger tea for the nausea
jet lag after the holiday
bay four is for the spare vehicle
the bay was full of trolleys
spring rota comes out soon
winter pressure came early
autumn leave is all gone
sandy soil and wet boots
a ray of light in a bad week
a page of notes and no answers
case closed as far as they care
the miles add up on the back
young and old all felt it
major incident plan needs a look
junior staff feel it most
trust the process they said
the king of bad ideas
no sugar, no milk, just tea
the morning was slow then it all kicked off
weekend working is wearing people down
lovely feedback from a family this week
kettle broken, fridge broken, heating broken
too many emails and not enough time
got home, cried, went to bed
back on the road and glad of it
quiet shift, bit of paperwork, early finish
new boots are cutting my feet
felt sick before the meeting
bit of banter but nothing nasty
training day was useful for a change
parking is a nightmare and so are the lifts
still waiting on the laptop and the login
had a good cry then a good laugh
stuck at hospital for four hours, no food, no loo
would like fewer nights and more notice
mood is better, sleep is better, eating well
the talk about money was useful, will look at the fund
agreed to keep an eye on things and talk again soon
no worries raised, happy where they are
feels heard, feels supported, wants nothing else
gym three times a week helps
walking the dog keeps me sane
uniform is too big and the belt is missing
doing ok, one day at a time
Not much to say really. Same old
All good. Nothing to add
Busy. Tired. Fed up with the parking
Said the team is lovely but the workload is not
Would like a mentor and a proper induction
Wants to know when the new vehicles come
Bit low since the change of line, sleeping badly, no thoughts of harm
Thinking of the union, thinking of leaving
lucky to get a break at all, luckier to get two
got the kit bag, the kit was damp
had an x-ray and a scan, the x ray was clear
call handler was kind, the handlers all are
A kinder word would have helped
skip the meeting, chase the form, drop the rest
had to chase payroll again, chasing it all month
Chase up the rota for next month
Pop in any time, I said
pop the kettle on, have a natter
Dash to the loo between jobs
Ward was full so we sat in the corridor
wade through emails, wade through policy
a reed of a man, he said, thin as a rake
Rest days moved, rest broken, rest is rare
Dream job once, not any more
the truth is we are short
Success story for once, a win for the team
Win some, lose some
Stone cold dinner again
moon was out, ocean of paperwork
Fox in the yard, leaf blower at six in the morning
Ray of hope at last
Mark it as done please
Mark on the bumper reported
Hope is thin on the ground
Hope to be back in May or June
May need a longer phased return
Will think about it. Will let me know
Will not be pushed into it
Grace period for the uniform ends soon
Summer was busy, autumn worse, winter worst
Dawn starts are hard on the body
Faith in the process has gone
Joy went out of it
Rose early, slept late
Star of the week, gold star, star jumps
Bill came to more than we thought
Grant for the garden was turned down
Art group meets in the canteen, Yoga on Thursdays
Guy on the bike cut us up
Frank chat, felt better for it
Sunny spell, then rain, then more rain
Patience is wearing thin
Chance of a move to days
Penny for them, I said
Black or white, it is a grey area
Thanks for the chat. Happy to talk again
Coffee, tea and biscuits when the machine works
Maths and English at the college
Feeling low. Feeling tired. Feeling better
Liked the course. Enjoyed the day. Slept well
Admin is slow, admin never answers
""".strip().splitlines()
