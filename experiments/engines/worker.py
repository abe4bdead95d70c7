"""One slice of a sweep: every k-th shard, in this process alone. For array jobs of any scheduler, with no server."""

import re
from collections.abc import Collection, Iterable, Iterator

from experiments.tasks import Done, Task, carry_out
from sim.errors import ConfigError


class Worker:
    """Runs shards in this process, one after the other."""

    def run(self, work: Iterable[Task]) -> Iterator[Done]:
        """As `experiments.engines.base.Engine.run`."""
        for task in work:
            yield carry_out(task)

    def close(self) -> None:
        """Nothing is to be let go."""


def slice_of(text: str) -> tuple[int, int]:
    """Read `i/k`, slices counted from 1.

    Raises:
        ConfigError: it is no slice.

    Example:
        >>> slice_of("3/64")
        (3, 64)
    """
    found = re.fullmatch(r"\s*(\d+)\s*/\s*(\d+)\s*", text)
    number, count = map(int, found.groups()) if found else (0, 0)
    if not 1 <= number <= count:
        raise ConfigError(
            f"--slice {text}: a slice is written i/k, from 1/k to k/k, such as --slice 3/64 "
            "(of a Slurm array 1-64: --slice $SLURM_ARRAY_TASK_ID/64)"
        )
    return number, count


def share(shards: Iterable[int], part: tuple[int, int]) -> Collection[int]:
    """Of some shards those of a slice, by their numbers, so that all slices together are everything."""
    number, count = part
    return [shard for shard in shards if shard % count == number - 1]
