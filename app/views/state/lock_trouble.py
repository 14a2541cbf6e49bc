"""Says why a lock failed, and what can be done."""

from app.domain.errors import StoreError, StoreMoved
from app.domain.wording import tr

#: Why a lock was due although nobody asked for it.
ABSENCES = ("idle", "hidden")


def not_locked(error: Exception, why: str, *, is_open: bool) -> StoreError:
    """Give what a lock asked for as ``why`` failed by, as an error of the same kind for a person.

    ``is_open`` is False where all was saved and closed before it failed.
    """
    if not is_open:
        return StoreError(
            tr(
                "Your profile is saved and closed, but this page could not start afresh. "
                "Close it, then open Layby again."
            )
        )
    trouble = error if isinstance(error, StoreError) else StoreError()
    said = tr("Layby could not lock, because it could not save. {message}", message=trouble.message)
    if why not in ABSENCES and not isinstance(error, StoreMoved):
        said = f"{said} {tr('It locks as soon as it can.')}"
    return type(trouble)(said)
