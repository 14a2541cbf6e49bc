"""What holds for every test."""

import gc

import pytest

#: Files that take longest, the longest first. Workers take files in this order, so that the last
#: to be taken are short, and no worker waits long for another.
LONG = """
backup main_story leads_week plan_to_own_phone access broken_update bad_weather enrol_by_link
engines/test_main_story_elsewhere service_worker review trust_content locking recovery two_windows
update_at_home access_keyboard passkey snapshot browser_adapters crew_without_account shell
first_screen native page_bridge scan_page
""".split()
#: The same without a browser; they come after those with one.
LONG_ELSEWHERE = (
    "tests/sync_server/histories/test_histories.py",
    "tests/app/web/test_build.py",
    "tests/sync_server/test_operating_cli.py",
    "tests/sync_server/test_cli.py",
    "tests/sync_server/api/test_intake_fuzz.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first; everything else stays in its order."""
    long = [*(f"tests/e2e/{_file(name)}.py" for name in LONG), *LONG_ELSEWHERE]
    place = {name: number for number, name in enumerate(long)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))


def _file(name: str) -> str:
    return name if "/" in name else f"test_{name}"


def pytest_collection_finish() -> None:
    """Keep the garbage collector off what stays for the whole run.

    It went through every module of the project again and again. What a test itself leaves is
    collected as ever, only in larger portions.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
