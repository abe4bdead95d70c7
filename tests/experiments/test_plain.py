"""What is read without Hydra is read as Hydra reads it, and tells the mistakes that it would tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import compose as composing
from experiments.compose import compose
from experiments.overrides import Overrides, parser
from experiments.plain import plain
from sim.errors import FirewoodError

PARTS = (
    "0",
    "1",
    "12",
    "007",
    ".",
    "-",
    "+",
    "_",
    "e",
    "E5",
    "true",
    "False",
    "null",
    "inf",
    "nan",
    "trust_a",
    "x",
    "1_0",
)


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join))
def test_a_plain_value_is_what_hydra_reads(value: str) -> None:
    read = plain(f"network.size={value}")
    if read is not None:
        theirs = parser()(f"network.size={value}")
        assert (read.value(), type(read.value())) == (theirs.value(), type(theirs.value()))
        assert read.key_or_group == theirs.key_or_group
        assert read.get_value_string() == theirs.get_value_string()


@pytest.mark.parametrize("value", ["300", "-1", "0.25", "true", "trust_a"])
def test_common_values_are_plain(value: str) -> None:
    assert plain(f"a.b={value}") is not None


@pytest.mark.parametrize(
    "written", ["a", "+a=1", "~a", "a=[1]", "a='b'", "a=1,2", "a=f(1)", "a=null", "a=1e5", "a=", "a@b=1"]
)
def test_all_else_is_left_to_hydra(written: str) -> None:
    assert plain(written) is None


def refused(overrides: list[str]) -> str:
    with pytest.raises(FirewoodError) as caught:
        compose(overrides)
    return str(caught.value)


@pytest.mark.parametrize(
    "overrides",
    [
        ["volumme=3"],
        ["design=sobol"],
        ["seasoning=2", "network.size=many", "weeks=0"],
        ["network.sice=40"],
        ["network=survey", "network.size=0"],
        ["support.start=9999", "seasoning=2"],
        ["support.start=300", "support.end=200", "seasoning=2"],
        ["study=.", "volumme=3"],
        ["threads=0", "talk.mix=5"],
        ["experiment=season_first", "network.size=1"],
        ["seasoning=2", "seasoning.x=1"],
    ],
    ids=" ".join,
)
def test_the_same_mistakes_are_told_as_by_composing_all(overrides: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = refused(overrides)

    def nothing(asked: Overrides) -> list[str]:
        return []

    monkeypatch.setattr(composing, "wrong_alone", nothing)
    assert refused(overrides) == first
