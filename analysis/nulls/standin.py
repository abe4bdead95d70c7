"""What observers of a run are handed when a null model stands in the model's place.

It answers to what a null model has (practising, reported and by those not committed; training; how the fire ended),
and raises `CannotSayError` at anything else an observer asks for. Reported practice is a rule of measuring, not of
behaviour, so the model's own is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn, cast

import numpy as np

from analysis.nulls.course import Course
from analysis.nulls.inputs import CannotSayError
from sim.measures import Results, Series
from sim.rules import reported
from sim.scenario import Scenario
from sim.schedule import COLUMN, schedule
from sim.world import Record

_ANSWERS: Final = ("practising", "practising_others", "trained", "places_offered", "places_filled")


class Nothing:
    """Stands where the model has something that a null model has not.

    Args:
        what: it would be.
    """

    def __init__(self, what: str) -> None:
        self._what = what

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise CannotSayError(f"{self._what} ({name})")


@dataclass(frozen=True)
class Told(Results):
    """The measures of a null model's run.

    Attributes:
        told: the measures it has, each of shape (weeks, O).
    """

    told: Mapping[str, Series]

    def series(self, name: str) -> Series:
        """One of the measures that a null model has.

        Raises:
            CannotSayError: it has not.
        """
        if name == "practising_reported":
            pressure = self.context[: self.weeks, :, COLUMN["targets.pressure"]]
            practising, gaming = self.series("practising"), self.scenario.rules.gaming
            told: Series = np.vectorize(reported, otypes=[float])(practising, gaming, pressure)
            return told
        if name not in self.told:
            raise CannotSayError(f"the measure {name}")
        return self.told[name][: self.weeks]


class StandIn:
    """A null model's finished run, in the place of a `Simulation`.

    Args:
        scenario: that was run.
        course: of its organisations.
    """

    def __init__(self, scenario: Scenario, course: Course) -> None:
        self.scenario = scenario
        self.week = scenario.weeks
        self._course = course

    def results(self) -> Told:
        """The measures of the weeks."""
        staff = [trust.network.size for trust in self.scenario.trusts]
        context = schedule(self.scenario, staff).context
        came = self._course
        columns = (came.practising, came.others, came.trained, came.offered, came.filled)
        told: dict[str, Series] = dict(zip(_ANSWERS, columns, strict=True))
        record = cast(Record, Nothing("people, ties or units"))
        return Told(self.scenario, self.week, record, context, np.zeros(0, dtype=np.int32), told)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise CannotSayError(f"people, ties or units ({name})")
