"""`firewood app` and `firewood handout` as commands: mistakes in plain words."""

import socket
from pathlib import Path

import pytest

from app.commands.page import handout, serve
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
    with pytest.raises(OutputError, match="it is a folder"):
        handout(tmp_path, quiet=True)
