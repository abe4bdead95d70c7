"""What is free in a fit, with its prior: an even one between two ends, or even in the logarithm.

    free=talk_rate:1.5..8,threshold:0.05..0.5:log,seasoning

A name is the path of a parameter, or its last step where only one parameter is called so. Without ends, those of
the schema's sweep are taken (`firewood params`).
"""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.asked import Range, parameter, takes_whole
from experiments.design.base import scaled
from sim.errors import ConfigError, as_shares, nearest
from sim.scenario import Parameter, Scenario, parameters

Values = NDArray[np.float64]

_NUMBER: Final = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_WRITTEN: Final = re.compile(
    rf"(?P<name>[\w.\[\]]+)(?::(?P<low>{_NUMBER})\.\.(?P<high>{_NUMBER})(?::(?P<how>log))?)?", re.ASCII
)
_NEVER: Final = ("seed", "network.seed", "network.imputation", "weeks")
"""Numbers that say which luck or which weeks, and nothing that a target could tell."""

FORM: Final = "free=NAME:LOW..HIGH,NAME,… (NAME alone: the bounds of firewood params; :log at the end: even in it)"


def read_free(text: str) -> tuple[Range, ...]:
    """The free parameters as written.

    Raises:
        ConfigError: mistakes, all at once.

    Example:
        >>> read_free("talk_rate:1.5..8")[0].name
        'rules.talk_rate'
    """
    found: list[Range] = []
    wrong: list[str] = []
    for part in text.strip().removeprefix("[").removesuffix("]").split(","):
        try:
            each = _read_one(part.strip())
        except ConfigError as mistake:
            wrong.append(str(mistake))
            continue
        if any(each.name == other.name for other in found):
            wrong.append(f"free: {each.name} stands twice")
        found.append(each)
    if wrong:
        raise ConfigError("\n".join(wrong))
    return tuple(found)


def values_of(unit: Values, free: Sequence[Range]) -> Values:
    """Places in the unit cube, shape (N, d), in the units of the parameters; whole numbers are whole."""
    return np.stack(scaled(unit, free), axis=1)


def short(each: Range, free: Sequence[Range]) -> str:
    """The last step of a path, where no other free parameter ends so."""
    last = each.name.rsplit(".", 1)[-1]
    return last if sum(other.name.rsplit(".", 1)[-1] == last for other in free) == 1 else each.name


def written(each: Range) -> str:
    """As it would be typed."""
    return f"{each.name}:{each.low:g}..{each.high:g}{':log' if each.log else ''}"


def _read_one(part: str) -> Range:
    read = _WRITTEN.fullmatch(part)
    if read is None:
        raise ConfigError(f"free: {part!r} cannot be read{as_shares(part)}; it is {FORM}")
    name = re.sub(r"\[(\d+)\]", r".\1", read["name"])
    path, found = _found(name)
    if path.rsplit("organisations.", 1)[-1] in _NEVER or path.startswith("costs."):
        raise ConfigError(f"free: {path}: nothing that is measured depends on it but by luck or by length")
    if found.low is None or found.high is None:
        raise ConfigError(f"free: {path} is not a number")
    low, high = (float(read["low"]), float(read["high"])) if read["low"] else found.sweep or (found.low, found.high)
    if low < found.low or high > found.high:
        raise ConfigError(f"free: {part}: allowed is {found.allowed}{f' ({found.unit})' if found.unit else ''}")
    if not low < high:
        raise ConfigError(f"free: {part}: the first number is the smaller")
    if read["how"] and low <= 0:
        raise ConfigError(f"free: {part}: a prior even in the logarithm begins above 0")
    return Range(path, low, high, takes_whole(path), read["how"] == "log")


def _found(name: str) -> tuple[str, Parameter]:
    """The path and the parameter of a name."""
    if (whole := parameter(name)) is not None:
        return name, whole
    known = {each.path: each for each in parameters(Scenario)}
    ending = [path for path in known if path.rsplit(".", 1)[-1] == name]
    if len(ending) > 1:
        raise ConfigError(f"free: {name}: several parameters are called so: {', '.join(ending)}")
    if not ending:
        last = {path.rsplit(".", 1)[-1]: path for path in known}
        raise ConfigError(f"free: {name}: there is no such parameter{nearest(name, [*known, *last])}")
    return ending[0], known[ending[0]]
