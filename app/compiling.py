"""Compiles the model before its first run, and says so: it takes a while, once."""

from collections.abc import Sequence
from time import monotonic
from typing import Final

from app.progress import note
from sim.scenario import Scenario

ABOUT: Final = 15
"""Seconds it takes on two cores of a common machine."""


def is_compiled() -> bool:
    """Whether the week stands compiled on disk, as the source is now."""
    from sim.compiled import cache_folder

    return any(cache_folder().glob("*/week.weeks-*.nbc"))


def compile_once(scenarios: Sequence[Scenario], *, quiet: bool) -> None:
    """Where nothing is compiled yet, announce it and do it: the steps in several processes, the rest by a short run."""
    if is_compiled():
        return
    note(f"Compiling the model, once (about {ABOUT} s) …", quiet=quiet)
    from experiments.run import cores, run_replicates
    from sim.warm import warm

    began = monotonic()
    warm(processes=min(4, cores()))
    short = [scenario.model_copy(update={"weeks": 1}) for scenario in scenarios]
    run_replicates(short, [scenarios[0].seed], threads=1)
    note(f"Compiled in {monotonic() - began:.0f} s; it will not be needed again.", quiet=quiet)
