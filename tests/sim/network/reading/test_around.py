"""The organisation built around a file's people: the named as they are, the rest like those who answered."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import NetworkError, ScenarioError
from sim.network.build import build
from sim.network.held import hold
from sim.network.holding import Holding
from sim.network.reading import Survey, population
from sim.network.structure import Arcs, mean_degree, reciprocity_arcs
from sim.network.ties import ITEMS, Ties
from sim.scenario import Network, Organisation, Scenario
from sim.snapshot import Snapshot
from sim.staff import Staff


def network(**given: Any) -> Network:
    return Network(kind="survey", path="staff.csv", **given)


def start_of(kind: str, size: int = 240) -> Snapshot:
    """An organisation at its start, made without a run."""
    staff, ties = build(Organisation(network={"kind": kind, "size": size}), 0, 5)
    none = np.zeros(size)
    names = tuple(f"p{row:04d}" for row in range(size))
    units = tuple(f"ward {unit:02d}" for unit in range(staff.units))
    return Snapshot(
        organisation="trust",
        week=0,
        staff=Staff(staff.unit, staff.profession, staff.seniority, names, units),
        identity=np.arange(size, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15),
        generation=none.astype(np.int64),
        trained=none > 0,
        practising=none > 0,
        knowledge=none,
        resentment=none,
        ties=ties,
    )


def survey_of(kind: str, response: float = 1.0, **given: Any) -> Survey:
    return hold(start_of(kind), Holding(response=response, **given), 3).survey


def arcs_among(staff: Staff, ties: Ties, names: tuple[str, ...]) -> set[tuple[Any, ...]]:
    kept = set(names)
    columns = ties.to_arcs()
    called = [[staff.name(row) for row in columns[end]] for end in ("source", "target")]
    rows = zip(*called, *(columns[item].tolist() for item in ITEMS), strict=True)
    return {row for row in rows if row[0] in kept and row[1] in kept}


def crossing(labels: np.ndarray, ties: Ties, among: np.ndarray) -> float:
    return float(np.mean(labels[ties.first[among]] != labels[ties.second[among]]))


def with_built(staff: Staff, ties: Ties) -> np.ndarray:
    built = np.array([name.startswith("built person") for name in staff.names])
    return built[ties.first] | built[ties.second]


@pytest.mark.parametrize("kind", ["trust_a", "trust_d", "distributed"])
def test_the_named_stay_as_they_are(kind: str) -> None:
    survey = survey_of(kind, 0.6)
    alone = population(survey, network(), 0, 7)
    for around in (240, 241, 260, 900):
        staff, ties = population(survey, network(around=around), 0, 7)
        assert len(staff) == around
        assert arcs_among(staff, ties, survey.names) == arcs_among(*alone, survey.names)
        where = {name: row for row, name in enumerate(staff.names)}
        for row, name in enumerate(alone[0].names):
            there = where[name]
            assert staff.profession[there] == alone[0].profession[row]
            assert staff.seniority[there] == alone[0].seniority[row]
            assert staff.unit_name(int(staff.unit[there])) == alone[0].unit_name(int(alone[0].unit[row]))


@pytest.mark.parametrize("response", [1.0, 0.42])
@pytest.mark.parametrize("kind", ["trust_a", "trust_d", "distributed"])
def test_the_built_are_tied_as_those_who_answered(kind: str, response: float) -> None:
    """With 42 % answering, the pattern of the true ties is found again, not that of the zero-filled file."""
    true = Arcs.from_ties(start_of(kind).ties, 240, reported=True)
    survey = survey_of(kind, response)
    staff, ties = population(survey, network(around=4000, outside=0), 0, 7)
    whole = Arcs.from_ties(ties, 4000, reported=False)
    near = 0.12 if response == 1 else 0.25
    assert mean_degree(whole) == pytest.approx(mean_degree(true), rel=near)
    assert reciprocity_arcs(whole) == pytest.approx(reciprocity_arcs(true), abs=0.03 if response == 1 else 0.12)
    zero_filled = Arcs(survey.namer, survey.named, 240)
    if response < 1 and kind != "trust_d":
        assert reciprocity_arcs(zero_filled) < 0.35 < reciprocity_arcs(whole)
    built = with_built(staff, ties)
    for labels in (staff.unit, staff.profession):
        assert crossing(labels, ties, built) == pytest.approx(crossing(labels, ties, ~built), abs=0.03)


def test_shares_of_the_whole() -> None:
    staff, _ = population(survey_of("trust_a"), network(around=1000), 0, 7)
    assert np.bincount(staff.profession, minlength=5).tolist() == [120, 340, 180, 80, 280]
    assert np.bincount(staff.seniority)[1:].tolist() == [500, 350, 150]


def test_units_are_filled_up_before_new_ones_are_made() -> None:
    names = [f"p{n}" for n in range(9)]
    units = ["A"] * 5 + ["B"] * 2 + [""] * 2
    survey = Survey.of(names, np.arange(8), np.arange(1, 9), {}, attributes={"unit": units})
    staff, _ = population(survey, network(around=12, unit_size=6), 0, 1)
    sizes = dict(zip(staff.unit_names, np.bincount(staff.unit).tolist(), strict=True))
    assert sizes == {"A": 6, "B": 4, "not said": 2}
    staff, _ = population(survey, network(around=40, unit_size=6), 0, 1)
    sizes = dict(zip(staff.unit_names, np.bincount(staff.unit).tolist(), strict=True))
    assert sizes == {"A": 6, "B": 6, "not said": 2} | {
        f"built unit {n}": size for n, size in ((1, 6), (2, 7), (3, 6), (4, 7))
    }


def test_who_answered_has_outside_partners_and_who_did_not_what_lacks() -> None:
    """Four who answered name 2 each, nothing returned: k = 4; silent E is seen with 3, so lacks 1."""
    names = ["A", "B", "C", "D", "E"]
    ends = [(0, 1), (0, 4), (1, 2), (1, 4), (2, 3), (2, 4), (3, 0), (3, 1)]
    survey = Survey.of(names, [a for a, _ in ends], [b for _, b in ends], {}, responded=[True] * 4 + [False])
    staff, ties = population(survey, network(around=105, outside=0.25), 0, 1)
    rows = [staff.names.index(name) for name in names]
    named = np.isin(ties.first, rows).astype(int) + np.isin(ties.second, rows)
    partners = {
        name: int(np.sum((named == 1) & ((ties.first == row) | (ties.second == row))))
        for name, row in zip(names, rows, strict=True)
    }
    assert partners == {"A": 1, "B": 1, "C": 1, "D": 1, "E": 1}
    assert int(np.sum(named == 0)) == round((4 * 100 - 5) / 2)


def test_what_the_network_says_of_ties_wins() -> None:
    said = network(around=3000, dyads=3, reciprocity=0.4, cross_unit=0.5, outside=0)
    staff, ties = population(survey_of("trust_a"), said, 0, 1)
    built = with_built(staff, ties)
    assert built.sum() == pytest.approx(3 * 2760, rel=0.01)
    mutual = ties.present.all(axis=0)[built].mean()
    assert 2 * mutual / (1 + mutual) == pytest.approx(0.4, abs=0.01)
    assert crossing(staff.unit, ties, built) == pytest.approx(0.5, abs=0.01)


def test_items_of_the_built_are_those_of_the_file() -> None:
    survey = survey_of("distributed")
    staff, ties = population(survey, network(around=2000), 0, 1)
    arcs = ties.to_arcs()
    built = np.array([name.startswith("built") for name in staff.names])
    mine = built[arcs["source"]] | built[arcs["target"]]
    rows = set(zip(*(arcs[item][~mine].tolist() for item in ITEMS), strict=True))
    assert set(zip(*(arcs[item][mine].tolist() for item in ITEMS), strict=True)) <= rows
    for item in ITEMS:
        assert arcs[item][mine].mean() == pytest.approx(arcs[item][~mine].mean(), abs=0.01)


def test_an_imputation_draws_anew_only_what_the_file_does_not_say() -> None:
    survey = survey_of("trust_a", 0.5)
    half = Survey.of(
        survey.names,
        survey.namer,
        survey.named,
        {"trust": survey.items["trust"]},
        responded=survey.responded,
        attributes=survey.attributes,
    )
    zero, one, other = (population(half, network(around=400, imputation=n), 0, 7) for n in (0, 1, 2))
    for each in (one, other):
        assert each[0].names == zero[0].names
        assert np.array_equal(each[0].unit, zero[0].unit)
        assert arcs_among(*each, half.names) != arcs_among(*zero, half.names)
        assert {row[:3] for row in arcs_among(*each, half.names)} == {row[:3] for row in arcs_among(*zero, half.names)}
        assert not each[1].same_as(zero[1])
    assert not one[1].same_as(other[1])
    again = population(half, network(around=400, imputation=1), 0, 7)
    assert again[1].same_as(one[1])


@given(st.data(), st.integers(3, 9), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_permuted_rows_are_the_same_organisation(data: st.DataObject, people: int, more: int) -> None:
    names = [f"p{n}" for n in range(people)]
    pairs = [(a, b) for a in range(people) for b in range(people) if a != b]
    arcs = data.draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True))
    answers = data.draw(
        st.lists(st.sampled_from([1.0, 3.0, 5.0, float("nan")]), min_size=len(arcs), max_size=len(arcs))
    )
    words = data.draw(st.lists(st.sampled_from(["", "X", "Y"]), min_size=people, max_size=people))
    answered = data.draw(st.lists(st.booleans(), min_size=people, max_size=people))
    row = data.draw(st.permutations(range(people)))
    order = data.draw(st.permutations(range(len(arcs))))
    one = Survey.of(
        names,
        [a for a, _ in arcs],
        [b for _, b in arcs],
        {"trust": answers},
        responded=answered,
        attributes={"unit": words},
    )
    place = {person: at for at, person in enumerate(row)}
    other = Survey.of(
        [names[person] for person in row],
        [place[arcs[at][0]] for at in order],
        [place[arcs[at][1]] for at in order],
        {"trust": [answers[at] for at in order]},
        responded=[answered[person] for person in row],
        attributes={"unit": [words[person] for person in row]},
    )
    asked = network(around=people + more, unit_size=4, imputation=more % 3)
    first, second = population(one, asked, 2, 11), population(other, asked, 2, 11)
    assert len(first[0]) == people + more
    assert first[0].names == second[0].names
    assert np.array_equal(first[0].unit, second[0].unit)
    assert np.array_equal(first[0].profession, second[0].profession)
    assert first[1].same_as(second[1])


def test_names_of_the_built_are_unlike_those_of_the_file() -> None:
    survey = Survey.of(["built person 1", "Ann"], [0], [1], {})
    staff, _ = population(survey, network(around=5), 0, 1)
    assert len(set(staff.names)) == 5


def test_wishes_that_cannot_be() -> None:
    with pytest.raises(NetworkError, match="around: 100 people cannot stand around the 240"):
        population(survey_of("trust_a"), network(around=100), 0, 1)
    with pytest.raises(ScenarioError, match="around is about the people of a file"):
        Scenario(network={"kind": "trust_a", "around": 300})
    with pytest.raises(ScenarioError, match="imputation is about the people of a file"):
        Scenario(network={"kind": "trust_a", "imputation": 1})
