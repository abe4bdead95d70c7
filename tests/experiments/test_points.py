"""Points: their keys are those of their scenarios, however they were reached; wrong ones are told before a run."""

from pathlib import Path

import numpy as np
import pytest

from experiments.asked import ask
from experiments.check import check, ruled_in
from experiments.compose import compose
from experiments.keys import canonical, leaves, line_hash, line_hashes, scenario_hash
from experiments.points import Points, once, points_of
from experiments.shard import Keep
from experiments.store.table import table_of
from experiments.variants import scenario_at
from sim.errors import ConfigError, FirewoodError, ScenarioError
from sim.scenario import Scenario

MODEL = "0123456789abcdef"


def points(*words: str) -> Points:
    return points_of(ask(words), MODEL)


def scenario(found: Points, point: int) -> Scenario:
    return scenario_at(found.variants[found.variant[point]].world, found.values(point))


DESIGNS = [
    ("network=trust_a,trust_d", "seasoning=0,0.5,1", "network.dyads=null,3"),
    ("experiment=five_trusts", "seasoning=0.1,0.4", "organisations[1].talk.sessions=0.1,0.3", "network.size=60,90"),
    ("experiment=five_trusts,main", "rules.memory=2,4", "rules.asking=0.1,0.9"),
    (
        "design=sobol",
        "design.n=8",
        "seasoning=interval(0,1)",
        "network.size=interval(60,70)",
        "network=trust_a,trust_d",
    ),
    ("changes=[],[{week: 3, lever: seasoning, to: 0.5}]", "shocks=leader_leaves,none", "weeks=60,70"),
    ("programme.choose=list", "programme.people=[p1],[p2,p3]"),
]


@pytest.mark.parametrize("words", DESIGNS, ids=lambda words: words[0])
def test_the_key_of_a_point_is_that_of_its_scenario(words: tuple[str, ...]) -> None:
    found = points(*words)
    expected = [scenario_hash(scenario(found, point), MODEL) for point in range(len(found))]
    assert found.hashes.tolist() == expected
    assert len(set(expected)) == len(found)


def test_a_point_is_what_the_same_words_compose() -> None:
    found = points("context=damp,seasoned", "leadership=distributed", "programme.volume=0.1,0.4", "weeks=70")
    for point, (context, volume) in enumerate((c, v) for c in ("damp", "seasoned") for v in (0.1, 0.4)):
        words = [f"context={context}", "leadership=distributed", f"programme.volume={volume}", "weeks=70"]
        assert scenario(found, point) == compose(words).scenario


def test_a_key_does_not_ask_how_a_thing_was_said() -> None:
    one = points("seasoning=1,0.5", "network=trust_a").hashes
    other = points("context=seasoned", "seasoning=1.0", "network=trust_a,trust_d").hashes
    assert one[0] == other[0]
    assert points("weeks=60").hashes[0] == scenario_hash(Scenario(weeks=60), MODEL)


def test_everything_that_makes_another_run_makes_another_key() -> None:
    base = scenario_hash(Scenario(), MODEL)
    for other in (Scenario(seed=1), Scenario(weeks=417), Scenario(rules={"memory": 5}), Scenario(organisations=[{}])):
        assert scenario_hash(other, MODEL) != base
    assert scenario_hash(Scenario(), "f" * 16) != base


def test_a_file_of_ties_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    one, copy, other = (tmp_path / name for name in ("one.csv", "copy.csv", "other.csv"))
    for path, text in ((one, "a,b\n"), (copy, "a,b\n"), (other, "a,c\n")):
        path.write_text("source,target\n" + text)
    found = points("network=survey", f"network.path={one},{copy},{other}").hashes.tolist()
    assert found[0] == found[1] != found[2]


def test_leaves_are_all_parameters() -> None:
    found = leaves(Scenario(organisations=[{"name": "x"}]))
    assert found["organisations.0.name"] == "x"
    assert found["network.items.trust"] == 0.6
    assert found["changes"] == []


def test_canonical_values() -> None:
    assert canonical(1) == canonical(1.0) == canonical(np.float64(1)) == "1.0"
    assert canonical(2**63 - 1) == "9223372036854775807"
    assert len({canonical(value) for value in (None, "null", "1", 1, [1], [], {}, {"a": 1}, True)}) == 9
    values = [0.1, 2.0, 1e-9]
    assert line_hashes("weeks", values).tolist() == [line_hash("weeks", value) for value in values]


