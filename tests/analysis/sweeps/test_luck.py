"""Luck between points: what a seed does to all of them alike is none of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.sweeps.arms import Arm, Numbers, read
from analysis.sweeps.luck import mean_squares
from tests.analysis.sweeps.made import arm
from tests.experiments.small import SMALL, made

POINTS = np.random.default_rng(0).random((150, 1))


def line(x: Numbers) -> Numbers:
    return x[:, 0]


def lacking(full: Arm, share: float, seed: int) -> Arm:
    """An arm that lacks a share of its runs, but none of the first replicate."""
    kept = (np.random.default_rng(seed).random(len(full.runs)) >= share) | (full.runs["replicate"] == 0)
    return replace(full, runs=full.runs[kept].reset_index(drop=True))


def test_what_a_seed_does_to_all_points_alike_is_no_luck_between_them() -> None:
    assert arm(POINTS, line, replicates=5, common=0.3).luck == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("common", [0.0, 0.3])
@pytest.mark.parametrize("share", [0.0, 0.4])
def test_luck_is_what_means_scatter_by_beyond_what_points_do(common: float, share: float) -> None:
    """Told as a variance; truth is how far means over runs lie from what their points do, were nothing luck."""
    told, true = [], []
    for seed in range(200):
        found = lacking(arm(POINTS, line, replicates=6, noise=0.15, common=common, seed=seed), share, seed)
        told.append(found.noise.mean())
        true.append(np.var(found.mean - POINTS[:, 0], ddof=1))
    assert np.mean(told) == pytest.approx(np.mean(true), rel=0.08)


def test_what_points_and_seeds_leave_is_that_of_a_regression_on_both() -> None:
    found = lacking(arm(POINTS[:7], line, replicates=4, noise=0.2, common=0.5), 0.3, seed=1)
    place, seed, value = found.place, found.runs["replicate"].to_numpy(dtype=np.intp), found.runs["value"].to_numpy()
    both = np.column_stack([np.eye(7)[place], np.eye(4)[seed]])
    parts, _, rank, _ = np.linalg.lstsq(both, value)
    assert mean_squares(place, seed, value)[1] == pytest.approx(
        ((value - both @ parts) ** 2).sum() / (len(value) - rank)
    )


def test_points_with_seeds_of_their_own_share_no_luck() -> None:
    own = replace(arm(POINTS, line, replicates=5, noise=0.2), shared=False)
    spread = own.runs.groupby("point")["value"].var(ddof=1).mean()
    assert own.noise == pytest.approx(spread / 5)


def test_one_run_a_point_tells_no_luck() -> None:
    assert np.isnan(arm(POINTS, line).noise).all()


def test_a_table_of_seeds_is_read_as_points_with_seeds_of_their_own(tmp_path: Path) -> None:
    table = tmp_path / "points.csv"
    for column, shared in (("", True), (",seed", False)):
        rows = [f"{seasoning},{number}" if column else f"{seasoning}" for number, seasoning in enumerate((0.2, 0.8))]
        table.write_text("\n".join([f"seasoning{column}", *rows]) + "\n", encoding="utf-8")
        words = (*SMALL, "design=table", f"design.file={table}", "replicates=2", f"sweep={shared}")
        (found,) = read(made(tmp_path, words=words), "practising_final").arms
        assert found.shared is shared
