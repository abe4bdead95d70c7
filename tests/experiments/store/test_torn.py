"""A kill while a design grows: the design and what is said of it belong together, whenever it comes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from experiments.engines.worker import Worker
from experiments.plan import plan
from experiments.rounds import run_missing
from experiments.store import files, growing, table
from experiments.store.folder import Sweep
from tests.experiments.small import SMALL

WORDS = (*SMALL, "design=sobol", "seasoning=interval(0,1)")
REPLACED = 5
"""Files that are replaced when a design grows: two beside it, what is said of it, the design, what is said of it."""


class Killed(BaseException):
    pass


def words(folder: Path, points: int) -> list[str]:
    return [*WORDS, f"design.n={points}", f"outputs={folder}"]


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is replaced any more from a step on."""
    real, done = files.replaced, 0

    @contextmanager
    def dies(path: Path) -> Iterator[Path]:
        nonlocal done
        if done >= step:
            raise Killed
        done += 1
        with real(path) as aside:
            yield aside

    with monkeypatch.context() as patched:
        for module in (files, table):
            patched.setattr(module, "replaced", dies)
        with pytest.raises(Killed):
            yield


def state(found: Sweep) -> tuple[Any, int, list[str]]:
    """What is said of the design, how many points it has, and what happened."""
    return found.said["design"]["n"], int(found.design["point"].nunique()), [e["what"] for e in found.said["history"]]


BEFORE, AFTER = (8, 8, ["planned"]), (16, 16, ["planned", "grown"])


@pytest.mark.parametrize("step", range(REPLACED))
def test_a_kill_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = plan(words(tmp_path, 8)).sweep
    with killed_at(step, monkeypatch):
        plan(words(tmp_path, 16))
    seen = state(found)
    assert seen == (AFTER if step == REPLACED - 1 else BEFORE)
    run_missing(found, Worker())
    assert (state(found), found.status().missing) == (seen, 0), "it can be gone on with as it is"
    assert plan(words(tmp_path, 16)).new == (0 if seen == AFTER else 8)
    assert state(found) == AFTER
    assert "growing" not in json.loads((found.path / "sweep.json").read_text())
    assert not list(found.path.glob(".next-*"))
    assert yaml.safe_load((found.path / "config.yaml").read_text())["varied"] == ["seasoning"]


def test_what_describes_the_design_beside_it_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = [*SMALL, f"outputs={tmp_path}"]
    found = plan([*small, "seasoning=0.2"]).sweep
    for step, varied in ((REPLACED - 2, []), (REPLACED - 1, ["seasoning"])):
        with killed_at(step, monkeypatch):
            plan([*small, "seasoning=0.2,0.4"])
        with growing.changing(found.path):
            assert yaml.safe_load((found.path / "config.yaml").read_text())["varied"] == varied
        assert found.design["point"].nunique() == 1 + len(varied)


def test_growth_goes_on_after_growth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = plan(words(tmp_path, 8)).sweep
    for points, settled in ((16, 0), (32, 1)):
        with killed_at(settled + REPLACED - 1, monkeypatch):
            plan(words(tmp_path, points))
    assert state(found) == (32, 32, ["planned", "grown", "grown"])
