"""Compiles the week before it is needed, in several processes at once; all meet in the cache on disk.

Each process compiles its share of the passes; `weeks` then only joins what stands in the cache.
"""

import subprocess
import sys

import numpy as np
from numpy.typing import DTypeLike

from sim.compiled import compile_for
from sim.layout import make_world
from sim.network.build import Population
from sim.network.ties import ITEMS, Ties
from sim.scenario import Scenario
from sim.staff import Staff
from sim.week import PASSES


def warm(width: DTypeLike = np.float32, processes: int = 2) -> None:
    """Compile all passes of the week for one width of floating fields, shared among processes."""
    name = np.dtype(width).name
    shares = [[sys.executable, "-m", "sim.warm", name, str(part), str(processes)] for part in range(1, processes)]
    others = [subprocess.Popen(share) for share in shares]
    compile_share(name, 0, processes)
    for other in others:
        other.wait()


def compile_share(width: DTypeLike, part: int, parts: int) -> None:
    """Compile every `parts`-th pass from `part` on."""
    staff = Staff(np.zeros(2, dtype=np.int32), np.zeros(2, dtype=np.int8), np.ones(2, dtype=np.int8))
    ties = Ties.from_arcs([0], [1], dict.fromkeys(ITEMS, 0.5))
    world = make_world(Scenario(weeks=1), [Population(staff, ties)], width)
    for each in PASSES[part::parts]:
        compile_for(each, world, 0, 1, 1)


if __name__ == "__main__":
    compile_share(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
