"""The report of one job: of `firewood`, `firewood run`, `firewood compare` and others that leave a table of runs."""

import json
import shlex
from math import isfinite, isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analysis.diagnosis.coded import spoken
from analysis.report.content import Report, Table
from analysis.report.limits import limits
from analysis.report.outcomes import ended, sentence
from analysis.report.parameters import tables
from experiments.earlier import Earlier, read_earlier
from experiments.folder import PROVENANCE
from sim.errors import ConfigError
from sim.network.reading import read_survey

if TYPE_CHECKING:
    import pandas as pd

RUNS: Final = "runs.parquet"
CAPTIONS: Final = {
    "fires": "The share of staff practising over the years.",
    "ties": "Who is tied with whom, and who practises.",
    "differences": "What each change does, in pairs of runs with the same luck.",
    "service": "All organisations, by seasoning and by ending.",
}
LARGEST: Final = 40
"""Rows of another table in the folder that is still shown."""


def of_run(folder: Path, question: str | None) -> Report:
    """The report of a job's folder.

    Args:
        folder: as `firewood run` leaves it.
        question: what was asked; left out, the command that was typed.

    Raises:
        ConfigError: no job left its configuration and its runs there.
    """
    import pandas as pd

    earlier = read_earlier(folder)
    if not (folder / RUNS).is_file():
        raise ConfigError(f"{folder}: no runs are kept here ({RUNS} is missing), so there is nothing to report")
    runs = pd.read_parquet(folder / RUNS)
    made = json.loads((folder / PROVENANCE).read_text("utf-8")) if (folder / PROVENANCE).is_file() else {}
    several = len(earlier.scenarios) > 1 or len(earlier.scenarios[0].trusts) > 1
    results = [ended(runs, ["organisation"] if several else [], "practising_final", "How it ended")]
    least = int(runs.groupby("organisation").size().min())
    return Report(
        title=folder.resolve().parent.name.replace("_", " ").capitalize(),
        question=question or asked(made),
        answer=[sentence(runs), f"Runs: {least:,} of each, seeds {_span(earlier.seeds)}."],
        results=[*results, *_others(folder)],
        figures=[(path, CAPTIONS.get(path.stem, path.stem)) for path in sorted(folder.glob("*.png"))],
        parameters=tables(earlier.scenarios),
        provenance=told(made),
        limits=[*_of_surveys(earlier), *limits(least)],
    )


def _of_surveys(earlier: Earlier) -> list[str]:
    """How good each survey is that was run, and what was repaired in it; nobody is named."""
    networks = [trust.network for scenario in earlier.scenarios for trust in scenario.trusts]
    found = []
    for path, people, layer in dict.fromkeys((each.path, each.people, each.layer) for each in networks):
        if path is None:
            continue
        if {path, people} & {*earlier.other_files}:
            found.append(f"{path} is not what it was when this was run, so nothing can be said of its quality here.")
            continue
        survey = read_survey(path, people=people, layer=layer)
        found.append("; ".join(spoken(survey.describe(), survey, named=False)) + ".")
    return found


def asked(made: dict[str, Any]) -> str:
    """What was typed, so that a shell takes it again; without the command where the folder does not name it."""
    words = shlex.join(map(str, made.get("overrides", [])))
    command = {"main": "firewood", None: ""}.get(made.get("command"), f"firewood {made.get('command')}")
    return f"{command} {words}".strip() or "the defaults"


def told(made: dict[str, Any]) -> list[tuple[str, str]]:
    """Provenance as names and values."""
    commit = made.get("commit") or {}
    changed = " (changed since)" if commit.get("changed_since") else ""
    rows = {
        "asked for": asked(made),
        "made": made.get("made") or made.get("when"),
        "seeds": _span(made.get("seeds", [])),
        "digest of the results": made.get("results_digest") or made.get("digest"),
        "model": f"firewood {made.get('firewood')}, source {made.get('model')}",
        "commit": f"{commit.get('commit')}{changed}" if commit else None,
        "packages": ", ".join(f"{name} {version}" for name, version in made.get("packages", {}).items()),
        "python": made.get("python"),
    }
    return [(name, str(value)) for name, value in rows.items() if value]


def _span(seeds: Any) -> str:
    listed = list(seeds)
    if not listed:
        return ""
    whole = listed == list(range(listed[0], listed[0] + len(listed)))
    return f"{listed[0]} to {listed[-1]}" if whole and len(listed) > 1 else ", ".join(map(str, listed[:30]))


def _cell(value: object) -> str:
    """A number as it is read: whole from a thousand on, else three digits; a dash where there is none."""
    if not isinstance(value, float):
        return str(value)
    if not isfinite(value):
        return "–" if isnan(value) else "∞" if value > 0 else "−∞"
    return (f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}").replace("-", "−")


def _others(folder: Path) -> list[Table]:
    """The other small tables of a folder: differences of a comparison, findings of a study."""
    import pandas as pd

    found = []
    for path in sorted(folder.glob("*.csv")):
        if path.stem != "runs":
            frame = pd.read_csv(path)
            if len(frame) <= LARGEST:
                found.append(_read(path.stem.capitalize(), frame))
    return found


def _read(heading: str, frame: "pd.DataFrame") -> Table:
    """A tidy table as it is read: each value with its interval behind it; what is the same in all rows left out."""
    names = [str(name) for name in frame.columns]
    in_turn = zip(names, names[1:], names[2:], strict=False)
    ends = {name: (low, high) for name, low, high in in_turn if low.endswith("low") and high.endswith("high")}
    merged = {end for pair in ends.values() for end in pair}
    alike = {name for name in names if len(frame) > 1 and name not in ends and frame[name].nunique(dropna=False) == 1}
    shown = [name for name in names if name not in merged | alike]
    rows = []
    for _, row in frame.iterrows():
        cells = {name: _cell(row[name]) for name in names}
        told = {name: f"{cells[name]} ({cells[low]} to {cells[high]})" for name, (low, high) in ends.items()}
        rows.append([_words((cells | told)[name]) for name in shown])
    note = "; ".join(f"{_words(name)}: {_cell(frame[name].iloc[0])}" for name in names if name in alike - merged)
    heads = [f"{_words(name)} (95 %)" if name in ends else _words(name) for name in shown]
    return Table(heading, heads, rows, f"In all rows {note}." if note else "")


def _words(name: str) -> str:
    return name.replace("_", " ")
