"""Units and professions: who talks across, and who is cut off."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.diagnosis.coded import FEW_OF_PROFESSION, FEW_OF_UNIT, Coded
from analysis.diagnosis.seen import Seen
from analysis.diagnosis.standing import Standing
from sim.network.structure import EITest, ei_test
from sim.network.structure.arcs import ratio
from sim.scenario import PROFESSIONS

PERMUTATIONS: Final = 999


@dataclass(frozen=True)
class Group:
    """One unit or profession.

    Attributes:
        kind: "unit" or "profession".
        name: what it is called.
        people, answered: how many there are, and of them answered.
        partners: mean over its people, as read.
        returned: share of the arcs they give, to people who answered, that are returned.
        outside: how many stand outside the largest component.
        ties_out: ties with people of other groups of its kind, as read.
        alone: whether there is no such tie.
        messengers: how many of its people are messengers.
    """

    kind: str
    name: str
    people: int
    answered: int
    partners: float
    returned: float
    outside: int
    ties_out: int
    messengers: int

    @property
    def alone(self) -> bool:
        """Whether nobody in it is tied with another group."""
        return self.ties_out == 0


@dataclass(frozen=True)
class Island:
    """A component of two or more beside the largest.

    Attributes:
        people: how many.
        units: the units they are of, with how many of each; empty where units are not known.
    """

    people: int
    units: tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Groups:
    """Who is cut off, by unit and profession.

    Attributes:
        groups: each unit, then each profession; without names not those of very few people.
        islands: components of two or more beside the largest, the largest first.
        isolates: rows of people who are tied with nobody, as read.
        ei: by "unit" and "profession", the E-I test of the arcs told; without those not known or all alike.
    """

    groups: tuple[Group, ...]
    islands: tuple[Island, ...]
    isolates: NDArray[np.int64]
    ei: dict[str, EITest]

    def of(self, kind: str) -> tuple[Group, ...]:
        """The groups of one kind."""
        return tuple(group for group in self.groups if group.kind == kind)


def groups(people: Coded, seen: Seen, stands: Standing, seed: int = 0) -> Groups:
    """The groups of a survey.

    Args:
        people: who they are.
        seen: what the form shows.
        stands: where each stands.
        seed: of the permutation tests.
    """
    labels = {"unit": people.unit, "profession": people.profession}
    names = {"unit": people.units, "profession": PROFESSIONS}
    fewest = {"unit": FEW_OF_UNIT, "profession": FEW_OF_PROFESSION}
    tests = {
        kind: ei_test(seen.told, label, PERMUTATIONS, seed)
        for kind, label in labels.items()
        if len(np.unique(label[label >= 0])) > 1
    }
    every = [group for kind, label in labels.items() for group in _kind(kind, label, names[kind], seen, stands)]
    return Groups(
        groups=tuple(group for group in every if people.named or group.people >= fewest[group.kind]),
        islands=_islands(people, stands),
        isolates=np.flatnonzero(stands.partners == 0),
        ei=tests,
    )


def _kind(kind: str, label: NDArray[np.int64], names: tuple[str, ...], seen: Seen, stands: Standing) -> list[Group]:
    """The groups of one kind that anyone belongs to."""
    partners = seen.arcs.partners
    here = np.repeat(np.arange(seen.arcs.people), np.diff(partners.start))
    crosses = (label[here] != label[partners.row]) & (label[here] >= 0)
    out = np.bincount(label[here][crosses], minlength=len(names))
    found = []
    for number, name in enumerate(names):
        member = label == number
        if member.any():
            found.append(
                Group(
                    kind=kind,
                    name=name,
                    people=int(member.sum()),
                    answered=int((member & seen.answered).sum()),
                    partners=float(stands.partners[member].mean()),
                    returned=ratio(int(stands.returned[member].sum()), int(stands.asked[member].sum())),
                    outside=int((stands.component[member] > 0).sum()),
                    ties_out=int(out[number]),
                    messengers=int(stands.messenger[member].sum()),
                )
            )
    return found


def _islands(people: Coded, stands: Standing) -> tuple[Island, ...]:
    """Components of two or more beside the largest."""
    sizes = np.bincount(stands.component)
    found = []
    for number in range(1, len(sizes)):
        if sizes[number] > 1:
            rows = np.flatnonzero(stands.component == number)
            units: dict[str, int] = {}
            for row in rows.tolist() if people.units else []:
                units[people.unit_of(row)] = units.get(people.unit_of(row), 0) + 1
            found.append(Island(int(sizes[number]), tuple(sorted(units.items(), key=lambda unit: (-unit[1], unit[0])))))
    return tuple(found)
