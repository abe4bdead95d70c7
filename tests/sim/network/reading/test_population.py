"""From a survey to staff and ties: order, units, what is said and what is drawn."""

from pathlib import Path

import numpy as np
import pytest

from sim import luck
from sim.network.reading import Survey, population, read_population
from sim.network.reading.impute import imputed
from sim.network.reading.population import grown_units
from sim.network.ties import ITEMS
from sim.scenario import PROFESSIONS, Network

NAN = float("nan")


def survey(**changes: object) -> Survey:
    given: dict[str, object] = {
        "names": ["Dee", "Ann", "Bob", "Cat"],
        "namer": [0, 1, 2],
        "named": [1, 2, 1],
        "items": {"trust": [5, NAN, NAN], "advice": [3, 2, NAN]},
        "attributes": {
            "unit": ["X", "Y", "", "X"],
            "profession": ["nurse", "", "doctor", ""],
            "seniority": ["3", "", "", "1"],
        },
    }
    return Survey.of(**{**given, **changes})  # type: ignore[arg-type]


NETWORK = Network(kind="survey", path="staff.csv")


def test_people_stand_by_unit_and_name() -> None:
    staff, _ = population(survey(), NETWORK, 0, 1)
    assert staff.names == ("Cat", "Dee", "Ann", "Bob")
    assert staff.unit_names == ("X", "Y", "not said")
    assert staff.unit.tolist() == [0, 0, 1, 2]


def test_items_are_scaled_and_what_is_said_of_them_stays() -> None:
    _, ties = population(survey(), NETWORK, 3, 9)
    arcs = ties.to_arcs()
    assert list(zip(arcs["source"].tolist(), arcs["target"].tolist(), strict=True)) == [(1, 2), (2, 3), (3, 2)]
    assert arcs["trust"][0] == 1
    assert arcs["advice"][:2].tolist() == [0.5, 0.25]
    filled = imputed(
        {"trust": np.array([5, NAN, NAN]), "advice": np.array([3, 2, NAN])},
        arcs["source"],
        arcs["target"],
        NETWORK.items,
        3,
        9,
    )
    for item in ITEMS:
        np.testing.assert_array_equal(arcs[item], filled[item])


def test_what_is_not_said_of_people_is_drawn() -> None:
    staff, _ = population(survey(), NETWORK, 3, 9)
    start = np.uint64(luck.base(9, luck.BUILD_STAFF, 0))
    shares = np.cumsum([0.12, 0.34, 0.18, 0.08, 0.28])
    for row, said in enumerate((None, "nurse", None, "doctor")):
        draw = luck.draw(start, np.uint64(luck.numbered(np.uint64(luck.person_identity(3, 0, row)), 0)))
        expected = said or PROFESSIONS[int(np.searchsorted(shares, draw, side="right"))]
        assert staff.profession_name(row) == expected
    assert staff.seniority[:2].tolist() == [1, 3]
    assert set(staff.seniority.tolist()) <= {1, 2, 3}


def test_shares_of_the_drawn() -> None:
    names = [f"p{n:04d}" for n in range(3000)]
    many = Survey.of(names, np.arange(2999), np.arange(1, 3000), {})
    staff, ties = population(many, NETWORK, 0, 5)
    share = np.bincount(staff.profession, minlength=5) / 3000
    np.testing.assert_allclose(share, [0.12, 0.34, 0.18, 0.08, 0.28], atol=0.03)
    np.testing.assert_allclose(np.bincount(staff.seniority)[1:] / 3000, [0.5, 0.35, 0.15], atol=0.03)
    arcs = ties.to_arcs()
    assert arcs["trust"].mean() == pytest.approx(0.6, abs=0.02)
    assert np.ptp(arcs["trust"]) == pytest.approx(0.5, abs=0.01)


def test_another_seed_or_imputation_changes_only_what_is_drawn() -> None:
    one = population(survey(), NETWORK, 0, 1)
    for network, seed in ((NETWORK, 2), (Network(kind="survey", path="staff.csv", imputation=1), 1)):
        other = population(survey(), network, 0, seed)
        assert one[0].names == other[0].names
        assert one[1].to_arcs()["trust"][0] == other[1].to_arcs()["trust"][0]
        assert one[1].to_arcs()["comfort"].tolist() != other[1].to_arcs()["comfort"].tolist()
    again = population(survey(), NETWORK, 0, 1)
    assert again[1].same_as(one[1])
    assert again[0].profession.tolist() == one[0].profession.tolist()


def test_units_grow_along_the_ties() -> None:
    clusters = [(a + 4 * c, b + 4 * c) for c in range(3) for a in range(4) for b in range(4) if a != b]
    shuffled = np.array([7, 2, 9, 4, 0, 11, 5, 8, 1, 3, 10, 6])
    ends = shuffled[np.array(clusters)]
    unit = grown_units(12, ends[:, 0], ends[:, 1], 4)
    assert np.bincount(unit).tolist() == [4, 4, 4]
    assert all(len(set(unit[shuffled[4 * c : 4 * c + 4]].tolist())) == 1 for c in range(3))
    assert unit[0] == 0


def test_unit_sizes_differ_by_one_at_most() -> None:
    unit = grown_units(31, np.array([0]), np.array([30]), 12)
    assert sorted(np.bincount(unit).tolist()) == [10, 10, 11]
    assert unit[30] == unit[0]


def test_permuted_rows_are_the_same_population(tmp_path: Path) -> None:
    rows = [f"p{a},p{b},{1 + (3 * a + b) % 5}\n" for a in range(9) for b in range(9) if (a + b) % 3 == 1 and a != b]
    results = []
    for order in (rows, rows[::-1]):
        path = tmp_path / f"{len(results)}.csv"
        path.write_text("from,to,trust\n" + "".join(order))
        results.append(read_population(Network(kind="survey", path=str(path), unit_size=4), 0, 3))
    assert results[0][1].same_as(results[1][1])
    assert results[0][0].names == results[1][0].names
