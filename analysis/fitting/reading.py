"""Reads a target: a table of weeks, a table of measures of a run's end, or a survey.

    week,practising,practising_sd,knowledge     weekly measures; empty cells are gaps; `_sd` is the scale of a point
    measure,value,sd                            columns of a sweep's runs, such as practising_final
    anything else                               a survey, read as `firewood diagnose` reads it

A measure without a column `_sd` is scaled by the standard deviation of its own points, so that each measure counts
alike; how sure a point is must be said in that column.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from analysis.fitting.target import END, Target
from analysis.sweeps.outcomes import in_percent
from experiments.lines import read_lines
from experiments.store.columns import NUMBERS
from sim.errors import ConfigError, nearest
from sim.measures import MEASURES
from sim.places import at_home
from sim.shares import SHARES

Row = tuple[int, dict[str, str]]
"""The number of a line, and its cells by name."""

Point = tuple[str, int, str, float, float]
"""Organisation, week, measure, value and scale."""

SPREAD: Final = "_sd"

OF_A_SURVEY: Final = {
    "partners": "end_mean_degree",
    "returned": "end_reciprocity_arcs",
    "messengers": "end_messenger_share",
}
"""What a survey is compared by: estimates of `firewood diagnose` that do not hang on how many answered, and the
columns of a run's end that are of the same measure where people could name as many as they would."""

_Z: Final = 1.959963984540054


def read_target(path: str, cap: int | None = None) -> Target:
    """Read a target.

    Args:
        path: of the file.
        cap: of a survey, the most names a person could give; 0 for no limit; None to look for one.

    Raises:
        FirewoodError: it cannot be read, or what it holds cannot be fitted.
    """
    file = at_home(path)
    if file.suffix.lower() in (".csv", ".tsv", ".txt") and file.is_file():
        names, rows = _table(file)
        if "week" in names or {"measure", "value"} <= set(names):
            if cap is not None:
                raise ConfigError(f"cap={cap}: {path} is no survey, in which people give names")
            return (_weekly if "week" in names else _of_the_end)(path, names, rows)
    return _survey(path, cap)


def _table(file: Path) -> tuple[list[str], list[Row]]:
    """The names of a file's columns, and its rows."""
    lines = read_lines(file, str(file))
    if not lines:
        return [], []
    names, rows = list(lines[0].cells), []
    for number, cells in lines[1:]:
        if len(cells) != len(names) and "week" in names:
            raise ConfigError(f"{file}, line {number}: {len(cells)} cells, but {len(names)} columns")
        rows.append((number, dict(zip(names, cells, strict=False))))
    return names, rows


def _weekly(path: str, names: Sequence[str], rows: Sequence[Row]) -> Target:
    measures = [name for name in names if name not in ("week", "organisation") and not name.endswith(SPREAD)]
    known = ("week", "organisation", *MEASURES, *(f"{name}{SPREAD}" for name in measures))
    for name in names:
        if name not in known:
            allowed = f"week, organisation, {', '.join(MEASURES)}, each also with {SPREAD}"
            raise ConfigError(f"{path}, column {name}: there is no such measure{nearest(name, known)} ({allowed})")
        if list(names).count(name) > 1:
            raise ConfigError(f"{path}: the column {name} stands twice")
    points: list[Point] = []
    for number, row in rows:
        week = _number(path, number, "week", row["week"])
        if week is None or week != int(week) or week < 0:
            raise ConfigError(f"{path}, line {number}: week {row['week']!r}: a whole number from 0 is wanted")
        for name in measures:
            value = _number(path, number, name, row[name])
            if value is None:
                continue
            _see_to_share(path, number, name, value, share=name in SHARES)
            spread = _number(path, number, name + SPREAD, row.get(name + SPREAD, ""))
            scale = np.nan if spread is None else _above_0(path, number, name + SPREAD, spread)
            points.append((row.get("organisation", ""), int(week), name, value, scale))
    _see_to_once(path, points)
    return _scaled(path, points)


def _of_the_end(path: str, names: Sequence[str], rows: Sequence[Row]) -> Target:
    points: list[Point] = []
    for number, row in rows:
        name = row.get("measure", "")
        if name not in NUMBERS:
            raise ConfigError(f"{path}, line {number}: runs have no number {name}{nearest(name, NUMBERS)}")
        value, spread = (_number(path, number, each, row.get(each, "")) for each in ("value", "sd"))
        if value is None or spread is None:
            raise ConfigError(f"{path}, line {number}: {name} needs a value and its sd, the scale of its distance")
        _see_to_share(path, number, name, value, share=in_percent(name))
        points.append((row.get("organisation", ""), END, name, value, _above_0(path, number, "sd", spread)))
    _see_to_once(path, points)
    return _target(path, points, [True] * len(points), ())


