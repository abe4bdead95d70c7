"""Quality management: improvement without control, control without improvement, both, neither."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.findings import Finding, difference, mean, share
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Runs, Setting
from analysis.quality_management import LATER, LEVEL, embedded, lasting, quality, support_ended
from analysis.studies.study import Study, Table, Tables
from analysis.studies.telling import direction, told
from analysis.words import percent
from experiments.arms import Arm, Observed
from sim.scenario import SEASONING
from sim.simulation import Simulation

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HALF: Final = 26
LOOKS: Final = tuple(range(HALF, 417, HALF))
SUPPORT_ENDS: Final = 260
LATE: Final = SUPPORT_ENDS + LATER

SHOWN: Final = ("planning", "control", "improvement", "all three")
"""What is drawn over time."""

NEITHER, IMPROVEMENT, CONTROL, BOTH = "neither", "improvement only", "control only", "both"
ARMS: Final = (NEITHER, IMPROVEMENT, CONTROL, BOTH)
CONTEXTS: Final = ("at the edge", "above the edge")

FEW: Final = 0.05
"""Training places without an improvement programme, as a share of staff."""
MANY: Final = 0.2

FULL: Final = 0.9
"""Embedded so far, no sum of two effects can be reached: the limit is told."""

OUTCOMES: Final[Mapping[str, str]] = {
    "embedded": "embedded",
    f"all three, week {LATE}": "all three, two years after support",
    "practising": "final practising",
}
"""What the arms are compared by."""


def observed(run: Simulation) -> Mapping[str, float]:
    """`ending`; each of `SHOWN`, and more, every half year ("control, week 26"); `embedded` and `lasting`."""
    results = run.results()
    found = quality(results)
    series = {
        "planning": found.planning,
        "planning beside all": found.planning_beside,
        "control": found.over_units(found.control),
        "improvement": found.over_units(found.improvement),
        "workshops": found.over_units(found.chosen),
        "all three": found.over_units(found.all_three.astype(np.float64)),
    }
    return {
        **ending(run),
        **{f"{name}, week {week}": float(values[week - 1]) for name, values in series.items() for week in LOOKS},
        **{f"together, week {week}": found.together(week - 1) for week in (SUPPORT_ENDS, LATE)},
        "embedded": embedded(results),
        "lasting": lasting(found, support_ended(results)),
    }


def arms(setting: Setting) -> Sequence[Arm]:
    """All four in each context."""
    seasoning = dict(zip(CONTEXTS, (setting.edge, setting.just_above), strict=True))
    made = []
    for context, at in seasoning.items():
        for name in ARMS:
            improved, controlled = name in (IMPROVEMENT, BOTH), name in (CONTROL, BOTH)
            scenario = setting.scenario(seasoning=at, **_improvement(improved), **_control(controlled))
            made.append(Arm(f"{context}: {name}", scenario, setting.seeds, observed, keep_units=True))
    return made


def _improvement(there: bool) -> dict[str, Any]:
    """Training for many and workshops; or training for a few and none."""
    return {"programme": {"volume": MANY}} if there else {"programme": {"volume": FEW}, "workshops": {"rate": 0}}


def _control(there: bool) -> dict[str, Any]:
    """Talk spaces and consistency of the values at the seasoned end of the axis; or at the damp end."""
    end = 1 if there else 0
    return {
        "talk": {"sessions": SEASONING["talk.sessions"][end]},
        "values": {"consistency": SEASONING["values.consistency"][end]},
    }


def found(runs: Runs, setting: Setting) -> Tables:
    """What each arm has when support ends and two years later; and what one brings with and without the other."""
    tables = {}
    for context in CONTEXTS:
        seen = {name: runs[f"{context}: {name}"] for name in ARMS}
        tables[context] = _levels(seen, context)
        tables[f"effects, {context}"] = _effects(seen, context)
    return tables


def _levels(seen: Mapping[str, Observed], context: str) -> Table:
    def each(row: str, key: str, unit: str = "share") -> list[Finding | None]:
        return [mean(f"{context}, {name}: {row}", values[key], unit=unit) for name, values in seen.items()]

    at = f"week {SUPPORT_ENDS}"
    rows: dict[str, Sequence[Finding | None]] = {
        "planning": each("planning", f"planning, {at}"),
        "planning, beside all staff": each("planning beside all staff", f"planning beside all, {at}", "points"),
        "workshops a unit": each("workshops a unit", f"workshops, {at}", "number"),
        "improvement": each("improvement", f"improvement, {at}"),
        "control": each("control", f"control, {at}"),
        "all three": each("all three", f"all three, {at}"),
        "rank correlation": each("rank correlation", f"together, {at}", "number"),
        "control, two years after": each("control, two years after", f"control, week {LATE}"),
        "all three, two years after": each("all three, two years after", f"all three, week {LATE}"),
        "lasting": each("lasting", "lasting"),
        "embedded": each("embedded", "embedded"),
        "final practising": each("final practising", "practising"),
    }
    rows["burning"] = [share(f"{context}, {name}: burning", values["burning"]) for name, values in seen.items()]
    note = (
        f"When support ends (week {SUPPORT_ENDS}) unless said. All three: share of units chosen for a workshop, "
        f"aligned, improved and in control, each at {LEVEL:.0%} or more. Lasting: of those units, the share that are "
        "so two years later. Embedded: practising of the untrained then, beside that of all staff when support ended."
    )
    return Table(f"Planning, control and improvement, {context}", note, ARMS, rows)


def _effects(seen: Mapping[str, Observed], context: str) -> Table:
    """Differences in pairs; the last is what both bring beyond the sum of each alone."""

    def row(key: str, words: str) -> list[Finding | None]:
        value = {name: np.nan_to_num(values[key]) for name, values in seen.items()}
        alone = value[IMPROVEMENT] + value[CONTROL] - value[NEITHER]
        pairs = {
            "improvement alone": (value[IMPROVEMENT], value[NEITHER]),
            "control alone": (value[CONTROL], value[NEITHER]),
            "both": (value[BOTH], value[NEITHER]),
            "beyond the sum": (value[BOTH], alone),
        }
        return [difference(f"{context}: {words}, {name}", *pair) for name, pair in pairs.items()]

    rows = {words: row(key, words) for key, words in OUTCOMES.items()}
    columns = ("improvement alone", "control alone", "both", "beyond the sum")
    note = "Points more than with neither, in pairs; beyond the sum: what both bring less what each brings alone."
    return Table(f"What each brings, {context}", note, columns, rows)


def words(tables: Tables) -> list[str]:
    """Whether one does without the other, and whether they are more together."""
    return [_told_of(tables[context], tables[f"effects, {context}"], context) for context in CONTEXTS]


def _told_of(levels: Table, effects: Table, context: str) -> str:
    shares = {name: levels["all three, two years after", name].found.value for name in ARMS}
    parts = [
        f"{context[:1].upper()}{context[1:]}: two years after support, planning, control and improvement are there "
        f"together in {percent(shares[BOTH])} of units with both, in {percent(shares[IMPROVEMENT])} with improvement "
        "only."
    ]
    for name in ("improvement alone", "control alone"):
        cell = effects["embedded", name]
        how = ("leaves no clear trace", "embeds practice", "leaves less behind")[direction(cell.found)]
        parts.append(f"{name[:1].upper()}{name[1:]} {how}, beside neither: {told(cell)} embedded.")
    beyond = effects["embedded", "beyond the sum"]
    how = ("as much as", "more than", "less than")[direction(beyond.found)]
    full = max(levels["embedded", name].found.value for name in (IMPROVEMENT, CONTROL)) > FULL
    limit = " (one alone already comes near all there can be)" if full and direction(beyond.found) < 0 else ""
    parts.append(f"Together they embed {how} the sum of each alone: {told(beyond)}{limit}.")
    beside = levels["planning, beside all staff", BOTH]
    if direction(beside.found) == 0:
        parts.append("Where the workshops were held staff were as aligned as elsewhere.")
    return " ".join(parts)


def figure(runs: Runs, setting: Setting) -> "Figure":
    """All of it over time, a panel an arm."""
    from analysis.figures import panels, style
    from analysis.studies.telling import foot

    what = (
        "Lines: mean over runs; bands: its 95 % bootstrap interval. Planning: alignment where workshops were held; "
        "control: gains held and talked of; improvement: gains won, of those aimed at; all three: share of units with "
        f"each at {LEVEL:.0%} or more."
    )
    figure, grid = panels.page(
        "Planning, control and improvement",
        "Shares over the years; improvement is training and workshops, control is talk spaces and consistent values",
        len(CONTEXTS), len(ARMS), foot(setting, what), legend=0.35, hspace=0.42, wspace=0.12, sharex=True, sharey=True,
    )  # fmt: skip
    years = [week / 52 for week in LOOKS]
    for row, context in enumerate(CONTEXTS):
        for column, name in enumerate(ARMS):
            axes, seen = grid[row, column], runs[f"{context}: {name}"]
            axes.axvspan(0, SUPPORT_ENDS / 52, color=style.SUPPORT, linewidth=0, zorder=0)
            for number, measure in enumerate(SHOWN):
                values = np.stack([seen[f"{measure}, week {week}"] for week in LOOKS], axis=1)
                panels.mean_line(axes, years, values, number, measure)
            axes.set_title(f"{name}, {context}", loc="left", size=10, weight="bold")
            axes.set_ylim(0, 1.05)
            axes.set_xlim(0, LOOKS[-1] / 52)
            panels.in_percent(axes)
            if row == len(CONTEXTS) - 1:
                axes.set_xlabel("years")
        grid[row, 0].set_ylabel("%")
    grid[0, 0].text(SUPPORT_ENDS / 104, 0.97, "support", size=8.5, color=style.EDGE, ha="center", va="center")
    panels.legend_above(figure, grid[0, 0], len(SHOWN))
    return figure


STUDY: Final = Study(
    name="quality_management",
    title="Quality planning, control and improvement: one without the other",
    question="“High performing organisations have quality management systems with quality improvement, quality control "
    "and quality planning co-ordinated and embedded.” What becomes of improvement without control, of control without "
    "improvement, of both and of neither?",
    assumes=(
        f"Improvement is a training programme ({MANY:.0%} of staff) and workshops; without it {FEW:.0%} are trained "
        "and no workshop is held (with nobody trained nothing could be practised, and the arm would say nothing).",
        "Control is talk spaces and consistency of the values, at the seasoned end of the axis or at the damp end; all "
        "else of the context is as at the edge, or just above it.",
        "Planning stands for the alignment of staff where workshops are held; the model draws these units without "
        "regard to alignment, and holds no plans.",
        "Where no workshop is held no work is chosen: planning is not defined, all three together cannot be, and "
        "control is talk alone, as there is no gain to hold: not to be compared with control in arms with workshops.",
    ),
    arms=arms,
    found=found,
    figure=figure,
    words=words,
)
"""The study."""
