"""National services and a trust's own, put together.

A trust adds services, replaces one by another of the same id, and hides what does not hold for
its people. Three things it cannot do: hide emergency help or a crisis line, change its numbers,
or move it further down and out of its needs. Its own lines stand beside those. Each entry
stands alone: one that is wrong is left out, and never takes another with it.
"""

from collections.abc import Collection, Iterable

from app.domain.errors import ContentError
from app.domain.support import ALWAYS_SHOWN, Service, ordered, parse_service


def merge_services(
    national: Iterable[Service], trust_texts: Iterable[str], hidden_ids: Collection[str]
) -> list[Service]:
    """Give the services to show, most urgent first.

    ``trust_texts`` are service files. Those that do not fit are left out here;
    ``overlay_problems`` names them to whoever edits them.
    """
    merged, _ = _put_together(national, trust_texts, hidden_ids)
    return ordered(merged.values())


def overlay_problems(
    national: Iterable[Service], trust_texts: Iterable[str], hidden_ids: Collection[str]
) -> list[str]:
    """Say what is wrong with a trust's services, in the order they stand; empty when all is well.

    Every sentence begins with the service's number in the list, or with the hidden id.
    """
    return _put_together(national, trust_texts, hidden_ids)[1]


def _put_together(
    national: Iterable[Service], trust_texts: Iterable[str], hidden_ids: Collection[str]
) -> tuple[dict[str, Service], list[str]]:
    merged = {service.id: service for service in national}
    problems: list[str] = []
    own: set[str] = set()
    for number, text in enumerate(trust_texts, 1):
        try:
            service = parse_service(text)
            if service.id in own:
                raise ContentError(f"service: id: {service.id} is there twice.")
            _check_replacement(merged.get(service.id), service)
        except ContentError as error:
            problems.append(f"service {number}: {error.message}")
        else:
            own.add(service.id)
            merged[service.id] = service
    for hidden in sorted(set(hidden_ids)):
        found = merged.get(hidden)
        if found is None:
            problems.append(f"hidden: {hidden}: there is no such service.")
        elif found.type in ALWAYS_SHOWN:
            problems.append(f"hidden: {hidden}: emergency help and crisis lines always show.")
        else:
            del merged[hidden]
    return merged, problems


def _check_replacement(old: Service | None, new: Service) -> None:
    """Refuse a replacement that would take emergency help or a crisis line away.

    Who needs one dials what they know from a poster: another number under its name is a trap,
    whoever put it there. A number that has changed comes with the next Layby.
    """
    if old is None:
        if new.type == "emergency" or new.urgency == 0:
            name = "type" if new.type == "emergency" else "urgency"
            raise ContentError(f"service: {name}: a life in danger is for 999 alone.")
        return
    if old.type not in ALWAYS_SHOWN:
        return
    if new.type != old.type:
        raise ContentError(f"service: type: {old.id} must stay “{old.type}”.")
    for name in ("phone", "text_number", "text_keyword"):
        kept = getattr(old, name)
        if getattr(new, name) != kept:
            raise ContentError(f"service: {name}: {old.id} must stay {kept or 'without one'}.")
    if new.urgency > old.urgency:
        raise ContentError(f"service: urgency: {old.id} must stay {old.urgency} or less.")
    if not set(new.needs) >= set(old.needs):
        raise ContentError(f"service: needs: {old.id} must keep all it has.")
