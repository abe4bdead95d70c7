"""The records of a world read the same in plain Python as in compiled code."""

import numpy as np
import pytest

from sim.world import ORGANISATION, RULES, arc_type, person_type, unit_type


@pytest.mark.parametrize(
    "kind", [person_type(np.float32), arc_type(np.float32), unit_type(np.float32), ORGANISATION, RULES], ids=str
)
def test_no_field_is_hidden_by_numpy(kind: np.dtype[np.void]) -> None:
    assert kind.names is not None
    assert not set(kind.names) & (set(dir(np.record)) | set(dir(np.recarray)))


def test_a_person_fits_a_line_of_the_cache() -> None:
    assert person_type(np.float32).itemsize == 64
