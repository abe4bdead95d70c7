"""Compiles the model before its first run, and says so: it takes a while, once; how long is counted."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Final

from app.progress import note
from sim.scenario import Scenario

ABOUT: Final = 15
"""Seconds it takes on two idle cores of a common machine; seven times as many were seen on a slow, busy one."""

EVERY: Final = 20.0
"""Seconds between plain lines, where there is no terminal to count on."""

_SAID: Final = "Compiling the model, once"


def is_compiled() -> bool:
    """Whether the week stands compiled on disk, as the source is now."""
    from sim.compiled import cache_folder

    return any(cache_folder().glob("*/week.weeks-*.nbc"))


def compile_once(scenarios: Sequence[Scenario], *, quiet: bool) -> None:
    """Where nothing is compiled yet, announce it and do it: the steps in several processes, the rest by a short run."""
    if is_compiled():
        return
    note(f"{_SAID} ({ABOUT} s on a quick machine, longer on a slow or busy one) …", quiet=quiet)
    began = monotonic()
    with counted_on(quiet=quiet):
        from experiments.run import cores, run_replicates
        from sim.warm import warm

        warm(processes=min(4, cores()))
        short = [scenario.model_copy(update={"weeks": 1}) for scenario in scenarios]
        run_replicates(short, [scenarios[0].seed], threads=1)
    note(f"Compiled in {monotonic() - began:.0f} s; it will not be needed again.", quiet=quiet)


@contextmanager
def counted_on(*, quiet: bool) -> Iterator[None]:
    """Say how many seconds it has taken so far: in one line of a terminal that is written over, else now and then."""
    if quiet:
        yield
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress, TextColumn

        column = TextColumn("{task.description}: {task.elapsed:.0f} s so far")
        with Progress(column, console=Console(stderr=True), transient=True, refresh_per_second=2) as line:
            line.add_task(_SAID)
            yield
    else:
        with _lines():
            yield


@contextmanager
def _lines() -> Iterator[None]:
    ended, began = Event(), monotonic()

    def tell() -> None:
        while not ended.wait(EVERY):
            try:
                note(f"Still compiling, {monotonic() - began:.0f} s so far …")
            except OSError:  # nobody reads it
                return

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()
