"""Designs that grow, rules for replicates that change, and what is another design."""

from pathlib import Path

import pytest

from experiments import sweep
from experiments.engines.worker import Worker
from experiments.plan import plan
from experiments.rounds import run_missing
from experiments.store import shards
from sim.errors import ConfigError, ScenarioError
from tests.experiments.small import SMALL, asked, made, see_that_it_is_whole


@pytest.mark.slow
def test_a_larger_design_keeps_what_is_done(tmp_path: Path) -> None:
    small = sweep(*asked(tmp_path))
    before = {
        number: (shards.place(small.path, number) / "shard.json").stat().st_mtime_ns for number in small.committed
    }
    larger = plan(asked(tmp_path, "seasoning=0.2,0.5,0.8", "replicates=8", "weeks=60"))
    assert (larger.sweep.path, larger.new) == (small.path, 2 * 8 + 4 * 2)
    run_missing(larger.sweep, Worker())
    after = {number: (shards.place(small.path, number) / "shard.json").stat().st_mtime_ns for number in before}
    assert after == before
    see_that_it_is_whole(small.path, made(tmp_path / "other", "seasoning=0.2,0.5,0.8", "replicates=8"))
    assert plan(asked(tmp_path)).new == 0, "the smaller design asks for nothing new"


def test_fewer_points_with_more_replicates_are_another_design(tmp_path: Path) -> None:
    first = plan(asked(tmp_path)).sweep
    fewer = ("seasoning=0.2", "replicates=8")
    assert plan(asked(tmp_path, *fewer)).sweep.path.name == "2"
    with pytest.raises(ConfigError, match="2 of its points are not in this one"):
        plan(asked(tmp_path, *fewer, "sweep=1"))
    assert len(first.design) == 24, "what was planned still is"


def test_a_longer_sequence_grows_a_shorter(tmp_path: Path) -> None:
    words = [*SMALL, "design=sobol", "seasoning=interval(0,1)", f"outputs={tmp_path}"]
    assert plan([*words, "design.n=8"]).new == 8
    grown = plan([*words, "design.n=16"])
    assert (grown.new, len(grown.sweep.design)) == (8, 16)


def test_another_design_goes_elsewhere_or_is_refused(tmp_path: Path) -> None:
    first = plan(asked(tmp_path)).sweep
    assert plan(asked(tmp_path, "seasoning=0.3")).sweep.path.name == "2"
    with pytest.raises(ConfigError, match=r"another design is in this folder: 4 of its points are not in this one"):
        plan(asked(tmp_path, "seasoning=0.3", "sweep=1"))
    lhs = ("design=lhs", "seasoning=interval(0,1)")
    plan([*SMALL, *lhs, "design.n=8", "sweep=lhs", f"outputs={tmp_path}"])
    with pytest.raises(ConfigError, match="design=lhs cannot be grown, as design=sobol can"):
        plan([*SMALL, *lhs, "design.n=16", "sweep=lhs", f"outputs={tmp_path}"])
    with pytest.raises(ConfigError, match=r"keeps no series, and series arcs of every 4\. week is asked for"):
        plan(asked(tmp_path, "sweep=1", "series=arcs"))
    assert len(first.design) == 24


@pytest.mark.parametrize("before", [("replicates=12",), ("replicates=auto", "replicates.precision=0.5")])
def test_automatic_replicates_by_another_rule_go_on(before: tuple[str, ...], tmp_path: Path) -> None:
    begin = ("replicates.least=3", "replicates.ahead=1")
    plan(asked(tmp_path, *before, *begin))
    auto = ("replicates=auto", *begin, "replicates.precision=0.01")
    again = plan(asked(tmp_path, *auto)).sweep
    assert (again.path.name, again.said["replicates"]["precision"]) == ("1", 0.01)
    assert again.said["history"][-1]["what"] == "replicates by another rule"
    assert plan(asked(tmp_path, *auto, "seasoning=0.2")).sweep.path.name == "1", "it asks for nothing new"
    assert plan(asked(tmp_path, *auto, "seasoning=0.2", "replicates.most=9")).sweep.path.name == "2"


@pytest.mark.parametrize("words", [("replicates=2",), ("replicates=auto",)])
def test_seeds_that_would_run_out_are_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"seed: 9223372036854775807 leaves no room for the seeds of 2"):
        plan([*SMALL, *words, f"seed={2**63 - 1}", f"outputs={tmp_path}"])
    table = tmp_path / "points.csv"
    table.write_text(f"seasoning,seed\n0.2,5\n0.4,{2**63 - 1}\n")
    with pytest.raises(ScenarioError, match="leaves no room"):
        plan([*SMALL, *words, "design=table", f"design.file={table}", f"outputs={tmp_path}"])


def test_words_are_wanted_one_by_one() -> None:
    with pytest.raises(ConfigError, match=r"words are wanted one by one.*sweep\(\*list\)"):
        sweep(["seasoning=0.2"])  # type: ignore[arg-type]
