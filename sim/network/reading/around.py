"""The rest of an organisation, built around the people of a file.

Rules, all of them assumptions [A]. The *named* are the people of the file, the *built* those who make the
organisation up to `around` people. All draws are those of the imputation's seed (`sim.luck.imputation_seed`), so
each imputation has another organisation around the same people.

The named stay as they are: units, ties between them and items are those without `around`; no arc is added
between two of them, not for those who did not answer either.

Units. Units of the file with fewer than `unit_size` people (but not the one called "not said") are filled up, in
proportion where the built are too few; the other built make new units of about `unit_size`.

Profession and grade. The whole organisation has the shares `professions` and `seniority`, as nearly as the named
allow; the built make up what the named lack, in random order (build.staff).

Ties. The built are tied as those who answered are (`pattern.py`): k partners a person, the same reciprocity and
shares crossing units and professions.

- A named person who answered has `outside` · k partners among the built: the survey asked about other people, not
  about these. One who did not answer has, for the same reason, what lacks to k of partners: k − those seen.
  Sums are rounded, not each; in all at most k for each of the built.
- The built have as many dyads among themselves as make k a person on average.
- Which dyads cross units is drawn, in the number that the share gives (the lowest draws of build.ties, AROUND_UNITS).
  A named person whose unit has none of the built has ties across units only; others then cross less often.
- Both people of a dyad (one, where the other is named) are drawn evenly until they fit (AROUND_TIES); after 64
  tries the unit is left aside, after 96 the dyad.
- Professions of the built are then swapped among them until the dyads among them cross professions as often as
  they should, as in an archetype (`sim.network.labels`).
- Which dyads are returned, and the way of the others, is drawn as for an archetype (build.arcs).

Items. Each arc of the built has the five items of an arc between the named, drawn evenly (impute.donor).

Rows in keys count the named first, in their own order, then the built; so they do not change with `around`.
"""

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.network.labels import swapped
from sim.network.reading.around_ties import dyads_around
from sim.network.reading.impute import chosen
from sim.network.reading.pattern import NOT_SAID, Named, pattern_of
from sim.network.shapes.arcs import present
from sim.network.shapes.draws import Kind, Luck
from sim.network.shapes.groups import count_of, runs, shared
from sim.network.ties import ITEMS, Ties
from sim.scenario import Network
from sim.staff import Staff


def with_rest(named: Named, network: Network, luck: Luck) -> tuple[Staff, Ties]:
    """The named and the organisation built around them.

    Args:
        named: the people of the file.
        network: its `around`, `outside`, `unit_size`, `professions`, `seniority`, and what it says of ties.
        luck: with the seed of the imputation.

    Raises:
        NetworkError: `around` is smaller than the number of people named.
    """
    people = len(named.staff)
    built = (network.around or people) - people
    if built < 0:
        raise NetworkError(
            f"network.around: {network.around:,} people cannot stand around the {people:,} of the file; allowed is "
            f"{people:,} or more (left out: only they)"
        )
    if built == 0:
        return named.staff, named.ties
    pattern = pattern_of(named, network)
    unit, unit_names = _units(named.staff, built, network.unit_size)
    profession, seniority = _labels(named.staff, built, network, luck)
    first, second = dyads_around(named, unit, pattern, network.outside, luck)
    among = first >= people
    ends = (first[among] - people, second[among] - people)
    crossing = round(pattern.cross_profession * len(ends[0]))
    profession[people:] = swapped(profession[people:], *ends, crossing, Kind.PROFESSION_SWAPS, luck)
    names = (*named.staff.names, *_unlike("built person", named.staff.names, built))
    labels = (profession.astype(np.int8), seniority.astype(np.int8))
    staff, row = Staff.ordered(unit, *labels, names=names, unit_names=unit_names)
    return staff, _ties(named.ties, first, second, row, pattern.reciprocity, luck)


def _units(staff: Staff, built: int, unit_size: int) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """The unit of each person, the named first, those of the built in rising order; and what units are called."""
    room = np.maximum(unit_size - np.bincount(staff.unit), 0)
    if NOT_SAID in staff.unit_names:
        room[staff.unit_names.index(NOT_SAID)] = 0
    room = shared(built, room) if room.sum() > built else room
    rest = built - int(room.sum())
    new = runs(0, rest, count_of(rest, unit_size)).label + staff.units
    unit = np.concatenate((staff.unit, np.repeat(np.arange(staff.units), room), new)).astype(np.int32)
    if not staff.unit_names:
        return unit, ()
    more = _unlike("built unit", staff.unit_names, int(unit[-1]) + 1 - staff.units)
    return unit, (*staff.unit_names, *more)


def _unlike(word: str, taken: tuple[str, ...], count: int) -> list[str]:
    """`count` names, numbered from 1, unlike all that are taken."""
    while any(name.startswith(f"{word} ") for name in taken):
        word = f"another {word}"
    return [f"{word} {number + 1}" for number in range(count)]


def _labels(staff: Staff, built: int, network: Network, luck: Luck) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Profession and grade of each person, the named first."""
    shares = (list(part.model_dump().values()) for part in (network.professions, network.seniority))
    have = (staff.profession, staff.seniority - 1)
    kinds = (Kind.PROFESSION, Kind.SENIORITY)
    found = [_made_up(own, share, built, kind, luck) for own, share, kind in zip(have, shares, kinds, strict=True)]
    return found[0], found[1] + 1


def _made_up(have: NDArray[np.int8], shares: list[float], built: int, kind: Kind, luck: Luck) -> NDArray[np.int32]:
    """Labels of the named, then of the built, who make up what the shares ask of the whole."""
    lacking = np.maximum(np.array(shares) * (len(have) + built) - np.bincount(have, minlength=len(shares)), 0)
    labels = np.empty(built, dtype=np.int32)
    order = np.argsort(luck.of_staff(kind, built), kind="stable")
    labels[order] = np.repeat(np.arange(len(shares)), shared(built, lacking.tolist()))
    return np.concatenate((have.astype(np.int32), labels))


def _ties(
    ties: Ties, first: NDArray[np.int32], second: NDArray[np.int32], row: NDArray[np.int64], returned: float, luck: Luck
) -> Ties:
    """The ties of the named and the dyads of the built, at their rows in the whole organisation."""
    way, dyad = np.nonzero(present(first, second, returned, luck))
    source = np.where(way == 0, first[dyad], second[dyad]).astype(np.int64)
    target = np.where(way == 0, second[dyad], first[dyad]).astype(np.int64)
    own = ties.to_arcs()
    donor = chosen(ties.arcs, source, target, luck.organisation, luck.seed)
    items = {item: np.concatenate((own[item], own[item][donor])) for item in ITEMS}
    of, to = np.concatenate((own["source"], source)), np.concatenate((own["target"], target))
    return Ties.from_arcs(row[of], row[to], items)
