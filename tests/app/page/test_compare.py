"""Two plans beside each other: paired, counted, never called where luck decides."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from analysis.intervals import Interval
from app.page.compare import CHOSEN, PRICED, call, compared, differing, drivers
from app.page.futures import Futures, joined, some
from app.page.plans import read_asked
from app.page.server import STATIC
from sim.errors import FirewoodError
from sim.scenario import UnitCosts
from sim.scenario.programme import NAMELESS

PLAN = {
    "values": 0.4,
    "leaders": 0.4,
    "talk": 0.4,
    "over": 52,
    "pressure": 0.0,
    "wood": 0.2,
    "choose": "random",
    "start": 0,
    "coaching": 104,
}


def asked(**other: Any) -> dict[str, Any]:
    place = {"ties": "distributed", "size": 60, "today": 0.3, "costs": {"training": 10}}
    return {"place": place, "a": PLAN, "b": {**PLAN, **other}, "futures": 6, "seed": 3}


def futures(given: dict[str, Any], **arm: str) -> Futures:
    return some(given, arm, 0, given["futures"])


def test_futures_come_in_pieces_as_in_one() -> None:
    given = asked()
    whole = futures(given, plan="a")
    pieces = joined([some(given, {"plan": "a"}, 0, 2), some(given, {"plan": "a"}, 2, 4)])
    assert np.array_equal(whole.practising, pieces.practising)
    assert whole.outcomes == pieces.outcomes


def test_the_same_plan_has_the_same_futures() -> None:
    given = asked()
    a, b = futures(given, plan="a"), futures(given, plan="b")
    assert np.array_equal(a.practising, b.practising)
    found = compared(read_asked(given), a, b)
    assert found["call"] == "close"
    assert found["sentences"][0] == "Too close to call."
    assert differing(read_asked(given)) == ()


def test_a_plan_whose_staff_are_too_few_for_one_place_says_so() -> None:
    given = asked(wood=0.005)
    found = compared(read_asked(given), futures(given, plan="a"), futures(given, plan="b"))
    assert found["sentences"][-1] == "B trains nobody: 0.5 % of 60 staff is less than half a person."


def test_the_future_of_a_plan_does_not_depend_on_the_other_plan() -> None:
    one, other = asked(values=1.0), asked(wood=0.5)
    assert np.array_equal(futures(one, plan="a").practising, futures(other, plan="a").practising)


def test_a_better_plan_is_called_with_its_counts_and_cost() -> None:
    given = asked(values=1.0, leaders=1.0, talk=1.0, over=26)
    a, b = futures(given, plan="a"), futures(given, plan="b")
    found = compared(read_asked(given), a, b)
    assert found["call"] == "b"
    burn = b.outcomes.count("burning")
    assert (
        found["sentences"][0] == f"In {burn} of 6 futures B still burns two years after all support has ended; A in 0."
    )
    assert "n = 6 pairs" in found["sentences"][1]
    assert found["plans"]["a"]["days"]["training"] == pytest.approx(120)
    assert found["plans"]["b"]["counts"]["burning"] == burn == sum(np.array(b.outcomes) == "burning")


@pytest.mark.parametrize(("coaching", "weeks"), [(52, (30, 82)), (0, None)])
def test_a_plan_says_when_it_is_coached(coaching: int, weeks: tuple[int, int] | None) -> None:
    given = asked(start=30, coaching=coaching) | {"futures": 5}
    found = compared(read_asked(given), futures(given, plan="a"), futures(given, plan="b"))
    assert found["plans"]["a"]["coached"] == (0, 104)
    assert found["plans"]["b"]["coached"] == weeks


def test_a_lever_taken_from_the_other_plan_is_that_plan() -> None:
    given = asked(wood=0.5)
    alone = futures(given, plan="a", lever="wood")
    assert np.array_equal(alone.practising, futures(given, plan="b").practising)
    found = drivers(
        read_asked(given),
        futures(given, plan="a"),
        futures(given, plan="b"),
        {"wood": alone},
        {"wood": futures(given, plan="b", lever="wood")},
    )
    assert found["rows"][0]["lever"] == "training places"
    assert found["rows"][0]["alone"] == found["all"]


def test_call_needs_an_interval_off_nought_and_a_difference_to_speak_of() -> None:
    assert call(Interval(0.3, -0.01, 0.5)) == "close"
    assert call(Interval(0.01, 0.005, 0.015)) == "close"
    assert call(Interval(0.3, 0.1, 0.5)) == "b"
    assert call(Interval(-0.3, -0.5, -0.1)) == "a"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"futures": 201}, "futures"),
        ({"place": {"ties": "survey"}}, "survey"),
        ({"place": {"size": 5000}}, "size"),
        ({"place": {"costs": {"tea": 1}}}, "tea"),
        ({"a": {**PLAN, "choose": "friends"}}, "choose"),
        ({"a": {**PLAN, "wood": "much"}}, "wood"),
        ({"futures": 200, "place": {"size": 2000, "ties": "trust_a"}}, "fewer futures"),
    ],
)
def test_what_cannot_be_compared_is_told(change: dict[str, Any], words: str) -> None:
    with pytest.raises(FirewoodError, match=words):
        read_asked({**asked(), **change})


def test_a_plan_comes_to_its_levels() -> None:
    given = read_asked(asked(values=1.0, over=10))
    scenario = given.scenario(replace(given.plans["b"]), 0)
    assert {change.over for change in scenario.changes} == {10}
    assert next(each.to for each in scenario.changes if each.lever == "values.clarity") == pytest.approx(0.95)


def test_who_is_trained_is_called_as_in_the_pages_list() -> None:
    levers = (STATIC / "levers.js").read_text("utf-8")
    for name in NAMELESS:
        assert f'{name}: "{CHOSEN[name]}"' in levers
    given = asked(choose="cross_profession")
    a, b = futures(given, plan="a"), futures(given, plan="b")
    found = drivers(read_asked(given), a, b, {"choose": b}, {"choose": a})
    assert (found["rows"][0]["of_a"], found["rows"][0]["of_b"]) == ("anyone", "mixed")


def test_costs_say_what_was_not_counted() -> None:
    assert set(PRICED) == set(UnitCosts.model_fields)
    given = asked()
    a = futures(given, plan="a")
    told = compared(read_asked(given), a, a)["sentences"][-1]
    assert told.endswith("; not counted: talk spaces, workshops, coaching, work on culture.")
    given["place"]["costs"] = dict.fromkeys(PRICED, 1)
    a = futures(given, plan="a")
    assert "not counted" not in compared(read_asked(given), a, a)["sentences"][-1]
