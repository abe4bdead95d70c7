"""Every file in configs/ composes into a scenario, and says what it is for."""

from pathlib import Path
from typing import Any

import pytest
from omegaconf import OmegaConf

from experiments.compose import compose
from experiments.overrides import folder, groups
from sim.scenario import SEASONING, Rules, Scenario

EVERY_OPTION = [(group, option) for group, options in groups().items() for option in options]

NEEDS = {("network", "survey"): ["network.path=staff.csv"]}
"""What an option cannot do without."""


def written(group: str, option: str) -> str:
    return (folder() / group / f"{option}.yaml").read_text(encoding="utf-8")


def said_in(group: str, option: str) -> dict[str, Any]:
    said: Any = OmegaConf.to_container(OmegaConf.create(written(group, option)))
    return dict(said)


def test_all_groups_are_there() -> None:
    wanted = {
        "network": {"centralised", "decentralised", "distributed", "trust_a", "trust_d", "survey"},
        "values": {"as_seasoned", "clear", "unclear"},
        "leadership": {"as_seasoned", "distributed", "fearful", "managerial"},
        "talk": {"as_seasoned", "huddles", "rare", "none"},
        "targets": {"none", "pressed"},
        "support": {"partnership", "none", "short"},
        "programme": {"l4l", "none", "teams", "volunteers", "continuous"},
        "workshops": {"partnership", "none"},
        "staffing": {"usual", "high_turnover"},
        "shocks": {"none", "leader_leaves", "special_measures", "support_withdrawn", "season_first", "talk_cut"},
        "forum": {"none", "monthly"},
        "rules": {"default"},
        "context": {"damp", "seasoned", "edge"},
        "experiment": {"main", "season_first"},
    }
    assert set(groups()) == set(wanted)
    for group, options in wanted.items():
        assert options <= set(groups()[group])


@pytest.mark.parametrize(("group", "option"), EVERY_OPTION)
def test_every_option_composes(group: str, option: str) -> None:
    composed = compose([f"{group}={option}", *NEEDS.get((group, option), [])])
    assert isinstance(composed.scenario, Scenario)


@pytest.mark.parametrize(
    ("group", "option"), [pair for pair in EVERY_OPTION if pair[0] not in ("context", "experiment")]
)
def test_what_an_option_says_stands_in_the_scenario(group: str, option: str) -> None:
    said = said_in(group, option)
    scenario = compose([f"{group}={option}", *NEEDS.get((group, option), [])]).scenario.model_dump()
    if group == "shocks":
        rows = [row for shock in said.values() for row in shock]
        assert [
            {name: change[name] for name in row} for change, row in zip(scenario["changes"], rows, strict=True)
        ] == rows
    else:
        asked = {name: value for name, value in said.items() if (group, option, name) != ("network", "survey", "path")}
        assert {name: scenario[group][name] for name in asked} == asked


@pytest.mark.parametrize(("group", "option"), EVERY_OPTION)
def test_every_file_says_what_it_is_for(group: str, option: str) -> None:
    comments = [
        line for line in written(group, option).splitlines() if line.startswith("# ") and "@package" not in line
    ]
    assert comments, "the first lines say what the option stands for"
    if group == "experiment":
        assert comments[0].startswith("# Question: ")
        assert "?" in " ".join(comments)


def test_left_alone_the_configuration_is_the_default_of_the_schema() -> None:
    assert compose().scenario == Scenario()


def test_the_rules_written_out_are_those_of_the_schema() -> None:
    said = said_in("rules", "default")
    assert said == Rules().model_dump()
    assert list(said) == list(Rules.model_fields), "in the order of the schema"


@pytest.mark.parametrize(
    ("option", "end"),
    [
        ("values=unclear", 0),
        ("values=clear", 1),
        ("leadership=fearful", 0),
        ("leadership=distributed", 1),
        ("talk=rare", 0),
    ],
)
def test_options_named_after_an_end_of_the_axis_lie_there(option: str, end: int) -> None:
    scenario = compose([option, f"context={('seasoned', 'damp')[end]}"]).scenario
    for lever, ends in SEASONING.items():
        if lever.startswith(option.partition("=")[0]):
            assert scenario.antecedent(lever) == ends[end]


def test_season_first_holds_the_same_blocks_in_another_order() -> None:
    first, last = compose(["experiment=season_first"]).scenario.trusts
    assert [trust.changes[0].over for trust in (first, last)] == [104, 104]
    assert first.changes[0].to == last.changes[0].to
    assert [trust.support.end - trust.support.start for trust in (first, last)] == [260, 260]
    assert [trust.workshops.end - trust.workshops.start for trust in (first, last)] == [260, 260]
    ends = [max(trust.support.end, trust.changes[0].week + trust.changes[0].over) for trust in (first, last)]
    assert ends == [364, 364]
    assert first.programme.model_copy(update={"start": 0}) == last.programme


def test_configs_travel_with_the_package() -> None:
    assert folder() == Path(__file__).parents[2] / "configs"
    assert (folder() / "config.yaml").is_file()
