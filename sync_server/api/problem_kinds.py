"""Every kind of problem the server answers with, by the last part of its type.

Slugs never change. A ``detail`` is a sentence for a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status, title and usual detail."""

    status: int
    title: str
    detail: str


CATALOGUE: Mapping[str, Kind] = {
    "not-json": Kind(400, "Not JSON", "The request is not well-formed JSON."),
    "invalid-request": Kind(
        422, "Invalid request", "The request does not have the form this address expects."
    ),
    "too-large": Kind(413, "Too large", "The request is larger than this address accepts."),
    "not-found": Kind(404, "Not found", "There is nothing at this address."),
    "method-not-allowed": Kind(
        405, "Method not allowed", "This address does not answer this kind of request."
    ),
    "request-refused": Kind(400, "Request refused", "The request could not be understood."),
    "cross-site": Kind(403, "Cross-site request", "Requests from other sites are not accepted."),
    "missing-header": Kind(
        403, "Missing header", "This request lacks a header that Layby's own app always sends."
    ),
    "not-permitted": Kind(403, "Not permitted", "Your account may not do this."),
    "enrolment-code-unknown": Kind(
        404, "Enrolment code unknown", "This code is not known. Check it letter by letter."
    ),
    "enrolment-code-used": Kind(
        409, "Enrolment code used up", "This code has been used up. Ask for a new one."
    ),
    "enrolment-code-expired": Kind(
        410, "Enrolment code expired", "This code has expired. Ask for a new one."
    ),
    "enrolment-code-revoked": Kind(
        410, "Enrolment code revoked", "This code has been taken back. Ask for a new one."
    ),
    "device-unknown": Kind(
        401,
        "Device unknown",
        "This device is not enrolled with your trust, or no longer. Enrol it again.",
    ),
    "organisation-unknown": Kind(404, "Trust unknown", "There is no such trust on this server."),
    "key-retired": Kind(
        409, "Key retired", "Tokens are made under newer keys now. Fetch them, then ask again."
    ),
    "key-not-yours": Kind(
        403, "Key not yours", "This device was enrolled for other areas than this key is for."
    ),
    "token-quota": Kind(
        429, "Enough for this week", "This device has had its tokens for this week."
    ),
    "app-too-old": Kind(
        422,
        "App too old",
        "This Layby is older than your trust's server takes. Your summaries are kept on this "
        "device. Bring the app up to date, and enrol it again if it asks for that.",
    ),
    "sign-in-failed": Kind(401, "Sign-in failed", "The user name or the password is not right."),
    "second-factor-needed": Kind(
        401, "Code needed", "Enter the code that your authenticator app shows now."
    ),
    "second-factor-wrong": Kind(
        401,
        "Code not right",
        "That code is not right, or was used already. Wait for the next one, then try again.",
    ),
    "second-factor-missing": Kind(
        403,
        "Second factor missing",
        "Set up codes for signing in first. This server asks everybody for them.",
    ),
    "sign-in-again": Kind(
        403, "Sign in again", "It is a while since you signed in. Sign in again to change this."
    ),
    "password-wrong": Kind(
        403, "Password not right", "That is not the password you sign in with now."
    ),
    "sign-in-expired": Kind(
        401, "Sign-in took too long", "This sign-in has run out of time. Start it again."
    ),
    "passkey-refused": Kind(
        401, "Passkey not accepted", "This passkey is not known here. Use your password instead."
    ),
    "sign-on-failed": Kind(
        401, "Sign-in failed", "Your trust's sign-in did not confirm who you are. Try again."
    ),
    "sign-on-unknown": Kind(
        403,
        "No account here",
        "Your trust's sign-in knows you, but Layby has no account for you. Ask for one.",
    ),
    "sign-on-unreachable": Kind(
        503, "Sign-in not reachable", "Your trust's sign-in does not answer just now."
    ),
    "account-suspended": Kind(
        403, "Account suspended", "This account is suspended. Ask an admin of your trust."
    ),
    "account-name-taken": Kind(
        409, "User name taken", "Somebody has this user name already. Choose another."
    ),
    "last-admin": Kind(
        409,
        "Last admin",
        "This is the last admin who can sign in. Invite another one first.",
    ),
    "invitation-unknown": Kind(
        404, "Invitation unknown", "This code is not known. Check it letter by letter."
    ),
    "invitation-ended": Kind(
        410, "Invitation ended", "This invitation was used or has ended. Ask for a new one."
    ),
    "signed-out": Kind(401, "Signed out", "You are signed out. Sign in again."),
    "too-many-tries": Kind(
        429, "Too many tries", "Too many tries in a short time. Wait a little, then try again."
    ),
    "quarter-unknown": Kind(422, "Quarter unknown", "A quarter looks like 2026-Q4."),
    "staff-group-unknown": Kind(422, "Staff group unknown", "Choose one of the staff groups."),
    "text-unknown": Kind(404, "Text unknown", "There is no such text any more."),
    "quote-refused": Kind(
        422, "Quote refused", "This sentence cannot be shown as a quote. Choose another one."
    ),
    "flag-stays": Kind(
        409,
        "Flag stays",
        "It stays hidden. Only who hid it can show it again, and only on the same day.",
    ),
    "content-invalid": Kind(
        422, "Content does not fit", "This does not have the form that devices can use."
    ),
    "changed-meanwhile": Kind(
        409,
        "Changed meanwhile",
        "Somebody else has changed this since you opened it. Nothing was overwritten. "
        "Look at their version, then save yours again.",
    ),
    "too-few-checked": Kind(
        409, "Too few checked", "There is too little to learn from yet. Check more texts first."
    ),
    "recoding-runs": Kind(
        409,
        "Coding is under way",
        "Another change to the coding is coming in just now. Wait until it is done.",
    ),
    "release-unknown": Kind(404, "Release unknown", "There is no such coding release any more."),
    "report-withheld": Kind(
        409,
        "Report withheld",
        "The smallest group has been raised since this report was issued. Issue it again.",
    ),
    "not-ready": Kind(503, "Not ready", "This server cannot store just now."),
    "metrics-refused": Kind(
        401, "No metrics", "Metrics are off, or the token is not the one of LAYBY_METRICS_TOKEN."
    ),
    "busy": Kind(503, "Busy", "The server is busy just now. It is worth trying again soon."),
    "fault": Kind(500, "Fault", "The server has a fault. Nothing was changed."),
}
