"""Staff at the start, as columns: one row a person, units in unbroken runs of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.scenario import PROFESSIONS


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of one organisation.

    Attributes:
        unit: shape (N,), the unit of each person, 0..U-1, never falling from row to row.
        profession: shape (N,), index into `PROFESSIONS`.
        seniority: shape (N,), 1..3.
        names: one name a row, all different; empty when people are known by their row alone.
        unit_names: one name a unit; empty when units are known by their number alone.
    """

    unit: NDArray[np.int32]
    profession: NDArray[np.int8]
    seniority: NDArray[np.int8]
    names: tuple[str, ...] = ()
    unit_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self) < 2:
            raise NetworkError(f"an organisation needs at least two people; there are {len(self)}")
        if np.any(np.diff(self.unit) < 0) or self.unit[0] < 0:
            raise NetworkError("people must stand unit by unit, units numbered from 0")
        if self.names and len(set(self.names)) != len(self):
            raise NetworkError("people need names that differ")

    def __len__(self) -> int:
        return len(self.unit)

    @property
    def units(self) -> int:
        """How many units there are."""
        return int(self.unit[-1]) + 1

    def name(self, row: int) -> str:
        """What the person of a row is called."""
        return self.names[row] if self.names else f"person {row + 1}"

    def unit_name(self, unit: int) -> str:
        """What a unit is called."""
        return self.unit_names[unit] if self.unit_names else f"unit {unit + 1}"

    def profession_name(self, row: int) -> str:
        """The profession of the person of a row."""
        return PROFESSIONS[int(self.profession[row])]

    @classmethod
    def ordered(
        cls,
        unit: Sequence[int] | NDArray[np.int32],
        profession: Sequence[int] | NDArray[np.int8],
        seniority: Sequence[int] | NDArray[np.int8],
        names: Sequence[str] = (),
        unit_names: Sequence[str] = (),
    ) -> tuple[Self, NDArray[np.int64]]:
        """Staff given in any order, put unit by unit; also `row`, where each given person now stands."""
        labels = np.asarray(unit, dtype=np.int32)
        order = np.argsort(labels, kind="stable")
        row = np.empty(len(labels), dtype=np.int64)
        row[order] = np.arange(len(labels))
        staff = cls(
            unit=labels[order],
            profession=np.asarray(profession, dtype=np.int8)[order],
            seniority=np.asarray(seniority, dtype=np.int8)[order],
            names=tuple(names[i] for i in order) if len(names) else (),
            unit_names=tuple(unit_names),
        )
        return staff, row
