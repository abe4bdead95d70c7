"""Quality management as the talk frames it: planning, control and improvement, co-ordinated and embedded.

Of one organisation in a run whose units were kept (`keep_units`). Each is a share, by week; 1 is all there could be.

- **Planning**: is work chosen in line with the shared values? The mean alignment of the people of those units that have
  been chosen for a workshop (the value streams), each as often as it was chosen. Alignment moves toward the values'
  signal and so already tells how clear, concise and consistent they are; multiplying by the signal would
  count it twice. In this model units are drawn for workshops without regard to alignment: planning tells whether
  values are shared where the work is, not whether the choice was wise. `planning_beside` (planning less
  the mean alignment of all staff) is there to show just that: about 0.
- **Control**: is what was won held, and talked of daily? By unit the geometric mean of the share of its gain that is
  still held and of the share of its people in talk of improvement in a week (mean of a quarter): a gain that
  nobody talks of, or talk over a gain that is lost, is no control. Where nothing was won there is nothing to
  hold, and control is the talk alone.
- **Improvement**: workshops and the gains they win. By unit the lead-time gain after its latest workshop, beside the
  gain that a workshop aims at (62 %): what was won, whether held or not.
- **Co-ordinated**: the share of units in which all three are at least `LEVEL`, and the mean of the three rank
  correlations among the units chosen for a workshop (elsewhere planning is not defined, and control is another sum).
- **Embedded**: the practising of the untrained two years after support ended, beside that of all staff when it
  ended; and of the units with all three then, the share that still have them.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim import schedule
from sim.measures import Results
from sim.outcome import OUT_BELOW, WINDOW

Shares = NDArray[np.float64]

LEVEL: Final = 0.5
"""From which planning, control or improvement counts as there."""
QUARTER: Final = 13
LATER: Final = 104
"""Weeks after support, at which is asked what is embedded."""


@dataclass(frozen=True, eq=False)
class Quality:
    """Quality management of an organisation, week by week.

    Attributes:
        chosen: shape (weeks, units), workshops held in each unit so far.
        alignment: mean alignment of each unit's people.
        control, improvement: of each unit.
        people: of each unit; units without people are left out of all that follows.
    """

    chosen: Shares
    alignment: Shares
    control: Shares
    improvement: Shares
    people: Shares

    @property
    def planning(self) -> Shares:
        """Shape (weeks,): mean alignment of the chosen units, by workshops; NaN before the first."""
        return _mean(self.alignment, self.chosen)

    @property
    def planning_beside(self) -> Shares:
        """Shape (weeks,): planning less the mean alignment of all staff."""
        return self.planning - _mean(self.alignment, self.people)

    def over_units(self, values: Shares) -> Shares:
        """Shape (weeks,): the mean over units with people."""
        return _mean(values, (self.people > 0).astype(np.float64))

    @property
    def all_three(self) -> NDArray[np.bool_]:
        """Shape (weeks, units): whether a unit was chosen, is aligned, in control and improved, all at `LEVEL`."""
        planned = (self.chosen > 0) & (self.alignment >= LEVEL)
        return planned & (self.control >= LEVEL) & (self.improvement >= LEVEL) & (self.people > 0)

    def together(self, week: int) -> float:
        """The mean rank correlation of alignment, control and improvement among the chosen units.

        NaN where one of them is the same in all of them.
        """
        there = (self.people[week] > 0) & (self.chosen[week] > 0)
        if there.sum() < 2:
            return float("nan")
        columns = [values[week, there] for values in (self.alignment, self.control, self.improvement)]
        return float(np.mean([rank_correlation(columns[i], columns[j]) for i, j in ((0, 1), (0, 2), (1, 2))]))


def quality(results: Results, organisation: int = 0) -> Quality:
    """Quality management of one organisation.

    Args:
        results: of a run whose units were kept.
        organisation: its number.

    Raises:
        ValueError: units were not kept.
    """
    if not len(results.record.units):
        raise ValueError("units were not kept; run with keep_units=True")
    table = results.units()
    here = results.unit_of == organisation

    def column(name: str) -> Shares:
        values = table[name].to_numpy(dtype=np.float64).reshape(results.weeks, len(here))
        return np.asarray(np.nan_to_num(values[:, here]))

    won, aim = column("gain_won"), results.scenario.trusts[organisation].workshops.lead_time
    talk = _of_the_quarter(column("in_talk"))
    held = np.divide(column("gain_lead"), won, out=np.ones_like(won), where=won > 0)
    return Quality(
        chosen=column("workshops"),
        alignment=column("alignment"),
        control=np.where(won > 0, np.sqrt(held * talk), talk),
        improvement=won / aim if aim > 0 else np.zeros_like(won),
        people=column("people"),
    )


def support_ended(results: Results, organisation: int = 0) -> int:
    """The week from which no coaching was given; 0 without any."""
    return schedule.support_ended(results.context[: results.weeks, organisation])


def embedded(results: Results, organisation: int = 0) -> float:
    """What remains among the untrained two years after support, beside what all staff did when it ended.

    Returns:
        A share, at most 1; 0 where the fire was already out, so that nothing could remain; NaN where the run
        ends before.
    """
    ended = support_ended(results, organisation)
    if results.weeks < ended + LATER or ended < WINDOW:
        return float("nan")
    before = float(results.series("practising")[ended - WINDOW : ended, organisation].mean())
    after = results.share("practising", role=0)[ended + LATER - WINDOW : ended + LATER, organisation]
    return 0.0 if before < OUT_BELOW else min(1.0, float(np.nan_to_num(after).mean()) / before)


def lasting(found: Quality, ended: int) -> float:
    """Of the units with all three when support ended, the share that have them two years later; NaN without any."""
    if len(found.people) < ended + LATER or not ended:
        return float("nan")
    then, later = found.all_three[ended - 1], found.all_three[ended + LATER - 1]
    return float(later[then].mean()) if then.any() else float("nan")


def rank_correlation(one: ArrayLike, other: ArrayLike) -> float:
    """Spearman's, ties at their middle rank; NaN where one of the two is the same throughout."""
    ranks = [_ranks(np.asarray(values, dtype=np.float64)) for values in (one, other)]
    deviations = [each - each.mean() for each in ranks]
    spread = float(np.sqrt((deviations[0] ** 2).sum() * (deviations[1] ** 2).sum()))
    return float((deviations[0] * deviations[1]).sum() / spread) if spread > 0 else float("nan")


def _ranks(values: Shares) -> Shares:
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place])


def _of_the_quarter(values: Shares) -> Shares:
    """Each week's mean of the last `QUARTER` weeks, as far as there are."""
    total = np.cumsum(values, axis=0)
    total[QUARTER:] = total[QUARTER:] - total[:-QUARTER]
    weeks = np.minimum(np.arange(1, len(values) + 1), QUARTER)
    return np.asarray(np.maximum(total, 0.0) / weeks[:, None])


def _mean(values: Shares, weights: Shares) -> Shares:
    """Shape (weeks,): weighted over units, NaN without weight."""
    weight = weights.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((values * weights).sum(axis=1) / weight)
