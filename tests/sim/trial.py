"""The trial of mutants: each is run beside the oracle, in small worlds, until the two differ.

All runs are in plain Python, so that nothing need be compiled anew: `tried` starts a process for it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np

from sim.network.build import Population
from sim.network.ties import ITEMS
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.steps import lively
from sim.world import FORUM, ORGANISATION, RULES, arc_type, heard_type, speaker_type, unit_type
from tests.reference.model import ReferenceModel
from tests.reference.worlds import population
from tests.sim.mutants import Mutant, function
from tests.sim.test_oracle import differences

REPOSITORY: Final = Path(__file__).parents[2]

LIVELY: Final[dict[str, Any]] = {
    "network": {"items": {"comfort": 0.9, "influence": 0.8}},
    "talk": {"sessions": 0.5, "size": 6, "mix": 0.3, "time": 0.8},
    "targets": {"pressure": 0.4},
    "support": {"start": 3, "end": 9, "strength": 0.7},
    "programme": {"volume": 0.7, "cohorts": 3, "every": 3, "effect": 0.7, "knowledge": 0.5},
    "workshops": {"rate": 0.5, "end": 14, "team": 4, "lead_time": 0.8, "defects": 0.3, "spread": 0.3},
    "staffing": {
        "turnover": 0.8, "improvers_leave": 0.05, "committed": 0.1, "alignment_join": 0.8, "alignment_spread": 0.4,
    },
    "rules": {
        "talk_rate": 15, "talk_share": 0.9, "asking": 0.9, "capacity": 3, "session_heat": 2, "told_weight": 0.6,
        "told_transfer": 0.2, "memory": 1.2, "take_up": 1.5, "lapse": 0.5, "reflective_transfer": 0.6, "doing": 0.05,
        "forgetting": 0.03, "resentment_answer": 0.9, "trust_gain": 0.1, "trust_loss": 0.3, "trust_floor": 0.3,
        "new_tie": 0.15, "resentment_rise": 0.6, "resentment_fall": 0.15, "relief": 9, "steepness": 1.5,
        "gain_regress": 0.1, "crew": 2,
    },
    "forum": {"every": 2, "leaders": 6, "start": 3, "end": 15},
    "weeks": 24,
    "seed": 7,
}  # fmt: skip
COLD: Final[dict[str, Any]] = {
    "talk": {"sessions": 0.1},
    "support": {"strength": 0.0},
    "programme": {"volume": 1, "cohorts": 6, "every": 2, "effect": 1},
    "staffing": {"turnover": 0.3, "alignment_start": 0.2, "alignment_spread": 0.4},
    "rules": {"memory": 0.8, "lapse": 0.9, "protection": 1, "resentment_rise": 0.9, "resentment_fall": 0.002},
    "forum": {"every": 0, "leaders": 20},
    "weeks": 30,
    "seed": 1,
}
_COLD_TRUSTS: Final[list[dict[str, Any]]] = [
    {"name": "hubs", "seasoning": 0.2, "programme": {"choose": "hubs"}},
    {"name": "teams", "seasoning": 0, "programme": {"choose": "teams"}},
]
WORLDS: Final[dict[str, list[dict[str, Any]]]] = {
    "lively": [
        LIVELY,
        {"name": "seasoned", "seasoning": 0.9},
        {
            "name": "damp",
            "seasoning": 0.3,
            "staffing": {"alignment_start": 0.3, "alignment_spread": 0},
            "programme": {"choose": "volunteers"},
        },
    ],
    "cold": [COLD, *_COLD_TRUSTS],
    "brief": [COLD | {"weeks": 9}, *_COLD_TRUSTS],  # ends where someone's heat is next to none
    "wide": [LIVELY | {"weeks": 9}, {"name": "seasoned", "seasoning": 0.9}, {"name": "damp", "seasoning": 0.3}],
    "year": [
        LIVELY
        | {"talk": {"sessions": 0.6, "size": 8, "mix": 0.6}, "weeks": 54}
        | {"rules": LIVELY["rules"] | {"new_tie": 0.4, "answer_unnamed": 0.7}},
        {"name": "list", "programme": {"choose": "list", "people": [f"person {n}" for n in range(1, 12)], "every": 20}},
        {"name": "professions", "programme": {"choose": "cross_profession"}},
    ],
}
"""Worlds by name: what holds for all of a scenario, then its organisations. Every rule and step has something to do."""


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant: in which world and after how many weeks it differed from the oracle; None if never."""

    where: str
    kind: str
    change: str
    world: str | None = None
    weeks: int | None = None
    difference: str | None = None

    @property
    def killed(self) -> bool:
        """Whether it differed."""
        return self.world is not None

    def __str__(self) -> str:
        told = f"{self.world}, after {self.weeks} weeks: {self.difference}" if self.killed else "SURVIVED"
        return f"{self.kind:<10} {self.change}  [{told}]"


