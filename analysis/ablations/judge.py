"""What came of an ablation: each indicator, ablated less whole, beside what was predicted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.ablations.ablation import INDICATORS, Ablation, Direction
from analysis.ablations.places import AXIS, WHOLE, along
from analysis.ablations.places import arms as places
from analysis.ablations.predictions import PREDICTED
from analysis.findings import Finding, Judge, difference, mean, share, shares_apart
from analysis.patterns.pattern import Runs, Setting
from experiments.arms import Arm
from sim.outcome import BURNS_ABOVE

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One indicator of one ablation.

    Attributes:
        ablation: which.
        indicator: its name in `INDICATORS`.
        whole: what the whole model has.
        found: ablated less whole; `holds` says whether it agrees with the prediction, None where there is none.
    """

    ablation: Ablation
    indicator: str
    whole: Finding
    found: Finding


def arms(setting: Setting, ablations: Sequence[Ablation] = PREDICTED) -> list[Arm]:
    """All arms: the whole model's, and those of each ablation."""
    told = places(setting, {}, WHOLE)
    for ablation in ablations:
        told += places(setting, ablation.rules, ablation.name)
    return told


def judge(runs: Runs, setting: Setting, ablations: Sequence[Ablation] = PREDICTED) -> list[Row]:
    """Every indicator of every ablation, in the order of the predictions."""
    whole = measured(runs, WHOLE)
    rows = []
    for ablation in ablations:
        without = measured(runs, ablation.name)
        rows += [_row(ablation, name, whole[name], without[name]) for name in INDICATORS]
    return rows


def measured(runs: Runs, name: str) -> dict[str, Values]:
    """Each indicator of the whole model or of an ablation, run by run; shape (n,)."""

    def at(place: str, measure: str) -> Values:
        return runs[f"{name}, {place}"][measure]

    found = {indicator: at(*indicator.split(".")) for indicator in INDICATORS if "." in indicator and indicator != _CUT}
    burning = np.stack([runs[along(name, seasoning)]["burning"] for seasoning in AXIS])
    return {
        **found,
        _CUT: (at("cut", "practising_mean") > BURNS_ABOVE).astype(np.float64),
        "edge": edge_of_each(burning),
        "reciprocity": at("above", "practising") - at("not returned", "practising"),
    }


def edge_of_each(burning: Values) -> Values:
    """The edge of each seed, shape (n,): the length of the axis on which its run does not burn.

    Its mean over seeds is where half of the runs burn when that chance rises evenly along the axis (Spearman and
    Kärber); unlike a crossing it exists for every seed. Ends count half, as in the trapezoidal rule.

    Args:
        burning: shape (len(AXIS), n).
    """
    return np.asarray(np.trapezoid(1.0 - burning, AXIS, axis=0))


def agrees(direction: Direction, margin: float) -> tuple[str, Judge]:
    """The rule by which a prediction is judged, in words and as a test of the interval."""
    rules: Mapping[Direction, tuple[str, Judge]] = {
        "rises": ("rises: the interval above 0", lambda found: found.low > 0.0),
        "falls": ("falls: the interval below 0", lambda found: found.high < 0.0),
        "stays": (
            f"stays: the interval within ±{margin:g}",
            lambda found: -margin <= found.low and found.high <= margin,
        ),
    }
    return rules[direction]


def _row(ablation: Ablation, name: str, whole: Values, without: Values) -> Row:
    indicator = INDICATORS[name]
    direction = ablation.expected.get(name)
    wanted, holds = ("", None) if direction is None else agrees(direction, indicator.margin)
    if name.endswith(".burning"):
        yes_or_no = shares_apart(indicator.what, without, whole, wanted, holds)
        return Row(ablation, name, share(indicator.what, whole), yes_or_no)
    unit = "share" if indicator.unit == "points" and name != "reciprocity" else indicator.unit
    return Row(
        ablation,
        name,
        mean(indicator.what, whole, unit=unit),
        difference(indicator.what, without, whole, wanted, holds, indicator.unit),
    )


_CUT: Final = "cut.burning"
