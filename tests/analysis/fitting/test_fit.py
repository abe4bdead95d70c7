"""Whole fits in the store: the truth is found again; stopped anywhere and begun again, they come to the same."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from analysis.fitting.asked import AbcOptions, AskedFit, OptunaOptions, ask_fit
from analysis.fitting.fit import Posterior, fit, fit_point
from analysis.fitting.generations import Batches, folder_of
from analysis.fitting.smc import Batch, Values
from experiments import open_sweep
from experiments.engines import engine_of
from experiments.sweeps import using
from sim.errors import ConfigError
from tests.analysis.fitting.small import POINT, SMALL, TRUE, made_target


class StoppedError(Exception):
    """Stands for a kill."""


class Stopping(Batches):
    """Stops after so many batches."""

    left = 10**9

    def distances(self, batch: Batch) -> Values:
        if self.left == 0:
            raise StoppedError
        self.left -= 1
        return super().distances(batch)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_target(tmp_path_factory.mktemp("target"))


def asked(target: Path, folder: Path, *more: str) -> AskedFit[AbcOptions]:
    return ask_fit(AbcOptions, [f"target={target}", *SMALL, f"outputs={folder}", *more])


def run(this: AskedFit[AbcOptions], batches: int = 10**9) -> Posterior:
    place = folder_of(this, "abc")
    with using(engine_of(this.engine)) as engine:
        running = Stopping(this, place, engine)
        running.left = batches
        return fit(this, place, running)


def digests(found: Posterior) -> list[str]:
    return [each.digest for each in found.found.generations]


class Broken(Batches):
    """Fails with an error of ours, or finds no distance."""

    def __init__(self, error: Exception | None) -> None:
        self.runs, self.failed, self.why, self.error = 0, 0, "", error

    def distances(self, batch: Batch) -> Values:
        return self.of_values("", batch.unit, None)

    def of_values(self, name: str, values: Values, seeds: Sequence[int] | None) -> Values:
        if self.error is not None:
            raise self.error
        return np.full((len(values), 1), np.inf)


def test_only_what_has_no_distance_is_told_so(target: Path, tmp_path: Path) -> None:
    """A mistake of Firewood's own passed for a target that fits nothing."""
    this = asked(target, tmp_path)
    words = [f"target={target}", *POINT, f"outputs={tmp_path}"]
    nearest = ask_fit(OptunaOptions, words)
    for run_it in (lambda broken: fit(this, tmp_path, broken), lambda broken: fit_point(nearest, broken)):
        with pytest.raises(ValueError, match="a mistake of ours"):
            run_it(Broken(ValueError("a mistake of ours")))
        with pytest.raises(ConfigError, match=r"gave a distance: what the target measures was never defined"):
            run_it(Broken(None))


@pytest.mark.slow
def test_it_goes_on_where_it_was_stopped(target: Path, tmp_path: Path) -> None:
    undisturbed = run(asked(target, tmp_path / "whole"))
    this = asked(target, tmp_path / "stopped")
    for batches in (1, 2, 3):
        with pytest.raises(StoppedError):
            run(this, batches)
    place = folder_of(this, "abc")
    there = {path.name: open_sweep(path).digest for path in (place / "sweeps").glob("[!.]*")}
    assert len(there) == 3
    again = run(this)
    assert digests(again) == digests(undisturbed)
    np.testing.assert_array_equal(again.simulated, undisturbed.simulated)
    assert {name: open_sweep(place / "sweeps" / name).digest for name in there} == there
    assert [path.name for path in (tmp_path / "stopped" / "fits").iterdir()] == ["1"]


@pytest.mark.slow
def test_more_generations_go_on_in_the_same_folder(target: Path, tmp_path: Path) -> None:
    few, more = asked(target, tmp_path, "generations=2", "draws=0"), asked(target, tmp_path, "draws=0")
    assert digests(run(more))[:2] == digests(run(few))
    assert folder_of(few, "abc") == folder_of(more, "abc")
    other = asked(target, tmp_path, "seed=1")
    assert folder_of(other, "abc") != folder_of(more, "abc")


