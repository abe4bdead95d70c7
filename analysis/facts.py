"""What is told of a fire: for each run, practising at the moments people ask about, and why it went so.

A fire is all runs of one organisation (`experiments.run.Fire`); each fact is a column of one number a run.
Three spans are used, and told wherever a number is: the whole run; *under support*, from one year on to the
week in which support ends; *telling*, weeks 26 to 104, when the first improvers speak to those not trained.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.run import STRUCTURE, Batch, Fire
from sim import rules
from sim.outcome import BURNING, NOT_YET, OUT, SMOULDERING
from sim.schedule import COLUMN, coached

Column = NDArray[np.float64]

YEAR: Final = 52
LATER: Final = 3 * YEAR
TELLING: Final = (26, 104)
"""Weeks in which the first improvers tell of improvement."""

OUTCOMES: Final = (BURNING, SMOULDERING, OUT, NOT_YET)


class Moment(NamedTuple):
    """A moment people ask about: what it is called, and how many weeks have then been run."""

    words: str
    weeks: int


@dataclass(frozen=True, eq=False)
class Facts:
    """The facts of one fire, each a column over its runs."""

    fire: Fire

    def __len__(self) -> int:
        """How many runs there are."""
        return len(self.fire)

    @property
    def name(self) -> str:
        """The name of the organisation."""
        return self.fire.name

    @cached_property
    def coached(self) -> tuple[int, int] | None:
        """The first week with coaching and the week after the last, as far as the run goes; None without any."""
        return coached(self.fire.context)

    @property
    def support_ends(self) -> int | None:
        """The week in which support has ended; None when there is none, or when it outlasts the run."""
        return self.coached[1] if self.coached and self.coached[1] < self.fire.weeks else None

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """One year, the end of support and three years later, as far as the run goes; and its last week."""
        ended = self.support_ends
        asked = [Moment("at one year", YEAR)]
        if ended is not None:
            asked += [Moment("when support ended", ended), Moment("three years later", ended + LATER)]
        found = [moment for moment in asked if moment.weeks <= self.fire.weeks]
        if all(moment.weeks != self.fire.weeks for moment in found):
            found.append(Moment("in the last week", self.fire.weeks))
        return tuple(sorted(found, key=lambda moment: moment.weeks))

    def practising(self, moment: Moment) -> Column:
        """Share practising in the week that ends at a moment."""
        shares: Column = self.fire.series["practising"][:, moment.weeks - 1]
        return shares

    @property
    def final(self) -> Column:
        """Mean share practising over the last weeks, by which the outcome is judged."""
        return np.array([outcome.practising for outcome in self.fire.outcomes], dtype=np.float64)

    def count(self, outcome: str) -> int:
        """How many runs ended so."""
        return sum(each.outcome == outcome for each in self.fire.outcomes)

    @property
    def usual(self) -> str:
        """The outcome that most runs had; of equal ones the hotter."""
        return max(OUTCOMES, key=self.count)

    @property
    def median_run(self) -> int:
        """The run in the middle by final practising (of two, the upper); its place in `fire.seeds`."""
        order = np.lexsort((np.array(self.fire.seeds), self.final))
        return int(order[len(order) // 2])

    @property
    def span(self) -> tuple[int, int]:
        """The weeks *under support*: from one year on to the end of support, as far as the run goes."""
        end = min(self.support_ends or self.fire.weeks, self.fire.weeks)
        return (YEAR if end > YEAR else 0), end

    def mean(self, measure: str, span: tuple[int, int] | None = None) -> Column:
        """The mean of a weekly measure over a span of weeks, by default *under support*; NaNs left out."""
        first, last = span or self.span
        values = self.fire.series[measure][:, first:last]
        known = ~np.isnan(values)
        total = np.where(known, values, 0.0).sum(axis=1)
        return _ratio(total, known.sum(axis=1))

    @property
    def telling_weeks(self) -> tuple[int, int]:
        """The span *telling*, as far as the run goes."""
        first, last = TELLING
        return (first, min(last, self.fire.weeks)) if self.fire.weeks > first else (0, self.fire.weeks)

    @property
    def answered(self) -> Column:
        """Share of talk between pairs that was answered, while the first improvers were telling."""
        first, last = self.telling_weeks
        reflective, told = (
            self.fire.series[name][:, first:last].sum(axis=1) for name in ("reflective_talk", "telling")
        )
        return _ratio(reflective, reflective + told)

    @property
    def talks(self) -> Column:
        """Talks of improvement between pairs a week and hundred staff, while the first improvers were telling."""
        talk = self.mean("reflective_talk", self.telling_weeks) + self.mean("telling", self.telling_weeks)
        return 100 * talk / self.fire.start["people"]

    @property
    def in_talk(self) -> Column:
        """Share of untrained staff in any improvement talk in a week, while the first improvers were telling."""
        return self.mean("in_talk", self.telling_weeks)

    @property
    def ignition(self) -> Column:
        """Weeks to ignition; NaN where a run never burned for 13 weeks in a row."""
        return np.array([np.nan if each.ignition is None else float(each.ignition) for each in self.fire.outcomes])

    @property
    def extinction(self) -> Column:
        """Weeks to extinction; NaN where a run never went out for good."""
        return np.array([np.nan if each.extinction is None else float(each.extinction) for each in self.fire.outcomes])

    @property
    def spaces(self) -> Column:
        """Talk spaces that a unit held in a year, under support."""
        return YEAR * self.mean("sessions") / self.fire.start["units"]

    @property
    def safety(self) -> float:
        """S in the first week: how safely people of different professions talk."""
        at = self.fire.context[0]
        fear, clinical, enablement = (at[COLUMN[f"leadership.{name}"]] for name in ("fear", "clinical", "enablement"))
        silence = self.fire.scenario.rules.pressure_silence
        return float(rules.safety(fear, clinical, enablement, silence, at[COLUMN["targets.pressure"]]))

    @property
    def signal(self) -> float:
        """v* in the first week: what of the values staff can align with."""
        clarity, concision, consistency = (
            self.fire.context[0][COLUMN[f"values.{name}"]] for name in ("clarity", "concision", "consistency")
        )
        return float(rules.signal(clarity, concision, consistency))

    @property
    def columns(self) -> dict[str, Any]:
        """One column a fact, as the table of runs has them."""
        outcomes = self.fire.outcomes
        at = {_column(moment): self.practising(moment) for moment in self.moments}
        return {
            "organisation": [self.name] * len(self),
            "seed": list(self.fire.seeds),
            "outcome": [each.outcome for each in outcomes],
            "practising_final": self.final,
            "ignition_week": [each.ignition for each in outcomes],
            "extinction_week": [each.extinction for each in outcomes],
            **at,
            "knowledge_mobilised": self.mean("knowledge_mobilised"),
            "locked_in": self.mean("locked_in"),
            "smoke": self.mean("resentment"),
            "smoke_peak": np.nanmax(self.fire.series["resentment"], axis=1, initial=0.0),
            "ostracised": self.mean("ostracised"),
            "talk_answered": self.answered,
            "talks_a_hundred": self.talks,
            "in_talk": self.in_talk,
            "talk_spaces": self.spaces,
            **{f"start_{name}": self.fire.start[name] for name in STRUCTURE},
            **{f"end_{name}": self.fire.end[name] for name in STRUCTURE},
        }


def facts_of(batch: Batch) -> tuple[Facts, ...]:
    """The facts of each fire of a batch."""
    return tuple(Facts(fire) for fire in batch.fires)


def runs_table(facts: tuple[Facts, ...]) -> dict[str, list[Any]]:
    """One row a run and organisation; a column that a fire has not is None there."""
    each = [fact.columns for fact in facts]
    names = list(dict.fromkeys(name for columns in each for name in columns))
    return {
        name: [
            value for fact, columns in zip(facts, each, strict=True) for value in columns.get(name, [None] * len(fact))
        ]
        for name in names
    }


def _ratio(above: Column, below: Column) -> Column:
    """Above / below, NaN where below is 0."""
    shares = np.full(len(above), np.nan)
    np.divide(above, below, out=shares, where=below > 0)
    return shares


def _column(moment: Moment) -> str:
    return "practising_" + moment.words.replace(" ", "_")
