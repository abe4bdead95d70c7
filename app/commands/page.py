"""`firewood app`: the page, in a browser on this machine. `firewood handout`: one file for a class."""

import socket
import threading
import webbrowser
from pathlib import Path
from typing import Final

from app.compiling import compile_once
from app.pages import see_to_html
from app.progress import note
from sim.errors import ConfigError
from sim.scenario import Scenario

PORT: Final = 8321
HANDOUT: Final = Path("firewood-handout.html")


def serve(port: int | None, host: str, *, browser: bool, quiet: bool) -> None:
    """Serve the page until interrupted.

    Args:
        port: left out, `PORT` or, when something listens there, any that is free.
        host: where to listen; this machine only, unless told otherwise.
        browser: open one.
        quiet: say only the address.

    Raises:
        ConfigError: the port cannot be had.
    """
    if port is not None and not 0 <= port < 65_536:
        raise ConfigError(f"--port {port}: a number from 0 to 65535 is wanted")
    chosen = _free(host, port)
    compile_once([Scenario()], quiet=quiet)
    from app.page.server import serve as serve_page

    address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{chosen}/"

    def ready() -> None:
        print(f"The page is at {address}", flush=True)
        note("Stop it with Ctrl-C. Nothing that is uploaded is kept.", quiet=quiet)
        if browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    serve_page(host, chosen, ready=ready)


def handout(output: Path | None, *, quiet: bool) -> None:
    """Write the handout.

    Args:
        output: the file; left out, `HANDOUT`.
        quiet: say nothing but the file.

    Raises:
        OutputError: the file cannot be written.
    """
    path = output or HANDOUT
    see_to_html(path, "the handout")
    compile_once([Scenario()], quiet=quiet)
    from app.page.handout import write

    size = write(path)
    print(f"{path}: {size / 1e6:.2f} MB. It opens by double-click, with no network and no server.")


def _free(host: str, port: int | None) -> int:
    """A port that nobody listens at."""
    wanted = [port] if port is not None else [PORT, 0]
    for number in wanted:
        with socket.socket() as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((host, number))
            except OSError:
                continue
            return int(listening.getsockname()[1])
    if port is None:
        raise ConfigError(f"--host {host}: this machine has no such address, or may not listen there; try 127.0.0.1")
    raise ConfigError(f"port {port} of {host} cannot be had; choose another with --port")
