"""A survey held of the simulated staff, in either form of the evaluation, to be read back as any other.

Rules, all of them assumptions [A]:

Who answers. Each person by themselves, when u(survey.respond; person) < `response`; so who answers at a low rate
answers at a higher one too.

What they could name. Arcs as a survey reports them: the mean of the five items at least .5 (`Ties.reported`).

Roster. A respondent names the people of their reported arcs, the `cap` strongest where there are more: by the mean
of the items, then by u(survey.order; (source, target)). Each item x is answered as floor(1 + 4x + 1/2), 1 to 5.
Pairs without a reported arc are left out, which means "not connected".

Free recall. A respondent gives the `cap` strongest people they speak to (arcs of their own), and the `cap`
strongest who speak to them (arcs to them, which they are taken to know of). No items are asked. So an arc can be
told by either of its people, and those who did not answer have some too.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled
from sim.network.holding import RECALLED, Holding
from sim.network.reading import Survey
from sim.network.ties import ITEMS, REPORTED
from sim.snapshot import Snapshot

Flags = NDArray[np.bool_]


class Held(NamedTuple):
    """A survey that was held, and who told each arc.

    Attributes:
        survey: as it reads back from a file; people who did not answer are listed.
        by_namer: shape (M,), arcs told by the one who names.
        by_named: shape (M,), arcs told by the one who is named; none in a roster.
    """

    survey: Survey
    by_namer: Flags
    by_named: Flags


def hold(state: Snapshot, holding: Holding, seed: int) -> Held:
    """Hold a survey.

    Args:
        state: of the organisation, when the survey is held.
        holding: how.
        seed: of the run.
    """
    arcs = state.ties.to_arcs()
    strength = np.mean([arcs[item] for item in ITEMS], axis=0)
    reported = strength >= REPORTED
    source, target, strength = arcs["source"][reported], arcs["target"][reported], strength[reported]
    responds = _person_draws(_start(seed, luck.SURVEY_RESPOND, state.week), state.identity) < holding.response
    order = _arc_draws(_start(seed, luck.SURVEY_ORDER, state.week), state.identity, source, target)
    recall = holding.form == "recall"
    cap = holding.cap or (RECALLED if recall else None)
    by_namer = responds[source] & _strongest(source, strength, order, cap)
    by_named = responds[target] & _strongest(target, strength, order, cap) if recall else np.zeros_like(by_namer)
    told = by_namer | by_named
    items = {} if recall else {item: likert(arcs[item][reported][told]) for item in ITEMS}
    staff = state.staff
    names = tuple(staff.name(row) for row in range(len(staff)))
    survey = Survey.of(
        names,
        source[told],
        target[told],
        items,
        responded=responds,
        attributes={
            "unit": [staff.unit_name(int(unit)) for unit in staff.unit],
            "profession": [staff.profession_name(row) for row in range(len(staff))],
            "seniority": [str(grade) for grade in staff.seniority.tolist()],
        },
        source=f"{state.organisation} after {state.week} weeks",
        form=holding.form,
    )
    place = _as_ordered(survey, names, source[told], target[told])
    return Held(survey, by_namer[told][place], by_named[told][place])


def likert(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Items in 0..1 as answers 1 to 5: the nearest, halves upwards."""
    return np.floor(1.5 + 4 * values)


def _strongest(
    person: NDArray[np.int32], strength: NDArray[np.float64], order: NDArray[np.float64], cap: int | None
) -> Flags:
    """Which arcs are among the `cap` strongest of the person who tells them."""
    if cap is None:
        return np.ones(len(person), dtype=np.bool_)
    ranked = np.lexsort((order, -strength, person))
    sorted_person = person[ranked]
    kept = np.empty(len(person), dtype=np.bool_)
    kept[ranked] = np.arange(len(person)) - np.searchsorted(sorted_person, sorted_person) < cap
    return kept


def _as_ordered(
    survey: Survey, names: tuple[str, ...], source: NDArray[np.int32], target: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Where each arc of a survey, whose people stand by name, was among those it was made of."""
    row = {name: place for place, name in enumerate(survey.names)}
    place = np.array([row[name] for name in names])
    return np.lexsort((place[target], place[source]))


def _start(seed: int, stream: int, week: int) -> np.uint64:
    return np.uint64(luck.base(seed, stream, week))


@compiled
def _person_draws(start: np.uint64, identity: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Shape (N,): one draw a person."""
    draws = np.empty(len(identity))
    for row in range(len(identity)):
        draws[row] = luck.draw(start, identity[row])
    return draws


@compiled
def _arc_draws(
    start: np.uint64, identity: NDArray[np.uint64], source: NDArray[np.int32], target: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Shape (M,): one draw an arc."""
    draws = np.empty(len(source))
    for arc in range(len(source)):
        draws[arc] = luck.draw(start, luck.pair(identity[source[arc]], identity[target[arc]]))
    return draws
