"""More patterns for training: descriptions, records, posts and requests, with the same slots.

{o} is a firm or club named after a person or a place. Nobody in them is anybody.
"""

WRITING = """
{p} {s} is a tall man with brown hair and a warm smile
{p} {s} (born in {l}) is an actor and singer from {l}
{p} is kind, funny and a bit shy. {p} grew up in {l} with two brothers
i first met {p} at school in {l}, she was the clever one
{p} has short blond hair and blue eyes. He lives in {l} and works for {o}
My friend {p} is a nurse. She is from {l} and loves dancing
The person I want to describe is {p} {s}, a singer from {l}
{p} {s} is one of the most famous people in {l}. {s} has won many awards
{s} was married to {p} {s} until last year
He is best known for his role as {p} in a film set in {l}
{p}, also known as {p} {s}, is an American player who was born in {l}
she married {p} and they moved to {l}, where {p} opened a shop
Patient {p} {s}, seen in clinic with wife {p}. Lives in {l}
Pt: {p} {s}. Referred by Dr {s} from {l}
Nursing note: {p} {s} slept well. Daughter {p} visited. Plan: home to {l}
Dear Dr {s}, thank you for seeing {p} {s} of {a}, {l}
{p} reports pain in the left knee. {s} denies chest pain
Mr {s} is a pleasant man accompanied by his son {p}
Reviewed by {p} {s}, staff nurse. Discussed with Dr {p} {s}
Mrs {s} was seen today by {p} {s}, physiotherapist
Attending: {p} {s}, MD. Signed: {p} {s}, RN
Patient was transferred from {l} to {o} under the care of Dr. {s}
Ms. {s} lives alone in {l}. Her niece {p} {s} is next of kin
Seen by {s} and {s} on the ward
{p} went to {l} with {p} and they stayed near {o}
{p} works at {o} in {l}
{p} {s} joined {o} after leaving {o}
{o} said that {p} {s} would step down
I bought it at {o} when I was in {l}
{o} beat {o} again and {p} scored twice
{p} drives a van for {o}, his brother {p} does too
{s} told reporters in {l} that {o} was closing
{l} is lovely this time of year, said {p}
{p} visited {l}. {l} visited nobody
the {o} job in {l} went to {p}
{p} from {o} rang about the invoice, call back on her mobile
email {p} about the meeting with {o}
remind me to call {p} tomorrow
set up lunch with {p} and {p} on friday
text {p} that i am running late
what time is it in {l}
weather in {l} please
book a train from {l} to {l}
play something by {p} {s}
when is {p} {s} birthday
send an email to {p} {s} about the budget
add {p} to my contacts
how do i get to {l} from {l}
who won the game in {l}
find me a taxi in {l} for {p}
did {p} reply to my message
tell {p} and {p} i said hi
what did {s} say about {l}
order a pizza for {p}
anyone else think {p} {s} is overrated
lol {p} is so done with this
omg {p} {s} just followed me
rt {p}: i cant even
{p} {s} vs {p} {s} who wins
so glad {p} is ok after what happened in {l}
moved to {l} last month and i hate it here
just landed in {l}!!
greetings from {l}
im from {l} and we say it differently
people in {l} will tell you the same
{p} you absolute legend
goodnight {p} love you
miss you {p} xx
shoutout to {p} for the lift to {l}
why is {p} always late
that {p} guy is hilarious
i think it was {p} or maybe {p}
not sure if {p} {s} or {p} {s} said it
{p} {s} wrote the book, {s} did not
as {s} argued, the {l} case was different
According to {p} {s}, who lives in {l}, nothing was done
"We did what we could," said {p} {s}, 34, from {l}
{s}, 52, of {a}, {l}, was seen leaving
Witness: {p} {s}, {a}, {l}
Contact {p} {s} or {p} {s} for details
{p} {s}, Head of People, {o}
CC: {p}; {p} {s}; {s}
Attendees: {p}, {p}, {p} {s}, {s}
Actions: {p} to ring {p}. {s} to check
1. {p} 2. {p} 3. {p}
{p} > {p} swap agreed
{p}+{p} on the late car
Spoke w/ {p} & {p} re: rota
{p}- ok. {p}- off sick. {p}- on leave
met {p}'s mum {p} in {l}
{p}s been brilliant, so has {p}
hi {p} can u ring {p} pls
cheers {p}
love {p} and the kids
from {p}
to {p}, {p} and all at {o}
{p} {s} and family
poor {p}, poor {p}
only {p} knew
bless {p}
it was {p}'s idea not {p}'s
wanted to say {p} helped me loads
{p} (my husband) and {p} (his brother) both work in {l}
{p} is my rock
if it wasnt for {p} i would have left
me and {p} have been crewed since {l}
{p} got the job at {l} over {p}
spoken to {p} who agrees with {p}
I told {w} jokes and felt some {w}
{w} is a big word. So is {w}
we had {w} for tea
a bit of {w} goes a long way
no {w} today, maybe tomorrow
{w} and more {w}
they will {w} for it
The {w} was good. The {w} was better
that is my {w} for the day
full of {w} after the walk
i saw a {w} in the garden
my best day was when the sun came out and we ate outside
I got a pay rise and bought a new phone
my dog learned a new trick and made me laugh
finished the book I was reading and slept for ten hours
we watched a film and had popcorn on the sofa
made dinner for my wife and she loved it
""".strip().splitlines()

FIRMS = (
    "united city rovers motors foods bank university council trust college school hospital "
    "& sons ltd inc stores airways pharmacy records films"
).split()
