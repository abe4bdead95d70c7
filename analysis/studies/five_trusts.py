"""Five trusts: one programme, the same gains at the workshops, and what became of them; with a forum and without."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.findings import Finding, difference, mean, share
from analysis.patterns.pattern import Runs, Setting
from analysis.studies.study import Study, Table, Tables
from analysis.studies.telling import direction, listed, told
from analysis.words import percent
from experiments.arms import Arm, Observed
from experiments.compose import compose
from sim.outcome import BURNING, OUT, SMOULDERING
from sim.scenario import Change, Organisation, Scenario
from sim.simulation import Simulation

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EXPERIMENT: Final = "five_trusts"
"""The configuration that says what the five are; the study only switches the forum."""

HALF: Final = 26
HALVES: Final = tuple(range(HALF, 417, HALF))
SUPPORT_ENDS: Final = 260
LATER: Final = SUPPORT_ENDS + 104
UNDER_SUPPORT: Final = slice(52, SUPPORT_ENDS)

WITHOUT, FORUM, HOME = "no forum", "forum", "forum taken home"
ARMS: Final = (WITHOUT, FORUM, HOME)

TAKEN_HOME: Final = ("leadership.clinical", "leadership.enablement", "leadership.fear", "values.consistency")
"""What leaders take home from the forum: how they lead, and how evenly they live the values."""
HALFWAY: Final = 0.5
"""How far they go toward the best of the five."""
LEARNT: Final = (52, 156)
"""From which week on, and over how many."""

OUTCOMES: Final = (BURNING, SMOULDERING, OUT)


def _scenario() -> Scenario:
    return compose([f"experiment={EXPERIMENT}"]).scenario


def arms(setting: Setting) -> Sequence[Arm]:
    """The five without a forum, with it, and with it taken home; all in one model, with the same luck."""
    plain = _scenario().changed(network={"size": setting.people}, rules=setting.rules.model_dump())
    scenarios = {WITHOUT: plain.changed(forum={"every": 0}), FORUM: plain, HOME: _taken_home(plain)}
    return [Arm(name, scenario, setting.seeds, observed, keep_units=True) for name, scenario in scenarios.items()]


def _taken_home(scenario: Scenario) -> Scenario:
    """Each trust with rows of what its leaders learn, before its own changes."""
    trusts = scenario.trusts
    best = {
        lever: (min if lever == "leadership.fear" else max)(trust.antecedent(lever) for trust in trusts)
        for lever in TAKEN_HOME
    }
    rows = [
        {**trust.model_dump(exclude_unset=True), "changes": [*_learnt(trust, best), *_said(trust.changes)]}
        for trust in trusts
    ]
    return scenario.changed(organisations=rows)


def _learnt(trust: Organisation, best: Mapping[str, float]) -> list[dict[str, Any]]:
    week, over = LEARNT
    found = []
    for lever, model in best.items():
        own = trust.antecedent(lever)
        if own != model:
            to = own + HALFWAY * (model - own)
            found.append({"week": week, "over": over, "lever": lever, "to": to, "note": "taken home from the forum"})
    return found


def _said(changes: Sequence[Change]) -> list[dict[str, Any]]:
    return [change.model_dump(exclude_unset=True) for change in changes]


def observed(run: Simulation) -> Mapping[str, float]:
    """For each trust by its name: outcome, workshops and their gains, what is held, smoke, knowledge, practising."""
    results = run.results()
    units = results.units()
    seen: dict[str, float] = {}
    for index, (name, ended) in enumerate(zip(results.organisations, results.outcomes(), strict=True)):
        here = results.unit_of == index
        column = {
            what: units[what].to_numpy(dtype=np.float64).reshape(results.weeks, -1)[:, here]
            for what in ("workshops", "gain_won", "gain_defects")
        }
        series = {
            what: results.series(what)[:, index]
            for what in ("practising", "gains_held", "resentment", "knowledge_mobilised")
        }
        held = np.diff(column["workshops"], axis=0, prepend=0.0) > 0
        baseline = results.scenario.trusts[index].workshops.baseline_defects
        found = {
            "workshops": column["workshops"][-1].sum(),
            "units": (column["workshops"][-1] > 0).sum(),
            "lead time": _of(column["gain_won"][held]),
            "defects": baseline * (1.0 - _of(column["gain_defects"][held])),
            "held": series["gains_held"][LATER - 1],
            "smoke": _of(series["resentment"][UNDER_SUPPORT]),
            "mobilised": _of(series["knowledge_mobilised"][UNDER_SUPPORT]),
            "practising": ended.practising,
            **{outcome: float(ended.outcome == outcome) for outcome in OUTCOMES},
            **{f"practising, week {week}": series["practising"][week - HALF : week].mean() for week in HALVES},
        }
        seen |= {f"{name}: {what}": float(value) for what, value in found.items()}
    return seen


def _of(values: np.ndarray) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")


ROWS: Final[Mapping[str, tuple[str, str]]] = {
    "workshops": ("workshops", "number"),
    "units with a workshop": ("units", "number"),
    "lead time saved at a workshop": ("lead time", "share"),
    "defects after a workshop": ("defects", "share"),
    "gains held two years after": ("held", "share"),
    "final practising": ("practising", "share"),
    "knowledge mobilised": ("mobilised", "share"),
    "smoke": ("smoke", "share"),
}
"""What is told of each trust: the row, what was observed, and its unit."""

MOVED: Final = ("practising", "held", "mobilised", "smoke")
"""What the forum could move."""


def names(runs: Runs) -> tuple[str, ...]:
    """The five, in order."""
    return tuple(trust.name for trust in runs[WITHOUT].arm.scenario.trusts)


def found(runs: Runs, setting: Setting) -> Tables:
    """Each trust without a forum; how far they are apart; what the forum changes, and what taking it home does."""
    return {
        "trusts": _trusts(runs[WITHOUT], names(runs)),
        "gaps": _gaps(runs),
        "forum": _moved(runs, FORUM, "What the forum changes"),
        "home": _moved(runs, HOME, "What the forum taken home changes"),
    }


def _trusts(seen: Observed, trusts: Sequence[str]) -> Table:
    rows: dict[str, Sequence[Finding | None]] = {
        row: [mean(f"{name}: {row}", seen[f"{name}: {key}"], unit=unit) for name in trusts]
        for row, (key, unit) in ROWS.items()
    }
    for outcome in OUTCOMES:
        rows[outcome] = [share(f"{name}: {outcome}", seen[f"{name}: {outcome}"]) for name in trusts]
    note = (
        "Without a forum. Means over runs; burning, smouldering and out are shares of runs. Knowledge mobilised and "
        "smoke are means of weeks 52–260; defects are those at the end of the week of the workshop."
    )
    return Table("Five trusts, one programme", note, tuple(trusts), rows)


def _gaps(runs: Runs) -> Table:
    """The largest less the smallest of the five, run by run."""
    rows = {}
    for row in ("lead time saved at a workshop", "gains held two years after", "final practising"):
        key, cells = ROWS[row][0], []
        for arm in ARMS:
            values = np.stack([runs[arm][f"{name}: {key}"] for name in names(runs)])
            cells.append(mean(f"{arm}: {row}, widest gap", values.max(axis=0) - values.min(axis=0), unit="points"))
        rows[row] = cells
    note = "The highest less the lowest trust of a run, mean over runs."
    return Table("How far the five are apart", note, ARMS, rows)


def _moved(runs: Runs, arm: str, heading: str) -> Table:
    trusts = names(runs)
    label = {key: row for row, (key, _) in ROWS.items()}
    seen, base = runs[arm], runs[WITHOUT]
    rows = {
        label[key]: [
            difference(f"{name}: {label[key]}, {arm} less none", seen[f"{name}: {key}"], base[f"{name}: {key}"])
            for name in trusts
        ]
        for key in MOVED
    }
    return Table(heading, "Points more than without a forum, in pairs of runs with the same luck.", trusts, rows)


def words(tables: Tables) -> list[str]:
    """The same at the workshops, different afterwards; and what a forum does."""
    table, gaps = tables["trusts"], tables["gaps"]
    trusts = table.columns
    won = [table["lead time saved at a workshop", name].found.value for name in trusts]
    defects = [table["defects after a workshop", name].found.value for name in trusts]
    held = {name: table["gains held two years after", name] for name in trusts}
    most, least = (choose(held, key=lambda name: _value(held[name])) for choose in (max, min))
    count = sum(table["workshops", name].found.value for name in trusts)
    at, after = (gaps[row, WITHOUT] for row in ("lead time saved at a workshop", "gains held two years after"))
    apart = "The gains held lie further apart than the gains won" if after.found.low > at.found.high else (
        "The gains held do not clearly lie further apart than the gains won"
    )  # fmt: skip
    ends = [f"{name}: {_ended(table, name)}" for name in trusts]
    return [
        f"At the workshops ({count:.0f} in all) the five were alike: lead time fell by {_span(won)}, defects were "
        f"{_span(defects)} afterwards; the widest gap in lead time was {told(at)}.",
        f"Two years after support {told(held[most])} of what was won was held where it was held best ({most}), and "
        f"{told(held[least])} where worst ({least}). {apart} (widest gap {told(after)}).",
        f"How the fires ended, in most runs: {'; '.join(ends)}.",
        _forum(tables["forum"], "The forum alone"),
        _forum(tables["home"], "Taken home as changes in leadership and values, it"),
        "None of the five is a real trust: what sets them apart was put in, what became of it was not.",
    ]


def _value(finding: Finding) -> float:
    return float(np.nan_to_num(finding.found.value))


def _span(values: Sequence[float]) -> str:
    low, high = percent(min(values)), percent(max(values))
    return low if low == high else f"{low} to {high}"


def _ended(table: Table, name: str) -> str:
    usual = max(OUTCOMES, key=lambda outcome: table[outcome, name].found.value)
    return f"{usual} in {told(table[usual, name])}"


def _forum(table: Table, what: str) -> str:
    row = "final practising"
    parts = []
    for way, verb in ((1, "raises"), (-1, "lowers")):
        moved = [name for name in table.columns if direction(table[row, name].found) == way]
        if moved:
            each = listed([f"{name} by {told(table[row, name])}" for name in moved])
            parts.append(f"{verb} final practising at {each}")
    if not parts:
        return f"{what} does not clearly move final practising at any of the five."
    still = [name for name in table.columns if direction(table[row, name].found) == 0]
    if still:
        parts.append(f"does not clearly move it at {listed(still)}")
    return f"{what} {', and '.join(parts)}."


def figure(runs: Runs, setting: Setting) -> "Figure":
    """Practising of each trust with and without the forum; gains won and held; what the forum changes."""
    from analysis.figures.trusts import trusts_figure

    trusts = names(runs)
    lines = {
        name: {
            arm: np.stack([runs[arm][f"{name}: practising, week {week}"] for week in HALVES], axis=1) for arm in ARMS
        }
        for name in trusts
    }
    return trusts_figure([week / 52 for week in HALVES], lines, found(runs, setting), setting)


STUDY: Final = Study(
    name=EXPERIMENT,
    title="Five trusts, one programme",
    question="Five trusts had one programme, one rate of workshops and the same gains at the workshops. What did each "
    "hold two years after support, what became of it, and would a forum of their leaders have changed that?",
    assumes=(
        "The five are stylised and none is a real trust. Each has other antecedents; two go into special measures and "
        "one of these has a new chief executive who keeps the commitment, as rows of the schedule "
        "(configs/experiment/five_trusts.yaml). The rows' weeks follow the talk, their sizes are assumed.",
        "Workshops: 113 in five trusts over 187 weeks, 22.6 in each. The talk's 28 value streams, about 5.6 a trust, "
        "are pathways across units; here each workshop is held for one unit drawn anew, so that about 15 of 25 "
        "units have one: a value stream stands for two to three units, with about four workshops.",
        "Gains at a workshop are put in: 62 % of lead time, defects from 57 % to 21 %, alike everywhere. What is "
        "held of them is not.",
        "The forum is reflective talk among three senior people of each trust every fourth week while support lasts; "
        "it makes no ties and changes no context.",
        f"Taken home: from week {LEARNT[0]} on, over {LEARNT[1]} weeks, each trust moves half-way toward the best of "
        "the five in clinical leadership, enablement, fear and consistency of the values. That leaders learn this "
        "there is an assumption of this arm, not a result.",
    ),
    arms=arms,
    found=found,
    figure=figure,
    words=words,
)
"""The study."""
