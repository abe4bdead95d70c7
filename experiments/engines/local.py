"""Processes of this machine: joblib's loky, which notices when one of them dies."""

import os
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any, Final

from experiments.engines.base import LostError
from experiments.run import cores
from experiments.tasks import Done, Task, carry_out

_LOOK: Final = 1.0
"""Seconds after which a process sees that the one it works for is gone."""

_watching = threading.Lock()


class Local:
    """Runs shards in processes of this machine.

    Args:
        processes: how many; left out, one a core.
    """

    def __init__(self, processes: int | None = None) -> None:
        self.processes = processes or cores()

    def run(self, work: Iterable[Task]) -> Iterator[Done]:
        """As `experiments.engines.base.Engine.run`."""
        from joblib import Parallel, delayed
        from joblib.externals.loky.process_executor import BrokenProcessPool

        parallel: Any = Parallel(
            n_jobs=self.processes,
            backend="loky",
            return_as="generator_unordered",
            pre_dispatch="2*n_jobs",
            batch_size=1,
            max_nbytes=None,
        )
        results = parallel(delayed(_watched)(task, os.getpid()) for task in work)
        try:
            yield from results
        except BrokenProcessPool as error:  # TerminatedWorkerError is one of these
            raise LostError(str(error).partition("\n")[0]) from None
        finally:
            results.close()

    def close(self) -> None:
        """Let the processes go."""
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor().shutdown(wait=False, kill_workers=True)


def _watched(task: Task, parent: int) -> Done:
    """Run a shard; the process ends when its parent is gone, so that a killed sweep leaves nothing running."""
    if os.getpid() != parent and _watching.acquire(blocking=False):
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    return carry_out(task)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
