"""Reciprocity: how many ties are returned, in its two forms, which must never be mixed up."""

from sim.network.structure.arcs import Arcs, ratio


def reciprocity_dyads(arcs: Arcs) -> float:
    """The dyad form d: reciprocal dyads / dyads. From 0 to 1; NaN without arcs.

    Source: the two forms are told apart in Wasserman & Faust 1994, "Social Network Analysis" [R].
    """
    return ratio(arcs.mutual, arcs.dyads)


def reciprocity_arcs(arcs: Arcs) -> float:
    """The arc form: the share of arcs that are returned, 2d / (1 + d). From 0 to 1; NaN without arcs.

    Never below the dyad form: .2 here is .11 there, .7 here is .54 there.
    """
    return ratio(2 * arcs.mutual, len(arcs))
