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
