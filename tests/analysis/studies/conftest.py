"""Every study, run once at a tiny size."""

from collections.abc import Callable
from functools import cache

import pytest

from analysis.patterns.pattern import Runs, Setting
from analysis.studies.named import STUDIES
from analysis.studies.study import Tables
from experiments.arms import run_arms

TINY = Setting(seeds=(0, 1), people=40, edge=0.6)

Ran = Callable[[str], tuple[Runs, Tables]]


@pytest.fixture(scope="session")
def ran() -> Ran:
    """The runs and the tables of a study by its name."""

    @cache
    def once(name: str) -> tuple[Runs, Tables]:
        study = STUDIES[name]
        runs = run_arms(study.arms(TINY))
        return runs, study.found(runs, TINY)

    return once
