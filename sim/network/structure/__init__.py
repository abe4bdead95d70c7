"""Measures of structure, of reported arcs or of a survey: pure functions of `Arcs`.

    arcs.py          who names whom, as columns
    degree.py        partners, density, isolates, centralisation
    reciprocity.py   what is returned, in dyad form and in arc form
    components.py    who can be reached
    clustering.py    whether partners are partners
    mixing.py        E-I index by unit or profession, with its permutation test
    core.py          core and periphery
    twopaths.py      simple brokering, messengers
    brokerage.py     the five roles of Gould and Fernandez
    bottlenecks.py   betweenness, people whose leaving splits the network
    pockets.py       dense, cohesive groups
    summary.py       all of them in one named table

A measure that is undefined (nothing to divide by) is NaN, never 0. The walks over partners are compiled
and take time near to linear in the arcs, whole betweenness aside; so does their memory.
"""

from sim.network.structure.arcs import Arcs, Partners
from sim.network.structure.bottlenecks import betweenness, centralisation_betweenness, cut_people
from sim.network.structure.brokerage import ROLES, Brokerage, brokerage
from sim.network.structure.clustering import clustering, local_clustering, transitivity, triangles
from sim.network.structure.components import Parts, components, largest_component
from sim.network.structure.core import Core, core_periphery
from sim.network.structure.degree import centralisation, degrees, density, isolates, mean_degree, mean_out_degree
from sim.network.structure.mixing import EITest, ei_index, ei_test
from sim.network.structure.pockets import Pockets, pockets
from sim.network.structure.reciprocity import reciprocity_arcs, reciprocity_dyads
from sim.network.structure.summary import BY_LABEL, MEASURES, summary
from sim.network.structure.twopaths import TwoPaths, messenger_share, open_share, two_paths

__all__ = [
    "BY_LABEL",
    "MEASURES",
    "ROLES",
    "Arcs",
    "Brokerage",
    "Core",
    "EITest",
    "Partners",
    "Parts",
    "Pockets",
    "TwoPaths",
    "betweenness",
    "brokerage",
    "centralisation",
    "centralisation_betweenness",
    "clustering",
    "components",
    "core_periphery",
    "cut_people",
    "degrees",
    "density",
    "ei_index",
    "ei_test",
    "isolates",
    "largest_component",
    "local_clustering",
    "mean_degree",
    "mean_out_degree",
    "messenger_share",
    "open_share",
    "pockets",
    "reciprocity_arcs",
    "reciprocity_dyads",
    "summary",
    "transitivity",
    "triangles",
    "two_paths",
]
