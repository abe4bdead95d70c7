"""Labels of people (unit, profession) as numbers of groups."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.errors import NetworkError


def groups(label: ArrayLike, people: int) -> NDArray[np.int64]:
    """Labels of people as numbers 0..G-1 in rising order of label; a label below 0 (not known) becomes −1.

    Args:
        label: shape (N,), whole numbers, such as the unit or the profession of each person.
        people: N.

    Raises:
        NetworkError: not one whole number for each person.
    """
    given = np.asarray(label)
    if given.shape != (people,):
        raise NetworkError(f"labels must be one for each of {people} people; they have shape {given.shape}")
    if given.dtype.kind not in "iu":
        raise NetworkError(f"labels must be whole numbers, below 0 where not known; they are {given.dtype}")
    known = given >= 0
    group = np.full(people, -1, dtype=np.int64)
    group[known] = np.unique(given[known], return_inverse=True)[1]
    return group