@pytest.mark.slow
def test_another_goal_parts_ways_in_the_same_folder(target: Path, tmp_path: Path) -> None:
    plain = asked(target, tmp_path / "both", "draws=4")
    first = run(plain)
    between = (first.found.generations[0].tolerance + first.found.generations[1].tolerance) / 2
    words = (f"goal={between}", "draws=4")
    other = asked(target, tmp_path / "both", *words)
    assert folder_of(other, "abc") == folder_of(plain, "abc")
    parted, alone = run(other), run(asked(target, tmp_path / "alone", *words))
    assert parted.last.tolerance == between
    assert digests(parted) == digests(alone)
    np.testing.assert_array_equal(parted.simulated, alone.simulated)


def test_each_candidate_has_luck_of_its_own(target: Path, tmp_path: Path) -> None:
    this = asked(target, tmp_path, "generations=1", "replicates=2", "draws=0")
    found = run(this).last
    (sweep,) = (folder_of(this, "abc") / "sweeps").glob("[!.]*")
    design = open_sweep(sweep).design
    assert design.loc[design["replicate"] == 0, "seed"].tolist() == found.seeds.tolist()
    assert (design.loc[design["replicate"] == 1, "seed"].to_numpy() == found.seeds + 1).all()
    assert len(set(found.seeds.tolist())) == len(found.seeds)
    assert found.distances.shape == (16, 2)


@pytest.mark.slow
def test_the_truth_is_found_again(tmp_path: Path) -> None:
    """Of a run with known values: both lie in the middle 95 %, and of one at least something is learned."""
    this = asked(made_target(tmp_path), tmp_path, "particles=60", "generations=4", "draws=0")
    last = run(this).last
    from analysis.fitting.posterior import particles, table
    from analysis.fitting.smc import weighted_quantile

    values = particles(last, this.free)
    for name, true in TRUE.items():
        mine = values[name].to_numpy()
        low, high = (weighted_quantile(mine, last.weights, share) for share in (0.025, 0.975))
        assert low <= true <= high, (name, low, high)
    assert table(last, this.free)["narrowing"].max() > 0.3


@pytest.mark.slow
def test_a_point_fit_is_replayed(target: Path, tmp_path: Path) -> None:
    def tried(folder: Path, *more: str) -> tuple[Values, Values]:
        this = ask_fit(OptunaOptions, [f"target={target}", *POINT, f"outputs={folder}", *more])
        place = folder_of(this, "optuna")
        with using(engine_of(this.engine)) as engine:
            found = fit_point(this, Batches(this, place, engine)).trials
        return found.unit, found.distances

    whole = tried(tmp_path / "whole")
    tried(tmp_path / "parts", "trials=8")
    parts = tried(tmp_path / "parts")
    for one, other in zip(whole, parts, strict=True):
        np.testing.assert_array_equal(one, other)
    sweeps = tmp_path / "parts" / "fits" / "1" / "sweeps"
    batches = sorted(path for path in sweeps.iterdir() if path.name.startswith("t"))
    assert [path.name[:5] for path in batches] == ["t0000", "t0001", "t0002"]
    design = open_sweep(batches[0]).design
    assert sorted(set(design["seed"])) == [0, 1]


def test_points_of_whole_numbers_that_are_alike_are_run_once_and_each_has_its_distance(
    target: Path, tmp_path: Path
) -> None:
    words = (*POINT[1:], "free=talk.size:2..3,take_up:0.1..0.6", f"target={target}", f"outputs={tmp_path}")
    this = ask_fit(OptunaOptions, words)
    values = np.array([[3.0, 0.2], [2.0, 0.4], [3.0, 0.2], [2.0, 0.2]])
    with using(engine_of(this.engine)) as engine:
        batches = Batches(this, folder_of(this, "optuna"), engine)
        found, apart = batches.of_values("alike", values, None), batches.of_values("apart", values[[1, 3]], None)
    assert found.shape == (4, 2)
    np.testing.assert_array_equal(found[0], found[2])
    np.testing.assert_array_equal(found[[1, 3]], apart)
    assert not np.array_equal(found[0], found[1])
