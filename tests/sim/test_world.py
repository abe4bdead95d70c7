"""The records of a world read the same in plain Python as in compiled code; its columns are as long as its staff."""

import numpy as np
import pytest

from sim.people import blank_people, some_of
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.world import LINE, ORGANISATION, RULES, arc_type, heard_type, records, speaker_type, unit_type

KINDS = [kind(np.float32) for kind in (speaker_type, heard_type, arc_type, unit_type)]


@pytest.mark.parametrize("kind", [*KINDS, ORGANISATION, RULES], ids=str)
def test_no_field_is_hidden_by_numpy(kind: np.dtype[np.void]) -> None:
    assert kind.names is not None
    assert not set(kind.names) & (set(dir(np.record)) | set(dir(np.recarray)))


@pytest.mark.parametrize("kind", KINDS[:2], ids=str)
def test_what_is_looked_up_of_a_person_lies_on_one_line_of_the_cache(kind: np.dtype[np.void]) -> None:
    assert LINE % kind.itemsize == 0
    assert all(records(count, kind).ctypes.data % LINE == 0 for count in (1, 3, 1000))


@pytest.mark.parametrize("width", [np.float32, np.float64])
def test_every_person_has_a_place_in_every_column(width: type[np.floating]) -> None:
    people = blank_people(7, width)
    assert {column.shape for column in people} == {(7,)}
    assert {column.dtype for column in people if column.dtype.kind == "f"} == {np.dtype(width)}
    assert not any(column.any() for column in people)


def test_some_of_the_people_are_the_same_people() -> None:
    people = blank_people(7, np.float32)
    some_of(people, slice(2, 4)).heat[:] = 1.0
    assert people.heat.tolist() == [0, 0, 1, 1, 0, 0, 0]
    assert some_of(people, people.heat > 0).heat.tolist() == [1, 1]


def test_an_arc_that_is_not_there_keeps_its_zeros() -> None:
    """The week multiplies by whether an arc is there, and never asks; talk, meetings and joiners all change arcs."""
    run = Simulation(Scenario(network={"size": 300}, seasoning=0.9, weeks=60, rules={"answer_unnamed": 0.3}))
    run.advance(60)
    arcs = run.world.dyads.arcs[: int(run.world.dyads.used[0])]
    absent, items = arcs[arcs["present"] == 0], [name for name in arcs.dtype.names if name != "present"]
    assert len(absent) > 100
    assert not any(absent[name].any() for name in items)
    assert all((arcs[name] > 0).any() for name in items)
