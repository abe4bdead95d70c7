"""Runs again and again: whole, in pairs of luck, alike on any number of threads."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import experiments.run
from experiments.run import STRUCTURE, StoppedError, cores, populations, read_surveys, run_replicates
from sim.errors import NetworkError
from sim.measures import MEASURES
from sim.scenario import Scenario
from sim.simulation import simulate

SEEDS = (4, 5, 6)


def small(**given: object) -> Scenario:
    return Scenario(**{"network": {"kind": "trust_a", "size": 40}, "weeks": 60, **given})


def test_each_run_is_that_of_the_model() -> None:
    scenario = small(seasoning=0.7)
    (fire,) = run_replicates([scenario], SEEDS).fires
    assert (fire.name, fire.seeds, len(fire), fire.weeks) == ("trust", SEEDS, 3, 60)
    for row, seed in enumerate(SEEDS):
        alone = simulate(scenario.changed(seed=seed))
        assert fire.outcomes[row] == alone.outcomes()[0]
        for name in MEASURES:
            np.testing.assert_array_equal(fire.series[name][row], alone.series(name)[:, 0])


def test_results_do_not_depend_on_threads() -> None:
    scenarios = [small(), small(seasoning=0, name="damp")]
    one, three = (run_replicates(scenarios, SEEDS, threads=threads) for threads in (1, 3))
    assert one.digest == three.digest
    assert [fire.name for fire in three.fires] == ["trust", "damp"]


def test_other_seeds_give_other_results() -> None:
    digests = {run_replicates([small()], seeds).digest for seeds in ((1, 2), (1, 3), (1,))}
    assert len(digests) == 3


def test_organisations_stand_one_by_one() -> None:
    scenario = small(organisations=({"name": "one"}, {"name": "other", "network": {"size": 50}, "seasoning": 0}))
    one, other = run_replicates([scenario], SEEDS).fires
    assert [fire.name for fire in (one, other)] == ["one", "other"]
    assert [fire.start["people"].tolist() for fire in (one, other)] == [[40.0] * 3, [50.0] * 3]
    assert one.context[0].sum() > other.context[0].sum() - 1
    assert not np.array_equal(one.context, other.context)


def test_structure_is_kept_of_start_and_end() -> None:
    fires = run_replicates([small(), small(network={"kind": "trust_d", "size": 60})], SEEDS).fires
    for fire in fires:
        assert set(fire.start) == set(fire.end) == set(STRUCTURE)
    dense, chain = (fire.start["reciprocity_arcs"].mean() for fire in fires)
    assert dense - chain > 0.2
    assert fires[0].start["mean_degree"].mean() > 3 * fires[1].start["mean_degree"].mean()
    assert fires[1].start["outside"].min() > 0.2


def test_progress_counts_every_run() -> None:
    seen: list[int] = []
    run_replicates([small(weeks=3)], SEEDS, progress=seen.append)
    assert seen == [1, 2, 3]


def test_a_file_of_ties_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ties.csv"
    rows = [f"p{i},p{(i + step) % 12}" for i in range(12) for step in (1, 2)]
    path.write_text("source,target\n" + "\n".join(rows) + "\n")
    read: list[str] = []
    reader = experiments.run.read_survey

    def counted(name: str, **options: str | None) -> object:
        read.append(name)
        return reader(name, **options)

    monkeypatch.setattr(experiments.run, "read_survey", counted)
    scenarios = [Scenario(network={"kind": "survey", "path": str(path)}, weeks=5, seasoning=u) for u in (0, 1)]
    batch = run_replicates(scenarios, SEEDS)
    assert read == [str(path)]
    assert [fire.start["people"][0] for fire in batch.fires] == [12.0, 12.0]
    alone = simulate(scenarios[1].changed(seed=5))
    np.testing.assert_array_equal(batch.fires[1].series["knowledge"][1], alone.series("knowledge")[:, 0])


def test_ties_of_a_file_are_those_the_model_builds(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target\na,b\nb,a\nb,c\n")
    scenario = Scenario(network={"kind": "survey", "path": str(path), "seed": 9}, weeks=1)
    from sim.network.build import build

    (here,) = populations(scenario, read_surveys([scenario]))
    assert here.ties.same_as(build(scenario, 0, 3).ties)


def test_a_mistake_in_a_file_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"nowhere\.csv"):
        run_replicates([Scenario(network={"kind": "survey", "path": str(tmp_path / "nowhere.csv")})], SEEDS)


@pytest.mark.parametrize(("stop_at", "kept"), [(1, None), (5, (4, 5))])
def test_an_interruption_keeps_the_seeds_that_are_whole(stop_at: int, kept: Sequence[int] | None) -> None:
    def interrupted(done: int) -> None:
        if done == stop_at:
            raise KeyboardInterrupt

    scenarios = [small(weeks=20), small(weeks=20, seasoning=0)]
    with pytest.raises(StoppedError) as stopped:
        run_replicates(scenarios, range(4, 40), threads=1, progress=interrupted)
    batch = stopped.value.batch
    if kept is None:
        assert batch is None
    else:
        assert batch is not None
        assert [fire.seeds for fire in batch.fires] == [kept, kept]


def test_interrupted_while_work_is_handed_out_nothing_is_taken_for_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopping(ThreadPoolExecutor):
        def submit(self, *work: Any, **more: Any) -> Any:
            if not left:
                raise KeyboardInterrupt
            left.pop()
            return super().submit(*work, **more)

    left = [1, 2, 3]
    monkeypatch.setattr("experiments.run.ThreadPoolExecutor", Stopping)
    with pytest.raises(StoppedError) as stopped:
        run_replicates([small(weeks=20), small(weeks=20, seasoning=0)], range(4, 40), threads=1)
    assert stopped.value.batch is None


def test_there_is_a_core() -> None:
    assert cores() >= 1