def test_points_that_are_met_again_are_kept_once() -> None:
    found = points("design=lhs", "design.n=40", "network.size=interval(60,65)", "seasoning=0,1")
    unique = once(found)
    assert len(unique) == 12 < len(found) == 80
    assert unique.sample is not None
    np.testing.assert_array_equal(unique.hashes[unique.sample], found.hashes)
    assert [unique.values(int(point)) for point in unique.sample] == [found.values(point) for point in range(80)]


def test_groups_that_make_no_difference_are_refused() -> None:
    with pytest.raises(ConfigError, match="context=damp,seasoned: these are the same world"):
        once(points("context=damp,seasoned", "seasoning=0.1,0.2"))


def test_a_table_gives_points_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text(
        "# three points\nnetwork,programme.volume,network.dyads\ntrust_a,0.1,3\ntrust_d,0.2,\ntrust_a,0.3,4\n"
    )
    found = points("design=table", f"design.file={path}", "weeks=60,70")
    assert len(found) == 6
    assert [scenario(found, point).network.kind for point in range(3)] == ["trust_a", "trust_d", "trust_a"]
    assert [scenario(found, point).network.dyads for point in range(3)] == [3, None, 4]
    assert [scenario(found, point).programme.volume for point in (1, 4)] == [0.2, 0.2]


def test_a_table_may_give_each_point_its_own_luck(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("seasoning,seed\n0.1,7\n0.1,9007199254740991\n0.2,7\n")
    found = points("design=table", f"design.file={path}")
    table = table_of(found, np.full(3, 2, dtype=np.int32), Keep())
    assert table["seed"].to_pylist() == [7, 8, 2**53 - 1, 2**53, 7, 8]
    assert len(set(table["key"].to_pylist())) == 6


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a row of names, then at least one row"),
        ("seasoning\n", "a row of names, then at least one row"),
        ("seasonin\n0.1\n", r"column 1: 'seasonin' .*did you mean seasoning\?"),
        ("seasoning,seasoning\n0.1,0.2\n", "column 2: seasoning stands twice"),
        ("organisations.0.seed\n1\n", "column 1: 'organisations.0.seed'"),
        ("seed\n-1\n", "seed: -1 is out of range"),
        ("seasoning\n0.1\n0.2,3\n", "line 3: 2 cells, but 1 columns"),
        ("network\ntrust_z\n", r"network has no such option.*did you mean trust_"),
        ("seasoning\n0.1\n3\n", r"seasoning: 3 is out of range"),
    ],
)
def test_a_mistake_in_a_table_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "points.csv"
    path.write_text(text)
    with pytest.raises(FirewoodError, match=told):
        check(points("design=table", f"design.file={path}"))


def test_a_column_of_a_table_that_is_given_by_hand_as_well_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("seasoning\n0.2\n0.3\n")
    with pytest.raises(
        FirewoodError, match=r"seasoning=0.7: .*points.csv varies seasoning as well; leave one of the two"
    ):
        points("design=table", f"design.file={path}", "seasoning=0.7")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("seasoning=0.1,3,0.2",), r"seasoning: 3 is out of range; allowed is 0 to 1 \(share\) \(point 1 "),
        (("support.start=300,10", "support.end=200,400"), r"end \(200\) lies before start \(300\)"),
        (("network.size=60.5,70",), "network.size"),
        (("experiment=five_trusts", "organisations[1].support.start=0,300"), r"lies before start \(300\)"),
    ],
)
def test_points_that_cannot_be_are_told_at_once(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        check(points(*words))


def test_every_combination_that_a_rule_is_about_is_tried() -> None:
    fine = ("design=sobol", "design.n=64", "support.start=interval(0,100)", "support.end=interval(101,200)")
    check(points(*fine))
    with pytest.raises(ScenarioError, match="lies before start"):
        check(points("design=sobol", "design.n=512", "support.start=interval(0,150)", "support.end=interval(100,900)"))


def test_the_rules_of_the_schema_are_found() -> None:
    assert ruled_in("support.end") == ["support"]
    assert ruled_in("programme.choose") == ["programme"]
    assert ruled_in("network.professions.nurse") == ["network.professions"]
    assert ruled_in("organisations.2.support.start") == ["organisations.2.support"]
    assert ruled_in("programme.volume") == ruled_in("seasoning") == []
