"""What a pattern is: its criterion word for word, the arms run for it, and what is found beside what is wanted.

    Setting ──► Pattern.arms ──► runs ──► Pattern.judge ──► Finding, Finding, …

A finding that is only reported has no verdict. A pattern holds when none of its findings fails.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import isnan
from typing import Any, Final

from analysis.findings import Finding
from experiments.arms import Arm, Observed
from sim.scenario import Rules, Scenario

MARKS: Final = {
    "c": "calibrated on",
    "i": "follows from an input or other patterns",
    "e": "emergent, held out of calibration",
    "i/e": "in part an input, in part emergent",
}

Runs = Mapping[str, Observed]


@dataclass(frozen=True)
class Setting:
    """With what all patterns are run.

    Attributes:
        rules: the constants of the equations.
        seeds: of each arm; a pattern that needs more or fewer arms or seeds says so.
        people: staff of an organisation.
        edge: the seasoning at which half of the runs burn with 20 % trained, as measured before the patterns
            that need it are run (`analysis.patterns.edge`); NaN before, and where there is none.
    """

    rules: Rules = field(default_factory=Rules)
    seeds: Sequence[int] = range(100)
    people: int = 300
    edge: float = float("nan")

    @property
    def just_above(self) -> float:
        """The seasoning that the criteria call just above the edge."""
        return self.beside(0.1)

    def beside(self, by: float) -> float:
        """The seasoning so far beside the edge, within the axis; its seasoned end where no edge was found."""
        return 1.0 if isnan(self.edge) else min(1.0, max(0.0, self.edge + by))

    @property
    def edge_told(self) -> str:
        """Where the edge lies, in words."""
        if isnan(self.edge):
            return "none on the axis; what is asked beside it is asked of the seasoned context"
        return f"seasoning {self.edge:.3f}"

    def scenario(self, **given: Any) -> Scenario:
        """A scenario as all patterns have it, with what this one changes: distributed ties, 416 weeks.

        Groups are merged: `network={"kind": "trust_d"}` keeps the size.
        """
        plain = Scenario(network={"size": self.people}, rules=self.rules.model_dump())
        return plain.changed(**given) if given else plain

    def arm(self, name: str, observe: Callable[..., Mapping[str, float]] | partial[Any], **given: Any) -> Arm:
        """An arm of `scenario(**given)` over all seeds."""
        return Arm(name, self.scenario(**given), self.seeds, observe)


@dataclass(frozen=True)
class Pattern:
    """One of the acceptance table.

    Attributes:
        number: as in the table.
        mark: of `MARKS`.
        title: the first words of the criterion.
        criterion: word for word as in the design of the model.
        rests_on: what of the model makes it, in a sentence: assumption, input or emergence.
        arms: the arms to run in a setting.
        judge: what was found, from the runs of those arms and the setting.
    """

    number: int
    mark: str
    title: str
    criterion: str
    rests_on: str
    arms: Callable[[Setting], Sequence[Arm]]
    judge: Callable[[Runs, Setting], Sequence[Finding]]
