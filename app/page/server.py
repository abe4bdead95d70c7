"""The server: Starlette and uvicorn, plain HTTP, nothing kept."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from app.page.pool import Pool
from app.page.routes import routes
from app.page.security import Guard
from sim.errors import ConfigError

STATIC: Final = Path(__file__).parent / "static"


def make(workers: int | None = None, ready: Callable[[], None] | None = None) -> Starlette:
    """The page as an ASGI application.

    Args:
        workers: processes; left out, one a core.
        ready: called once everything is loaded.
    """

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = Pool(workers)
        try:
            await app.state.pool.warm()
            if ready is not None:
                ready()
            yield
        finally:
            app.state.pool.close()

    async def page(request: object) -> FileResponse:
        return FileResponse(STATIC / "index.html")

    return Starlette(
        routes=[Route("/", page), *routes(), Mount("/static", StaticFiles(directory=STATIC))],
        middleware=[Middleware(Guard)],
        lifespan=life,
    )


def serve(host: str, port: int, workers: int | None = None, ready: Callable[[], None] | None = None) -> None:
    """Serve until interrupted.

    Raises:
        ConfigError: the port cannot be had.
    """
    logging.getLogger("firewood.page").setLevel(logging.ERROR)
    config = uvicorn.Config(
        make(workers, ready), host=host, port=port, access_log=False, log_level="error", server_header=False
    )
    server = uvicorn.Server(config)
    try:
        listening = config.bind_socket()
    except SystemExit:
        raise ConfigError(f"port {port} of {host} cannot be had; choose another with --port") from None
    listening.listen(config.backlog)  # else who comes as soon as `ready` is called would be turned away
    server.run(sockets=[listening])
