"""Left out: who is not trained, not in talk and does not know, and whom to train so that fewer are."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.findings import Finding, difference, mean
from analysis.gaps import GROUPINGS, MEASURED, gaps_now
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Runs, Setting
from analysis.studies.study import Study, Table, Tables
from analysis.studies.telling import direction, listed, told
from experiments.arms import Arm, Observed
from sim.simulation import Simulation

if TYPE_CHECKING:
    from matplotlib.figure import Figure

YEARS: Final = (1, 2, 3, 4, 5, 6, 7, 8)
AT: Final = 5
"""Years after which choices are compared: support ends then."""
SHOWN: Final = (1, 5, 8)

CHOICES: Final = ("random", "hubs", "teams", "cross_profession", "volunteers")
CONTEXTS: Final = ("damp", "at the edge", "just above the edge", "seasoned")
NEAR: Final = ("at the edge", "just above the edge")
"""The contexts in which choices are told: where little decides."""
TIES: Final = {"Trust A's ties": "trust_a", "Trust D's ties": "trust_d"}
SCENARIOS: Final = (*CONTEXTS, *TIES)

_ROWS: Final = tuple((grouping, what) for grouping in GROUPINGS for what in MEASURED[:3])


def observed(run: Simulation) -> Mapping[str, float]:
    """`ending`, and every gap as it is seen and beyond chance: "unit talk seen", "unit talk beyond"."""
    found = {f"{grouping} {what}": gap for (grouping, what), gap in gaps_now(run).items()}
    seen = {f"{name} seen": gap.seen for name, gap in found.items()}
    return {**ending(run), **seen, **{f"{name} beyond": gap.beyond for name, gap in found.items()}}


def arms(setting: Setting) -> Sequence[Arm]:
    """Each choice of whom to train in each context; and the ties of Trust A and of Trust D just above the edge."""
    seasoning = dict(zip(CONTEXTS, (0.0, setting.edge, setting.just_above, 1.0), strict=True))
    made = [
        _arm(setting, f"{context}, {choose}", seasoning=at, programme={"choose": choose})
        for context, at in seasoning.items()
        for choose in CHOICES
    ]
    made += [
        _arm(setting, f"{ties}, random", seasoning=setting.just_above, network={"kind": kind})
        for ties, kind in TIES.items()
    ]
    return made


def _arm(setting: Setting, name: str, **given: Any) -> Arm:
    looks = tuple(52 * year for year in YEARS)
    return Arm(name, setting.scenario(**given), setting.seeds, observed, looks=looks)


def found(runs: Runs, setting: Setting) -> Tables:
    """Gaps by scenario, as they are seen and beyond chance; and what each choice does beside choosing at random."""
    tables = {
        "seen": _gaps(runs, "seen", AT, "The widest gap, as it is seen", "Chance alone makes some of it."),
        **{
            f"beyond, year {year}": _gaps(
                runs, "beyond", year, f"The gap beyond chance, after {year} {'year' if year == 1 else 'years'}", _NOTE
            )
            for year in SHOWN
        },
    }
    for context in CONTEXTS:
        tables[context] = _choices(runs, context)
    return tables


_NOTE: Final = (
    "Largest less smallest group, less the same among groups dealt at random; places are given at random. "
    "Below 0, groups are more alike than chance would have them."
)


def _gaps(runs: Runs, kind: str, year: int, heading: str, note: str) -> Table:
    def row(name: str) -> list[Finding | None]:
        return [
            mean(f"{scenario}: {name}, {kind}, year {year}", _at(runs[f"{scenario}, random"], name, kind, year),
                 unit="points" if kind == "beyond" else "share")
            for scenario in SCENARIOS
        ]  # fmt: skip

    rows = {f"{grouping}: {what}": row(f"{grouping} {what}") for grouping, what in _ROWS}
    return Table(heading, note, SCENARIOS, rows)


def _choices(runs: Runs, context: str) -> Table:
    """Each choice less random, in pairs that share their luck."""
    random, others = runs[f"{context}, random"], CHOICES[1:]
    rows: dict[str, Sequence[Finding | None]] = {}
    for grouping, what in _ROWS:
        name = f"{grouping} {what}"
        base = _at(random, name, "beyond", AT)
        rows[f"{grouping}: {what}"] = [
            difference(f"{context}, {choose} less random: {name}",
                       _at(runs[f"{context}, {choose}"], name, "beyond", AT), base)
            for choose in others
        ]  # fmt: skip
    rows["final practising"] = [
        difference(
            f"{context}, {choose} less random: practising",
            runs[f"{context}, {choose}"]["practising"],
            random["practising"],
        )
        for choose in others
    ]
    note = (
        f"Points more (+) or less (−) than with places given at random, after {AT} years, in gaps beyond chance; "
        "and what it gains or costs in final practising (last 26 weeks of 8 years)."
    )
    return Table(f"Whom to train, {context}", note, tuple(_plain(choose) for choose in others), rows)


def _at(seen: Observed, name: str, kind: str, year: int) -> np.ndarray:
    return seen[f"{name} {kind}@{52 * year}"]


def _plain(choose: str) -> str:
    return choose.replace("_", " ")


def words(tables: Tables) -> list[str]:
    """Where gaps lie, and what each choice does to them near the edge."""
    beyond = tables[f"beyond, year {AT}"]
    return [
        *(_widest(beyond, scenario) for scenario in SCENARIOS),
        *(_chosen(tables[context], context) for context in NEAR),
        _by_luck(len(_ROWS) * len(NEAR) * len(tables[NEAR[0]].columns)),
    ]


def _by_luck(differences: int) -> str:
    """What is to be kept in mind of so many comparisons."""
    return (
        f"That is {differences} differences between gaps, each with an interval of its own: about "
        f"{round(differences / 20)} of them would be told as wider or narrower by luck alone, so a difference of a "
        "point or two that is told only once is no finding."
    )


def _widest(table: Table, scenario: str) -> str:
    clear = [(row, cell) for row, column, cell in table if column == scenario and direction(cell.found) > 0]
    start = f"{scenario[:1].upper()}{scenario[1:]}, places given at random: after {AT} years"
    if not clear:
        return f"{start} no gap is clearly wider than chance would make it."
    row, cell = max(clear, key=lambda each: each[1].found.value)
    others = [name for name, _ in clear if name != row]
    also = f"; also beyond chance: {listed(others)}" if others else ""
    return f"{start} the widest gap beyond chance is between {_spoken(row)}: {told(cell)}{also}."


def _spoken(row: str) -> str:
    grouping, what = row.split(": ")
    return f"{grouping}s in {what}"


def _chosen(table: Table, context: str) -> str:
    told_of = " ".join(_choice(table, choose) for choose in table.columns)
    return f"{context[:1].upper()}{context[1:]}, beside places given at random, after {AT} years. {told_of}"


def _choice(table: Table, choose: str) -> str:
    cells = {row: table[row, choose] for row in table.rows if row != "final practising"}
    wider, narrower = ([row for row, cell in cells.items() if direction(cell.found) == way] for way in (1, -1))
    parts = [f"widens {listed(wider)}"] if wider else []
    parts += [f"narrows {listed(narrower)}"] if narrower else []
    practising = table["final practising", choose]
    cost = ("no clear gain or cost", "a gain", "a cost")[direction(practising.found)]
    did = ", and ".join(parts) or "moves no gap clearly"
    return f"Choosing {choose} {did}; {cost} in final practising, {told(practising)}."


def figure(runs: Runs, setting: Setting) -> "Figure":
    """Gaps beyond chance over the years; and what each choice does to them."""
    from analysis.figures.gaps import gaps_figure

    lines = {
        (grouping, what): {
            scenario: np.stack([_at(runs[f"{scenario}, random"], f"{grouping} {what}", "beyond", y) for y in YEARS], 1)
            for scenario in SCENARIOS
        }
        for grouping, what in _ROWS
    }
    return gaps_figure(YEARS, lines, _choices(runs, NEAR[0]), NEAR[0], setting)


STUDY: Final = Study(
    name="left_out",
    title="Who is left out, and whom to train so that fewer are",
    question="Do professions, grades and units drift apart in training, talk and knowledge, and does it matter whom we "
    "train: anyone, those with most partners, whole teams, as many from each profession, or volunteers?",
    assumes=(
        "The gap between the highest and the lowest group is biased upward in small groups (a unit has about 12 "
        "people, managers are about 8 % of staff): it is told beside its noise floor, the gap among the same people "
        "dealt to groups of the same sizes at random.",
        "Cross profession gives each profession equally many places, so the small ones get more than their share.",
        "Talk is that of a single week; training is having been trained, and leavers take it with them.",
        "In the model a profession differs only in whom it is tied with and in how safely it talks across; grades "
        "differ in nothing. A gap between grades beyond chance would come from whom the choice prefers.",
        "Trust A's and Trust D's ties are stylised, and stand in a context just above the edge.",
    ),
    arms=arms,
    found=found,
    figure=figure,
    words=words,
)
"""The study."""
