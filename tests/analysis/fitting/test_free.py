"""What is free: read, refused, put into the units of its parameter."""

import numpy as np
import pytest

from analysis.fitting.free import read_free, short, values_of, written
from experiments.asked import Range
from sim.errors import ConfigError


def test_names_are_found_by_their_last_step() -> None:
    found = read_free("talk_rate:1.5..8, programme.volume:0.01..1.6:log,seasoning,new_partners:1..4")
    assert found == (
        Range("rules.talk_rate", 1.5, 8, False),
        Range("programme.volume", 0.01, 1.6, False, True),
        Range("seasoning", 0, 1, False),
        Range("rules.new_partners", 1, 4, True),
    )
    assert [written(each) for each in found[:2]] == ["rules.talk_rate:1.5..8", "programme.volume:0.01..1.6:log"]


def test_without_ends_those_of_the_schema_are_taken() -> None:
    assert read_free("[rules.talk_rate]") == (Range("rules.talk_rate", 1, 6, False),)
    assert read_free("organisations[1].seasoning:0.2..0.4")[0].name == "organisations.1.seasoning"


def test_names_are_short_where_no_other_ends_so() -> None:
    free = read_free("talk_rate,values.clarity,organisations.0.values.clarity")
    assert [short(each, free) for each in free] == ["talk_rate", "values.clarity", "organisations.0.values.clarity"]


def test_places_become_values() -> None:
    free = read_free("talk_rate:2..4,programme.volume:0.01..1:log,new_partners:1..4")
    unit = np.array([[0.5, 0.5, 0.1], [0.0, 1.0, 0.99]])
    np.testing.assert_allclose(values_of(unit, free), [[3, 0.1, 1], [2, 1, 4]])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("talk_rat:1..2", r"no such parameter; did you mean (rules\.)?talk_rate\?"),
        ("talk_rate:1-2", "cannot be read; it is free="),
        ("seasoning:20%..60%", "cannot be read; percents are written as shares: 20% is 0.2; it is free="),
        ("talk_rate:8..2", "first number is the smaller"),
        ("talk_rate:1..99", "allowed is 0 to 20 .per week."),
        ("talk_rate:0..2:log", "begins above 0"),
        ("talk_rate,rules.talk_rate", "stands twice"),
        ("seed", "depends on it but by luck"),
        ("weeks", "depends on it but by luck"),
        ("network.kind", "is not a number"),
        ("start", "several parameters are called so: .*support.start"),
        ("", "cannot be read"),
    ],
)
def test_mistakes_are_told(text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        read_free(text)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(ConfigError, match=r"(?s)take_upp.*lapsee"):
        read_free("take_upp,lapsee")
