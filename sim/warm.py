"""Compiles the model before it is needed, in several processes at once; all meet in the cache on disk.

While one process compiles what lays a world out, another does what builds an organisation; then each does its share
of the passes of the week; `weeks` at last only joins what stands there.
"""

import subprocess
import sys

import numpy as np
from numpy.typing import DTypeLike

from sim.compiled import compile_for
from sim.layout import make_world
from sim.network.build import Population, build
from sim.network.ties import ITEMS, Ties
from sim.pinned import pinned
from sim.scenario import Scenario
from sim.staff import Staff
from sim.steps.measures import sum_trust
from sim.week import PASSES, weeks
from sim.world import World

KINDS = ("distributed", "trust_a", "trust_d")
"""Organisations whose building needs nearly all that any needs."""


def warm(width: DTypeLike = np.float32, processes: int = 2) -> None:
    """Compile all of the model for one width of floating fields, shared among processes."""
    name = np.dtype(width).name
    shares = [[sys.executable, "-m", "sim.warm", name, str(part), str(processes)] for part in range(1, processes)]
    others = [subprocess.Popen(share) for share in shares]
    world = compile_share(name, 0, processes)
    here = pinned(world)
    compile_for(sum_trust, here)
    for other in others:
        other.wait()
    compile_for(weeks, here, world.context[None], world.places[None], 0, 0, 1)


def compile_share(width: DTypeLike, part: int, parts: int) -> World:
    """Compile every `parts`-th pass from `part` on, for such a world as is returned; the last part builds first."""
    if part == parts - 1:
        for kind in KINDS:
            build(Scenario(network={"kind": kind, "size": 60}), 0, 0)
    staff = Staff(np.zeros(2, dtype=np.int32), np.zeros(2, dtype=np.int8), np.ones(2, dtype=np.int8))
    ties = Ties.from_arcs([0], [1], dict.fromkeys(ITEMS, 0.5))
    world = make_world(Scenario(weeks=1), [Population(staff, ties)], width)
    here = pinned(world)
    for each in PASSES[part::parts]:
        compile_for(each, here, 0, 1, 1)
    return world


if __name__ == "__main__":
    compile_share(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
