"""What holds for every test."""

import gc


def pytest_collection_finish() -> None:
    """Keep the garbage collector off what stays for the whole run.

    It went through every module of the project again and again. What a test itself leaves is
    collected as ever, only in larger portions.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
