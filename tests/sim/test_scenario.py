"""The schema: every field is told, every mistake is told, all at once."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.scenario import LEVERS, RANGES, Change, Scenario, parameters


def mistakes(**given: object) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        Scenario(**given)
    return caught.value.mistakes


def test_every_field_is_told() -> None:
    for parameter in parameters(Scenario):
        assert len(parameter.meaning) > 5, parameter.path
        assert parameter.source or parameter.low is None, parameter.path
        if parameter.sweep is not None:
            assert parameter.low is not None, parameter.path
            assert parameter.high is not None, parameter.path
            assert parameter.low <= parameter.sweep[0] < parameter.sweep[1] <= parameter.high, parameter.path


def test_defaults_lie_in_their_ranges() -> None:
    for parameter in parameters(Scenario):
        if parameter.low is not None and parameter.high is not None and parameter.default is not None:
            assert parameter.low <= parameter.default <= parameter.high, parameter.path


def test_all_mistakes_at_once_with_the_nearest_name() -> None:
    found = mistakes(programme={"volme": 1, "choose": "hub", "cohorts": 0}, claity=1, weeks="ten")
    text = "\n".join(found)
    assert len(found) == 5
    assert "programme.volme: there is no such parameter; did you mean programme.volume?" in text
    assert "did you mean hubs?" in text
    assert "programme.cohorts: 0 is out of range; allowed is 1 to 1000" in text
    assert "claity" in text
    assert "weeks" in text


def test_a_share_is_a_share() -> None:
    assert mistakes(values={"clarity": 1.7}) == ["values.clarity: 1.7 is out of range; allowed is 0 to 1 (share)"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"seasoning": "60%"}, "seasoning: '60%' is not a number; did you mean 0.6? Percents are written as shares"),
        ({"talk": {"mix": "7.5 %"}}, "talk.mix: '7.5 %' is not a number; did you mean 0.075? Percents are written"),
        ({"seasoning": "150%"}, "'150%' is not a number; percents are written as shares: 150% is 1.5; allowed is 0 to"),
        ({"changes": [{"lever": "seasoning", "to": "50%"}]}, "changes[0].to: '50%' is not a number; did you mean 0.5?"),
    ],
)
def test_a_percent_is_told_as_a_share(given: dict[str, object], told: str) -> None:
    (line,) = mistakes(**given)
    assert told in line


@pytest.mark.parametrize("given", [{"talk": {"size": "50%"}}, {"seasoning": "high"}, {"seasoning": "6%0"}])
def test_no_share_is_suggested_where_none_was_meant(given: dict[str, object]) -> None:
    (line,) = mistakes(**given)
    assert line.endswith("is not a number")


def test_a_shared_mistake_is_told_once() -> None:
    assert mistakes(weeks=0, talk={"mix": 3}, organisations=[{"name": "a"}, {"name": "b"}]) == [
        "talk.mix: 3 is out of range; allowed is 0 to 1 (share)",
        "weeks: 0 is out of range; allowed is 1 to 10000 (weeks)",
    ]


def test_a_lever_is_found_by_its_last_word() -> None:
    (line,) = mistakes(changes=[{"week": 3, "lever": "fear", "to": 1}])
    assert line.startswith("changes[0].lever: 'fear' is not one of seasoning, ")
    assert "did you mean leadership.fear?" in line
    assert all(lever in line for lever in LEVERS)


def test_a_change_made_by_hand_tells_the_same() -> None:
    given = {"lever": "fear", "to": "50%", "wek": 3}
    with pytest.raises(ScenarioError) as caught:
        Change(**given)  # type: ignore[arg-type]
    assert mistakes(changes=[given], weeks=0)[:-1] == [
        f"changes[0].{line}".replace("mean week", "mean changes[0].week") for line in caught.value.mistakes
    ]
    assert len(caught.value.mistakes) == 3
    with pytest.raises(ScenarioError, match="exactly one of to, times, by; this one says none"):
        Change(lever="talk.mix")


def test_truth_is_not_a_number() -> None:
    assert "seasoning" in mistakes(seasoning=True)[0]


@pytest.mark.parametrize(
    "given",
    [
        {"network": {"kind": "survey"}},
        {"network": {"path": "x.csv"}},
        {"changes": [{"lever": "talk.mix"}]},
        {"changes": [{"lever": "talk.mix", "to": 1, "by": 1}]},
        {"changes": [{"lever": "talk.mix", "to": 1, "week": 5, "until": 5}]},
        {"network": {"professions": {"doctor": 0.5}}},
        {"support": {"start": 5, "end": 4}},
        {"forum": {"start": 5, "end": 4}},
        {"forum": {"every": -1}},
        {"forum": {"leaders": 0}},
        {"organisations": [{"name": "a", "forum": {"every": 4}}, {"name": "b"}]},
        {"programme": {"choose": "list"}},
        {"organisations": [{"name": "a"}, {"name": "a"}]},
        {"seed": -1},
        {"weeks": float("nan")},
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, object]) -> None:
    assert len(mistakes(**given)) == 1


def test_a_forum_that_ends_before_it_starts_is_told() -> None:
    assert mistakes(forum={"every": 4, "start": 300}) == ["forum: end (260) lies before start (300)"]
    assert Scenario(forum={"every": 4}).changed(forum={"leaders": 2}).forum.every == 4


def test_organisations_start_from_the_whole() -> None:
    scenario = Scenario(
        talk={"mix": 0.1}, organisations=[{"name": "a"}, {"name": "b", "talk": {"size": 9}, "seasoning": 0.2}]
    )
    first, second = scenario.trusts
    assert (first.talk.mix, second.talk.mix, second.talk.size, second.seasoning) == (0.1, 0.1, 9, 0.2)
    assert scenario.changed(talk={"mix": 0.3}).trusts[1].talk.mix == 0.3


def test_there_are_as_many_organisations_as_identities() -> None:
    one = Scenario().trusts[0]
    with pytest.raises(ValueError, match="65,537 organisations are too many; identities are there for 65,536"):
        Scenario._names_differ((one,) * 65_537)


def test_changed_keeps_the_rest() -> None:
    scenario = Scenario(talk={"mix": 0.1, "size": 6}, seed=3).changed(talk={"mix": 0.4})
    assert (scenario.talk.mix, scenario.talk.size, scenario.seed) == (0.4, 6, 3)


@given(st.floats(0, 1), st.integers(0, 2**63 - 1))
def test_pickles_and_compares(seasoning: float, seed: int) -> None:
    scenario = Scenario(seasoning=seasoning, seed=seed, changes=[{"lever": "seasoning", "to": 1}])
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert hash(scenario.changed()) == hash(scenario)
    assert Scenario(**scenario.model_dump()) == scenario


@pytest.mark.parametrize(
    ("lever", "to", "span"),
    [
        ("leadership.fear", 1.7, "0 to 1"),
        ("staffing.turnover", 0.96, "0 to 0.95"),
        ("talk.size", 1, "2 to 40"),
        ("seasoning", 5, "0 to 1"),
    ],
)
def test_a_change_leads_to_no_value_that_a_lever_cannot_have(lever: str, to: float, span: str) -> None:
    with pytest.raises(ScenarioError, match=rf"changes\[0\]: to \({to:g}\) is out of range: {lever} goes from {span}"):
        Scenario(changes=[{"lever": lever, "to": to}])


def test_every_lever_has_the_range_of_its_parameter() -> None:
    assert set(RANGES) == set(LEVERS)
    assert RANGES["staffing.turnover"] == (0.0, 0.95)
    assert RANGES["talk.size"] == (2.0, 40.0)


@pytest.mark.parametrize("group", ["support", "programme", "workshops", "forum"])
def test_nothing_ends_before_it_starts(group: str) -> None:
    with pytest.raises(ScenarioError, match=rf"{group}: end \(260\) lies before start \(300\)"):
        Scenario(**{group: {"start": 300, "end": 260}})
    Scenario(**{group: {"start": 300, "end": 300}})
