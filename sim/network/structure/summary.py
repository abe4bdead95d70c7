"""The measures of structure in one named table, for the diagnosis of a survey and for figures."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from sim.network.structure.arcs import Arcs, ratio
from sim.network.structure.bottlenecks import centralisation_betweenness, cut_people
from sim.network.structure.brokerage import ROLES, brokerage
from sim.network.structure.clustering import clustering, transitivity
from sim.network.structure.components import components
from sim.network.structure.core import core_periphery
from sim.network.structure.degree import centralisation, density, isolates, mean_degree, mean_out_degree
from sim.network.structure.mixing import ei_test
from sim.network.structure.pockets import pockets
from sim.network.structure.reciprocity import reciprocity_arcs, reciprocity_dyads
from sim.network.structure.twopaths import two_paths

MEASURES: Final = {
    "people": "people, with arcs or without",
    "arcs": "arcs i → j",
    "dyads": "pairs of people with an arc between them",
    "mean_degree": "partners a person has, in either direction",
    "mean_out_degree": "people whom a person names",
    "density": "share of possible arcs that exist",
    "reciprocity_dyads": "dyad form: share of dyads with both arcs",
    "reciprocity_arcs": "arc form: share of arcs that are returned",
    "components": "weak components, isolates among them",
    "isolates": "people who name nobody and whom nobody names",
    "largest_component": "share of people in the largest component",
    "clustering": "mean share of a person's pairs of partners that are partners",
    "transitivity": "the same share over the whole network",
    "centralisation": "Freeman, of partners in either direction",
    "centralisation_out": "Freeman, of naming",
    "centralisation_in": "Freeman, of being named",
    "centralisation_betweenness": "Freeman, of betweenness, direction left aside",
    "core_fit": "correlation with the best core–periphery pattern",
    "core_share": "share of people in that core",
    "open_share": "simple brokering: share of two-paths i → b → j without i → j",
    "messenger_share": "share of two-paths between people not tied whose arcs are both unreturned",
    "messengers": "share of people with a two-path between people not tied for whom most of them are unreturned",
    "cut_people": "share of people whose leaving would split a component",
    "pockets": "groups whose every dyad is backed by two shared partners",
    "pocket_share": "share of people in a pocket",
}
"""The names that `summary` always gives, and what each measures."""

BY_LABEL: Final = {
    "ei": "E-I index: −1 all arcs within groups, 1 all between",
    "ei_expected": "the E-I index that shuffled labels give on average",
    "ei_low": "lower end of the middle 95 % of shuffled ones",
    "ei_high": "upper end of it",
    "ei_p": "permutation p, two-sided",
} | {role: f"share of brokered two-paths whose broker is a {role}" for role in ROLES}
"""The names that `summary` gives once for each label, followed by `_unit` or `_profession`."""


def summary(
    arcs: Arcs,
    unit: ArrayLike | None = None,
    profession: ArrayLike | None = None,
    *,
    permutations: int = 999,
    seed: int = 0,
) -> dict[str, float]:
    """Every measure of `MEASURES` by name, and those of `BY_LABEL` for each label given.

    Args:
        arcs: the network.
        unit: shape (N,), the unit of each person as a whole number, below 0 where not known.
        profession: shape (N,), likewise.
        permutations: shuffles of the E-I tests.
        seed: of those, and of the people from whom betweenness is sampled in networks above
            `bottlenecks.EXACT` people.

    Returns:
        Names in the order of the tables; NaN where a measure is undefined.
    """
    table = _size(arcs) | _cohesion(arcs) | _standing(arcs, seed)
    for name, label in (("unit", unit), ("profession", profession)):
        if label is not None:
            table |= {f"{key}_{name}": value for key, value in _by_label(arcs, label, permutations, seed).items()}
    return table


def _size(arcs: Arcs) -> dict[str, float]:
    """How much is tied, and how much of it both ways."""
    return {
        "people": float(arcs.people),
        "arcs": float(len(arcs)),
        "dyads": float(arcs.dyads),
        "mean_degree": mean_degree(arcs),
        "mean_out_degree": mean_out_degree(arcs),
        "density": density(arcs),
        "reciprocity_dyads": reciprocity_dyads(arcs),
        "reciprocity_arcs": reciprocity_arcs(arcs),
    }


def _cohesion(arcs: Arcs) -> dict[str, float]:
    """Whether it holds together."""
    parts = components(arcs)
    return {
        "components": float(len(parts)),
        "isolates": float(isolates(arcs)),
        "largest_component": float(parts.sizes[0] / arcs.people),
        "clustering": clustering(arcs),
        "transitivity": transitivity(arcs),
    }


def _standing(arcs: Arcs, seed: int) -> dict[str, float]:
    """On whom it hangs, and who stands between."""
    core, paths, held = core_periphery(arcs), two_paths(arcs), pockets(arcs)
    apart = int(paths.apart.sum())
    return {
        "centralisation": centralisation(arcs),
        "centralisation_out": centralisation(arcs, "out"),
        "centralisation_in": centralisation(arcs, "in"),
        "centralisation_betweenness": centralisation_betweenness(arcs, seed=seed),
        "core_fit": core.fit,
        "core_share": float(core.member.mean()) if core.member.any() else float("nan"),
        "open_share": ratio(int(paths.open.sum()), int(paths.every.sum())),
        "messenger_share": ratio(int(paths.unreturned.sum()), apart),
        "messengers": ratio(int(np.sum(paths.messenger > 0.5)), int(np.count_nonzero(paths.apart))),
        "cut_people": float(cut_people(arcs).mean()),
        "pockets": float(len(held)),
        "pocket_share": float(np.mean(held.label >= 0)),
    }


def _by_label(arcs: Arcs, label: ArrayLike, permutations: int, seed: int) -> dict[str, float]:
    """Mixing and brokerage by one label."""
    test = ei_test(arcs, label, permutations, seed)
    mixing = {
        "ei": test.index,
        "ei_expected": test.expected,
        "ei_low": test.low,
        "ei_high": test.high,
        "ei_p": test.p,
    }
    return mixing | brokerage(arcs, label).share
