"""Which plural form goes with a number, by language (Unicode CLDR 46, cardinal rules).

Forms are counted from 0 in CLDR's order: zero, one, two, few, many, other, as far as the
language has them for whole numbers.
"""

from collections.abc import Callable, Mapping


def _one_or_more(count: int) -> int:
    return int(count != 1)


def _bengali(count: int) -> int:
    return int(count > 1)


def _polish(count: int) -> int:
    if count == 1:
        return 0
    few = 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14
    return 1 if few else 2


def _romanian(count: int) -> int:
    if count == 1:
        return 0
    return 1 if count == 0 or 1 <= count % 100 <= 19 else 2


def _welsh(count: int) -> int:
    return {0: 0, 1: 1, 2: 2, 3: 3, 6: 4}.get(count, 5)


#: The rule of each language, and how many forms it has.
FORMS: Mapping[str, tuple[Callable[[int], int], int]] = {
    "en": (_one_or_more, 2),
    "cy": (_welsh, 6),
    "pl": (_polish, 3),
    "ro": (_romanian, 3),
    "ur": (_one_or_more, 2),
    "bn": (_bengali, 2),
}
