"""Writes what a fit came to into its folder: tables (CSV, Parquet), figures, and `fit.json`."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.figures import style
from analysis.fitting import posterior, predictive
from analysis.fitting.asked import AbcOptions, AskedFit, OptunaOptions
from analysis.fitting.fit import Nearest, Posterior
from analysis.fitting.free import short, values_of
from analysis.fitting.generations import note_result
from analysis.fitting.patterns import has_rules
from analysis.fitting.target import Target
from experiments.asked import Range
from experiments.folder import writing

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False)
class Told:
    """What is said of a fit.

    Attributes:
        heading: in a sentence or two.
        summary: one row a parameter.
        inside: as of `predictive.inside`; None where nothing was run again.
        patterns: as of `patterns.tried`; None where none were.
        warnings: what a reader must know.
        digest: of the result.
        outputs: the folder.
    """

    heading: str
    summary: "pd.DataFrame"
    inside: "pd.DataFrame | None"
    patterns: "pd.DataFrame | None"
    warnings: tuple[str, ...]
    digest: str
    outputs: str

    def as_json(self) -> dict[str, Any]:
        """The same for scripts."""
        tables = {"parameters": self.summary, "inside": self.inside, "patterns": self.patterns}
        rows = {name: None if table is None else _rows(table) for name, table in tables.items()}
        said = {"heading": self.heading, "warnings": list(self.warnings), "digest": self.digest}
        return {**said, **rows, "outputs": self.outputs}


def save_posterior(place: Path, asked: AskedFit[AbcOptions], found: Posterior, failures: Sequence[str] = ()) -> Told:
    """Write a posterior, and say what came of it; `failures` is what to say of runs that failed.

    Raises:
        OutputError: the folder cannot be written.
    """
    last, free = found.last, asked.free
    summary = posterior.table(last, free)
    tables = {"summary": summary, "posterior": posterior.particles(last, free), "generations": _generations(found)}
    again = _predicted(asked.target, found.simulated, tables)
    if found.patterns is not None:
        tables["patterns"] = found.patterns
    runs = sum(each.tried for each in found.found.generations)
    heading = (
        f"{len(last.weights)} particles within {last.tolerance:.3g} of the target (effective sample size "
        f"{last.effective:.0f}), after {len(found.found.generations)} generations and {runs:,} candidates. "
        f"It ended with: {found.found.ended}."
    )
    beware = [*posterior.warnings(last, free), *([] if again is None else predictive.warnings(again))]
    if asked.options.patterns != "none" and not has_rules(free):
        beware.append("No rule is free, so the patterns hold or fail as they do by default; they were not tried.")
    told = Told(heading, summary, again, found.patterns, (*beware, *failures), last.digest, str(place))
    _write(place, tables)
    _draw(place, asked, found.simulated, tables, "posterior", lambda: _posterior_figure(asked, found))
    note_result(place, ended=found.found.ended, digest=last.digest, generations=len(found.found.generations))
    return told


def save_point(place: Path, asked: AskedFit[OptunaOptions], found: Nearest, failures: Sequence[str] = ()) -> Told:
    """Write a point fit, and say what came of it; `failures` is what to say of runs that failed.

    Raises:
        OutputError: the folder cannot be written.
    """
    import pandas as pd

    from analysis.figures.trials import trials_figure

    trials, free = found.trials, asked.free
    best = values_of(trials.unit[[trials.best]], free)[0]
    summary = pd.DataFrame({"parameter": [each.name for each in free], "value": best})
    tables = {"summary": summary, "trials": trials.table(free)}
    again = _predicted(asked.target, found.simulated, tables)
    digest = sha256(trials.unit.tobytes() + trials.distances.tobytes()).hexdigest()[:16]
    heading = (
        f"Nearest of {len(trials.unit)} points: trial {trials.best}, at a distance of "
        f"{trials.distances[trials.best]:.3g} (mean of {asked.options.replicates} runs). A point says nothing of how "
        "sure it is; firewood calibrate abc does."
    )
    lean = tuple(
        f"{short(each, free)}: the nearest point lies at an end of what was allowed ({value:g})."
        for each, value, unit in zip(free, best, trials.unit[trials.best], strict=True)
        if min(unit, 1 - unit) < posterior.EDGE
    )
    _write(place, tables)
    foot = [_of(asked), f"{asked.options.replicates} runs a point, which share their luck (seeds from 0)"]
    _draw(place, asked, found.simulated, tables, "trials", lambda: trials_figure(tables["trials"], _names(free), foot))
    note_result(place, digest=digest, trials=len(trials.unit))
    beware = (*failures, *lean, *(() if again is None else predictive.warnings(again)))
    return Told(heading, summary, again, None, beware, digest, str(place))


def _predicted(
    target: Target, simulated: NDArray[np.float64] | None, tables: "dict[str, pd.DataFrame]"
) -> "pd.DataFrame | None":
    """Adds the tables of the predictive check; how many points lie inside."""
    if simulated is None:
        return None
    tables["predictive"] = predictive.table(target, simulated)
    tables["inside"] = predictive.inside(tables["predictive"])
    return tables["inside"]


def _generations(found: Posterior) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "generation": each.index,
                "tolerance": each.tolerance,
                "accepted": len(each.weights),
                "tried": each.tried,
                "effective": each.effective,
                "digest": each.digest,
            }
            for each in found.found.generations
        ]
    )


def _write(place: Path, tables: "dict[str, pd.DataFrame]") -> None:
    with writing(place):
        for name, table in tables.items():
            table.to_csv(place / f"{name}.csv", index=False)
            if name in ("posterior", "trials", "predictive"):
                table.to_parquet(place / f"{name}.parquet", index=False)


def _posterior_figure(asked: AskedFit[AbcOptions], found: Posterior) -> "Figure":
    from analysis.figures.posterior import posterior_figure

    last, free = found.last, asked.free
    foot = [
        f"{_of(asked)}; {len(last.weights)} particles within {last.tolerance:.3g}, effective sample size "
        f"{last.effective:.0f}; seed {asked.options.seed}; each candidate has luck of its own",
        "Bars: posterior, by weight. Line: prior. Band: middle 90 %. Below: particles, the larger the heavier.",
    ]
    return posterior_figure(values_of(last.unit, free), last.weights, free, _names(free), foot)


def _draw(
    place: Path,
    asked: AskedFit[Any],
    simulated: NDArray[np.float64] | None,
    tables: "dict[str, pd.DataFrame]",
    name: str,
    first: "Callable[[], Figure]",
) -> None:
    from analysis.figures.predictive import predictive_figure

    folder = place / "figures"
    with writing(folder):
        folder.mkdir(exist_ok=True)
    with style.paper():
        style.save(first(), folder, name)
        if simulated is not None:
            seeds = predictive.fresh(len(simulated))
            foot = [
                f"{_of(asked)}; {len(simulated)} draws, a run each, seeds {seeds[0]:,} to {seeds[-1]:,}, which the fit "
                "did not see. Bars of the target, where it has them: its sd.",
                "The same target made the fit: points inside show that the model can tell it, not that it is right.",
            ]
            style.save(predictive_figure(tables["predictive"], foot), folder, "predictive")


def _names(free: Sequence[Range]) -> list[str]:
    return [short(each, free) for each in free]


def _of(asked: AskedFit[Any]) -> str:
    return f"Target {Path(asked.target.source).name}, {len(asked.target)} points"


def _rows(table: "pd.DataFrame") -> list[dict[str, Any]]:
    return [
        {
            str(name): None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in row.items()
        }
        for row in table.astype(object).to_dict("records")
    ]
