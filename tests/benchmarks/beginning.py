"""What comes before the first week: starting the command, building people and ties, reading files of them."""

import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from sim.network.build import build
from sim.network.reading import read_survey
from sim.network.ties import ITEMS
from sim.scenario import Scenario
from tests.benchmarks.timing import Found, timed

ARCS_A_PERSON = 10


def command(words: list[str], repeats: int) -> Found:
    """`firewood` with these words, from start to end of its process."""
    typed = [sys.executable, "-c", "from app.cli import main; main()", *words]
    return {"timing": timed(partial(subprocess.run, typed, capture_output=True, check=False), repeats)}


def archetype(kind: str, people: int, repeats: int) -> Found:
    """People and ties of an archetype."""
    plan = Scenario(network={"kind": kind, "size": people})
    return {"timing": timed(partial(build, plan.trusts[0], 0, 1), repeats)}


def file(form: str, rows: int, repeats: int) -> Found:
    """A file of ties as CSV: a row a pair; `edges` has no items, a `survey` all five."""
    random = np.random.default_rng(1)
    people = max(rows // ARCS_A_PERSON, 4)
    pairs = random.integers(0, people, (rows + rows // 10, 2))
    key = pairs[:, 0] << 32 | pairs[:, 1]
    first = np.sort(np.unique(key, return_index=True)[1])
    pairs = pairs[first][pairs[first, 0] != pairs[first, 1]]
    names = [f"person {number}" for number in range(people)]
    lines = [f"{names[one]},{names[other]}" for one, other in pairs[:rows].tolist()]
    head = "respondent,target"
    if form == "survey":
        head = ",".join([head, *ITEMS])
        answers = random.integers(1, 6, (len(lines), len(ITEMS))).tolist()
        lines = [",".join([line, *map(str, said)]) for line, said in zip(lines, answers, strict=True)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{form}.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        found = timed(partial(read_survey, path), repeats)
    return {"timing": found, "rows": len(lines)}
