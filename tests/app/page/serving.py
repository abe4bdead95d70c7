"""The page served, and the browser to look at it, for tests and for benchmarks."""

import os
import re
import shutil
import signal
import subprocess
import sys

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"phone": (390, 844), "small": (1024, 768), "large": (1920, 1080), "upright": (768, 1024), "low": (960, 540)}


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


def stopped(process: subprocess.Popen[str]) -> str:
    """End it, and what it logged."""
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    return errors


def chromium_here() -> str | None:
    """Where a Chromium is, as far as this machine tells."""
    return os.environ.get("FIREWOOD_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
