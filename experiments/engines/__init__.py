"""Engines: what runs the shards of a sweep. All call `experiments.tasks.carry_out`, so all give the same results."""

from experiments.engines.base import Engine, LostError
from experiments.options import EngineOptions

__all__ = ["Engine", "LostError", "engine_of"]


def engine_of(options: EngineOptions, threads: int | None = None) -> Engine:
    """The engine that was asked for.

    Args:
        options: of the engine.
        threads: processes, where the options do not say.

    Raises:
        ConfigError: it is not installed, or cannot be reached.
    """
    processes = options.processes or threads
    if options.kind == "dask":
        from experiments.engines.dask import Dask

        return Dask(options.address, processes)
    from experiments.engines.local import Local

    return Local(processes)
