"""What is reported of a run: weekly measures, groups, gaps, and how the fire ended.

`Results` reads the record that step 14 wrote; everything here is a view of it, by organisation and week.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import FirewoodError, ScenarioError, nearest
from sim.outcome import Outcome, outcome_of
from sim.rules import reported
from sim.scenario import PROFESSIONS, SENIORITIES, Scenario
from sim.schedule import COLUMN, support_ended
from sim.steps.measures import GAINS, SUMS, TALLIES, UNIT_COLUMNS
from sim.world import Record

if TYPE_CHECKING:
    import pandas as pd

Series = NDArray[np.float64]

MEASURES: Final = {
    "practising": "share of staff practising (true)",
    "practising_reported": "share reported as practising, under target pressure",
    "practising_others": "share practising of those not committed from the start",
    "trained": "share of staff trained",
    "knowledge": "mean knowledge of all staff",
    "knowledge_improvers": "mean knowledge of improvers",
    "knowledge_mobilised": "mean knowledge of collaborators (the untrained)",
    "locked_in": "share of improvers' knowledge not reached by collaborators",
    "reflective_talk": "talks between pairs that were answered, a week",
    "telling": "talks between pairs that were not answered, a week",
    "talk_reciprocity": "share of talk between pairs that was answered",
    "in_talk": "share of untrained staff in any improvement talk this week",
    "ostracised": "share of improvers without reflective talk for 13 weeks",
    "resentment": "mean resentment of untrained staff (smoke)",
    "alignment": "mean alignment with the shared values",
    "trust": "mean trust over arcs",
    "arcs": "arcs",
    "lead_time": "mean lead time of units, hours",
    "defects": "mean share of defects over units",
    "gains_held": "share of the lead-time gains won at workshops that is still held",
    "hours_saved": "hours of lead time saved, summed over units",
    "sessions": "talk spaces held, a week",
    "attendances": "people who came to talk spaces, a week",
    "workshops": "workshops held, a week",
    "workshop_places": "people in workshops, a week",
    "joiners": "people who joined, a week",
    "arcs_gained": "arcs that talk spaces made, a week",
    "places_offered": "training places offered so far",
    "places_filled": "training places filled so far",
}
"""Every weekly measure of an organisation, in the order in which tables show them."""


@dataclass(frozen=True, repr=False)
class Results:
    """The measures of a run.

    Attributes:
        scenario: what was run.
        weeks: how many weeks were run; the first is week 0.
        record: as written by the weeks.
        context: shape (weeks, organisations, columns of `schedule.CONTEXT`).
        unit_of: shape (units,), the organisation of each unit.
    """

    scenario: Scenario
    weeks: int
    record: Record
    context: NDArray[np.float64]
    unit_of: NDArray[np.int32]

    def __repr__(self) -> str:
        weeks = f"{self.weeks} week{'s' * (self.weeks != 1)}"
        return f"<Results of {', '.join(self.organisations)}: {weeks}, seed {self.scenario.seed}>"

    @property
    def organisations(self) -> tuple[str, ...]:
        """The names of the organisations."""
        return tuple(trust.name for trust in self.scenario.trusts)

    @cached_property
    def _cells(self) -> Series:
        """Shape (weeks, O, 2 roles, 5 professions, 3 grades, sums)."""
        cells = self.record.cells[: self.weeks]
        return cells.reshape(*cells.shape[:2], 2, len(PROFESSIONS), len(SENIORITIES), len(SUMS))

    @cached_property
    def _roles(self) -> Series:
        """Shape (weeks, O, 2 roles, sums)."""
        total: Series = np.einsum("worpgs->wors", self._cells)  # adds in the same order as `sum`, five times as fast
        return total

    @cached_property
    def _staff(self) -> Series:
        """Shape (weeks, O, sums): both roles together."""
        total: Series = self._roles.sum(axis=2)
        return total

    @property
    def _pressure(self) -> Series:
        return self.context[..., COLUMN["targets.pressure"]]

    def series(self, name: str) -> Series:
        """Shape (weeks, O): one of `MEASURES`; NaN where it is not defined.

        Raises:
            ScenarioError: there is no such measure.
        """
        if name not in MEASURES:
            raise ScenarioError([f"{name}: there is no such measure{nearest(name, MEASURES)}"])
        if name in _MEASURED:
            return _MEASURED[name](self)
        return self.record.tallies[: self.weeks, :, TALLIES.index(name)].astype(np.float64)

    def share(self, name: str, over: str = "people", role: int | None = None) -> Series:
        """Shape (weeks, O): a sum over people divided by another, of one role (0 untrained, 1 trained) or both."""
        sums = self._staff if role is None else self._roles[:, :, role]
        return _ratio(sums[..., SUMS.index(name)], sums[..., SUMS.index(over)])

    def weekly(self) -> "pd.DataFrame":
        """One row a week and organisation: `week`, `organisation`, then all of `MEASURES`."""
        import pandas as pd

        count = len(self.organisations)
        columns: dict[str, Any] = {
            "week": np.repeat(np.arange(self.weeks), count),
            "organisation": list(self.organisations) * self.weeks,
        }
        return pd.DataFrame(columns | {name: self.series(name).ravel() for name in MEASURES})

    def groups(self) -> "pd.DataFrame":
        """One row a week, organisation, grouping (role, profession, grade) and group with people in it.

        Columns: `people`, shares `practising` (true), `practising_reported`, `trained`, `in_talk`, means `knowledge`,
        `resentment`, `alignment`.
        """
        import pandas as pd

        frames = []
        for grouping, (names, sums) in self._groupings().items():
            weeks, organisations, groups, _ = sums.shape
            index = pd.MultiIndex.from_product(
                [range(weeks), self.organisations, [grouping], names],
                names=["week", "organisation", "grouping", "group"],
            )
            flat = sums.reshape(weeks * organisations * groups, len(SUMS) + 1)
            frame = pd.DataFrame(flat, index=index, columns=[*SUMS, "trained"]).reset_index()
            frames.append(frame[frame["people"] > 0])
        table = pd.concat(frames, ignore_index=True).drop(columns="ostracised")
        for name in ("practising", "trained", "in_talk", "knowledge", "resentment", "alignment"):
            table[name] /= table["people"]
        column = {name: number for number, name in enumerate(self.organisations)}
        pressed = self._pressure[table["week"], table["organisation"].map(column).to_numpy(np.int64)]
        table["practising_reported"] = _reported(table["practising"].to_numpy(), self.scenario, pressed)
        return table

    def gaps(self) -> "pd.DataFrame":
        """Who is left out: by week, organisation and grouping, the largest minus the smallest group's share.

        Columns: `training`, `talk`, `knowledge`, `practice`; groups are professions, grades and, when units were kept
        (`keep_units`), units. Of several small groups one is always highest: such a gap is biased upward
        (`analysis.gaps` has what chance alone would show).
        """
        import pandas as pd

        table = self.groups()
        table = table[table["grouping"] != "role"]
        if len(self.record.units):
            units = self.units()
            table = pd.concat([table, units[units["people"] > 0].assign(grouping="unit")], ignore_index=True)
        by = table.groupby(["week", "organisation", "grouping"], sort=False)
        shares = by[["trained", "in_talk", "knowledge", "practising"]]
        spread = shares.max() - shares.min()
        names = {"trained": "training", "in_talk": "talk", "practising": "practice"}
        return spread.rename(columns=names).reset_index()

    def units(self) -> "pd.DataFrame":
        """One row a week and unit, when units were kept (`keep_units`).

        Columns: `organisation`, `unit` (counted over all organisations), `people`, shares `trained`, `practising`,
        `in_talk`, means `knowledge`, `resentment`, `alignment`, the gains in lead time and defects, the gain last won,
        and `workshops` held in it so far.
        """
        import pandas as pd

        kept = self.record.units[: self.weeks]
        weeks, units, _ = kept.shape
        index = pd.MultiIndex.from_product([range(weeks), range(units)], names=["week", "unit"])
        flat = kept.reshape(weeks * units, len(UNIT_COLUMNS))
        table = pd.DataFrame(flat, index=index, columns=list(UNIT_COLUMNS)).reset_index()
        table.insert(1, "organisation", np.tile(np.array(self.organisations, dtype=object)[self.unit_of], weeks))
        for name in ("trained", "practising", "in_talk", "knowledge", "resentment", "alignment"):
            table[name] /= table["people"]
        return table

    def outcomes(self) -> tuple[Outcome, ...]:
        """How each organisation's fire ended.

        Raises:
            FirewoodError: no week has been run.
        """
        if self.weeks == 0:
            raise FirewoodError("no week has been run yet, so no fire has ended")
        practising = self.series("practising")
        ended = [support_ended(self.context[: self.weeks, o]) for o in range(len(self.organisations))]
        return tuple(outcome_of(name, practising[:, o], ended[o]) for o, name in enumerate(self.organisations))

    def _groupings(self) -> dict[str, tuple[list[str], Series]]:
        """Groups by role, profession and grade: names, and sums of shape (weeks, O, groups, sums and trained)."""
        trained = self._cells[:, :, 1, :, :, 0]
        cells = self._cells
        none = np.zeros_like(trained.sum(axis=(2, 3)))
        by_role = np.stack([none, trained.sum(axis=(2, 3))], axis=2)
        return {
            "role": (["collaborator", "improver"], _with(cells.sum(axis=(3, 4)), by_role)),
            "profession": (list(PROFESSIONS), _with(cells.sum(axis=(2, 4)), trained.sum(axis=3))),
            "grade": ([str(grade) for grade in SENIORITIES], _with(cells.sum(axis=(2, 3)), trained.sum(axis=2))),
        }


def _with(sums: Series, trained: Series) -> Series:
    return np.concatenate([sums, trained[..., None]], axis=-1)


def _ratio(above: Series, below: Series) -> Series:
    """Above / below, NaN where below is 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)


