"""Who may do what on the server: one enum of permissions, one of roles.

Crew and managers have no account. Accounts exist only for those who read themes, edit what the
trust sends its devices, hand out enrolment codes, or check who did what. An admin reads nothing
of what people said; an auditor reads the log and nothing else.
"""

from enum import StrEnum


class Permission(StrEnum):
    """One thing an account may do."""

    READ_THEMES = "read-themes"
    READ_SUMMARIES = "read-summaries"
    EDIT_CONTENT = "edit-content"
    FLAG_TEXTS = "flag-texts"
    CHECK_THEMES = "check-themes"
    ACT_ON_THEMES = "act-on-themes"
    MANAGE_ENROLMENT = "manage-enrolment"
    READ_AUDIT = "read-audit"
    MANAGE_ACCOUNTS = "manage-accounts"


#: What reaches beyond single areas: nobody whose account is for some areas only has these.
#: Texts are given by staff group for the whole trust, and content is one for all its devices.
#: Enrolment codes they may hand out, for their own areas alone: that is checked code by code.
WHOLE_TRUST = frozenset(
    {
        Permission.READ_SUMMARIES,
        Permission.FLAG_TEXTS,
        Permission.CHECK_THEMES,
        Permission.ACT_ON_THEMES,
        Permission.EDIT_CONTENT,
    }
)


class Role(StrEnum):
    """What an account is for."""

    LEAD = "lead"
    ICS_LEAD = "ics-lead"
    ADMIN = "admin"
    AUDITOR = "auditor"

    @property
    def permissions(self) -> frozenset[Permission]:
        """The permissions that come with this role."""
        return _GRANTS[self]


_READS = frozenset({Permission.READ_THEMES, Permission.READ_SUMMARIES, Permission.FLAG_TEXTS})

_GRANTS: dict[Role, frozenset[Permission]] = {
    Role.LEAD: _READS
    | {
        Permission.CHECK_THEMES,
        Permission.ACT_ON_THEMES,
        Permission.EDIT_CONTENT,
        Permission.MANAGE_ENROLMENT,
    },
    # An integrated care system looks across its trusts; what their devices show is theirs.
    Role.ICS_LEAD: _READS,
    Role.ADMIN: frozenset(
        {Permission.EDIT_CONTENT, Permission.MANAGE_ENROLMENT, Permission.MANAGE_ACCOUNTS}
    ),
    Role.AUDITOR: frozenset({Permission.READ_AUDIT}),
}
