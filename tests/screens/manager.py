"""A manager's conversation from the home screen to the receipt, and the plan that it leaves."""

from tests.e2e.steps import LABEL_FIELD, answer_questions, enrol, make_profile
from tests.screens.walk import Walk

_AREA = "Workload and demand"
_PROMPT = "How does the amount of work feel at the moment?"
_SAID = (
    "Priya Natarajan finishes late most nights and misses meal breaks. Ring 07700 900764. "
    "She would like two nights a month fewer."
)


def walk(at: Walk) -> None:
    """Hold a whole conversation, look at the plan afterwards, begin another."""
    make_profile(at.phone)
    at.shows("home-manager")
    at.visits("/enrol", "Enrolment code", "enrol")
    at.goes("/", "Home")
    enrol(at.phone, at.server.enrolment_code())
    _begin(at)
    _talk(at)
    _plan(at)
    _summary(at)
    _afterwards(at)
    _kept_plan(at)
    _check_after_job(at)


def _begin(at: Walk) -> None:
    at.visits("/talk/choose", "What kind of conversation?", "choose")
    at.phone.taps("Wellbeing conversation")
    at.shows("before", "Wellbeing conversation")
    at.phone.taps("This place is private enough", "checkbox")
    at.phone.taps("I have said what stays private and what cannot", "checkbox")
    at.phone.pastes(LABEL_FIELD, "Sam at the garage")
    at.shows("before-filled")
    at.phone.taps("Start talking")


def _talk(at: Walk) -> None:
    at.shows("talk", "The conversation")
    at.phone.taps(_AREA)
    at.phone.pastes(f"Notes: {_AREA}", "Three late jobs this week and no hot meal")
    at.shows("talk-area-open")
    at.taps_and_shows(_PROMPT, "card", _PROMPT)
    at.taps_and_shows("Others can hear: let them type", "card-silent", _PROMPT)
    at.taps_and_shows("Done: pass the screen back", "card-passed-back", "Please pass")
    at.phone.taps("I have it back")
    at.phone.sees_heading("The conversation")
    at.taps_and_shows("Others can hear: use silent mode", "talk-silent", "The conversation")
    at.phone.taps("Leave silent mode")
    at.taps_and_shows("Only the short list: 3 minutes", "talk-short")
    at.visits("/talk/facts", "Good to know", "facts")
    at.visits("/worried", "I am worried", "worried-while-talking")
    at.goes("/talk/talk", "The conversation")
    at.phone.taps("On to the plan")


def _plan(at: Walk) -> None:
    at.shows("plan-empty", "Personal plan")
    at.phone.pastes("What keeps me well", "Allotment on Sundays, and no phone after nine")
    for whose, words in (
        ("Add what I will do", "Call occupational health about the left knee"),
        ("Add what my manager will do", "Ask control for protected meal breaks"),
    ):
        at.phone.taps(whose)
        at.phone.pastes("What will be done", words)
        at.phone.pastes("By when (optional)", "31 December")
        if whose.endswith("I will do"):
            at.shows("plan-action")
        at.phone.taps("Add action")
        at.phone.sees(words)
    # A day, not "In 4 weeks": words within words cannot be looked up in a catalogue.
    at.phone.pastes("Or another day", "31 December")
    at.phone.taps("Use this day")
    at.phone.sees("You look at it again on")
    at.shows("plan-filled")
    at.phone.taps("On to the summary")


def _summary(at: Walk) -> None:
    at.shows("summary-empty", "Summary for your trust")
    at.phone.pastes("Summary", _SAID)
    at.phone.taps("Allied Health Professionals", "radio")
    at.phone.taps("North sector", "radio")
    at.shows("summary-filled")
    at.phone.taps("Look it over")
    at.shows("check", "Check the summary")
    answer_questions(at.phone)
    at.phone.taps("I have read these words", "checkbox")
    at.shows("check-answered")
    at.phone.taps("Turn the screen to your colleague")
    at.shows("together", "For you to read")
    at.phone.taps("4 of 5")
    at.phone.sees("How helpful this was: 4")
    at.taps_and_shows("Send nothing", "together-send-nothing")
    at.phone.taps("Back")
    at.phone.taps("I agree: this may be sent")
    at.shows("thanks", "Thank you")
    at.phone.taps("I have the device back")
    at.shows("done", "Done")


def _afterwards(at: Walk) -> None:
    at.goes("/outbox", "Outbox")
    at.phone.sees("Receipt: your trust holds it once")
    at.shows("outbox-sent")
    at.server.stop()
    at.visits("/finished", "Finished conversations", "finished")
    at.phone.taps("Delete from this device")
    at.phone.sees("You can bring it back")
    at.shows("finished-deleted")
    at.phone.taps("Bring it back")
    at.visits("/due", "What is due", "due")
    at.goes("/", "Home")
    at.shows("home-used")


def _kept_plan(at: Walk) -> None:
    at.visits("/plans", "Plans", "plans")
    at.taps_and_shows("Sam at the garage", "plan-view", "Sam at the garage")
    at.taps_and_shows("Change the plan", "plan-edit", "When do you look at it again?")
    at.phone.taps("What keeps me well")
    at.phone.pastes("What keeps me well", "Allotment on Saturdays too")
    at.phone.taps("Done")
    at.phone.sees_heading("Sam at the garage")
    at.taps_and_shows("What changed", "plan-history")
    at.phone.page.go_back()
    at.phone.sees_heading("Sam at the garage")
    at.taps_and_shows("Take a copy", "plan-copy", "Take a copy")
    at.phone.taps("Show the codes")
    at.phone.sees_heading("Scan these codes")
    at.phone.taps("Pause")
    at.shows("plan-codes")
    at.phone.taps("Hide the codes")
    at.phone.saves("Save a file", at.folder / "plan.laybyplan")
    at.phone.sees("Saved. Write this code down now")
    at.shows("plan-file-saved")
    at.taps_and_shows("Back to the plan", "plan-view-changed", "Sam at the garage")
    at.taps_and_shows("Delete this plan", "plan-deleted", "Plan deleted")
    at.phone.taps("Bring it back")
    at.phone.sees_heading("Sam at the garage")
    at.visits("/bring", "Bring a plan in", "bring")


def _check_after_job(at: Walk) -> None:
    at.goes("/talk/choose", "What kind of conversation?")
    at.phone.taps("Check after a hard job")
    at.phone.page.wait_for_timeout(500)
    at.shows("before-after-job")
