"""What-ifs: how a base and its changes are composed, called and refused."""

from collections.abc import Sequence

import pytest

from experiments.compare import AS_IT_IS, compared
from experiments.compose import compose
from sim.errors import ConfigError, FirewoodError, ScenarioError

BASE = ("network=trust_d", "context=damp", "weeks=60")


def test_a_change_stands_on_top_of_the_base() -> None:
    found = compared(BASE, ["leadership=distributed", "talk=huddles programme.start=20"])
    assert [change.label for change in found.changes] == ["leadership=distributed", "talk=huddles, programme.start=20"]
    assert [each.name for each in found.scenarios] == [AS_IT_IS, *(change.label for change in found.changes)]
    typed = compose([*BASE, "talk=huddles", "programme.start=20"]).scenario
    assert found.changes[1].scenario.model_copy(update={"name": typed.name}) == typed
    assert found.changes[0].scenario.programme.start != 20


def test_a_change_and_the_base_can_be_named() -> None:
    found = compared([*BASE, "name=Leeds"], ["name=Pride leadership=distributed"])
    assert [each.name for each in found.scenarios] == ["Leeds", "Pride"]


def test_each_of_several_organisations_is_compared_with_itself() -> None:
    found = compared(["experiment=whole_teams"], ["context=damp"])
    assert [trust.name for trust in found.scenario.trusts] == ["whole teams", "scattered"]
    assert [trust.name for trust in found.changes[0].scenario.trusts] == [
        "whole teams, context=damp",
        "scattered, context=damp",
    ]


@pytest.mark.parametrize(
    ("given", "change", "stays"),
    [
        (["leadership.fear=0.6"], "leadership=distributed", ("leadership.fear=0.6",)),
        (["leadership.fear=0.6"], "leadership=distributed leadership.fear=0.1", ()),
        (["leadership.fear=0.6"], "talk=huddles", ()),
        (["leadership=fearful"], "leadership=distributed", ()),
        (["leadership=fearful", "talk.mix=0.5"], "context=seasoned", ("leadership=fearful", "talk.mix=0.5")),
    ],
)
def test_what_stays_of_the_base_though_its_group_changes_is_said(
    given: Sequence[str], change: str, stays: tuple[str, ...]
) -> None:
    assert compared([*BASE, *given], [change]).changes[0].stays == stays


def test_what_is_said_to_stay_does_stay() -> None:
    found = compared([*BASE, "leadership.fear=0.6"], ["leadership=distributed"])
    assert found.changes[0].scenario.leadership.fear == 0.6


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("leadership=distribted", "did you mean distributed?"),
        ("programme.strt=4", "did you mean programme.start?"),
        ("programme.volume=2000", "programme.volume"),
        ("weeks=52", "weeks=52: this holds for the base and all changes alike"),
        ("seed=4 talk=huddles", "seed=4: this holds for the base and all changes alike"),
        ("outputs=elsewhere", "outputs=elsewhere: this holds"),
        ("context=damp", "this changes nothing: the base is so already"),
        ("name=other", "this changes nothing"),
        ("  ", "it is empty"),
        ("name='a", "a quotation mark is not closed"),
        ("experiment=whole_teams", "its organisations are whole teams, scattered, those of the base one"),
    ],
)
def test_a_change_that_will_not_do_is_told(change: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        compared(BASE, ["leadership=distributed", change])
    assert told in str(caught.value)
    assert str(caught.value).startswith("--what-if ")


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        compared(BASE, ["leadership=x", "talk=huddles", "talk=y"])
    assert str(caught.value).count("--what-if") == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((), "What is to be compared?"),
        (("talk=huddles", "talk=huddles"), "this is the same as --what-if talk=huddles"),
        (("name=A talk=huddles", "name=A talk=none"), "two would be called so"),
        ((f"name='{AS_IT_IS}' talk=huddles",), "two would be called so"),
    ],
)
def test_changes_differ(changes: Sequence[str], told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        compared(BASE, changes)
    assert told in str(caught.value)


def test_a_mistake_of_the_base_is_no_mistake_of_a_change() -> None:
    with pytest.raises(FirewoodError) as caught:
        compared(["programme.volum=1"], ["talk=huddles"])
    assert isinstance(caught.value, ScenarioError)
    assert "--what-if" not in str(caught.value)
