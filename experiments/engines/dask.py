"""A Dask cluster: one that is there, by its address, or one of this machine's own processes."""

import logging
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from experiments.engines.base import LostError
from experiments.run import cores
from experiments.tasks import Done, Task, carry_out
from sim.errors import ConfigError

_AHEAD: Final = 3
"""Shards handed to each process before its first is done."""

_PATIENCE: Final = "10s"
"""How long a scheduler may take to answer at first."""


class Dask:
    """Runs shards on a Dask cluster, whose workers see the same folder and have the same code.

    Args:
        address: of a scheduler, such as "tcp://host:8786"; left out, one is started here, and ends with the sweep.
        processes: of a cluster that is started here; left out, one a core.

    Raises:
        ConfigError: Dask is not installed; no scheduler answers.
    """

    def __init__(self, address: str | None = None, processes: int | None = None) -> None:
        try:
            import distributed
        except ImportError:
            raise ConfigError("engine=dask needs Dask: uv sync --extra dask, or pip install 'firewood[dask]'") from None
        kit: Any = distributed
        _hush()
        self._cluster: Any = None
        if address is None:
            options = {"threads_per_worker": 1, "processes": True, "dashboard_address": None, "silence_logs": 50}
            self._cluster = kit.LocalCluster(n_workers=processes or cores(), host="127.0.0.1", **options)
        try:
            self._client: Any = kit.Client(self._cluster if address is None else address, timeout=_PATIENCE)
        except (OSError, ValueError) as error:
            why = str(error).partition("\n")[0][:120]
            raise ConfigError(f"engine.address={address}: no Dask scheduler answers there ({why})") from None

    def run(self, work: Iterable[Task]) -> Iterator[Done]:
        """As `experiments.engines.base.Engine.run`."""
        import distributed

        kit: Any = distributed
        tasks = iter(work)
        workers = self._client.scheduler_info(n_workers=-1).get("workers", ()) if self._is_there() else ()
        room = _AHEAD * max(1, len(workers))
        first = [self._submit(task) for task in islice(tasks, room)]
        waiting = kit.as_completed(first)
        left = len(first)
        while left:
            future = next(waiting)
            left -= 1
            yield self._result(future)
            for task in islice(tasks, 1):
                waiting.add(self._submit(task))
                left += 1

    def close(self) -> None:
        """Leave the cluster; one that was started here ends."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._client.close(timeout=2)
            if self._cluster is not None:
                self._cluster.close(timeout=5)

    def _submit(self, task: Task) -> Any:
        from distributed.comm.core import CommClosedError

        try:
            return self._client.submit(carry_out, task, pure=False)
        except (CommClosedError, OSError, RuntimeError) as error:
            raise self._lost(error) from None

    def _result(self, future: Any) -> Done:
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError

        try:
            found: Done = future.result()
        except (KilledWorker, FutureCancelledError, CommClosedError, TimeoutError) as error:
            raise self._lost(error) from None
        return found

    def _is_there(self) -> bool:
        return str(self._client.status) == "running"

    def _lost(self, error: BaseException) -> Exception:
        """What to raise: a worker that is gone is made up for, a scheduler is not."""
        why = str(error).partition("\n")[0] or type(error).__name__
        if self._is_there() and "scheduler-connection-lost" not in why:
            return LostError(why)
        return ConfigError(
            "The Dask scheduler is gone. Finished runs are kept; firewood resume goes on, with another "
            "(engine.address=tcp://…) or without (engine=local)"
        )


def _hush() -> None:
    """Keep Dask's own loggers, each of which has a level, from printing; what matters is told in plain words."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