def _locked_in(results: Results) -> Series:
    improvers = results.share("knowledge", role=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        locked = np.clip(1.0 - results.share("knowledge", role=0) / improvers, 0.0, 1.0)
    return np.where(improvers > 0, locked, np.nan)


def _others(results: Results) -> Series:
    """Practising of those not committed; the committed neither lapse nor leave."""
    people = results._staff
    shares = np.array([trust.staffing.committed for trust in results.scenario.trusts])
    committed = np.floor(shares * people[:1, :, 0] + 0.5)
    return _ratio(people[..., SUMS.index("practising")] - committed, people[..., 0] - committed)


def _reported(practising: Series, scenario: Scenario, pressure: Series) -> Series:
    equation: Any = getattr(reported, "py_func", reported)  # not compiled: it takes whole columns
    told: Series = equation(practising, scenario.rules.gaming, pressure)
    return told


def _talk_reciprocity(results: Results) -> Series:
    answered, told = results.series("reflective_talk"), results.series("telling")
    return _ratio(answered, answered + told)


def _trained(results: Results) -> Series:
    return _ratio(results._roles[:, :, 1, 0], results._staff[..., 0])


def _gain(results: Results, name: str) -> Series:
    return results.record.gains[: results.weeks, :, GAINS.index(name)]


def _baseline(results: Results, name: str) -> Series:
    return np.array([getattr(trust.workshops, name) for trust in results.scenario.trusts])


def _mean_gain(results: Results, name: str) -> Series:
    return _ratio(_gain(results, name), _gain(results, "units"))


_MEASURED: Final[dict[str, Callable[[Results], Series]]] = {
    "practising": lambda r: r.share("practising"),
    "practising_reported": lambda r: _reported(r.share("practising"), r.scenario, r._pressure[: r.weeks]),
    "practising_others": _others,
    "trained": _trained,
    "knowledge": lambda r: r.share("knowledge"),
    "knowledge_improvers": lambda r: r.share("knowledge", role=1),
    "knowledge_mobilised": lambda r: r.share("knowledge", role=0),
    "locked_in": _locked_in,
    "talk_reciprocity": _talk_reciprocity,
    "in_talk": lambda r: r.share("in_talk", role=0),
    "ostracised": lambda r: r.share("ostracised", role=1),
    "resentment": lambda r: r.share("resentment", role=0),
    "alignment": lambda r: r.share("alignment"),
    "trust": lambda r: _ratio(r.record.trust[: r.weeks], r.series("arcs")),
    "lead_time": lambda r: _baseline(r, "baseline_hours") * (1.0 - _mean_gain(r, "gain_lead")),
    "defects": lambda r: _baseline(r, "baseline_defects") * (1.0 - _mean_gain(r, "gain_defects")),
    "gains_held": lambda r: _ratio(_gain(r, "gain_lead"), _gain(r, "gain_won")),
    "hours_saved": lambda r: _baseline(r, "baseline_hours") * _gain(r, "gain_lead"),
}
