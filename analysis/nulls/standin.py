"""What observers of a run are handed when a null model stands in the model's place.

It answers to what a null model has (practising, reported and by those not committed; training; how the fire ended),
and raises `CannotSayError` at anything else an observer asks for. Reported practice is a rule of measuring, not of
behaviour, so the model's own is used. People at talk spaces and in workshops are unknown (NaN): what they cost cannot
be told, but that need not keep a null model from saying how the fire ended.
"""

from collections.abc import Mapping, Sequence
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


_UNKNOWN: Final = ("attendances", "workshop_places")


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


class Heads(Nothing):
    """A record that knows how many people there are, and nothing of them.

    Args:
        staff: of each organisation.
    """

    def __init__(self, staff: Sequence[int]) -> None:
        super().__init__("people, ties or units")
        self.cells = np.array(staff, dtype=np.float64)[None, :, None, None]


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
        if name in _UNKNOWN:
            return np.full_like(self.series("practising"), np.nan)
        if name not in self.told:
            raise CannotSayError(f"the measure {name}")
        return self.told[name][: self.weeks]

    @property
    def _cells(self) -> NoReturn:
        raise CannotSayError("people by role, profession or grade")


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
        record = cast(Record, Heads(staff))
        return Told(self.scenario, self.week, record, context, np.zeros(0, dtype=np.int32), told)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise CannotSayError(f"people, ties or units ({name})")
