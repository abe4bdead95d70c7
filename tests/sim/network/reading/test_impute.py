"""Imputed items, worked by hand from the rules; draws, not means; several imputations differ as they should."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import luck
from sim.network.reading.impute import imputed
from sim.network.ties import ITEMS
from sim.scenario import Items

NAN = float("nan")


def drawn(stream: str, source: int, target: int, index: int, seed: int) -> float:
    ends = (np.uint64(luck.person_identity(index, 0, row)) for row in (source, target))
    start = np.uint64(luck.base(seed, luck.NUMBERS[stream], 0))
    return float(luck.draw(start, np.uint64(luck.pair(*ends))))


def fill(answers: dict[str, list[float]], source: list[int], target: list[int], seed: int = 9) -> dict[str, np.ndarray]:
    columns = {item: np.array(values, dtype=float) for item, values in answers.items()}
    return imputed(columns, np.array(source), np.array(target), Items(), 3, seed)


def test_what_is_said_stays() -> None:
    filled = fill({"trust": [5, 1, NAN], "advice": [3, 2, 4]}, [0, 1, 2], [1, 2, 0])
    assert filled["trust"][:2].tolist() == [1.0, 0.0]
    assert filled["advice"].tolist() == [0.5, 0.25, 0.75]


def test_a_missing_item_is_the_mean_of_the_others_and_a_residual_of_the_file() -> None:
    answers = {"trust": [5, 2, NAN], "advice": [3, 2, 4], "comfort": [4, NAN, 3]}
    filled = fill(answers, [0, 1, 2], [1, 2, 0])
    residuals = [1 - (0.5 + 0.75) / 2, 0.25 - 0.25]
    residual = residuals[int(drawn("item.trust", 2, 0, 3, 9) * 2)]
    assert filled["trust"][2] == pytest.approx((0.75 + 0.5) / 2 + residual)


def test_an_item_never_asked_is_spread_about_the_others() -> None:
    filled = fill({"trust": [5, 3], "advice": [3, 3]}, [0, 1], [1, 2])
    for arc, (source, target) in enumerate([(0, 1), (1, 2)]):
        mean = (0.75, 0.5)[arc]
        spread = 0.25 * (2 * drawn("item.influence", source, target, 3, 9) - 1)
        assert filled["influence"][arc] == pytest.approx(np.clip(mean + spread, 0, 1))


def test_an_arc_without_answers_takes_those_of_one_donor() -> None:
    answers = {"trust": [5, NAN, 1, 2], "advice": [1, NAN, 5, 4]}
    filled = fill(answers, [4, 0, 1, 2], [0, 1, 2, 3])
    donors = {0: (0.0, 1.0), 1: (0.25, 0.75), 2: (1.0, 0.0)}  # by (source, target): 1→2, 2→3, 4→0
    chosen = donors[int(drawn("impute.donor", 0, 1, 3, 9) * 3)]
    assert (filled["trust"][1], filled["advice"][1]) == chosen


def test_without_any_answer_items_are_those_of_the_start() -> None:
    filled = fill({}, [0, 1], [1, 0])
    for arc, ends in enumerate([(0, 1), (1, 0)]):
        for item in ITEMS:
            expected = getattr(Items(), item) + 0.25 * (2 * drawn(f"item.{item}", *ends, 3, 9) - 1)
            assert filled[item][arc] == pytest.approx(np.clip(expected, 0, 1))


def test_neither_spread_nor_correlation_is_lost() -> None:
    rng = np.random.default_rng(1)
    count = 4000
    level = rng.integers(1, 6, count).astype(float)
    trust = np.clip(level + rng.integers(-1, 2, count), 1, 5)
    missing = rng.random(count) < 0.5
    answers = {"trust": np.where(missing, NAN, trust).tolist(), "advice": level.tolist()}
    filled = fill(answers, list(range(count)), list(range(1, count + 1)))["trust"][missing]
    truth = (trust[missing] - 1) / 4
    assert filled.mean() == pytest.approx(truth.mean(), abs=0.02)
    assert filled.std() == pytest.approx(truth.std(), abs=0.02)
    correlation = np.corrcoef(truth, level[missing])[0, 1]
    assert np.corrcoef(filled, level[missing])[0, 1] == pytest.approx(correlation, abs=0.04)


answer = st.just(NAN) | st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])


@given(st.data(), st.integers(2, 7), st.integers(0, 2**63 - 1))
@settings(max_examples=80, deadline=None)
def test_items_are_whole_and_do_not_depend_on_the_order_of_arcs(data: st.DataObject, people: int, seed: int) -> None:
    pairs = [(a, b) for a in range(people) for b in range(people) if a != b]
    arcs = data.draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    asked = data.draw(st.sets(st.sampled_from(ITEMS)))
    table = {item: data.draw(st.lists(answer, min_size=len(arcs), max_size=len(arcs))) for item in sorted(asked)}
    order = data.draw(st.permutations(range(len(arcs))))
    one = fill(table, [a for a, _ in arcs], [b for _, b in arcs], seed)
    other = fill(
        {item: [values[place] for place in order] for item, values in table.items()},
        [arcs[place][0] for place in order],
        [arcs[place][1] for place in order],
        seed,
    )
    for item in ITEMS:
        assert np.all((one[item] >= 0) & (one[item] <= 1))
        assert np.array_equal(one[item][list(order)], other[item])
