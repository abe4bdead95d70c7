"""A sweep as its analyses take it: arms, each with the points of a design and what came of their runs.

An arm is one organisation under one choice of everything that is varied but has no number of its own to analyse,
such as a network by name. What is missing, failed or not defined is told, never filled.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from shlex import quote
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.sweeps.luck import noise
from analysis.sweeps.outcomes import meaning, see_to_name, values
from analysis.sweeps.state import bare_rows, finished, undefined, why_undefined
from analysis.words import seeds_told
from experiments.counted import counted, some_of, verb
from experiments.store.folder import Sweep
from experiments.store.table import varied
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

Numbers = NDArray[np.float64]

SAMPLED: Final = ("lhs", "sobol", "saltelli", "morris")
"""Designs that sample ranges."""

_NUMBER: Final = "iuf"
"""Kinds of columns that hold numbers."""


@dataclass(frozen=True, eq=False)
class Arm:
    """The points of one arm and their runs.

    Attributes:
        name: what sets it apart; empty where there is only one.
        rows: one row a row of the design, in its order, the number of its point as index; a column a parameter.
        runs: one row a run that has a value: point, replicate, value.
        shared: whether a replicate has the same seed at every point.
    """

    name: str
    rows: "pd.DataFrame"
    runs: "pd.DataFrame"
    shared: bool = True

    @property
    def parameters(self) -> list[str]:
        """What is varied in it."""
        return list(self.rows.columns)

    @cached_property
    def points(self) -> "pd.DataFrame":
        """The rows of `rows` that have runs, each point once."""
        once = self.rows[~self.rows.index.duplicated()]
        return once[once.index.isin(self.runs["point"])]

    @cached_property
    def mean(self) -> Numbers:
        """Mean over the runs of each of `points`."""
        return np.asarray(self._by_point.mean().loc[self.points.index], dtype=np.float64)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Runs of each of `points`."""
        return np.asarray(self._by_point.size().loc[self.points.index], dtype=np.int64)

    @cached_property
    def place(self) -> NDArray[np.intp]:
        """The row of `points` that each of `runs` belongs to."""
        import pandas as pd

        row = pd.Series(np.arange(len(self.points)), index=self.points.index)
        return np.asarray(row.loc[self.runs["point"]], dtype=np.intp)

    @cached_property
    def row_means(self) -> Numbers:
        """Mean over runs for each of `rows`; NaN where its point has none."""
        found: Numbers = self._by_point.mean().reindex(self.rows.index).to_numpy(dtype=np.float64)
        return found

    @cached_property
    def seeds(self) -> NDArray[np.intp] | None:
        """The seed of each of `runs`, as numbers from 0 on; None where points have seeds of their own."""
        return np.unique(self.runs["replicate"], return_inverse=True)[1] if self.shared else None

    @cached_property
    def noise(self) -> Numbers:
        """Variance of each of `mean` that is luck between points (`luck.noise`); NaN where no point has two runs."""
        return noise(self.place, self.seeds, self.runs["value"].to_numpy(dtype=np.float64))

    @property
    def luck(self) -> float:
        """The share of the variance of `mean` over points that is luck; NaN where it cannot be known."""
        whole = float(np.var(self.mean, ddof=1)) if len(self.mean) > 1 else 0.0
        return float(np.minimum(1.0, self.noise.mean() / whole)) if whole > 0 else float("nan")

    @cached_property
    def _by_point(self) -> Any:
        return self.runs.groupby("point")["value"]


@dataclass(frozen=True, eq=False)
class Reading:
    """A sweep read for one analysis.

    Attributes:
        of: the name of the number that is looked at.
        arms: at least one, each with runs.
        said: what `sweep.json` says.
        notes: what is to be told of missing runs and the like.
        seeds: of the runs that have it, rising.
        path, digest: where the sweep stands, and over what results.
    """

    of: str
    arms: Sequence[Arm]
    said: Mapping[str, Any]
    notes: Sequence[str]
    seeds: Sequence[int]
    path: str
    digest: str

    @property
    def meaning(self) -> str:
        """What is looked at, in words."""
        return meaning(self.of)

    @property
    def kind(self) -> str:
        """The design."""
        return str(self.said["design"]["kind"])

    @property
    def n(self) -> str:
        """How many points and runs there are, and their seeds, in words."""
        points = sum(len(arm.points) for arm in self.arms)
        runs = sum(len(arm.runs) for arm in self.arms)
        counts = np.concatenate([arm.counts for arm in self.arms])
        low, high = int(counts.min()), int(counts.max())
        each = counted(high, "run") if low == high else f"{low} to {counted(high, 'run')}"
        arms = f" in {len(self.arms)} arms" if len(self.arms) > 1 else ""
        return f"n = {counted(points, 'point')}{arms}, {each} each ({counted(runs, 'run')}), {seeds_told(self.seeds)}"

    def logarithmic(self, parameter: str) -> bool:
        """Whether a parameter was sampled in its logarithm."""
        return any(each["name"] == parameter and each["log"] for each in self.said["ranges"])


