"""`firewood app` and `firewood handout` as commands: mistakes in plain words."""

import socket
from pathlib import Path

import pytest
import uvicorn

from app.commands.page import handout, serve
from app.commands.report import run
from sim.errors import ConfigError, OutputError


def test_a_port_that_cannot_be_had_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port} of 127.0.0.1 cannot be had"):
            serve(port, "127.0.0.1", browser=False, quiet=True)


def test_a_port_that_is_none_is_told() -> None:
    with pytest.raises(ConfigError, match="0 to 65535"):
        serve(70_000, "127.0.0.1", browser=False, quiet=True)


def test_a_place_that_cannot_be_written_is_told_before_the_runs(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no folder"):
        handout(tmp_path / "nowhere" / "handout.html", quiet=True)
    with pytest.raises(OutputError, match=r"this is a folder; give a file, such as .*page\.html"):
        handout(tmp_path, quiet=True)


def test_no_other_file_is_written_over(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("mine")
    for write in (lambda: handout(readme, quiet=True), lambda: run(tmp_path, readme, None, pdf=False, quiet=True)):
        with pytest.raises(OutputError, match=r"README\.md: the .* ends in \.html; nothing was written"):
            write()
    assert readme.read_text() == "mine"


def test_an_address_that_this_machine_has_not_is_told() -> None:
    with pytest.raises(ConfigError, match=r"--host 192\.0\.2\.1: this machine has no such address"):
        serve(None, "192.0.2.1", browser=False, quiet=True)


def test_who_comes_as_soon_as_the_address_is_told_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is told while the application starts, before uvicorn itself would listen."""
    came = []

    def starting(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        with sockets[0] as listening, socket.create_connection(listening.getsockname(), timeout=5):
            came.append(server.config.port)

    monkeypatch.setattr(uvicorn.Server, "run", starting)
    serve(0, "127.0.0.1", browser=False, quiet=True)
    assert len(came) == 1
