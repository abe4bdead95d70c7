"""The people of a survey as staff and ties: what the model needs and a survey does not say is drawn or imputed.

Rules, all of them assumptions [A]:

People. All who are named or listed, answered or not. They stand by (unit, name), so that the order of
rows in a file changes nothing; a person's identity is organisation and row (`sim.luck`).

Units. As the list of people says; who has none is in the unit "not said". Where nobody has one, people are cut
into ceil(N / `unit_size`) units whose sizes differ by one at most. A unit grows from the lowest name not
yet placed; next comes who has most ties (dyads) into it, then the lowest name; with no tie into it left,
the lowest name not yet placed.

Profession and seniority. As listed; where nothing is said, drawn: the first share, added up in the order
of `PROFESSIONS` (grades 1, 2, 3), that exceeds u(build.staff; (person, 0)) for the profession, (person, 1) for the
grade. A last share takes what rounding leaves.

Items. 1 to 5 become (x − 1) / 4. A missing one becomes the mean of the same arc's other items; on an
arc without any, the mean of that item over the arcs of the file that have it; if none has it, it is
drawn as at the start (ODD 7.15): mean + spread · (2u(item.…; (source, target)) − 1), clipped to [0, 1].

Arcs. Those of the survey. Who did not answer has arcs in and none out; nothing is filled in.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled
from sim.errors import NetworkError
from sim.network.reading.forms import read_survey
from sim.network.reading.survey import Survey
from sim.network.ties import ITEMS, Ties
from sim.scenario import PROFESSIONS, SENIORITIES, Items, Network
from sim.staff import Staff

NOT_SAID: Final = "not said"
"""The unit of people whose unit is blank while others have one."""

ITEM_STREAMS: Final = {item: luck.NUMBERS[f"item.{item}"] for item in ITEMS}
_PROFESSION, _SENIORITY = 0, 1


def read_population(network: Network, index: int, seed: int) -> tuple[Staff, Ties]:
    """The people and ties of the file that a network of kind `survey` names.

    Args:
        network: its `path`, `people`, `layer`, `unit_size`, `professions`, `seniority` and `items`.
        index: the organisation's number, part of every identity.
        seed: seed of the draws.

    Raises:
        NetworkError: the file cannot be read.
    """
    if network.path is None:
        raise NetworkError("no file of ties is named: network.path=FILE")
    return population(read_survey(network.path, people=network.people, layer=network.layer), network, index, seed)


def population(survey: Survey, network: Network, index: int, seed: int) -> tuple[Staff, Ties]:
    """The people and ties of a survey that is read already; arguments as of `read_population`."""
    unit, unit_names = _units(survey, network.unit_size)
    order = np.lexsort((np.arange(len(unit)), unit))
    row = np.empty(len(unit), dtype=np.int64)
    row[order] = np.arange(len(unit))
    drawn = _staff_draws(np.uint64(luck.base(seed, luck.BUILD_STAFF, 0)), index, len(unit))
    shares = [list(part.model_dump().values()) for part in (network.professions, network.seniority)]
    profession = _known_or_drawn(survey, "profession", order, PROFESSIONS, shares[0], drawn[_PROFESSION])
    grades = [str(grade) for grade in SENIORITIES]
    seniority = _known_or_drawn(survey, "seniority", order, grades, shares[1], drawn[_SENIORITY])
    staff = Staff(
        unit=unit[order].astype(np.int32),
        profession=profession.astype(np.int8),
        seniority=np.asarray(SENIORITIES)[seniority].astype(np.int8),
        names=tuple(survey.names[person] for person in order),
        unit_names=unit_names,
    )
    source, target = row[survey.namer], row[survey.named]
    return staff, Ties.from_arcs(source, target, _items(survey, source, target, network.items, index, seed))


def _known_or_drawn(
    survey: Survey,
    attribute: str,
    order: NDArray[np.int64],
    words: Sequence[str],
    shares: Sequence[float],
    draws: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Places in `words`, by row: what the survey says, else by the draws."""
    place = np.minimum(np.searchsorted(np.cumsum(shares), draws, side="right"), len(words) - 1)
    said = survey.attributes.get(attribute)
    if said is None:
        return place
    number = {word: at for at, word in enumerate(words)}
    known = np.array([number.get(said[person], -1) for person in order])
    return np.where(known < 0, place, known)


