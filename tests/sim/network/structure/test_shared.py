"""Shared partners, against sets."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import Arcs
from sim.network.structure.shared import common, longest


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_shared_partners_are_the_intersection(arcs: Arcs) -> None:
    start, row, _ = arcs.partners
    runs = [row[start[i] : start[i + 1]].tolist() for i in range(arcs.people)]
    assert longest(arcs.partners) == max(len(run) for run in runs)
    of_i, of_j = np.empty(arcs.people, np.int64), np.empty(arcs.people, np.int64)
    for i in range(arcs.people):
        for j in range(arcs.people):
            found = common(arcs.partners, i, j, of_i, of_j)
            assert row[of_i[:found]].tolist() == sorted(set(runs[i]) & set(runs[j]))
            assert row[of_j[:found]].tolist() == row[of_i[:found]].tolist()
            assert all(start[i] <= at < start[i + 1] for at in of_i[:found])
            assert all(start[j] <= at < start[j + 1] for at in of_j[:found])
