"""The outermost layer: security headers on every answer, and no error leaves unanswered.

The content security policy is the one the app was measured with: online and offline without a
violation. An unexpected error is answered and logged here by its place alone; left to the
web server's own log it would be printed with its message, which may quote a request.
"""

from collections.abc import Iterable

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync_server.api.problems import log_unexpected, problem

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; img-src 'self'; font-src 'self'; style-src 'self' 'unsafe-inline'; "
    "manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; "
    "trusted-types default flutter-js flutter-engine 'allow-duplicates'"
)
#: Left on: clipboard, sharing, wake lock and full screen, which the app uses.
_SWITCHED_OFF = (
    "accelerometer display-capture geolocation gyroscope hid magnetometer "
    "microphone midi payment serial usb xr-spatial-tracking"
).split()
#: The camera reads a plan's codes on the device; its picture goes nowhere.
_OURS_ALONE = ("camera", "publickey-credentials-create", "publickey-credentials-get")
_PERMISSIONS = [f"{feature}=()" for feature in _SWITCHED_OFF]
_PERMISSIONS += [f"{feature}=(self)" for feature in _OURS_ALONE]
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(_PERMISSIONS),
}
_CACHING = b"cache-control"
_HSTS = "max-age=31536000; includeSubDomains"


class Shield:
    """Wraps the whole site."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        headers = SECURITY_HEADERS | ({"Strict-Transport-Security": _HSTS} if https else {})
        self._headers = [(n.lower().encode(), v.encode()) for n, v in headers.items()]
        self._ours = frozenset(name for name, _ in self._headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_shielded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = self._shielded(message.get("headers", ()))
            await send(message)

        try:
            await self._app(scope, receive, send_shielded)
        except ClientDisconnect:
            return
        except Exception as error:
            log_unexpected(scope, error)
            if not started:
                await problem("fault")(scope, receive, send_shielded)

    def _shielded(self, given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """Give an answer's headers with ours in place of its own of the same names."""
        kept = [(name, value) for name, value in given if name.lower() not in self._ours]
        if all(name.lower() != _CACHING for name, _ in kept):
            # API answers are never kept; the app's files say for themselves.
            kept.append((_CACHING, b"no-store"))
        return kept + self._headers
