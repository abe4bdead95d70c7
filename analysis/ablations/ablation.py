"""What an ablation is: a mechanism, the constants that take it out, and what was predicted of it beforehand.

The rule by which a prediction is judged was set with the predictions, before any run of an ablation. Each indicator is
taken as *ablated less whole*, over runs paired by their luck, with a 95 % interval:

- "rises": the interval lies above 0;
- "falls": it lies below 0;
- "stays": it lies within `margin` of 0 on both sides.

An interval that lies across the line does not agree. Indicators of which nothing was predicted are shown without a
verdict.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Direction = Literal["rises", "falls", "stays"]


class Indicator(NamedTuple):
    """A number that ablations are judged by.

    Attributes:
        what: in words.
        margin: how far it may lie from the whole model's and still be said to stay.
        unit: as of a `Finding`.
    """

    what: str
    margin: float
    unit: str


INDICATORS: Final[Mapping[str, Indicator]] = MappingProxyType(
    {
        "damp.burning": Indicator("damp, 20 %: burning", 0.1, "points"),
        "damp.practising": Indicator("damp, 20 %: final practising", 0.05, "points"),
        "damp.gap": Indicator("damp, 20 %: knowledge gap, weeks 52–260", 0.05, "number"),
        "damp.resentment": Indicator("damp, 20 %: resentment, weeks 52–260", 0.02, "number"),
        "one_way.practising": Indicator(
            "damp, 20 %, as many arcs but .2 of them returned: final practising", 0.05, "points"
        ),
        "above.burning": Indicator("just above the edge, 20 %: burning", 0.1, "points"),
        "above.practising": Indicator("just above the edge, 20 %: final practising", 0.05, "points"),
        "above.gap": Indicator("just above the edge, 20 %: knowledge gap, weeks 52–260", 0.05, "number"),
        "above.resentment": Indicator("just above the edge, 20 %: resentment, weeks 52–260", 0.02, "number"),
        "little.burning": Indicator("just above the edge, 2 %: burning", 0.1, "points"),
        "trust_a.practising": Indicator("seasoned, Trust A's ties: final practising", 0.05, "points"),
        "trust_d.practising": Indicator("seasoned, Trust D's ties: final practising", 0.05, "points"),
        "cut.burning": Indicator("talk cut to a fifth at week 312: burning, weeks 442–468", 0.1, "points"),
        "edge": Indicator("seasoning at the edge, 20 %", 0.02, "number"),
        "reciprocity": Indicator(
            "just above the edge, 20 %: final practising with .7 of arcs returned less that with .2", 0.05, "points"
        ),
    }
)
"""By name; the part before the dot is where it is measured (`analysis.ablations.places`)."""


@dataclass(frozen=True)
class Ablation:
    """One mechanism taken out.

    Attributes:
        name: of what is taken out.
        rules: constants of the equations that take it out.
        prediction: in words, written before any run.
        expected: the direction of each indicator of which something is predicted.
    """

    name: str
    rules: Mapping[str, float]
    prediction: str
    expected: Mapping[str, Direction]
