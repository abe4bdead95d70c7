"""The summary: its names are promised, its numbers are those of the measures."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import (
    BY_LABEL,
    MEASURES,
    ROLES,
    Arcs,
    brokerage,
    ei_index,
    messenger_share,
    open_share,
    pockets,
    reciprocity_arcs,
    reciprocity_dyads,
    summary,
    two_paths,
)

NAMES = [
    "people",
    "arcs",
    "dyads",
    "mean_degree",
    "mean_out_degree",
    "density",
    "reciprocity_dyads",
    "reciprocity_arcs",
    "components",
    "isolates",
    "largest_component",
    "clustering",
    "transitivity",
    "centralisation",
    "centralisation_out",
    "centralisation_in",
    "centralisation_betweenness",
    "core_fit",
    "core_share",
    "open_share",
    "messenger_share",
    "messengers",
    "cut_people",
    "pockets",
    "pocket_share",
]
LABELLED = ["ei", "ei_expected", "ei_low", "ei_high", "ei_p", *ROLES]


def test_the_names_are_stable() -> None:
    assert list(MEASURES) == NAMES
    assert list(BY_LABEL) == LABELLED


@given(arcs=st.from_type(Arcs))
@settings(deadline=None, max_examples=50)
def test_every_name_has_a_number_whatever_the_network(arcs: Arcs) -> None:
    label = np.arange(arcs.people) % 3
    table = summary(arcs, unit=label, profession=label, permutations=9)
    expected = [*NAMES, *(f"{key}_unit" for key in LABELLED), *(f"{key}_profession" for key in LABELLED)]
    assert list(table) == expected
    assert all(type(value) is float for value in table.values())
    assert list(summary(arcs)) == NAMES


def test_its_numbers_are_those_of_the_measures(random_arcs: Callable[..., Arcs]) -> None:
    arcs, unit = random_arcs(60, 0.06, 2), np.arange(60) // 12
    table = summary(arcs, unit=unit, permutations=99, seed=4)
    assert table["messenger_share"] == messenger_share(arcs)
    assert table["open_share"] == open_share(arcs)
    assert (table["reciprocity_dyads"], table["reciprocity_arcs"]) == (reciprocity_dyads(arcs), reciprocity_arcs(arcs))
    assert table["ei_unit"] == ei_index(arcs, unit)
    assert table["liaison_unit"] == brokerage(arcs, unit).share["liaison"]
    assert table["pocket_share"] == np.mean(pockets(arcs).label >= 0)
    paths = two_paths(arcs)
    mostly = [2 * u > a for u, a in zip(paths.unreturned, paths.apart, strict=True) if a]
    assert table["messengers"] == pytest.approx(np.mean(mostly))
    assert table == summary(arcs, unit=unit, permutations=99, seed=4)


def test_nothing_tied_is_undefined_and_not_nought() -> None:
    table = summary(Arcs([], [], 5), unit=np.zeros(5, int))
    undefined = [name for name, value in table.items() if math.isnan(value)]
    assert undefined == [
        "reciprocity_dyads", "reciprocity_arcs", "transitivity", "core_fit", "core_share", "open_share",
        "messenger_share", "messengers", *(f"{key}_unit" for key in LABELLED),
    ]  # fmt: skip
