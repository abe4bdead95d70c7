"""The oracle's forum, worked by hand: two organisations of four, in each of which rows 1 and 2 are most senior."""

from math import exp
from typing import Any

import pytest

from sim.scenario import Scenario
from tests.reference import luck
from tests.reference.model import ReferenceModel
from tests.reference.worlds import CALM, population

FRESH = 1 - exp(-1 / 4)


def two(weeks: int, *, fear: float = 0, **forum: Any) -> ReferenceModel:
    """In organisation one everyone practises for good; in two nobody knows anything. Nobody talks in pairs."""
    trusts = [{"name": "one", "staffing": {"committed": 1}}, {"name": "two", "leadership": {"fear": fear}}]
    scenario = Scenario(**CALM).changed(organisations=trusts, forum={"every": 4} | forum, rules={"talk_rate": 0})
    people = population([0] * 4, [(1, 2)], seniority=[1, 3, 3, 2], trust=0.5, awareness=0.5)
    model = ReferenceModel(scenario, [people, people])
    for _ in range(weeks):
        model.step()
    return model


def met(model: ReferenceModel) -> list[int]:
    """The weeks in which somebody of organisation two was in talk."""
    return [week for week, measured in enumerate(model.weekly) if measured["in_talk"][1] > 0]


def test_the_most_senior_of_each_warm_and_learn_and_no_arc_changes() -> None:
    model = two(1, leaders=2)
    heat, knowledge = ([person[name] for person in model.people()] for name in ("heat", "knowledge"))
    warm, warmer, taught = 3.5 / 3 * FRESH, 3.5 * 2 / 3 * FRESH, 0.18 * 0.997
    assert heat == pytest.approx([0, warm, warm, 0, 0, warmer, warmer, 0])
    assert knowledge == pytest.approx([1] * 4 + [0, taught, taught, 0])
    assert list(model.arcs()) == [(1, 2), (5, 6)]
    assert [(arc["trust"], arc["awareness"]) for arc in model.arcs().values()] == [(0.5, 0.5)] * 2
    assert model.weekly[0]["in_talk"] == [0.5, 0.5]
    for counted in ("sessions", "attendances", "reflective_talk", "telling"):
        assert model.weekly[0][counted] == [0, 0]


def test_it_meets_from_its_start_and_no_more_from_its_end() -> None:
    assert met(two(13, start=1, end=9)) == [1, 5]
    assert met(two(13, start=1, end=10)) == [1, 5, 9]
    assert met(two(13, every=0)) == []
    assert met(two(13, start=3, end=3)) == []


def test_of_one_grade_the_lowest_draw_of_week_0_sits_there_in_every_week() -> None:
    start = luck.base(0, "forum.pick", 0)
    seat = min((1, 2), key=lambda row: luck.draw(start, luck.person(1, 0, row)))
    model = two(9, leaders=1)
    assert met(model) == [0, 4, 8]
    assert [row for row, person in enumerate(model.people()[4:]) if person["heat"] > 0] == [seat]
    assert [person["heat"] > 0 for person in two(1, leaders=3).people()[4:]] == [False, True, True, True]
    assert [person["heat"] > 0 for person in two(1, leaders=9).people()[4:]] == [True] * 4


def test_nobody_is_open_where_all_are_afraid_and_nobody_reflects_alone() -> None:
    assert met(two(5, fear=1)) == []
    assert [person["heat"] > 0 for person in two(1, fear=1, leaders=2).people()[:4]] == [False, True, True, False]
    assert [person["heat"] > 0 for person in two(1, fear=1, leaders=1).people()[:4]] == [False] * 4


def test_one_organisation_has_no_forum() -> None:
    scenario = Scenario(**CALM).changed(forum={"every": 1, "leaders": 2}, staffing={"committed": 0.5})
    model = ReferenceModel(scenario, [population([0] * 4)])
    model.step()
    assert [person["heat"] for person in model.people()] == [0] * 4
