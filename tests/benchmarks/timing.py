"""How long something takes: medians with the least and the most, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]

Found = dict[str, Any]
"""What a measurement tells: plain values that JSON can hold."""


class Timing(NamedTuple):
    """Seconds: the median of `n` times, the least, the most."""

    middle: float
    low: float
    high: float
    n: int

    def per(self, units: float) -> "Timing":
        """Nanoseconds a unit."""
        return Timing(*(1e9 * seconds / units for seconds in self[:3]), self.n)


def timing(seconds: Sequence[float]) -> Timing:
    """Of several times."""
    return Timing(median(seconds), min(seconds), max(seconds), len(seconds))


def timed(work: Callable[[], object], repeats: int) -> Timing:
    """How long `work` takes; what it does in the first go, which is not counted, may be compiling."""
    work()
    return timing([seconds(work) for _ in range(repeats)])


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, once."""
    began = perf_counter()
    work()
    return perf_counter() - began


def apart(measure: str, **arguments: Any) -> Found:
    """What `tests.benchmarks.<module>.<function>` tells, run in a process of its own.

    Raises:
        RuntimeError: it failed; with the last line that it said.
    """
    ran = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.timing", measure, json.dumps(arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise RuntimeError(f"{measure} {arguments}: {(ran.stderr.strip() or 'no word').splitlines()[-1]}")
    found: Found = json.loads(ran.stdout.strip().splitlines()[-1])
    return found


def here(measure: str, **arguments: Any) -> Found:
    """The same in this process: quicker, and no time to go by."""
    module, _, function = measure.rpartition(".")
    found: Found = getattr(import_module(f"tests.benchmarks.{module}"), function)(**arguments)
    return found


if __name__ == "__main__":
    print(json.dumps(here(sys.argv[1], **json.loads(sys.argv[2]))))
