"""The schedule: rows become weeks."""

from typing import Any

import numpy as np
import pytest

from sim.scenario import LEVERS, SEASONING, Scenario
from sim.schedule import COLUMN, coached, schedule, support_ended


def weeks(lever: str, **given: Any) -> list[float]:
    scenario = Scenario(weeks=8, **given)
    return [round(float(value), 6) for value in schedule(scenario, [100]).context[:, 0, COLUMN[lever]]]


def test_the_axis_and_each_lever_alone() -> None:
    for lever, (damp, seasoned) in SEASONING.items():
        assert weeks(lever, seasoning=0)[0] == damp
        assert weeks(lever, seasoning=1)[0] == seasoned
        assert weeks(lever, seasoning=0.5)[0] == pytest.approx((damp + seasoned) / 2)
        group, name = lever.split(".")
        scenario = Scenario(seasoning=0, **{group: {name: 0.33}})
        moved = [other for other in SEASONING if scenario.antecedent(other) != Scenario(seasoning=0).antecedent(other)]
        assert moved == [lever]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"to": 0.8}, [0.2, 0.2, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8]),
        ({"to": 0.8, "until": 5}, [0.2, 0.2, 0.8, 0.8, 0.8, 0.2, 0.2, 0.2]),
        ({"to": 0.8, "over": 3}, [0.2, 0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8]),
        ({"times": 2}, [0.2, 0.2, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4]),
        ({"by": -0.3}, [0.2, 0.2, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
    ],
)
def test_a_row(row: dict[str, float], expected: list[float]) -> None:
    found = weeks("talk.sessions", talk={"sessions": 0.2}, changes=[{"week": 2, "lever": "talk.sessions"} | row])
    assert found == expected


def test_rows_follow_one_another() -> None:
    rows = [
        {"week": 1, "lever": "targets.pressure", "to": 0.4},
        {"week": 3, "lever": "targets.pressure", "times": 0.5},
        {"week": 5, "lever": "targets.pressure", "by": 0.1, "until": 6},
    ]
    assert weeks("targets.pressure", changes=rows) == [0, 0.4, 0.4, 0.2, 0.2, 0.3, 0.2, 0.2]


def test_seasoning_moves_all_antecedents_along_the_axis() -> None:
    rows = [{"week": 4, "lever": "seasoning", "to": 1.0}]
    for lever, (damp, seasoned) in SEASONING.items():
        assert weeks(lever, seasoning=0, changes=rows) == [damp] * 4 + [seasoned] * 4


def test_support_and_workshops_have_their_weeks_and_can_be_withdrawn() -> None:
    support = {"start": 1, "end": 7, "strength": 0.8}
    rows = [{"week": 5, "lever": "support.strength", "to": 0}]
    assert weeks("support.coaching", support=support, changes=rows) == [0, 0.8, 0.8, 0.8, 0.8, 0, 0, 0]
    assert weeks("workshops.due", workshops={"start": 2, "end": 4, "rate": 0.5}) == [0, 0, 0.5, 0.5, 0, 0, 0, 0]


def test_cohorts_share_all_places() -> None:
    programme = {"volume": 0.25, "start": 2, "cohorts": 3, "every": 2}
    places = schedule(Scenario(weeks=10, programme=programme), [41]).places[:, 0]
    assert places.tolist() == [0, 0, 3, 0, 3, 0, 4, 0, 0, 0]
    cut = schedule(Scenario(weeks=10, programme=programme | {"end": 5}), [41]).places[:, 0]
    assert cut.tolist() == [0, 0, 3, 0, 3, 0, 0, 0, 0, 0]


def test_later_weeks_are_the_same_weeks() -> None:
    scenario = Scenario(
        weeks=30, seasoning=0.2, changes=[{"week": 4, "lever": lever, "to": 0.5, "over": 9} for lever in LEVERS[1:7]]
    )
    whole, later = schedule(scenario, [50]), schedule(scenario, [50], first=12, weeks=10)
    assert np.array_equal(whole.context[12:22], later.context)
    assert np.array_equal(whole.places[12:22], later.places)


@pytest.mark.parametrize(
    ("support", "given", "ended"),
    [
        ({"start": 2, "end": 5}, (2, 5), 5),
        ({"start": 3, "end": 400}, (3, 8), 8),  # as far as the run goes
        ({"strength": 0}, None, 0),
    ],
)
def test_when_it_was_coached(support: dict[str, float], given: tuple[int, int] | None, ended: int) -> None:
    context = schedule(Scenario(weeks=8, support=support), [100]).context[:, 0]
    assert coached(context) == given
    assert support_ended(context) == ended
