"""Designs: which points of a space of parameters are run, one sampler a file."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from experiments.design.base import Sampler
from experiments.design.lhs import latin_hypercube
from experiments.design.morris import morris
from experiments.design.saltelli import saltelli
from experiments.design.sobol import sobol

SAMPLERS: Final[Mapping[str, Sampler]] = MappingProxyType(
    {"lhs": latin_hypercube, "sobol": sobol, "saltelli": saltelli, "morris": morris}
)
"""What samples ranges, by the name of its design; `grid` and `table` do not."""