def _scaled(path: str, points: Sequence[Point]) -> Target:
    """A target whose points without a scale have that of their measure."""
    found, said, notes = [], [], []
    for measure in dict.fromkeys(point[2] for point in points):
        mine = [point for point in points if point[2] == measure]
        lacking = sum(np.isnan(point[4]) for point in mine)
        spread = float(np.std([point[3] for point in mine], ddof=1)) if len(mine) > 1 else 0.0
        if lacking and spread <= 0:
            raise ConfigError(
                f"{path}: {measure} has no two different values to take its scale from; say it in a column "
                f"{measure}{SPREAD}"
            )
        if lacking:
            notes.append(f"{measure} is scaled by the standard deviation of its points, {spread:.3g}")
        said += [not np.isnan(point[4]) for point in mine]
        found += [(*point[:4], spread if np.isnan(point[4]) else point[4]) for point in mine]
    return _target(path, found, said, notes)


def _survey(path: str, cap: int | None) -> Target:
    """The structure of a survey; each measure is scaled by the standard error of its estimate."""
    from analysis.diagnosis.coded import coded
    from analysis.diagnosis.jackknife import intervals
    from analysis.diagnosis.response import response
    from analysis.diagnosis.seen import Seen
    from analysis.fitting.form import TOLD, form_of, in_words
    from sim.network.reading import read_survey

    survey = read_survey(path)
    people = coded(survey, named=False)
    given = np.bincount(people.arcs.source, minlength=people.arcs.people)
    recall = survey.form == "recall"
    most = int(given[people.responded].max(initial=0))
    if cap and cap < most and not recall:
        raise ConfigError(f"cap={cap}: someone in {path} gives {most} names; the limit cannot be lower (cap=0: none)")
    who = response(survey, people.responded, given, 0 if recall else cap)
    form = form_of(survey, who, cap)
    measured = intervals(Seen(people.arcs, who.answered), people.unit, people.profession, says=who.says).alike
    points, notes = [], [] if form is None else [in_words(form, who, said=cap is not None)]
    for name, column in OF_A_SURVEY.items():
        value, low, high = measured[name]
        if not np.isfinite([value, low, high]).all() or high <= low:
            notes.append(f"{name}: this survey does not tell it")
            continue
        measure = column if form is None else TOLD + name
        points.append(("", END, measure, value, (high - low) / (2 * _Z)))
    notes.append("each measure is scaled by a quarter of its 95 % interval, about its standard error")
    return replace(_target(path, points, [True] * len(points), notes), form=form)


def _target(path: str, points: Sequence[Point], said: Sequence[bool], notes: Sequence[str]) -> Target:
    if not points:
        raise ConfigError(f"{path}: nothing to fit to is in it")
    names, weeks, measures, values, scales = zip(*points, strict=True)
    named = [bool(name) for name in names]
    if any(named) != all(named):
        raise ConfigError(f"{path}: some rows name their organisation, and some do not")
    value, scale = np.array(values, dtype=float), np.array(scales, dtype=float)
    return Target(path, names, np.array(weeks), measures, value, scale, np.array(said, dtype=bool), tuple(notes))


def _number(path: str, line: int, column: str, cell: str) -> float | None:
    """A cell as a number; None where it is empty."""
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise ConfigError(f"{path}, line {line}, column {column}: {cell!r} is not a number") from None
    if not np.isfinite(value):
        raise ConfigError(f"{path}, line {line}, column {column}: {cell!r}; leave a gap empty")
    return value


def _see_to_share(path: str, line: int, name: str, value: float, *, share: bool) -> None:
    if share and not 0 <= value <= 1:
        percents = f"; {value:g} % is {value / 100:g}" if 1 < value <= 100 else ""
        raise ConfigError(f"{path}, line {line}: {name} {value:g}: it lies from 0 to 1{percents}")


def _see_to_once(path: str, points: Sequence[Point]) -> None:
    seen = Counter(point[:3] for point in points)
    for (organisation, week, name), times in seen.items():
        if times > 1:
            when, whose = "" if week == END else f" of week {week}", f" of {organisation}" if organisation else ""
            raise ConfigError(f"{path}: {name}{whose}{when} stands {'twice' if times == 2 else f'{times} times'}")


def _above_0(path: str, line: int, column: str, value: float) -> float:
    if value <= 0:
        raise ConfigError(f"{path}, line {line}, column {column}: a scale is above 0, not {value:g}")
    return value
