"""The page, served once for all tests of a process."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest


def started(*words: str) -> tuple[subprocess.Popen[str], str]:
    """`firewood app` in a process of its own, and its address."""
    command = [sys.executable, "-c", "from app.cli import main; main()", "app", "--no-browser", "--port", "0", *words]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, f"the page did not start: {line!r} {process.stderr.read() if process.stderr else ''}"
    return process, found[0]


@pytest.fixture(scope="session")
def page() -> Iterator[str]:
    process, address = started()
    yield address
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=20)
