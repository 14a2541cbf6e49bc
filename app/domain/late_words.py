"""What was typed into a field that has gone, carried over into the one that stands for it."""


def carried_over(before: str, late: str, now: str) -> str | None:
    """Give ``now`` with what was typed from ``before`` to ``late``.

    Both fields began with ``before``. In the new one somebody may have typed on, which comes after
    what was typed in the old one. None where its words are other ones: then nobody can say what
    the late ones belong to.
    """
    start, end, typed = _change(before, late)
    there, end_there, added = _change(before, now)
    if there != end_there:
        return None
    if there < start:
        return before[:there] + added + before[there:start] + typed + before[end:]
    if there >= end:
        return before[:start] + typed + before[end:there] + added + before[there:]
    return None


def is_typed_on(before: str, now: str) -> bool:
    """Tell whether ``now`` is ``before`` with something more in one place, or with nothing more."""
    there, end, _ = _change(before, now)
    return there == end


def _change(before: str, after: str) -> tuple[int, int, str]:
    """Give which part of ``before`` was replaced, from and to, and by what."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return start, len(before) - end, after[start : len(after) - end]


def _alike(one: str, other: str) -> int:
    """Give with how many characters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
