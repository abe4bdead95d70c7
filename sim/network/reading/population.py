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

Items. 1 to 5 become (x − 1) / 4; missing ones are imputed by draws (`impute.py`).

Arcs. Those of the survey. Who did not answer has arcs in and none out; nothing is filled in.

Around. Where the network says how large the whole organisation is (`around`), the rest of it is built (`around.py`).

Imputations. All draws are made with the seed of the imputation (`sim.luck.imputation_seed`): what the file says is
the same in each imputation, and what it does not say is drawn anew.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled
from sim.errors import NetworkError
from sim.network.reading.around import with_rest
from sim.network.reading.forms import read_survey
from sim.network.reading.impute import imputed
from sim.network.reading.pattern import NOT_SAID, Named
from sim.network.reading.survey import Survey
from sim.network.shapes.draws import Luck
from sim.network.ties import Ties
from sim.scenario import PROFESSIONS, SENIORITIES, Network
from sim.staff import Staff

_PROFESSION, _SENIORITY = 0, 1


def read_population(network: Network, index: int, seed: int) -> tuple[Staff, Ties]:
    """The people and ties of the file that a network of kind `survey` names.

    Args:
        network: its `path`, `people`, `layer`, `unit_size`, `professions`, `seniority`, `items` and `imputation`;
            with `around`, also `outside` and what it says of ties.
        index: the organisation's number, part of every identity.
        seed: seed of the draws of imputation 0.

    Raises:
        NetworkError: the file cannot be read, or names more people than `around`.
    """
    if network.path is None:
        raise NetworkError("no file of ties is named: network.path=FILE")
    return population(read_survey(network.path, people=network.people, layer=network.layer), network, index, seed)


def population(survey: Survey, network: Network, index: int, seed: int) -> tuple[Staff, Ties]:
    """The people and ties of a survey that is read already; arguments as of `read_population`."""
    draws = Luck(luck.imputation_seed(seed, network.imputation), index)
    return with_rest(_named(survey, network, draws), network, draws)


def _named(survey: Survey, network: Network, draws: Luck) -> Named:
    """The people of the file alone."""
    unit, unit_names = _units(survey, network.unit_size)
    order = np.lexsort((np.arange(len(unit)), unit))
    row = np.empty(len(unit), dtype=np.int64)
    row[order] = np.arange(len(unit))
    drawn = _staff_draws(np.uint64(luck.base(draws.seed, luck.BUILD_STAFF, 0)), draws.organisation, len(unit))
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
    items = imputed(survey.items, source, target, network.items, draws.organisation, draws.seed)
    return Named(
        staff=staff,
        ties=Ties.from_arcs(source, target, items),
        answered=survey.responded[order],
        unit_known=_said(survey, "unit", order, otherwise=True),
        profession_known=_said(survey, "profession", order, otherwise=False),
    )


def _said(survey: Survey, attribute: str, order: NDArray[np.int64], *, otherwise: bool) -> NDArray[np.bool_]:
    """Shape (N,), by row: of whom the survey says the attribute; `otherwise` for all when it says it of nobody."""
    words = survey.attributes.get(attribute)
    if words is None:
        return np.full(len(order), otherwise)
    return np.array([bool(words[person]) for person in order])


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
    both = np.concatenate([namer, named]).astype(np.int64) << 32 | np.concatenate([named, namer])
    both.sort()
    both = both[np.diff(both, prepend=-1) != 0]
    start: list[int] = np.searchsorted(both >> 32, np.arange(people + 1)).tolist()
    partner: list[int] = (both & 0xFFFFFFFF).tolist()
    units = -(-people // unit_size)
    unit = [-1] * people
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
            for one in partner[start[person] : start[person + 1]]:
                if unit[one] < 0:
                    ties[one] = ties.get(one, 0) + 1
                    heappush(waiting, (-ties[one], one))
    return np.array(unit, dtype=np.int64)
