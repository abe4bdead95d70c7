"""A whole health service: how many of its organisations burn, smoulder or are out, and how many staff work there."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.facts import OUTCOMES, Facts
from sim.scenario import SEASONING, Organisation

THIRDS: Final = ("damp third", "middle third", "seasoned third")

Column = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Service:
    """The fires of all organisations of a scenario.

    Attributes:
        facts: one an organisation.
    """

    facts: Sequence[Facts]

    @cached_property
    def seasoning(self) -> Column:
        """Shape (organisations,): mean place of the antecedents from damp, 0, to seasoned, 1, at the start."""
        return np.array([seasoning_of(fact.fire.scenario.trusts[fact.fire.index]) for fact in self.facts])

    @cached_property
    def staff(self) -> Column:
        """Shape (organisations,): people."""
        return np.array([fact.fire.start["people"][0] for fact in self.facts])

    @cached_property
    def final(self) -> Column:
        """Shape (organisations, runs): the share practising by which the outcome is judged."""
        return np.array([fact.final for fact in self.facts])

    @cached_property
    def ended(self) -> NDArray[np.int64]:
        """Shape (organisations, runs): the outcome, as its place in `OUTCOMES`."""
        return np.array([[OUTCOMES.index(each.outcome) for each in fact.fire.outcomes] for fact in self.facts])

    @cached_property
    def runs(self) -> int:
        """How many runs there are."""
        return int(self.final.shape[1])

    def counts(self, rows: NDArray[np.bool_] | None = None) -> dict[str, Column]:
        """Organisations that ended so, of those in `rows`: each of shape (runs,)."""
        chosen = self.ended if rows is None else self.ended[rows]
        return {outcome: (chosen == place).sum(axis=0).astype(float) for place, outcome in enumerate(OUTCOMES)}

    def staff_in(self) -> dict[str, Column]:
        """The share of staff who work in an organisation that ended so: each of shape (runs,)."""
        whole = self.staff.sum()
        return {
            outcome: (self.staff[:, None] * (self.ended == place)).sum(axis=0) / whole
            for place, outcome in enumerate(OUTCOMES)
        }

    @property
    def practising(self) -> Column:
        """Shape (runs,): the share of all staff who practise over the last weeks."""
        share: Column = (self.staff[:, None] * self.final).sum(axis=0) / self.staff.sum()
        return share

    @cached_property
    def thirds(self) -> dict[str, NDArray[np.bool_]]:
        """The organisations by seasoning, in three parts as alike in number as can be."""
        place = np.argsort(np.argsort(self.seasoning, kind="stable"), kind="stable") * 3 // len(self.seasoning)
        return {name: place == third for third, name in enumerate(THIRDS)}


def seasoning_of(trust: Organisation) -> float:
    """How far the antecedents of an organisation lie from damp, 0, to seasoned, 1, on average."""
    levels = [(trust.antecedent(lever) - damp) / (seasoned - damp) for lever, (damp, seasoned) in SEASONING.items()]
    return float(np.mean(levels))
