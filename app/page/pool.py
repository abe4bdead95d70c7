"""The processes that do the work: spawned, as many as there are cores, with a bound on what waits and how long.

What is asked for first is served first, but long questions (verdicts, comparisons) never take the last process,
so that "Light it" is answered while they are worked out. All work is a pure function of plain values.
"""

import asyncio
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final

from app.page.limits import SECONDS, WAITING, BusyError
from experiments.run import cores

PATIENCE: Final = 60.0
"""Seconds that work may wait for its turn, beside the time it may take."""

BUSY: Final = "Many people are asking at once. Please try again in a few seconds."
SLOW: Final = "This took too long and was stopped. Ask for fewer people, weeks or futures."


class Pool:
    """Worker processes.

    Args:
        workers: how many; left out, one a core.
        seconds: that one piece of work may take.
        waiting: pieces of work that may be under way or waiting.
    """

    def __init__(self, workers: int | None = None, seconds: float = SECONDS, waiting: int = WAITING) -> None:
        self.workers = workers or max(1, cores())
        self._seconds = seconds
        self._waiting = waiting
        self._inside = 0
        self._long = asyncio.Semaphore(max(1, self.workers - 1))
        self._processes = self._started()

    @property
    def inside(self) -> int:
        """Pieces of work under way or waiting."""
        return self._inside

    async def warm(self) -> None:
        """Let every process load the model before the first visitor comes."""
        futures = [self._processes.submit(_warmed) for _ in range(self.workers)]
        await asyncio.gather(*(asyncio.wrap_future(future) for future in futures))

    async def run[T](self, work: Callable[..., T], *given: Any, long: bool = False) -> T:
        """Do one piece of work in a process.

        Args:
            work: a function of a module.
            given: its arguments.
            long: leaves the last process to others.

        Raises:
            BusyError: too many wait, or it took too long.
            FirewoodError: what the work itself found wrong.
        """
        if self._inside >= self._waiting:
            raise BusyError(BUSY)
        self._inside += 1
        try:
            if not long:
                return await self._done(work, given)
            async with self._long:
                return await self._done(work, given)
        finally:
            self._inside -= 1

    async def _done[T](self, work: Callable[..., T], given: tuple[Any, ...]) -> T:
        """Do it; where a process died of something else, once more."""
        for attempt in range(2):
            processes = self._processes
            try:
                future: Future[T] = processes.submit(_timed, work, given, self._seconds)
                return await asyncio.wait_for(asyncio.wrap_future(future), 2 * self._seconds + PATIENCE)
            except BrokenProcessPool:
                if self._processes is processes:
                    processes.shutdown(wait=False, cancel_futures=True)
                    self._processes = self._started()
                if attempt:
                    raise BusyError(SLOW) from None
            except TimeoutError:
                raise BusyError(SLOW) from None
        raise BusyError(BUSY)

    def close(self) -> None:
        """Stop all processes."""
        self._processes.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.workers, mp_context=spawn, initializer=_begun)


def _begun() -> None:
    """In a new process: leave Ctrl-C to the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _warmed() -> int:
    """Load the model and what each preset draws."""
    from app.page.ask import Ask
    from app.page.pile import PRESETS
    from app.page.run import record

    return sum(record(Ask(preset.pile.scenario(0))).states.shape[0] for preset in PRESETS)


def _timed[T](work: Callable[..., T], given: tuple[Any, ...], seconds: float) -> T:
    """Do work, stopped by an alarm where the system has one."""
    if not hasattr(signal, "SIGALRM"):
        return work(*given)
    signal.signal(signal.SIGALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work(*given)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _out_of_time(*_: Any) -> None:
    raise BusyError(SLOW)
