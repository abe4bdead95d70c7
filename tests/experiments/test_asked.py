"""What a sweep's command line asks for, and what is said of mistakes in it."""

import pytest

from experiments.asked import Axis, Range, ask
from sim.errors import FirewoodError


def test_commas_are_axes_and_intervals_are_ranges() -> None:
    found = ask(
        ["network=trust_a,trust_d", "seasoning=0.2,0.8", "weeks=60", "organisations[0].talk.mix=range(0,1,0.5)"]
    )
    assert found.axes == (
        Axis("network", ("trust_a", "trust_d"), True),
        Axis("seasoning", ("0.2", "0.8"), False),
        Axis("organisations.0.talk.mix", ("0.0", "0.5"), False),
    )
    assert (found.fixed, found.ranges) == (("weeks=60",), ())


def test_ranges_are_typed_or_those_of_the_schema() -> None:
    words = ["design=sobol", "design.n=8", "network.size=interval(60,90)", "programme.volume=tag(log,interval(0.1,1))"]
    found = ask([*words, "design.over=seasoning,talk.size"])
    assert found.ranges == (
        Range("network.size", 60, 90, True),
        Range("programme.volume", 0.1, 1, False, log=True),
        Range("seasoning", 0, 1, False),
        Range("talk.size", 4, 16, True),
    )
    assert (found.options.design.kind, found.options.design.n) == ("sobol", 8)


def test_glob_is_every_option_of_a_group() -> None:
    (axis,) = ask(["context=glob(*)"]).axes
    assert axis.texts == ("damp", "edge", "seasoned")


def test_rows_and_whole_groups_are_composed_anew() -> None:
    (axis,) = ask(["changes=[],[{week: 3, lever: seasoning, to: 0.5}]"]).axes
    assert axis.composed


def test_a_later_word_about_the_same_wins() -> None:
    found = ask(["seasoning=0.2,0.8", "seasoning=0.5"])
    assert (found.axes, found.fixed) == ((), ("seasoning=0.5",))


@pytest.mark.parametrize(
    ("word", "kind", "n"),
    [("replicates=7", "fixed", 7), ("replicates=auto", "auto", 1), ("replicates.n=3", "fixed", 3)],
)
def test_replicates_are_a_number_or_a_group(word: str, kind: str, n: int) -> None:
    options = ask([word]).options.replicates
    assert (options.kind, options.n) == (kind, n)


@pytest.mark.parametrize("word", ["series=practising,arcs", "series=[practising,arcs]"])
def test_series_are_a_list_with_or_without_brackets(word: str) -> None:
    assert ask([word]).options.series == ("practising", "arcs")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["seed=1,2"], r"say how many with replicates=N"),
        (["costs.training=1,2"], "unit costs change no run"),
        (["seasonin=interval(0,1)", "design=lhs"], r"did you mean seasoning\?"),
        (["network=interval(0,1)", "design=lhs"], "only a parameter that is a number"),
        (["seasoning=interval(1,0)", "design=lhs"], "the first number of an interval is the smaller"),
        (["seasoning=interval(0,2)", "design=lhs"], r"allowed is 0 to 1 \(share\)"),
        (["seasoning=interval(20%,60%)", "design=lhs"], r"percents are written as shares: 20% is 0\.2"),
        (["seasoning=interval(0,1)"], "an interval needs a design that samples it"),
        (["desing=lhs", "seasoning=interval(0,1)"], r"desing: there is no such .*did you mean design\?"),
        (["design=sobol"], "samples ranges, and none is given"),
        (["design=sobl", "seasoning=interval(0,1)"], r"did you mean sobol\?"),
        (["design.over=[seasonin]", "design=lhs"], r"did you mean seasoning\?"),
        (["design.over=[volume]", "design=lhs"], r"did you mean programme\.volume\?"),
        (["design.over=[seed]", "design=lhs"], "no range worth sweeping"),
        (["design.nn=3"], r"design\.nn: there is no such parameter; did you mean design\.n\?"),
        (["design.n=0"], r"design\.n: 0 is out of range"),
        (["design=table"], r"needs design\.file=FILE\.csv"),
        (["design.file=x.csv"], "goes with design=table"),
        (["series=[practisin]"], r"did you mean practising\?"),
        (["replicates=many"], "replicates has no such option; it has auto, fixed"),
        (["replicates=auto", "replicates.most=4"], "leaves no room for least"),
        (["sweep=a/b"], "cannot name a folder"),
        (["engine.adress=x"], r"did you mean engine\.address\?"),
        (["seasoning=0.1,0.2", "design.over=[seasoning]", "design=lhs"], "given with commas, and also"),
        (["study=a,b"], "one value at a time here"),
    ],
)
def test_a_mistake_is_told_with_what_is_allowed(words: list[str], told: str) -> None:
    with pytest.raises(FirewoodError, match=told):
        ask(words)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("seasoning=range(0,1,0)", r"seasoning=range\(0,1,0\): no values come of this"),
        ("seasoning=range(1,0,0.5)", "no values come of this"),
        ("network=glob(xx*)", "no values come of this; network has .*trust_a"),
    ],
)
def test_an_axis_without_values_is_refused(written: str, said: str) -> None:
    with pytest.raises(FirewoodError, match=said):
        ask([written])


def test_what_is_varied_and_given_as_well_is_refused() -> None:
    with pytest.raises(FirewoodError, match=r"seasoning=0\.5: design\.over varies seasoning as well; leave one"):
        ask(["design=lhs", "design.n=3", "design.over=[seasoning]", "seasoning=0.5"])


@pytest.mark.parametrize("ends", ["5.2,5.8", "5,5.5", "4.5,5"])
def test_an_interval_of_one_whole_number_or_none_is_refused(ends: str) -> None:
    with pytest.raises(FirewoodError, match="an interval holds two whole numbers or more; one is given as a value"):
        ask([f"talk.size=interval({ends})", "design=morris"])


def test_two_whole_numbers_make_an_interval() -> None:
    assert ask(["talk.size=interval(4.5,6)", "design=morris"]).ranges == (Range("talk.size", 4.5, 6, True),)
