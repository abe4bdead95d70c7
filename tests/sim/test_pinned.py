"""A pinned world is read as the world itself is, and cannot be mistaken for another."""

import itertools
import subprocess
import sys
from functools import cache
from typing import Any

import numba
import numpy as np
import pytest

from sim import pinned as module
from sim.compiled import inner
from sim.layout import make_world
from sim.network.build import build
from sim.pinned import pinned
from sim.scenario import Organisation, Scenario
from sim.simulation import Simulation
from sim.world import Record, World

PLAN = Scenario(network={"size": 40}, weeks=3, seed=7)


def world(width: type = np.float32, organisations: int = 1) -> World:
    """One before its first week."""
    trusts = [Organisation(name=f"trust {number}", network={"size": 40}) for number in range(organisations)]
    plan = Scenario(organisations=trusts, weeks=3, seed=7)
    return make_world(plan, [build(trust, index, plan.seed) for index, trust in enumerate(plan.trusts)], width)


def each_array(of: Any, name: str = "") -> dict[str, Any]:
    """All that stands in a world, by name."""
    if not hasattr(of, "_fields"):
        return {name: of}
    found: dict[str, Any] = {}
    for field in of._fields:
        found |= each_array(getattr(of, field), f"{name}.{field}")
    return found


@pytest.mark.parametrize(("width", "organisations"), [(np.float32, 1), (np.float64, 1), (np.float32, 20)])
def test_every_field_is_the_one_of_that_name(width: type, organisations: int) -> None:
    """Of each array where it lies, how long each of its sides is, and how far apart in memory."""
    here = world(width, organisations)
    at = pinned(here)
    arrays = {name: array for name, array in each_array(here).items() if isinstance(array, np.ndarray)}
    for names in itertools.batched(arrays, 10):
        found = _shapes_and_places(names)(at)
        expected = []
        for array in (arrays[name] for name in names):
            apart = (array if array.size or array.ndim > 1 else np.zeros(1, array.dtype)).strides
            expected += [array.ctypes.data, *array.shape, *apart]
        assert list(found) == expected, names
    assert len(each_array(here)) > 60


@cache
def _shapes_and_places(names: tuple[str, ...]) -> Any:
    """Compiled once for several arrays: each by itself takes three times as long."""
    lines = [f"    a{i} = world{name}" for i, name in enumerate(names)]
    told = [f"a{i}.ctypes.data, *a{i}.shape, *a{i}.strides" for i in range(len(names))]
    made: dict[str, Any] = {}
    exec("\n".join(["def read(world):", *lines, f"    return ({', '.join(told)})"]), made)
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


@pytest.mark.parametrize("what", ["apart", "not to be written"])
def test_arrays_of_another_kind_are_refused(what: str) -> None:
    """A week would look for numbers where there are others, or write where nothing may be written."""
    here = world()
    pinned(here)
    if what == "apart":
        here = here._replace(people=here.people._replace(heat=np.zeros((40, 2), dtype=np.float32)[:, 1]))
    else:
        here.record.trust.flags.writeable = False
    with pytest.raises(TypeError, match="such as `make_world` makes"):
        pinned(here)


def test_rows_of_another_width_are_another_type() -> None:
    here = world()
    wider = here._replace(dyads=here.dyads._replace(ends=np.zeros((len(here.dyads.ends), 3), dtype=np.uint32)))

    @numba.njit
    def width(world: Any) -> int:
        return int(world.dyads.ends.shape[1] + 10 * world.dyads.ends.strides[0])

    assert [width(pinned(each)) for each in (here, wider, here)] == [82, 123, 82]


def test_all_arrays_with_rows_are_said_to_be_alike_or_known_not_to_be() -> None:
    several = {
        name[1:] for name, array in each_array(world()).items() if isinstance(array, np.ndarray) and array.ndim > 1
    }
    of_organisations = {f"record.{name}" for name in Record._fields} | {"notes.trust", "notes.talked"}
    assert several == set(module.WIDE) | of_organisations


def test_code_is_the_same_for_any_number_of_organisations() -> None:
    """Else a forum of many trusts would be compiled anew."""
    kinds = [numba.typeof(pinned(world(organisations=number))) for number in (1, 2, 20)]
    assert kinds[0] == kinds[1] == kinds[2] != numba.typeof(pinned(world(np.float64)))


def test_code_is_the_same_whether_or_not_people_are_named_for_training() -> None:
    """A list of nobody has no rows, and NumPy says of its numbers that they lie 0 bytes apart."""
    here = world()
    listed = here._replace(notes=here.notes._replace(listed=np.array([3, 5], dtype=np.int32)))
    assert len(here.notes.listed) == 0
    assert numba.typeof(pinned(here)) == numba.typeof(pinned(listed))


def test_threads_that_begin_at_once_all_find_it() -> None:
    """Nobody is told that compiling is forbidden while another thread compiles."""
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from sim.scenario import Scenario\n"
        "from sim.simulation import Simulation\n"
        "def run(seed):\n"
        "    each = Simulation(Scenario(network={'size': 40}, weeks=3, seed=seed))\n"
        "    each.advance(3)\n"
        "    return each.week\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    print(list(pool.map(run, range(24))) == [3] * 24)\n"
    )
    for _ in range(3):
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout) == (0, "True\n"), ran.stderr[-800:]


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
