"""What was measured, and how far from it a run is: weekly measures, or measures of the end of a run.

The distance of a run is sqrt(mean over points of ((simulated − measured) / scale)²), the root mean square of what
each point is off, each over its scale. So 1 means: off by one scale, on average. A point that a run leaves
undefined (talk that never took place has no reciprocity) makes its distance infinite.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import sha256
from math import gcd
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from experiments.store.folder import Sweep
from sim.errors import ConfigError
from sim.network.holding import Holding

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]

END: Final = -1
"""The week of a point that is of a run's end, or of its start: `end_reciprocity_arcs`, `practising_final`."""


@dataclass(frozen=True, eq=False)
class Target:
    """What was measured: P points.

    Attributes:
        source: the file.
        organisation: shape (P,), names; empty where there is only one.
        week: shape (P,), from 0, or `END`.
        measure: shape (P,), of `sim.measures.MEASURES`, or columns of a sweep's runs.
        value: shape (P,).
        scale: shape (P,), above 0, in the units of the measure.
        said: shape (P,), whether the scale stands in the file, and so tells how sure the point is.
        notes: how the scales came about, and which form was filled in.
        form: of a survey that does not tell of all arcs: what simulated staff are asked (`analysis.fitting.form`).
    """

    source: str
    organisation: tuple[str, ...]
    week: NDArray[np.int64]
    measure: tuple[str, ...]
    value: Values
    scale: Values
    said: NDArray[np.bool_]
    notes: tuple[str, ...] = ()
    form: Holding | None = None

    def __len__(self) -> int:
        """How many points."""
        return len(self.value)

    @property
    def weekly(self) -> bool:
        """Whether it is of weeks."""
        return bool(self.week[0] != END)

    @property
    def measures(self) -> tuple[str, ...]:
        """What is measured, each once."""
        return tuple(dict.fromkeys(self.measure))

    @property
    def weeks(self) -> int:
        """The least weeks a run must have: up to the last that was measured."""
        return int(self.week.max()) + 1 if self.weekly else 1

    @property
    def every(self) -> int:
        """Of which weeks a run must be kept: the greatest common divisor of those measured."""
        return max(1, reduce(gcd, map(int, self.week))) if self.weekly else 1

    @property
    def digest(self) -> str:
        """A digest of all points, and of the form: 16 hex digits."""
        rows = zip(self.organisation, self.week, self.measure, self.value, self.scale, strict=True)
        text = "\n".join(f"{o}\t{w}\t{m}\t{v!r}\t{s!r}" for o, w, m, v, s in rows)
        if self.form is not None:
            text += f"\n{self.form.model_dump_json()}"
        return sha256(text.encode()).hexdigest()[:16]

    def distances(self, simulated: Values) -> Values:
        """The distance of each of some runs.

        Args:
            simulated: shape (runs, P).

        Returns:
            Shape (runs,), infinite where something is not defined.
        """
        off = (simulated - self.value) / self.scale
        found = np.sqrt(np.mean(off**2, axis=1))
        return np.where(np.isfinite(found), found, np.inf)

    def see_to_names(self, names: tuple[str, ...]) -> "Target":
        """The same with the names of organisations filled in.

        Raises:
            ConfigError: they are not those of the scenario.
        """
        if not any(self.organisation):
            if len(names) > 1:
                raise ConfigError(
                    f"{self.source}: the scenario has {len(names)} organisations, so a column `organisation` must say "
                    f"which is meant ({', '.join(names)})"
                )
            return self._named(names * len(self))
        strange = sorted(set(self.organisation) - set(names))
        if strange:
            raise ConfigError(f"{self.source}: no organisation is called {', '.join(strange)} ({', '.join(names)})")
        return self

    def simulated(self, sweep: Sweep) -> "tuple[pd.DataFrame, Values]":
        """What the tables of a sweep's finished runs show at each point; what a form tells is not in them.

        Returns:
            One row a run of the design, in order of point and replicate; and values of shape (runs, P), NaN for runs
            that failed and for what is not defined.
        """
        design = sweep.design
        table = self._weekly(sweep) if self.weekly else self._of_runs(sweep)
        found = np.full((len(design), len(self)), np.nan)
        row = {key: number for number, key in enumerate(design["key"])}
        for at, where in enumerate(zip(self.organisation, self.week.tolist(), self.measure, strict=True)):
            for key, value in table.get(where, ()):
                found[row[key], at] = value
        return design, found

    def _weekly(self, sweep: Sweep) -> Mapping[tuple[str, int, str], list[tuple[str, float]]]:
        series = sweep.series
        return {
            (str(name), week, measure): list(zip(rows["key"], rows[measure].astype(float), strict=True))
            for week in sorted(set(self.week.tolist()))
            for name, rows in series[series["week"] == week].groupby("organisation")
            for measure in self.measures
        }

    def _of_runs(self, sweep: Sweep) -> Mapping[tuple[str, int, str], list[tuple[str, float]]]:
        return {
            (str(name), END, measure): list(zip(rows["key"], rows[measure].astype(float), strict=True))
            for name, rows in sweep.runs.groupby("organisation")
            for measure in self.measures
        }

    def _named(self, names: tuple[str, ...]) -> "Target":
        return replace(self, organisation=names)