class AsOf:
    """The oracle as it stood after a week: all that `differences` asks of it."""

    def __init__(self, oracle: ReferenceModel) -> None:
        self.weekly = list(oracle.weekly)
        self._people, self._arcs, self._units = oracle.people(), oracle.arcs(), oracle.units()

    def people(self) -> list[dict[str, Any]]:
        return self._people

    def arcs(self) -> dict[tuple[int, int], dict[str, float]]:
        return self._arcs

    def units(self) -> list[dict[str, Any]]:
        return self._units


class World:
    """A scenario, its people, and the oracle as of each of its weeks."""

    def __init__(self, name: str, given: list[dict[str, Any]]) -> None:
        self.name = name
        self.scenario = Scenario(**given[0], organisations=given[1:])
        people, unit = 14 if name == "year" else 20, 18 if name == "wide" else 6
        self.people = [tangle(seed, people, unit) for seed in range(len(given) - 1)]
        oracle = ReferenceModel(self.scenario, self.people)
        self.weeks: list[AsOf] = []
        for _ in range(self.scenario.weeks):
            oracle.step()
            self.weeks.append(AsOf(oracle))

    def first_difference(self) -> tuple[int, str] | None:
        """Where the model as it now stands differs from the oracle, and after how many weeks that was found.

        They are compared after 1, 2, 4, 8, … weeks and at the end, each time in all weeks so far. A mutant that
        divides by zero, or runs off its arrays, where compiled code would go on, differs too.
        """
        run = Simulation(self.scenario, self.people, width=np.float64, keep_units=True, keep_states=True)
        while run.week < len(self.weeks):
            try:
                run.advance(min(max(run.week, 1), len(self.weeks) - run.week))
            except (ArithmeticError, IndexError) as error:
                return run.week, repr(error)
            found = differences(run, cast(ReferenceModel, self.weeks[run.week - 1]))
            if found:
                return run.week, found[0]
        return None


def tangle(seed: int, people: int, unit: int) -> Population:
    """People in units of so many, of three professions and grades, with arcs, some returned; the last has none."""
    random = np.random.default_rng(seed)
    drawn = random.integers(0, people - 1, (3 * people, 2)).tolist()
    arcs = dict.fromkeys((i, j) for i, j in drawn if i != j)
    arcs |= dict.fromkeys((j, i) for i, j in list(arcs) if random.random() < 0.5)
    items = {name: random.uniform(0.3, 1.0, len(arcs)).tolist() for name in ITEMS}
    units, professions = [row // unit for row in range(people)], random.integers(0, 3, people).tolist()
    seniority = random.integers(1, 4, people).tolist()
    return Population(*population(units, list(arcs), professions, seniority, **items))


def judge(mutant: Mutant, worlds: Sequence[World]) -> Verdict:
    """Put a mutant in the place of its function wherever it is imported, run it, and put the function back."""
    original = function(mutant.where)
    namespace = dict(vars(sys.modules[original.__module__]))
    exec(mutant.source, namespace)
    changed = namespace[original.__name__]
    modules = [module for name, module in sys.modules.items() if name.split(".")[0] == "sim"]
    places = [(module, name) for module in modules for name, value in vars(module).items() if value is original]
    try:
        for module, name in places:
            setattr(module, name, changed)
        return _verdict(mutant, worlds)
    finally:
        for module, name in places:
            setattr(module, name, original)


def _verdict(mutant: Mutant, worlds: Sequence[World]) -> Verdict:
    for world in worlds:
        found = world.first_difference()
        if found is not None:
            return Verdict(mutant.where, mutant.kind, mutant.change, world.name, *found)
    return Verdict(mutant.where, mutant.kind, mutant.change)


def tried(mutants: Sequence[Mutant]) -> list[Verdict]:
    """The verdicts on some mutants, from a process in which nothing is compiled."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.sim.trial"],
        input=json.dumps([asdict(mutant) for mutant in mutants]),
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [Verdict(**verdict) for verdict in json.loads(ran.stdout)]


def see_fields_first() -> None:
    """Make fields plain properties of NumPy's records, in this process.

    NumPy looks for a field only where it finds no attribute of its own, which would take most of a run's time.
    """
    kinds = (ORGANISATION, RULES, FORUM, heard_type(float), arc_type(float), unit_type(float), speaker_type(float))
    get, put = np.void.__getitem__, np.void.__setitem__
    for name in dict.fromkeys(name for kind in kinds for name in kind.names or ()):
        setattr(np.record, name, property(lambda r, n=name: get(r, n), lambda r, v, n=name: put(r, n, v)))
    del np.record.__getattribute__, np.record.__setattr__


def main() -> None:
    """Read mutants, write verdicts; refuse where the model differs from the oracle without any mutant."""
    see_fields_first()
    vars(lively)["MANY"] = 3  # else in so small a world those who practise are never few
    with np.errstate(all="ignore"):
        worlds = [World(name, given) for name, given in WORLDS.items()]
        for world in worlds:
            found = world.first_difference()
            if found is not None:
                raise SystemExit(f"{world.name} differs without a mutant: {found[1]}")
        verdicts = [judge(Mutant(**mutant), worlds) for mutant in json.load(sys.stdin)]
    json.dump([asdict(verdict) for verdict in verdicts], sys.stdout)


if __name__ == "__main__":
    main()
