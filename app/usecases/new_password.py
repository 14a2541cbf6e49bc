"""A new password for an account, typed twice: what is looked at before a server is asked."""

from app.domain.errors import InputError

#: Characters; the server asks for as many.
FEWEST = 12


def typed_twice(password: str, again: str) -> str:
    """Give the password back; raises InputError by its field, ``password`` or ``again``."""
    if len(password) < FEWEST:
        raise InputError(
            f"A password has {FEWEST} characters or more. Four unrelated words work well.",
            field="password",
        )
    if password != again:
        raise InputError("The two are not the same. Type it again.", field="again")
    return password
