"""A pinned world is read as the world itself is, and cannot be mistaken for another."""

from typing import Any

import numba
import numpy as np
import pytest

from sim import pinned as module
from sim.compiled import inner
from sim.layout import make_world
from sim.network.build import build
from sim.pinned import pinned
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.world import World

PLAN = Scenario(network={"size": 40}, weeks=3, seed=7)


def world(width: type = np.float32) -> World:
    """One before its first week."""
    return make_world(PLAN, [build(trust, index, PLAN.seed) for index, trust in enumerate(PLAN.trusts)], width)


def each_array(of: Any, name: str = "") -> dict[str, Any]:
    """All that stands in a world, by name."""
    if not hasattr(of, "_fields"):
        return {name: of}
    found: dict[str, Any] = {}
    for field in of._fields:
        found |= each_array(getattr(of, field), f"{name}.{field}")
    return found


@pytest.mark.parametrize("width", [np.float32, np.float64])
def test_every_field_is_the_one_of_that_name(width: type) -> None:
    """Of each array where it lies, and how long it is and how wide along each of its sides."""
    here = world(width)
    at = pinned(here)
    for name, array in each_array(here).items():
        if isinstance(array, np.ndarray):
            found = _shape_and_place(name)(at)
            assert found == (array.ctypes.data, *array.shape, *array.strides), name
    assert len(each_array(here)) > 60


def _shape_and_place(name: str) -> Any:
    source = f"def read(world):\n    a = world{name}\n    return (a.ctypes.data, *a.shape, *a.strides)"
    made: dict[str, Any] = {}
    exec(source, made)
    return numba.njit(made["read"])


def test_what_is_written_through_it_is_written_in_the_world() -> None:
    here = world()

    @numba.njit
    def write(world: Any) -> int:
        _mark(world.people, world.seed)
        return len(world.people.heat)

    assert write(pinned(here)) == 40
    assert here.people.heat[3] == 7.0, "the seed, which is no array"


@inner
def _mark(people: Any, seed: int) -> None:
    """Given a part of a pinned world."""
    people.heat[3] = seed


def test_a_field_that_is_not_there_is_named() -> None:
    @numba.njit
    def read(world: Any) -> int:
        return int(world.people.heta[0])

    with pytest.raises(numba.TypingError, match="Unknown attribute 'heta'"):
        read(pinned(world()))


def test_arrays_that_lie_otherwise_are_refused() -> None:
    """Read as if they lay one after another, they would be read wrong."""
    here = world()
    pinned(here)
    wide = np.zeros((40, 2), dtype=np.float32)
    other = here._replace(people=here.people._replace(heat=wide[:, 0]))
    with pytest.raises(TypeError, match="as `make_world` lays them"):
        pinned(other)
    pinned(here)


def test_too_little_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROOM", 100)

    @numba.njit
    def put(world: Any, memory: Any) -> None:
        module._stored(world, memory)

    with pytest.raises(Exception, match="too little for a world"):
        put(world(), np.zeros(100, dtype=np.uint8))


def test_a_run_holds_no_more_memory_for_it() -> None:
    """Nobody counts who refers to a world's arrays, and still they are let go of with it."""
    import weakref

    run = Simulation(PLAN)
    run.advance(3)
    held = weakref.ref(run.world.people.heat)
    assert held() is not None
    del run
    assert held() is None


def test_in_plain_python_it_is_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba.config, "DISABLE_JIT", 1)
    here = world()
    assert pinned(here) is here
