"""What the page's addresses do. Each reads a bounded body, gives the work to a process, and keeps nothing."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from app.page import compare, config, run, survey, value, verdict
from app.page.ask import read_json
from app.page.futures import CHUNK, Futures, joined, some
from app.page.limits import PageError
from app.page.plans import Asked, read_asked
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
        Route("/api/value", settable, methods=["POST"]),
        Route("/api/config", _asked(config.configuration), methods=["POST"]),
        Route("/api/compare", beside, methods=["POST"]),
        Route("/api/drivers", drives, methods=["POST"]),
        Route("/api/survey", upload, methods=["POST"]),
        Route("/api/example", example),
        Route("/api/template", template),
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


async def settable(request: Request) -> Response:
    """What is wrong with a value that is to be set; at once, as nothing is run."""
    return JSONResponse(value.wrong(read_json(await body(request))))


async def beside(request: Request) -> Response:
    """Two plans beside each other."""
    given = read_json(await body(request))
    asked = read_asked(given)
    a, b = await asyncio.gather(*(_futures(request, given, asked, {"plan": name}) for name in ("a", "b")))
    return JSONResponse(compare.compared(asked, a, b))


async def drives(request: Request) -> Response:
    """What each lever does, alone and left out."""
    given = read_json(await body(request))
    asked = read_asked(given)
    levers = compare.differing(asked)
    arms = [{"plan": "a"}, {"plan": "b"}, *({"plan": plan, "lever": lever} for plan in "ab" for lever in levers)]
    a, b, *others = await asyncio.gather(*(_futures(request, given, asked, arm) for arm in arms))
    alone, without = (dict(zip(levers, part, strict=True)) for part in (others[: len(levers)], others[len(levers) :]))
    return JSONResponse(compare.drivers(asked, a, b, alone, without))


async def _futures(request: Request, given: dict[str, Any], asked: Asked, arm: dict[str, str]) -> Futures:
    """All futures of one plan, piece by piece, so that others get their turn between."""
    futures = asked.place.futures
    parts = [
        await _pool(request).run(some, given, arm, first, min(CHUNK, futures - first), long=True)
        for first in range(0, futures, CHUNK)
    ]
    return joined(parts)


async def upload(request: Request) -> Response:
    """A survey read and diagnosed; nothing of it stays."""
    name = unquote(request.headers.get("x-file-name", ""))
    named = request.headers.get("x-names") == "yes"
    return JSONResponse(await _pool(request).run(survey.uploaded, await body(request), name, named, long=True))


async def example(request: Request) -> Response:
    """A survey of simulated staff, diagnosed."""
    return JSONResponse(await _pool(request).run(survey.example, long=True))


async def template(request: Request) -> Response:
    """The blank form to fill in."""
    data = await _pool(request).run(survey.template)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(data, media_type=kind, headers={"Content-Disposition": 'attachment; filename="survey.xlsx"'})


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
