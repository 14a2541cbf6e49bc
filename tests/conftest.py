"""What holds for every test."""

import gc

import pytest

#: Files that take longest, the longest first. Workers take files in this order, so that the last
#: to be taken are short, and no worker waits long for another.
LONG = """
main_story plan_to_own_phone bad_weather enrol_by_link backup review trust_content locking recovery
two_windows passkey browser_adapters broken_update crew_without_account service_worker
update_at_home shell page_bridge scan_page page_guard
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
    long = [*(f"tests/e2e/test_{name}.py" for name in LONG), *LONG_ELSEWHERE]
    place = {name: number for number, name in enumerate(long)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(place)))


def pytest_collection_finish() -> None:
    """Keep the garbage collector off what stays for the whole run.

    It went through every module of the project again and again. What a test itself leaves is
    collected as ever, only in larger portions.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
