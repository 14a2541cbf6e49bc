"""Steps that several stories share, told once."""

from tests.e2e.person import Phone

PASSPHRASE = "lantern gravel otter tuesday"


def make_profile(phone: Phone) -> None:
    """From the welcome screen to the home of a new profile."""
    phone.taps("Create a profile")
    phone.types("Passphrase", PASSPHRASE)
    phone.types("Passphrase again", PASSPHRASE)
    phone.taps("Create profile")
    phone.sees_heading("Home")


def unlock(phone: Phone) -> None:
    """From the welcome screen to the home of the profile."""
    phone.taps("Unlock Profile 1")
    phone.types("Passphrase", PASSPHRASE)
    phone.taps("Unlock")
    phone.sees_heading("Home")


def enrol(phone: Phone, code: str) -> None:
    """From the home screen, enter a code that works."""
    phone.taps("Enter your enrolment code")
    phone.types("Enrolment code", code)
    phone.taps("Enrol")
    phone.sees("Nothing waiting")


def start_talking(phone: Phone, label: str) -> None:
    """From the home screen into a new conversation."""
    phone.taps("New conversation")
    phone.sees_heading("What kind of conversation?")
    phone.taps("Wellbeing conversation")
    phone.taps("This place is private enough", "checkbox")
    phone.taps("I have said what stays private and what cannot", "checkbox")
    phone.types("Label, such as a first name or initials", label)
    phone.taps("Start talking")
    phone.sees_heading("The conversation")


def answer_questions(phone: Phone) -> None:
    """On the check screen, hide whatever is still asked about."""
    phone.sees("Exactly this will leave")
    for _ in range(10):
        if not phone.words("still to answer").count():
            return
        phone.taps("Hide “")
        phone.page.wait_for_timeout(500)


def wait_for_worker(phone: Phone) -> None:
    """Wait until the service worker answers for this page, so that the next start needs no net."""
    phone.page.evaluate("""() => new Promise((done) => {
      const workers = navigator.serviceWorker;
      if (workers.controller) done();
      workers.addEventListener('controllerchange', () => done(), { once: true });
    })""")