def read(sweep: Sweep, of: str, *, together: bool = False) -> Reading:
    """Read a sweep.

    Args:
        sweep: on disk, finished or not.
        of: the name of a number of each run.
        together: everything that is varied is a parameter, also what has only names; else that makes arms.

    Raises:
        ConfigError: there is no such number; nothing is varied, or no run has it.
    """
    see_to_name(of)
    said = sweep.said
    rows = sweep.sample.set_index("point")
    names = [name for name in varied(list(sweep.design.columns)) if rows[name].nunique(dropna=False) > 1]
    if not names:
        raise ConfigError(f"{sweep.path}: nothing is varied in this sweep")
    parameters = names if together else _parameters(said, rows, names)
    if not parameters:
        raise ConfigError(f"{sweep.path}: of what is varied ({', '.join(names)}), nothing is a number")
    runs = sweep.runs
    if not len(runs):
        then = "no run is done yet; firewood resume" if sweep.status().missing else "all runs failed; firewood status"
        raise ConfigError(f"{sweep.path}: {then} {sweep.typed}")
    runs = runs.assign(value=values(runs, of))
    notes = [*finished(sweep, said), *undefined(runs, of)]
    known = runs[runs["value"].notna()]
    if not len(known):
        raise ConfigError(f"{sweep.path}: --of {of}: no run has this number{why_undefined(runs)}")
    whole = rows[rows[parameters].notna().all(axis=1)]
    if len(whole) < len(rows):
        notes.append(bare_rows(len(rows) - len(whole)))
    arms = list(_arms(whole, known, parameters, [name for name in names if name not in parameters]))
    if not arms:
        raise ConfigError(f"{sweep.path}: no run that is done has all parameters")
    seeds = np.unique(known.loc[known["point"].isin(whole.index), "seed"]).tolist()
    return Reading(of, arms, said, notes, seeds, str(sweep.path), sweep.digest)


def _parameters(said: Mapping[str, Any], rows: "pd.DataFrame", names: Sequence[str]) -> list[str]:
    """What is analysed: the ranges of a sample; of a grid or a table, all that are numbers."""
    if said["design"]["kind"] in SAMPLED:
        ranges = [each["name"] for each in said["ranges"]]
        return [name for name in ranges if name in names]
    return [name for name in names if rows[name].dtype.kind in _NUMBER]


def _arms(rows: "pd.DataFrame", runs: "pd.DataFrame", parameters: Sequence[str], axes: Sequence[str]) -> Iterator[Arm]:
    """Every organisation under every choice of the axes, in the order of the design."""
    organisations = list(dict.fromkeys(runs["organisation"]))
    choices = [list(dict.fromkeys(rows[axis])) for axis in axes]
    for organisation, *chosen in product(organisations, *choices):
        here = np.ones(len(rows), dtype=bool)
        for axis, choice in zip(axes, chosen, strict=True):
            here &= np.asarray(rows[axis].isna() if choice != choice else rows[axis] == choice, dtype=bool)
        mine = rows.loc[here, list(parameters)]
        own = runs[runs["point"].isin(mine.index) & (runs["organisation"] == organisation)]
        if len(own):
            words = [organisation] if len(organisations) > 1 else []
            words += [f"{axis}={choice}" for axis, choice in zip(axes, chosen, strict=True)]
            shared = bool((own.groupby("replicate")["seed"].nunique() == 1).all())
            yield Arm(", ".join(words), mine, own[["point", "replicate", "value"]].reset_index(drop=True), shared)


def see_to_design(reading: Reading, kind: str, method: str) -> None:
    """Refuse a sweep of another design than a method rests on.

    Raises:
        ConfigError: names the design that is needed.
    """
    if reading.kind != kind:
        size = {"saltelli": "128", "morris": "40"}[kind]
        raise ConfigError(
            f"{reading.path}: {method} rest on a design of their own, and this sweep has design={reading.kind}. "
            f"Make one with: firewood sweep design={kind} design.n={size} NAME=interval(LOW,HIGH) …"
        )


def blocks(arm: Arm, size: int, least: int, path: str) -> tuple[NDArray[np.intp], int]:
    """The rows of blocks (or trajectories) of which every point has runs.

    Args:
        arm: of a design made of blocks.
        size: rows in a block.
        least: blocks without which nothing can be said.
        path: of the sweep, for what is told.

    Returns:
        Places in `arm.rows`, shape (blocks, size), and how many blocks were left out.

    Raises:
        ConfigError: too few are whole.
    """
    places = np.arange(len(arm.rows)).reshape(-1, size)
    whole = ~np.isnan(arm.row_means[places]).any(axis=1)
    if (there := int(whole.sum())) < least:
        raise ConfigError(
            f"{path}: only {some_of(there, len(places), 'block')} of {size} points {verb(there, 'has', 'have')} a run "
            f"with this number at each, and at least {least} are needed; firewood status {quote(path)} says whether "
            "runs are missing"
        )
    return places[whole], int((~whole).sum())


def converging(of: int, least: int, at: Callable[[int], "pd.DataFrame"]) -> "pd.DataFrame":
    """The same table from `n` blocks or points: `of`, half of it and so on down to `least`; rising."""
    import pandas as pd

    sizes = [of]
    while sizes[0] // 2 >= least and len(sizes) < 4:
        sizes.insert(0, sizes[0] // 2)
    return pd.concat([at(n).assign(n=n) for n in sizes], ignore_index=True)
