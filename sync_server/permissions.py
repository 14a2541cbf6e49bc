"""Who may do what on the server: one enum of permissions, one of roles.

Crew and managers have no account: a device proves by its submission pass that it belongs to
the trust, and nothing more. Accounts exist only for those who read themes or edit what the
trust sends its devices. An admin edits and reads nothing of what people said.
"""

from enum import StrEnum


class Permission(StrEnum):
    """One thing an account may do."""

    READ_THEMES = "read-themes"
    READ_SUMMARIES = "read-summaries"
    EDIT_CONTENT = "edit-content"
    FLAG_TEXTS = "flag-texts"


class Role(StrEnum):
    """What an account is for."""

    LEAD = "lead"
    ADMIN = "admin"

    @property
    def permissions(self) -> frozenset[Permission]:
        """The permissions that come with this role."""
        return _GRANTS[self]


_GRANTS: dict[Role, frozenset[Permission]] = {
    Role.LEAD: frozenset(
        {
            Permission.READ_THEMES,
            Permission.READ_SUMMARIES,
            Permission.FLAG_TEXTS,
            Permission.EDIT_CONTENT,
        }
    ),
    Role.ADMIN: frozenset({Permission.EDIT_CONTENT}),
}
