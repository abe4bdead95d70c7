"""A small sweep for tests: how it is asked for, begun as a user begins it, and waited for."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from experiments import open_sweep, sweep
from experiments.store import shards
from experiments.store.folder import Sweep

SMALL = ("network.size=40", "weeks=60")
WORDS = (*SMALL, "network=trust_a,trust_d", "seasoning=0.2,0.8", "replicates=6", "engine.seconds=0.013")
"""24 runs of 4 points, some three a shard."""


def asked(folder: Path, *more: str, words: Sequence[str] = WORDS) -> list[str]:
    """The words of a sweep whose results go to a folder."""
    return [*words, *more, f"outputs={folder}"]


def made(folder: Path, *more: str, words: Sequence[str] = WORDS) -> Sweep:
    """A sweep that was run undisturbed, in one process."""
    return sweep(*asked(folder, *more, words=words), "engine.processes=1")


@contextmanager
def begun(*typed: str) -> Iterator[subprocess.Popen[str]]:
    """`firewood …` under way; killed at the end, if it still runs."""
    code = "from app.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *typed], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def firewood(*typed: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """`firewood …`, waited for."""
    code = "from app.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *typed], capture_output=True, text=True, check=False, timeout=timeout
    )


def wait_for_shards(folder: Path, count: int, process: subprocess.Popen[str], seconds: float = 120) -> list[int]:
    """Wait until some shards are done, and the process still runs; their numbers."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        there = shards.committed(folder)
        if len(there) >= count:
            assert process.poll() is None, "it was too fast to be killed"
            return there
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    raise AssertionError(f"no {count} shards after {seconds} s")


def workers_of(folder: Path) -> list[int]:
    """The processes that committed shards and still are there."""
    found = {shards.said_of(folder, shard)["process"] for shard in shards.committed(folder)}
    return [number for number in sorted(found) if _runs(number)]


def kill(number: int) -> None:
    """`kill -9`."""
    os.kill(number, signal.SIGKILL)


def gone(numbers: Sequence[int], seconds: float = 20) -> bool:
    """Whether processes end by themselves within some time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(map(_runs, numbers)):
            return True
        time.sleep(0.1)
    return False


def see_that_it_is_whole(folder: Path, undisturbed: Sweep) -> None:
    """Every run once, none failed, the digest of an undisturbed sweep, and nothing half written left behind."""
    found = open_sweep(folder)
    assert found.status() == undisturbed.status()
    assert found.status().missing == 0
    runs = found.runs
    assert sorted(runs["key"]) == sorted(found.design["key"])
    assert runs["key"].is_unique
    assert found.digest == undisturbed.digest


def _runs(number: int) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
