"""Engines: the same results from each, down to the last bit."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from experiments import open_sweep, sweep
from experiments.engines.base import LostError
from experiments.engines.worker import Worker, share, slice_of
from experiments.plan import plan
from experiments.rounds import Progress, run_missing
from experiments.store.folder import Sweep
from experiments.sweeps import put_together, run_slice
from experiments.tasks import Done, Task, carry_out
from sim.errors import ConfigError
from tests.experiments.small import WORDS, asked, made, see_that_it_is_whole


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    """Run by processes of this machine."""
    return made(tmp_path_factory.mktemp("undisturbed"))


def test_slices_give_the_same_in_any_order_and_shards_of_any_size(tmp_path: Path, undisturbed: Sweep) -> None:
    found = plan(asked(tmp_path, "engine.seconds=0.05")).sweep
    for part in ("3/3", "1/3", "2/3"):
        run_slice(found, part)
    put_together(found)
    see_that_it_is_whole(found.path, undisturbed)
    assert len(found.committed) < len(undisturbed.committed)


@pytest.mark.slow
def test_dask_gives_the_same(tmp_path: Path, undisturbed: Sweep) -> None:
    pytest.importorskip("distributed", reason="the engine dask is an extra: uv sync --extra dask")
    found = sweep(*asked(tmp_path, "engine=dask", "engine.processes=1", "engine.seconds=0.02"))
    see_that_it_is_whole(found.path, undisturbed)


def test_more_processes_give_the_same(tmp_path: Path, undisturbed: Sweep) -> None:
    see_that_it_is_whole(sweep(*asked(tmp_path), "engine.processes=2").path, undisturbed)


@pytest.mark.parametrize("shards", [range(17), (3, 8, 9, 41)])
def test_slices_together_are_everything_once(shards: Iterable[int]) -> None:
    parts = [share(shards, (number, 4)) for number in range(1, 5)]
    assert sorted(shard for part in parts for shard in part) == sorted(shards)


@pytest.mark.parametrize("text", ["0/4", "5/4", "3", "a/b", "1/0", "-1/4", ""])
def test_what_is_no_slice_is_told(text: str) -> None:
    with pytest.raises(ConfigError, match=r"from 1/k to k/k"):
        slice_of(text)


class Dying:
    """An engine whose process dies at first, after some shards."""

    def __init__(self, deaths: int, after: int) -> None:
        self.deaths, self.after = deaths, after

    def run(self, work: Iterable[Task]) -> Iterator[Done]:
        for number, task in enumerate(work):
            if self.deaths and number == self.after:
                self.deaths -= 1
                raise LostError("out of memory")
            yield carry_out(task)

    def close(self) -> None:
        pass


def test_a_process_that_dies_is_told_and_made_up_for(tmp_path: Path, undisturbed: Sweep) -> None:
    found = plan(asked(tmp_path)).sweep
    said: list[str] = []
    done: list[int] = []

    def tell(progress: Progress) -> None:
        said.append(progress.said)
        done.append(progress.done)

    run_missing(found, Dying(4, 1), tell=tell)
    see_that_it_is_whole(found.path, undisturbed)
    assert [text for text in said if text] == [
        "A process died (out of memory); what it had not finished is run again."
    ] * 4
    assert done == sorted(done)
    assert done[-1] == 24


def test_processes_that_die_without_end_are_given_up(tmp_path: Path) -> None:
    found = plan(asked(tmp_path)).sweep
    with pytest.raises(ConfigError, match=r"died 3 times without finishing anything .*engine\.processes=1"):
        run_missing(found, Dying(100, 0))
    assert found.status().done == 0


def test_other_code_is_refused_by_whoever_runs_a_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = plan(asked(tmp_path)).sweep
    monkeypatch.setattr("experiments.tasks._model", lambda: "0123456789abcdef")
    with pytest.raises(ConfigError, match="other code of the model"):
        run_missing(found, Worker())
    assert found.status().done == 0


def test_the_same_again_runs_nothing(tmp_path: Path, undisturbed: Sweep) -> None:
    class Idle:
        def run(self, work: Iterable[Task]) -> Iterator[Done]:
            raise AssertionError(list(work))

        def close(self) -> None:
            pass

    run_missing(undisturbed, Idle())
    folder = undisturbed.path.parents[1]
    assert plan([*WORDS, f"outputs={folder}"]).new == 0
    assert open_sweep(undisturbed.path).digest == undisturbed.digest
