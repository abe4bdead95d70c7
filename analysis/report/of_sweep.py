"""The report of a sweep: its points, how they ended, what is missing or failed."""

import json
from pathlib import Path
from typing import Final

from analysis.report.content import Report, Table
from analysis.report.limits import limits
from analysis.report.of_run import asked, told
from analysis.report.outcomes import ended, sentence
from analysis.report.parameters import tables
from analysis.sweeps.saved import FIGURES, FOLDER
from experiments.counted import counted, they_are, verb
from experiments.store.columns import DESIGN
from experiments.store.folder import Sweep
from sim.errors import ConfigError
from sim.scenario import Scenario

FEW: Final = 40
"""Points up to which each has a row of its own."""


def of_sweep(found: Sweep, question: str | None) -> Report:
    """The report of a sweep, finished or not.

    Args:
        found: the sweep.
        question: what was asked; left out, the words that planned it.

    Raises:
        ConfigError: nothing of it has been run yet.
    """
    runs, status, said = found.runs, found.status(), found.said
    if not len(runs):
        raise ConfigError(f"{found.path}: none of its {status.total:,} runs is done yet, so there is nothing to report")
    design = found.design
    names = [name for name in design.columns if name not in DESIGN]
    several = runs["organisation"].nunique() > 1
    points = int(runs["point"].nunique())
    by = [*names, *(["organisation"] if several else [])]
    whole = by if points <= FEW else ["organisation"] if several else []
    results = [ended(runs, whole, "practising_final", "How it ended")]
    if points > FEW:
        few = [name for name in names if runs[name].nunique() <= FEW]
        results += [ended(runs, [name], "practising_final", f"By {name}") for name in few]
    least = int(runs.groupby(["point", "organisation"]).size().min())
    missing = f"{they_are(status.missing, 'run')} missing and {status.failed:,} failed; what follows is of those done."
    answer = [sentence(runs), f"{counted(points, 'point')}, {least:,} or more runs of each."]
    if bare := int(design["point"].nunique()) - points:
        have = verb(bare, "more point has no finished run and is", "more points have no finished run and are")
        answer.append(f"{bare:,} {have} not in the tables.")
    made = dict(said.get("made") or {}) | {
        "command": "sweep",
        "overrides": said.get("overrides", []),
        "digest": found.digest,
        "seeds": sorted(design["seed"].drop_duplicates().tolist()),
    }
    return Report(
        title=f"Sweep {found.path.name}",
        question=question or asked(made),
        answer=[*answer, *([missing] if status.missing or status.failed else []), *_left_out(found)],
        results=[*results, *_failures(found)],
        figures=[
            (found.path / FIGURES / f"{each}.png", each.replace("_", " ").replace("-", ", ").capitalize() + ".")
            for figures in _analyses(found).values()
            for each in figures or ()
            if (found.path / FIGURES / f"{each}.png").is_file()
        ],
        parameters=tables(
            [Scenario(**dict(world)) for world in found.meta.worlds],
            {name: design[name].drop_duplicates().tolist() for name in names if name not in found.meta.composed},
        ),
        provenance=told(made),
        limits=limits(least),
    )


def _analyses(found: Sweep) -> dict[str, list[str] | None]:
    """The figures of each analysis, by its name, in order; None where it is of other results than are there now."""
    digest = found.digest
    return {path.stem: _figures(path, digest) for path in sorted((found.path / FOLDER).glob("*.json"))}


def _figures(path: Path, digest: str) -> list[str] | None:
    try:
        said = json.loads(path.read_text("utf-8"))
        figures: list[str] = said["figures"]
        return figures if said["sweep"]["results_digest"] == digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _left_out(found: Sweep) -> list[str]:
    """Which figures are not shown, since more runs were made after them."""
    stale = [name for name, figures in _analyses(found).items() if figures is None]
    if not stale:
        return []
    return [f"Made of fewer or other runs, and left out here: {', '.join(stale)}; firewood analyse makes them anew."]


def _failures(found: Sweep) -> list[Table]:
    failed = found.failures
    if not len(failed):
        return []
    counted = failed.value_counts(["error", "message"]).head(20).reset_index(name="runs")
    rows = [[str(cell) for cell in row] for row in counted.to_numpy()]
    return [Table("Runs that failed", ("error", "what it said", "runs"), rows)]


def is_sweep(folder: Path) -> bool:
    """Whether a folder holds a sweep."""
    return (folder / "sweep.json").is_file()
