"""Builds the people and ties of an organisation: from its archetype, or from files of real ties.

The order is: who is tied with whom (`archetypes`), units, professions and grades (`labels`), rewiring, which
arcs are returned (`shapes/arcs.py`), and the items of each arc (`items`). Files go their own way: see
`reading/population.py` for their people and `reading/around.py` for the organisation built around them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.network import archetypes, items
from sim.network.labels import in_shares, swapped
from sim.network.shapes.arcs import present
from sim.network.shapes.draws import Kind, Luck
from sim.network.shapes.dyads import rewired
from sim.network.ties import Ties
from sim.scenario import Network, Organisation
from sim.staff import Staff

People = NDArray[np.int32]


class Population(NamedTuple):
    """The people of an organisation and the ties between them, at the start."""

    staff: Staff
    ties: Ties


def build(organisation: Organisation, index: int, seed: int) -> Population:
    """Build an organisation. The same (network, index, seed) give the same people and ties.

    Args:
        organisation: only its `network` (and its name, in errors) is looked at.
        index: of the organisation in its scenario; organisations that differ in it differ in their luck.
        seed: of the run; `network.seed`, when given, replaces it.

    Raises:
        NetworkError: ties that cannot be built, or files that cannot be read.
    """
    network = organisation.network
    seed = seed if network.seed is None else network.seed
    if network.kind == "survey":
        from sim.network.reading import read_population

        staff, ties = read_population(network, index, seed)
        return Population(staff, ties)
    try:
        return _from_archetype(network, Luck(seed, index))
    except NetworkError as error:
        raise NetworkError(f"{organisation.name}: {error}") from None


def _from_archetype(network: Network, luck: Luck) -> Population:
    plan = archetypes.plan(network)
    dyads = archetypes.SHAPES[network.kind](plan, luck)
    unit = swapped(plan.unit, dyads.first, dyads.second, plan.crossing, Kind.UNIT_SWAPS, luck)
    order = np.argsort(unit, kind="stable")
    row = np.empty(network.size, dtype=np.int64)
    row[order] = np.arange(network.size)
    first, second = _in_order(row[dyads.first], row[dyads.second])
    staff = _staff(network, unit[order], first, second, luck)
    if network.rewiring:
        first, second = _in_order(*rewired(first, second, staff.profession, network.rewiring, luck))
    return Population(staff, _ties(network, first, second, luck))


def _staff(network: Network, unit: People, first: People, second: People, luck: Luck) -> Staff:
    """People of the professions and grades in their shares, professions placed by who is tied with whom."""
    professions, seniority = (list(part.model_dump().values()) for part in (network.professions, network.seniority))
    profession = in_shares(professions, network.size, Kind.PROFESSION, luck)
    crossing = round(network.cross_profession * len(first))
    profession = swapped(profession, first, second, crossing, Kind.PROFESSION_SWAPS, luck)
    grade = in_shares(seniority, network.size, Kind.SENIORITY, luck) + 1
    return Staff(unit=unit, profession=profession.astype(np.int8), seniority=grade.astype(np.int8))


def _ties(network: Network, first: People, second: People, luck: Luck) -> Ties:
    """The arcs of the dyads, and their items."""
    arcs = present(first, second, archetypes.reciprocity(network), luck)
    columns = items.at_start(first, second, arcs, network.items, luck.organisation, luck.seed)
    return Ties(first, second, arcs, **columns)


def _in_order(one: NDArray[np.int64], other: NDArray[np.int64]) -> tuple[People, People]:
    """Pairs with the smaller row first, in rising order."""
    key = np.sort(np.minimum(one, other) << 32 | np.maximum(one, other))
    return (key >> 32).astype(np.int32), (key & 0xFFFFFFFF).astype(np.int32)
