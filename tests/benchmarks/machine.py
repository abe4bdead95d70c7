"""What it was measured on, and how fast that machine copies memory."""

import os
import platform
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import numpy as np

from tests.benchmarks.timing import Found, timed

PACKAGES: Final = ("numpy", "numba", "mesa", "starsim", "ndlib", "eon", "mesa-frames")


def copying(megabytes: int, threads: int, repeats: int) -> Found:
    """Bytes a second that NumPy copies: those read and those written, of an array far larger than the caches."""
    source = np.ones(megabytes << 17)
    target = np.zeros_like(source)
    parts = np.array_split(np.arange(len(source)), threads)
    ranges = [slice(int(part[0]), int(part[-1]) + 1) for part in parts]
    with ThreadPoolExecutor(threads) as pool:
        found = timed(lambda: list(pool.map(lambda part: np.copyto(target[part], source[part]), ranges)), repeats)
    return {"bytes_a_second": 2 * source.nbytes / found.middle, "timing": found}


def processor() -> str:
    """The model of the processor, as far as the system tells."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def busy() -> float | None:
    """How many processes wanted a processor over the last minute, on average, for each one there is."""
    return round(os.getloadavg()[0] / (os.cpu_count() or 1), 2) if hasattr(os, "getloadavg") else None


def described() -> Found:
    """Processor and versions; no name of the machine, no path."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": ".".join(map(str, sys.version_info[:3])),
        "packages": {name: found for name in PACKAGES if (found := installed(name))},
    }


def installed(name: str) -> str | None:
    """The version of a package, or None where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None
