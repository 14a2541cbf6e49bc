"""What contract suites use instead of pytest, which the browser's Python does not have."""

from collections.abc import Awaitable


async def raises(kind: type[BaseException], step: Awaitable[object]) -> BaseException:
    """Hold that ``step`` fails with ``kind``; give the error."""
    try:
        await step
    except kind as error:
        return error
    raise AssertionError(f"nothing raised {kind.__name__}")
