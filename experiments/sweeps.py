"""Sweeps from Python: plan, run, read.

from experiments import sweep

found = sweep("network=trust_a,trust_d", "seasoning=0.2,0.8", "replicates=10")
found.runs.groupby(["network", "seasoning"])["practising_final"].mean()
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from experiments.asked import options_of
from experiments.counted import they_are
from experiments.engines import Engine, engine_of
from experiments.engines.worker import Worker, slice_of
from experiments.making import see_to_code
from experiments.options import EngineOptions
from experiments.plan import plan
from experiments.rounds import Tell, add_replicates, run_missing
from experiments.store.compact import compact
from experiments.store.folder import Sweep
from experiments.store.growing import changing
from sim.errors import ConfigError


def sweep(
    *overrides: str,
    allow_code_change: bool = False,
    retry_failed: bool = False,
    tell: Tell | None = None,
) -> Sweep:
    """Plan a sweep, run what is missing of it, and put its results together.

    The same words again go on where an earlier call stopped; a larger design adds to what is there.

    Args:
        overrides: as after `firewood sweep`: "network=trust_a,trust_d", "replicates=10", "design=sobol", …
        allow_code_change: go on with a sweep that was begun with other code of the model.
        retry_failed: run again what failed.
        tell: called with the progress whenever some runs are done.

    Returns:
        The sweep on disk: `.runs`, `.series`, `.design`, `.failures` are data frames.

    Raises:
        FirewoodError: what the user can mend. Runs that fail do not raise; they are rows of `.failures`.
    """
    if strange := [word for word in overrides if not isinstance(word, str)]:
        raise ConfigError(
            f'sweep({strange[0]!r}): words are wanted one by one, as in sweep("seasoning=0.2,0.8", "replicates=10"); '
            "of a list, sweep(*list)"
        )
    planned = plan(overrides, allow_code_change=allow_code_change)
    options = planned.asked.options
    with using(engine_of(options.engine, options.threads)) as engine:
        go_on(planned.sweep, engine, retry_failed=retry_failed, allow_code_change=allow_code_change, tell=tell)
    return planned.sweep


def open_sweep(path: Path | str) -> Sweep:
    """A sweep that is there already, finished or not.

    Raises:
        ConfigError: no sweep is in this folder.
    """
    return Sweep(path)


def go_on(
    found: Sweep,
    engine: Engine,
    *,
    retry_failed: bool = False,
    allow_code_change: bool = False,
    tell: Tell | None = None,
) -> None:
    """Run what is missing of a sweep, and put its results together.

    Raises:
        FirewoodError: what the user can mend; finished runs are kept.
    """
    run_missing(found, engine, retry_failed=retry_failed, allow_code_change=allow_code_change, tell=tell)
    put_together(found)


def run_slice(found: Sweep, part: str, *, allow_code_change: bool = False, tell: Tell | None = None) -> int:
    """Run one slice of a sweep in this process, "3/64"; how many of its runs failed.

    Raises:
        FirewoodError: what the user can mend; finished runs are kept.
    """
    return run_missing(found, Worker(), part=slice_of(part), allow_code_change=allow_code_change, tell=tell)


def put_together(found: Sweep) -> list[Path]:
    """Write `runs.parquet` and `series.parquet`; returns what is there.

    Raises:
        OutputError: they cannot be written; the runs themselves are safe.
    """
    return compact(found.path, found.committed, found.meta.keep.series)


def more_to_plan(found: Sweep, *, allow_code_change: bool = False) -> int:
    """Add the next round of automatic replicates, where all runs so far are there; how many runs that is.

    Raises:
        ConfigError: other code; runs are missing yet.
    """
    with changing(found.path):
        see_to_code(found, allow=allow_code_change)
    if missing := found.status().missing:
        raise ConfigError(f"{found.path}: {they_are(missing, 'run')} missing; the next replicates depend on them")
    return add_replicates(found)


def engine_asked(found: Sweep, words: Sequence[str]) -> EngineOptions:
    """The engine a sweep was planned with, or another.

    Args:
        found: the sweep.
        words: "engine=dask", "engine.address=…", …; empty for its own.

    Raises:
        ConfigError: they are about something else.
        ScenarioError: there is no such option, or it cannot be.
    """
    wrong = [word for word in words if word.partition("=")[0].partition(".")[0] != "engine"]
    if wrong:
        raise ConfigError(
            f"{', '.join(wrong)}: a sweep is resumed as it was planned; only its engine can be another "
            "(engine=local|dask, engine.processes=N, engine.address=…)"
        )
    own = EngineOptions(**found.said["engine"])
    asked = options_of(words).engine
    named = {word.partition("=")[0].partition(".")[2] for word in words}
    return asked if "" in named else own.model_copy(update={name: getattr(asked, name) for name in named if name})


@contextmanager
def using(engine: Engine) -> Iterator[Engine]:
    """An engine that is closed at the end, whatever happens."""
    try:
        yield engine
    finally:
        with suppress(Exception):
            engine.close()
