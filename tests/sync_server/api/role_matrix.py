"""Every route of the server, and who may use it. A route without a row fails the tests."""

from sync_server.permissions import Role

#: Open to anybody: nothing in its answer is anybody's.
ANYBODY = "anybody"
#: Proved by a device's own credential, or by a code or token of its own; a session is no use.
DEVICE = "device"
#: Anybody who is signed in, also before a second factor is set up.
SIGNED_IN = "signed in"
#: Anybody signed in whose account has a second factor.
PROVED = "proved"

#: A lead for some areas alone is a kind of its own.
AREA_LEAD = "lead for some areas"
LEAD, ICS_LEAD, ADMIN, AUDITOR = Role.LEAD, Role.ICS_LEAD, Role.ADMIN, Role.AUDITOR
KINDS: tuple[str, ...] = (LEAD, AREA_LEAD, ICS_LEAD, ADMIN, AUDITOR)

_EDITS = frozenset({LEAD, ADMIN})
_ENROLS = frozenset({LEAD, AREA_LEAD, ADMIN})
_READS = frozenset({LEAD, AREA_LEAD, ICS_LEAD})
_AUDITS = frozenset({AUDITOR})
_MANAGES = frozenset({ADMIN})
_READS_TEXTS = frozenset({LEAD, ICS_LEAD})
_ITEM = "/api/v1/editing/{kind}/{identity}"

MATRIX: dict[tuple[str, str], str | frozenset[str]] = {
    ("GET", "/health/live"): ANYBODY,
    ("GET", "/health/ready"): ANYBODY,
    ("GET", "/api/v1/meta"): ANYBODY,
    ("POST", "/api/v1/enrolments"): DEVICE,
    ("GET", "/api/v1/content"): DEVICE,
    ("POST", "/api/v1/summaries"): DEVICE,
    ("POST", "/api/v1/second-look"): DEVICE,
    ("POST", "/api/v1/tokens"): DEVICE,
    ("POST", "/api/v1/withdraw"): DEVICE,
    ("GET", "/health/metrics"): DEVICE,
    ("POST", "/api/v1/session"): ANYBODY,
    ("GET", "/api/v1/session/ways"): ANYBODY,
    ("POST", "/api/v1/session/sign-on"): ANYBODY,
    ("GET", "/api/v1/session/sign-on/answer"): ANYBODY,
    ("POST", "/api/v1/session/passkey/options"): ANYBODY,
    ("POST", "/api/v1/session/passkey"): ANYBODY,
    ("GET", "/api/v1/session"): SIGNED_IN,
    ("DELETE", "/api/v1/session"): SIGNED_IN,
    ("PUT", "/api/v1/session/organisation"): SIGNED_IN,
    ("POST", "/api/v1/session/second-factor"): SIGNED_IN,
    ("PUT", "/api/v1/session/second-factor"): SIGNED_IN,
    # Where a second factor is asked of all, a password alone must not be enough to take it over.
    ("PUT", "/api/v1/session/password"): PROVED,
    ("POST", "/api/v1/session/passkeys/options"): PROVED,
    ("POST", "/api/v1/session/passkeys"): PROVED,
    ("GET", "/api/v1/quarters"): _READS,
    ("GET", "/api/v1/themes"): _READS,
    ("GET", "/api/v1/summaries"): _READS_TEXTS,
    ("GET", "/api/v1/insights/periods"): _READS,
    ("GET", "/api/v1/insights/heat"): _READS,
    ("GET", "/api/v1/insights/answers"): _READS,
    ("GET", "/api/v1/insights/trend"): _READS,
    ("GET", "/api/v1/insights/distinctive"): _READS,
    # What is new is looked for in the whole trust.
    ("GET", "/api/v1/insights/emerging"): _READS_TEXTS,
    ("GET", "/api/v1/insights/texts"): _READS_TEXTS,
    ("GET", "/api/v1/headcount"): _EDITS,
    ("PUT", "/api/v1/headcount"): _EDITS,
    ("GET", "/api/v1/reach"): _READS,
    ("POST", "/api/v1/find"): _READS_TEXTS,
    ("GET", "/api/v1/quotes"): _READS_TEXTS,
    ("POST", "/api/v1/quotes"): frozenset({LEAD}),
    ("DELETE", "/api/v1/quotes/{identity}"): frozenset({LEAD}),
    # A report, and what came of an action, are of the whole trust.
    ("GET", "/api/v1/reports"): _READS_TEXTS,
    ("POST", "/api/v1/reports"): frozenset({LEAD}),
    ("GET", "/api/v1/reports/{period}-{number}.{kind}"): _READS_TEXTS,
    ("GET", "/api/v1/actions"): _READS_TEXTS,
    ("PUT", "/api/v1/actions/{identity}"): frozenset({LEAD}),
    ("POST", "/api/v1/texts/{handle}/flag"): _READS_TEXTS,
    ("GET", "/api/v1/checks"): frozenset({LEAD}),
    ("POST", "/api/v1/checks/{handle}"): frozenset({LEAD}),
    ("GET", "/api/v1/coding"): frozenset({LEAD}),
    ("POST", "/api/v1/coding/refits"): frozenset({LEAD}),
    ("POST", "/api/v1/coding/releases/{number}/publish"): frozenset({LEAD}),
    ("POST", "/api/v1/coding/releases/{number}/rollback"): frozenset({LEAD}),
    ("DELETE", "/api/v1/coding/releases/{number}"): frozenset({LEAD}),
    ("GET", "/api/v1/codebook"): _EDITS,
    ("PUT", "/api/v1/codebook/draft"): _EDITS,
    ("DELETE", "/api/v1/codebook/draft"): _EDITS,
    ("POST", "/api/v1/codebook/preview"): frozenset({LEAD}),
    ("POST", "/api/v1/codebook/publish"): _EDITS,
    ("GET", "/api/v1/enrolment-codes"): _ENROLS,
    ("POST", "/api/v1/enrolment-codes"): _ENROLS,
    ("POST", "/api/v1/enrolment-codes/{identity}/revoke"): _ENROLS,
    ("GET", "/api/v1/editing"): _EDITS,
    ("PUT", "/api/v1/editing/organisation"): _EDITS,
    ("GET", "/api/v1/editing/lists"): _EDITS,
    ("PUT", "/api/v1/editing/lists"): _EDITS,
    ("PUT", "/api/v1/editing/roster"): _EDITS,
    ("GET", _ITEM): _EDITS,
    ("PUT", _ITEM): _EDITS,
    ("POST", f"{_ITEM}/publish"): _EDITS,
    ("POST", f"{_ITEM}/retire"): _EDITS,
    ("GET", "/api/v1/accounts"): _MANAGES,
    ("POST", "/api/v1/accounts/{identity}/suspend"): _MANAGES,
    ("POST", "/api/v1/accounts/{identity}/readmit"): _MANAGES,
    ("POST", "/api/v1/accounts/{identity}/reset-second-factor"): _MANAGES,
    ("POST", "/api/v1/accounts/invitations"): _MANAGES,
    ("POST", "/api/v1/accounts/invitations/{identity}/take-back"): _MANAGES,
    # Whoever has the code.
    ("POST", "/api/v1/invitations"): DEVICE,
    ("GET", "/api/v1/audit"): _AUDITS,
    ("GET", "/api/v1/audit/chain"): _AUDITS,
    ("GET", "/api/v1/audit/file"): _AUDITS,
}
