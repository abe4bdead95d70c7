"""Messengers, bottlenecks, cut-off groups: by hand."""

import numpy as np

from analysis.diagnosis.coded import coded
from analysis.diagnosis.groups import Group, groups
from analysis.diagnosis.seen import Seen
from analysis.diagnosis.standing import standing
from sim.network.reading import Survey
from sim.network.structure import Arcs


def full(arcs: list[tuple[int, int]], people: int) -> Seen:
    return Seen(Arcs([i for i, _ in arcs], [j for _, j in arcs], people), np.ones(people, dtype=np.bool_))


# 0 and 1 name 2, who names 3; nothing comes back. 3 ⇄ 4 ⇄ 5. 6 ⇄ 7; 8 alone.
CHAIN = [(0, 2), (1, 2), (2, 3), (3, 4), (4, 3), (4, 5), (5, 4), (6, 7), (7, 6)]


def test_the_messenger_is_in_the_middle_of_what_is_not_answered() -> None:
    found = standing(full(CHAIN, 9))
    assert found.messengers.tolist() == [2]
    assert (found.chains[2], found.unreturned[2]) == (2, 2)
    assert found.chains[4] == 2
    assert found.unreturned[4] == 0


def test_a_silent_person_makes_nobody_a_messenger() -> None:
    seen = full(CHAIN, 9).without(np.array([3]))
    assert standing(seen).messengers.tolist() == []


def test_who_leaves_and_how_many_are_cut_off() -> None:
    found = standing(full(CHAIN, 9))
    assert found.cut.tolist() == [False, False, True, True, True, False, False, False, False]
    assert found.cuts_off[[2, 3, 4]].tolist() == [2, 2, 1]
    assert found.bottlenecks[:3].tolist() == [2, 3, 4]


def test_returned_arcs_are_counted_by_who_gives_them() -> None:
    found = standing(full(CHAIN, 9))
    assert found.returned.tolist() == [0, 0, 0, 1, 2, 1, 1, 1, 0]
    assert found.asked.tolist() == [1, 1, 1, 1, 2, 1, 1, 1, 0]


def of(kind: str, name: str, found: tuple[Group, ...]) -> Group:
    return next(group for group in found if (group.kind, group.name) == (kind, name))


def test_groups_by_hand() -> None:
    names = [f"P{i}" for i in range(9)]
    units = ["a", "a", "a", "b", "b", "b", "c", "c", "b"]
    said = Survey.of(
        names,
        [i for i, _ in CHAIN],
        [j for _, j in CHAIN],
        {},
        responded=[True] * 9,
        attributes={"unit": units, "profession": ["nurse"] * 9},
    )
    people = coded(said, named=True)
    seen = Seen(people.arcs, np.ones(9, dtype=np.bool_))
    found = groups(people, seen, standing(seen))
    a, b, c = (of("unit", name, found.groups) for name in "abc")
    assert (a.people, a.ties_out, a.outside, a.messengers, a.alone) == (3, 1, 0, 1, False)
    assert (b.people, b.ties_out, b.outside, b.returned) == (4, 1, 1, 1.0)
    assert (c.people, c.ties_out, c.outside, c.alone) == (2, 0, 2, True)
    assert [(island.people, island.units) for island in found.islands] == [(2, (("c", 2),))]
    assert [people.titles[row] for row in found.isolates] == ["P8"]
    assert list(found.ei) == ["unit"]
    assert found.ei["unit"].index == -1 + 2 * 1 / 9

    hidden = groups(coded(said), seen, standing(seen))
    assert sorted(group.people for group in hidden.of("unit")) == [3, 4]
    assert [group.people for group in hidden.of("profession")] == [9]
