"""Staff, in columns: each week takes everyone in turn, and a processor takes several numbers of a column at once."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

Floats = NDArray[np.floating[Any]]
"""A column of the world's width."""


class People(NamedTuple):
    """Staff: columns of shape (N,)."""

    identity: NDArray[np.uint64]
    knowledge: Floats
    heat: Floats
    resentment: Floats
    alignment: Floats
    organisation: NDArray[np.uint32]
    unit: NDArray[np.int32]
    partners: NDArray[np.int32]
    trained_partners: NDArray[np.int32]
    generation: NDArray[np.uint16]  # how many have held the row before
    quiet: NDArray[np.int16]  # weeks since reflective talk, of the trained
    new_partners: NDArray[np.uint8]  # this year
    profession: NDArray[np.int8]
    seniority: NDArray[np.int8]
    trained: NDArray[np.uint8]
    practising: NDArray[np.uint8]
    practised: NDArray[np.uint8]  # practising in the week's snapshot, kept from step 7 on
    committed: NDArray[np.uint8]
    talk: NDArray[np.uint8]  # TALKED, HEARD, EXPOSED; from step 10 on shifted by LAST


def blank_people(count: int, width: DTypeLike) -> People:
    """Columns of `count` people of whom nothing is known."""

    def column(kind: DTypeLike) -> NDArray[Any]:
        return np.zeros(count, dtype=kind)

    return People(
        identity=column(np.uint64),
        knowledge=column(width),
        heat=column(width),
        resentment=column(width),
        alignment=column(width),
        organisation=column(np.uint32),
        unit=column(np.int32),
        partners=column(np.int32),
        trained_partners=column(np.int32),
        generation=column(np.uint16),
        quiet=column(np.int16),
        new_partners=column(np.uint8),
        profession=column(np.int8),
        seniority=column(np.int8),
        trained=column(np.uint8),
        practising=column(np.uint8),
        practised=column(np.uint8),
        committed=column(np.uint8),
        talk=column(np.uint8),
    )


def some_of(people: People, rows: slice | NDArray[np.bool_]) -> People:
    """The columns of some rows; of a slice they are the same columns, not copies."""
    return People(**{name: column[rows] for name, column in people._asdict().items()})
