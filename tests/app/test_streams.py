"""Letters that the system's own encoding lacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def told(folder: Path, chosen: dict[str, str], *words: str) -> tuple[int, bytes, bytes]:
    around = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    command = [sys.executable, "-c", "from app.cli import main; main()", *words]
    environment = {**around, "PYTHONPATH": str(ROOT), **chosen}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_a_pipe_gets_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    status, out, mistake = told(tmp_path, ASCII, "params")
    assert (status, mistake) == (0, b"")
    assert not out.decode("utf-8").isascii()
    status, _, mistake = told(tmp_path, ASCII, "diagnose", "Zoë.csv")
    assert (status, b"Traceback" in mistake) == (2, False)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_who_chose_other_letters_gets_those_there_are(tmp_path: Path, encoding: str) -> None:
    status, out, mistake = told(tmp_path, {"PYTHONIOENCODING": encoding}, "params")
    assert (status, mistake) == (0, b"")
    assert out.decode(encoding)


def ended(*words: str, closed: str) -> tuple[int, bytes, bytes]:
    """How a command ends whose output or messages go into a pipe that nobody reads; and what it says elsewhere."""
    reading, writing = os.pipe()
    os.close(reading)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {closed: writing}
    command = [sys.executable, "-c", "from app.cli import main; main()", *words]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, **streams)
    os.close(writing)
    return done.returncode, done.stdout or b"", done.stderr or b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.parametrize(
    "words", [["params"], ["params", "--json"], ["study"], ["--help"], ["run", "--help"], ["--version"]]
)
def test_who_reads_no_further_ends_a_command_quietly(words: list[str]) -> None:
    """Through plain print, through Rich and through Typer alike: 141, as of other commands, and not 1."""
    assert ended(*words, closed="stdout") == (141, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_mistake_is_one_though_nobody_reads_of_it() -> None:
    assert ended("run", "seasonin=1", closed="stderr") == (2, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_a_closed_output_is_no_fault_of_ours() -> None:
    command = f"{sys.executable} -c 'from app.cli import main; main()' params >&-"
    done = subprocess.run(
        command, shell=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
