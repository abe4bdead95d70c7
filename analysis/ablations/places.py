"""Where ablations are looked at: arms of the whole model, and of the same with constants changed.

All arms at a place have the same seeds, so an ablated run is paired with the whole model's by its luck.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

import numpy as np

from analysis.patterns import p08_talk_keeps_alive as talk
from analysis.patterns.observe import ending, window
from analysis.patterns.pattern import Setting
from experiments.arms import Arm
from sim.network.archetypes import OWN
from sim.scenario import Rules

WHOLE: Final = "whole"
"""The name of the model with nothing taken out."""
WEEKS: Final = (52, 260)
"""Of the gap in knowledge and of resentment, as in pattern 10."""
EVERY_NTH: Final = 5
"""The axis is run with every fifth of the seeds: it has eleven points."""
AXIS: Final = tuple(np.linspace(0.0, 1.0, 11).round(1).tolist())
"""Seasonings from which the edge is taken."""
RETURNED, ONE_WAY = 0.7, 0.2
"""Shares of arcs returned (arc form)."""

_FUEL: Final = {"volume": 0.2}
_TIES: Final = "distributed"


def arms(setting: Setting, rules: Mapping[str, float], name: str) -> list[Arm]:
    """All places with these constants changed; an arm is called `name`, a comma and its place."""
    there = replace(setting, rules=Rules(**{**setting.rules.model_dump(), **rules}))
    few = replace(there, seeds=list(setting.seeds)[::EVERY_NTH])
    at = partial(_arm, there, name)
    above = setting.just_above
    return [
        at("damp", seasoning=0),
        at("one_way", seasoning=0, network={"reciprocity": ONE_WAY, "dyads": equal_arcs(ONE_WAY)}),
        at("above", seasoning=above, network={"reciprocity": RETURNED}),
        at("little", seasoning=above, programme={"volume": 0.02}),
        at("trust_a", seasoning=1, network={"kind": "trust_a"}),
        at("trust_d", seasoning=1, network={"kind": "trust_d"}),
        at("not returned", seasoning=above, network={"reciprocity": ONE_WAY}),
        _talk_cut(there, f"{name}, cut"),
        *(few.arm(along(name, seasoning), ending, seasoning=seasoning, programme=_FUEL) for seasoning in AXIS),
    ]


def along(name: str, seasoning: float) -> str:
    """The name of an arm on the axis."""
    return f"{name}, seasoning {seasoning:.1f}"


def equal_arcs(reciprocity: float) -> float:
    """Dyads a person that hold as many arcs at this reciprocity (arc form) as the archetype does at its own."""
    own = OWN[_TIES]
    return own.dyads * arcs_a_dyad(own.reciprocity) / arcs_a_dyad(reciprocity)


def arcs_a_dyad(reciprocity: float) -> float:
    """Arcs in a dyad: r of arcs are returned when d = r/(2 − r) of dyads are mutual, which have two."""
    return 1.0 + reciprocity / (2.0 - reciprocity)


def _arm(setting: Setting, name: str, place: str, **given: Any) -> Arm:
    observe = partial(gap, first=WEEKS[0], last=WEEKS[1])
    return setting.arm(f"{name}, {place}", observe, **({"programme": _FUEL} | given))


def _talk_cut(setting: Setting, name: str) -> Arm:
    """Pattern 8's arm whose talk is cut, by another name."""
    arm = next(arm for arm in talk.arms(setting) if arm.name == talk.TALK)
    return replace(arm, name=name)


def gap(run: Any, *, first: int, last: int) -> Mapping[str, float]:
    """`ending`; `gap`, knowledge of improvers less that of collaborators, and `resentment`, means of these weeks."""
    seen = window(run, measures=("knowledge_improvers", "knowledge_mobilised", "resentment"), first=first, last=last)
    found = dict(seen)
    found["gap"] = found["knowledge_improvers_mean"] - found["knowledge_mobilised_mean"]
    found["resentment"] = found["resentment_mean"]
    return found
