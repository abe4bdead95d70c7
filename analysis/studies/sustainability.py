"""Anchovies: once it is part of the sauce, what can be pulled out? Training, the improvers, the talk."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.findings import Finding, difference, mean, share
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Runs, Setting
from analysis.studies.study import Study, Table, Tables
from analysis.studies.telling import direction, listed, told
from analysis.words import percent
from experiments.arms import Arm
from sim.simulation import Simulation

if TYPE_CHECKING:
    from matplotlib.figure import Figure

REMOVED: Final = 312
"""A year after support has ended."""
WEEKS: Final = 572
QUARTER: Final = 13
QUARTERS: Final = tuple(range(QUARTER, WEEKS + 1, QUARTER))
A_YEAR: Final = 0.05
"""Training places a year, as a share of staff."""

NOTHING: Final = "nothing"
ALONE: Final[Mapping[str, tuple[str, ...]]] = {
    "training": ("training",),
    "improvers": ("improvers",),
    "talk spaces": ("talk spaces",),
    "talk": ("talk",),
}
TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    "training and improvers": ("training", "improvers"),
    "training, improvers and talk": ("training", "improvers", "talk"),
}
TAKEN: Final[Mapping[str, tuple[str, ...]]] = {NOTHING: (), **ALONE, **TOGETHER}
STEPS: Final = (NOTHING, "training", *TOGETHER)
"""One removal after another."""

ROWS_OF: Final[Mapping[str, tuple[dict[str, Any], ...]]] = {
    "improvers": ({"until": REMOVED + 1, "lever": "staffing.improvers_leave", "to": 1, "note": "improvers leave"},),
    "talk spaces": ({"lever": "talk.sessions", "to": 0, "note": "talk spaces end"},),
    "talk": (
        {"lever": "talk.sessions", "to": 0, "note": "talk spaces end"},
        {"lever": "talk.time", "to": 0, "note": "no time is left for talk between pairs"},
    ),
}
"""How each is removed in week `REMOVED`, as rows of the schedule; training by the programme's end."""

CONTEXTS: Final = ("just above the edge", "seasoned")

ROWS: Final[Mapping[int, str]] = {
    REMOVED + QUARTER: "a quarter after",
    REMOVED + 52: "a year after",
    WEEKS: "five years after",
}


def observed(run: Simulation) -> Mapping[str, float]:
    """`ending`, practising of each quarter ("practising, week 13": its mean over the quarter before), and improvers."""
    results = run.results()
    practising = results.series("practising")[:, 0]
    quarters = {f"practising, week {week}": float(practising[week - QUARTER : week].mean()) for week in QUARTERS}
    return {**ending(run), **quarters, "improvers": float(results.series("trained")[REMOVED - 1, 0])}


def arms(setting: Setting) -> Sequence[Arm]:
    """Nothing removed, each thing alone, and one after the other, in each context."""
    seasoning = dict(zip(CONTEXTS, (setting.just_above, 1.0), strict=True))
    return [
        setting.arm(f"{context}: {name}", observed, seasoning=at, weeks=WEEKS, **_without(taken))
        for context, at in seasoning.items()
        for name, taken in TAKEN.items()
    ]


def _without(taken: Sequence[str]) -> dict[str, Any]:
    """What a scenario says when these are taken out in week `REMOVED`."""
    changes = [{"week": REMOVED, **row} for name in taken for row in ROWS_OF.get(name, ())]
    end = {"end": REMOVED} if "training" in taken else {}
    cohorts = WEEKS // QUARTER
    programme = {"volume": A_YEAR * WEEKS / 52, "cohorts": cohorts, "every": QUARTER, **end}
    return {"programme": programme, "changes": changes}


def found(runs: Runs, setting: Setting) -> Tables:
    """Practising after each removal and beside nothing removed; and what each further removal adds."""
    tables = {context: _context(runs, context) for context in CONTEXTS}
    return {**tables, "steps": _steps(runs)}


def _context(runs: Runs, context: str) -> Table:
    seen = {name: runs[f"{context}: {name}"] for name in TAKEN}
    base = seen[NOTHING]

    def each(row: str, key: str) -> list[Finding | None]:
        return [mean(f"{context}, {name} removed: {row}", values[key], unit="share") for name, values in seen.items()]

    rows: dict[str, Sequence[Finding | None]] = {
        "improvers before": each("improvers before", "improvers"),
        "practising before": each("practising before", f"practising, week {REMOVED}"),
    }
    rows |= {f"practising {when}": each(when, f"practising, week {week}") for week, when in ROWS.items()}
    for week, when in ROWS.items():
        key = f"practising, week {week}"
        rows[f"less nothing, {when}"] = [
            None
            if name == NOTHING
            else difference(f"{context}, {name} removed less nothing: practising {when}", values[key], base[key])
            for name, values in seen.items()
        ]
    rows["burning at the end"] = [
        share(f"{context}, {name} removed: burning", values["burning"]) for name, values in seen.items()
    ]
    note = (
        f"Removed in week {REMOVED}, a year after support ended; practising is the mean of the quarter before each "
        "moment, and its differences from nothing removed are taken in pairs."
    )
    return Table(f"What was removed, {context}", note, tuple(TAKEN), rows)


def _steps(runs: Runs) -> Table:
    """What each further removal adds, five years after."""
    key = f"practising, week {WEEKS}"
    rows = {
        f"{'then ' if number else ''}{TAKEN[then][-1]}": [
            difference(
                f"{context}, {then} less {before}: practising {ROWS[WEEKS]}",
                runs[f"{context}: {then}"][key],
                runs[f"{context}: {before}"][key],
            )
            for context in CONTEXTS
        ]
        for number, (before, then) in enumerate(pairwise(STEPS))
    }
    note = "Each beside the removal before it, in pairs, five years after."
    return Table("One after the other", note, CONTEXTS, rows)


