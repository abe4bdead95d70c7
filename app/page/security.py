"""What every answer carries and what no log holds.

Answers forbid the page to load or to send anything elsewhere. An error that nobody expected is told to the visitor
without its words, and to the log by its kind and place only: its words may hold what stood in a survey.
"""

import logging
import traceback
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.page.limits import MAX_BODY, MAX_UPLOAD, BusyError, PageError
from sim.errors import FirewoodError

log = logging.getLogger("firewood.page")

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Wraps the page: headers on every answer, bodies of bounded size, errors in plain words."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            if _foreign(scope):
                raise PageError("Questions are answered to this page only, not to pages from elsewhere.")
            await self._app(scope, receive, guarded)
        except FirewoodError as mistake:
            await _told(mistake)(scope, receive, guarded)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, place.filename, place.lineno)
            if not begun:
                words = "Firewood itself is at fault here. Nothing of yours was kept."
                await JSONResponse({"error": words}, 500)(scope, receive, guarded)


def _foreign(scope: Scope) -> bool:
    """Whether a browser says that a page of another site asks; it could not read the answer, but keep us busy."""
    return scope["path"].startswith("/api/") and Headers(scope=scope).get("sec-fetch-site") == "cross-site"


def _told(mistake: FirewoodError) -> JSONResponse:
    busy = isinstance(mistake, BusyError)
    words = str(mistake).encode(errors="replace").decode()  # what was typed may hold half a character
    return JSONResponse({"error": words}, 503 if busy else 400, headers={"Retry-After": "3"} if busy else None)


def most_bytes(path: str) -> int:
    """How many bytes a request to a path may have."""
    return MAX_UPLOAD if path == "/api/survey" else MAX_BODY
