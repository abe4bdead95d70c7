"""What the page's addresses do. Each reads a bounded body, gives the work to a process, and keeps nothing."""

from collections.abc import Callable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from app.page import run, verdict
from app.page.ask import read_json
from app.page.limits import PageError
from app.page.pool import Pool
from app.page.security import most_bytes
from app.page.start import start

PIECE = 65_536


def routes() -> list[Route]:
    """All addresses under /api, and the health page."""
    return [
        Route("/health", health),
        Route("/api/start", begin),
        Route("/api/run", light, methods=["POST"]),
        Route("/api/verdict", _asked(verdict.verdict), methods=["POST"]),
    ]


async def health(request: Request) -> Response:
    """Whether the page is up, how many processes work, and how much waits."""
    pool = _pool(request)
    return JSONResponse({"status": "ok", "workers": pool.workers, "waiting": pool.inside})


async def begin(request: Request) -> Response:
    """All that the page shows before anything is run: presets, parameters, limits."""
    return JSONResponse(start())


async def light(request: Request) -> Response:
    """A whole run, streamed."""
    data = await _pool(request).run(run.streamed, read_json(await body(request)))
    return StreamingResponse(
        _pieces(data), media_type="application/octet-stream", headers={"Content-Length": str(len(data))}
    )


def _asked(work: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Request], Any]:
    """An address that answers a question in JSON."""

    async def answer(request: Request) -> Response:
        return JSONResponse(await _pool(request).run(work, read_json(await body(request)), long=True))

    return answer


async def body(request: Request) -> bytes:
    """The body of a request, as far as it is allowed.

    Raises:
        PageError: it is larger.
    """
    most = most_bytes(request.url.path)
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > most:
            raise PageError(f"This is too large; at most {most / 1e6:.0f} MB are taken here.")
    return bytes(found)


def _pieces(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), PIECE):
        yield data[at : at + PIECE]


def _pool(request: Request) -> Pool:
    pool: Pool = request.app.state.pool
    return pool