def words(tables: Tables) -> list[str]:
    """What could be pulled out of the sauce in each context, and what could not."""
    return [_told_of(tables[context], context) for context in CONTEXTS]


def _told_of(table: Table, context: str) -> str:
    last = f"less nothing, {ROWS[WEEKS]}"
    before = table["practising before", NOTHING].found.value
    improvers = table["improvers before", NOTHING].found.value
    parts = [
        f"{context[:1].upper()}{context[1:]}: before anything was removed {percent(before)} of staff practised and "
        f"{percent(improvers)} were improvers."
    ]
    missed = {name: direction(table[last, name].found) for name in ALONE}
    for way, verb in ((-1, "lower"), (1, "higher"), (0, "not clearly moved")):
        names = [name for name, found in missed.items() if found == way]
        if names:
            each = listed([f"{name}, {told(table[last, name])}" for name in names])
            parts.append(f"Five years on practising is {verb} without {each}.")
    parts.append(_healed(table, "improvers"))
    parts.append(_carried(table, "training and improvers"))
    parts.append(_carried(table, "training, improvers and talk"))
    return " ".join(filter(None, parts))


def _healed(table: Table, name: str) -> str:
    """Whether a loss right after closed in five years."""
    first, last = (table[f"less nothing, {ROWS[week]}", name].found for week in (REMOVED + QUARTER, WEEKS))
    if direction(first) >= 0:
        return ""
    lost = f"When the {name} leave, {percent(-first.value)} of staff stop practising within a quarter"
    if direction(last) >= 0:
        return f"{lost}, and five years later that loss is no longer to be seen."
    if last.low > first.high:
        return f"{lost}; five years later {percent(-last.value)} are still missing."
    return f"{lost}, and five years have not made it good."


def _carried(table: Table, name: str) -> str:
    burning = table["burning at the end", name]
    if burning.found.low > 0.5:
        how = "the rest carry it"
    elif burning.found.high < 0.5:
        how = "it goes with them"
    else:
        how = "luck decides"
    return f"Without {name} the fire burns on in {told(burning)} of runs; {how}."


_LINE: Final = {name: number for number, name in enumerate((NOTHING, *ALONE, "training and improvers"))} | {
    "training, improvers and talk": list(ALONE).index("talk") + 1
}
"""Which line is drawn for each; the last goes with that of talk, beside which it never stands."""


def figure(runs: Runs, setting: Setting) -> "Figure":
    """Practising over the years: at the left one thing removed, at the right one after the other."""
    from analysis.figures import panels, style
    from analysis.studies.telling import foot

    small = foot(setting, f"Lines: mean over runs; bands: its 95 % bootstrap interval. Removed in week {REMOVED}.")
    figure, grid = panels.page(
        "What can be pulled out of the sauce?",
        "Share of staff practising; a year after support has ended, training, the improvers or talk are removed",
        len(CONTEXTS), 2, small, panel=(4.6, 2.6), hspace=0.3, wspace=0.14, legend=0.6, sharex=True, sharey=True,
    )  # fmt: skip
    years = np.array(QUARTERS) / 52
    for row, context in enumerate(CONTEXTS):
        for column, names in enumerate(((NOTHING, *ALONE), STEPS)):
            axes = grid[row, column]
            axes.axvspan(0, 260 / 52, color=style.SUPPORT, linewidth=0, zorder=0)
            axes.axvline(REMOVED / 52, color=style.FAINT, linewidth=0.9, linestyle=(0, (2, 2)), zorder=1)
            for name in names:
                seen = runs[f"{context}: {name}"]
                values = np.stack([seen[f"practising, week {week}"] for week in QUARTERS], axis=1)
                panels.mean_line(
                    axes,
                    years.tolist(),
                    values,
                    _LINE[name],
                    name,
                )
            axes.set_title(
                f"{context}: {('one at a time', 'one after the other')[column]}", loc="left", size=10, weight="bold"
            )
            axes.set_ylim(0, 1)
            axes.set_xlim(0, WEEKS / 52)
            panels.in_percent(axes)
            if row == 0:  # above the panels, where no line runs
                axes.legend(
                    title="removed", alignment="left", frameon=False, fontsize=8, title_fontsize=8, loc="lower left",
                    bbox_to_anchor=(0.0, 1.13), borderaxespad=0.0, borderpad=0.0, ncols=3 - column, handlelength=3.2,
                )  # fmt: skip
            if row == len(CONTEXTS) - 1:
                axes.set_xlabel("years")
        grid[row, 0].set_ylabel("% of staff practising")
    grid[0, 0].text(130 / 52, 0.95, "support", size=9, color=style.EDGE, ha="center", va="center")
    return figure


STUDY: Final = Study(
    name="sustainability",
    title="You couldn't pull the anchovies out",
    question="“It’s like somebody’s chopped anchovies and stuck it right into the sauce, you can’t pull them out.” A "
    "year after support has ended, take out the training, then the improvers themselves, then the talk: what remains?",
    assumes=(
        f"Training goes on until it is removed: a cohort a quarter, places for {A_YEAR:.0%} of staff a year. (The "
        "programme continuous of the configurations trains nearly everyone by then; removing all improvers would "
        "remove all staff.)",
        "Where only the improvers leave, training goes on and makes new ones.",
        "Improvers who leave are replaced, as all leavers are, by joiners who know nothing of improvement yet: part of "
        "the loss right after is this change of people.",
        "Talk removed means all of it; where only talk spaces are, staff may still talk in pairs.",
    ),
    arms=arms,
    found=found,
    figure=figure,
    words=words,
)
"""The study."""