@compiled
def _staff_draws(start: np.uint64, organisation: int, people: int) -> NDArray[np.float64]:
    """Shape (2, people): the draws of profession and seniority of each row."""
    draws = np.empty((2, people))
    for row in range(people):
        identity = luck.person_identity(organisation, 0, row)
        for kind in range(2):
            draws[kind, row] = luck.draw(start, luck.numbered(identity, kind))
    return draws


def _items(
    survey: Survey, source: NDArray[np.int64], target: NDArray[np.int64], items: Items, index: int, seed: int
) -> dict[str, NDArray[np.float64]]:
    """The five items of each arc in 0..1, missing ones imputed."""
    blank = np.full(survey.arcs, np.nan)
    said = {item: (survey.items[item] - 1) / 4 if item in survey.items else blank for item in ITEMS}
    table = np.array([said[item] for item in ITEMS])
    count = np.sum(~np.isnan(table), axis=0)
    on_arc = np.where(count > 0, np.nansum(table, axis=0) / np.maximum(count, 1), np.nan)
    result = {}
    for item in ITEMS:
        values = said[item]
        own = values[~np.isnan(values)]
        if len(own):
            rest = np.full(survey.arcs, own.mean())
        else:
            drawn = _arc_draws(np.uint64(luck.base(seed, ITEM_STREAMS[item], 0)), index, source, target)
            rest = np.clip(getattr(items, item) + items.spread * (2 * drawn - 1), 0, 1)
        result[item] = np.where(np.isnan(values), np.where(count > 0, on_arc, rest), values)
    return result


@compiled
def _arc_draws(
    start: np.uint64, organisation: int, source: NDArray[np.int64], target: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Shape (M,): one draw an arc, keyed by its two people."""
    draws = np.empty(len(source))
    for arc in range(len(source)):
        one = luck.person_identity(organisation, 0, source[arc])
        other = luck.person_identity(organisation, 0, target[arc])
        draws[arc] = luck.draw(start, luck.pair(one, other))
    return draws


def _units(survey: Survey, unit_size: int) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """The unit of each person, and what the units are called."""
    said = survey.attributes.get("unit")
    if said is not None:
        words = [word or NOT_SAID for word in said]
        names = sorted(set(words))
        number = {name: at for at, name in enumerate(names)}
        return np.array([number[word] for word in words]), tuple(names)
    return grown_units(len(survey.names), survey.namer, survey.named, unit_size), ()


def grown_units(people: int, namer: NDArray[np.int32], named: NDArray[np.int32], unit_size: int) -> NDArray[np.int64]:
    """Units found from the ties, shape (people,), numbered in the order in which they grow; see above."""
    partners: list[set[int]] = [set() for _ in range(people)]
    for one, other in zip(namer.tolist(), named.tolist(), strict=True):
        partners[one].add(other)
        partners[other].add(one)
    units = -(-people // unit_size)
    unit = np.full(people, -1, dtype=np.int64)
    lowest = 0
    for number in range(units):
        ties: dict[int, int] = {}
        waiting: list[tuple[int, int]] = []
        for _ in range((number + 1) * people // units - number * people // units):
            person = -1
            while waiting and person < 0:
                _, person = heappop(waiting)
                person = person if unit[person] < 0 else -1
            if person < 0:
                while unit[lowest] >= 0:
                    lowest += 1
                person = lowest
            unit[person] = number
            for partner in sorted(partners[person]):
                if unit[partner] < 0:
                    ties[partner] = ties.get(partner, 0) + 1
                    heappush(waiting, (-ties[partner], partner))
    return unit
