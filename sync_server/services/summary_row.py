"""A summary as a row: its columns, and the digest that tells a repeat from another content."""

import hashlib
import json
from functools import lru_cache

from app.domain.periods import IsoWeek, Quarter
from app.domain.summary import WireSummary

_CANONICAL = json.JSONEncoder(sort_keys=True).encode


def content_digest(summary: WireSummary) -> str:
    """Give the SHA-256 of the summary's content in one canonical form."""
    # As ``to_wire`` gives it, without the deep copy: JSON writes a tuple as it does a list.
    wire = {name: value for name, value in vars(summary).items() if value is not None}
    canonical = _CANONICAL(wire | {"schema": int(summary.schema)})
    return hashlib.sha256(canonical.encode()).hexdigest()


def quarter_of(summary: WireSummary) -> str:
    """Give the quarter in which the summary is counted, such as 2026-Q4."""
    return _quarter_of(summary.week)


@lru_cache(maxsize=256)
def _quarter_of(week: str) -> str:
    return str(Quarter.of_week(IsoWeek.parse(week)))


def summary_row(
    summary: WireSummary, digest: str, withdraw_until: str | None = None
) -> dict[str, object]:
    """Give the summary's columns, without the trust's and the release marks.

    ``withdraw_until`` is the last ISO week in which its author may withdraw it; without a code
    nobody can.
    """
    return {
        "id": summary.id,
        "digest": digest,
        "quarter": quarter_of(summary),
        "week": summary.week,
        "staff_group": summary.staff_group,
        "role_family": summary.role_family,
        "area": summary.area,
        "kind": summary.kind,
        "text": summary.text,
        "themes": _written(summary.themes),
        "plan_made": summary.plan_made,
        "follow_up_agreed": summary.follow_up_agreed,
        "support_offered": _written(summary.support_offered),
        "helpful": summary.helpful,
        "self_referral": summary.self_referral,
        "language": summary.language,
        "anonymiser": summary.anonymiser,
        "schema": int(summary.schema),
        "withdrawal": summary.withdrawal,
        "looked_again": bool(summary.looked_again),
        "withdraw_until": withdraw_until if summary.withdrawal is not None else None,
    }


@lru_cache(maxsize=1024)
def _written(names: tuple[str, ...]) -> str:
    return json.dumps(names)
