"""What every engine is."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from experiments.tasks import Done, Task


class LostError(Exception):
    """A process that ran shards is gone, killed or out of memory. What it had not committed is still to be run."""


class Engine(Protocol):
    """Runs shards. It commits nothing itself: each task commits its own shard."""

    def run(self, work: Iterable[Task]) -> Iterator[Done]:
        """Run all of it, in any order, and say of each when it is done.

        Raises:
            LostError: a process is gone; whoever called looks what is missing and calls again.
            FirewoodError: what a task raised, such as a place that cannot be written.
        """
        ...

    def close(self) -> None:
        """Let processes go."""
        ...
