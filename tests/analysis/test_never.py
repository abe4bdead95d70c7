"""What never happens in a run's weeks is told, and the next question is one that changes something."""

import pytest

from analysis.ask_next import next_question
from analysis.never import never
from sim.scenario import Scenario


def test_what_begins_after_the_last_week_is_told() -> None:
    scenario = Scenario(
        weeks=100,
        programme={"start": 100},
        workshops={"start": 120},
        support={"start": 99},
        changes=[{"week": 400, "to": 1}],
    )
    assert [line.partition(" would")[0] for line in never(scenario)] == [
        "training (programme.start)",
        "workshops (workshops.start)",
        "changes[0], seasoning,",
    ]
    assert "week 100, but the last week is 99" in never(scenario)[0]


def test_what_is_not_planned_is_not_missed() -> None:
    assert never(Scenario(weeks=100, programme={"start": 300, "volume": 0}, workshops={"start": 200, "rate": 0})) == []


def test_organisations_are_named_where_there_are_several() -> None:
    both = Scenario(weeks=50, organisations=[{"name": "one"}, {"name": "two", "programme": {"start": 60}}])
    assert [line.partition(":")[0] for line in never(both)] == ["two"]


@pytest.mark.parametrize(
    ("burning", "said", "change"),
    [
        (True, {}, "programme.volume=0.02"),
        (True, {"programme": {"volume": 0.02}}, "context=damp"),
        (False, {"seasoning": 0}, "leadership=distributed"),
        (False, {"leadership": {"fear": 0.2}}, "leadership=distributed"),
        (False, {"values": {"clarity": 0.7}}, "context=seasoned"),
        (False, {"programme": {"volume": 0.02}}, "programme.volume=0.2"),
        (False, {"programme": {"volume": 0.4}}, "programme.volume=0.8"),
        (False, {"programme": {"start": 500}}, "programme.start=0"),
    ],
)
def test_the_next_question_is_about_what_could_still_change(
    burning: bool, said: dict[str, object], change: str
) -> None:
    assert next_question(Scenario(**said), burning=burning).change == change
