"""Pattern 19: patterns 1, 2 and 3 at other sizes and in half-week steps.

Each variant runs the arms of these patterns and is judged by them. The edge is measured for each variant by its own
arms of pattern 3; "just above the edge" is the seasoning it is for the size of the setting (300), held fixed, so that
the claim is the stronger one: the same seasoning does the same at every size, and no second stage is needed. On the
way to the edge only every second seasoning is run, but all about the edge of the setting: the larger an
organisation, the more abruptly it turns from never to always, and a line over a wide step would tell the middle of the
step whatever was there. A run costs as much as it has people: there are at most 40 seeds with 1,200 and 10 with 7,000.
(Then "at least 97 in 100" asks for all, "at most 1 in 100" for none.)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from analysis.findings import Finding
from analysis.patterns import p01_damp_dies, p02_outlives_support, p03_edge_inside
from analysis.patterns.by_week import by_week
from analysis.patterns.edge import edge_arms, near
from analysis.patterns.half_weeks import half_weeks
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

SIZES: Final = (70, 150, 1200, 7000)
FEW: Final = {1200: 40, 7000: 10}
"""The most seeds of an arm, at sizes where a run costs much."""
HELD: Final = (p01_damp_dies.PATTERN, p02_outlives_support.PATTERN, p03_edge_inside.PATTERN)


@dataclass(frozen=True)
class Variant:
    """A way to run the patterns again.

    Attributes:
        name: in words, before the names of its arms and findings.
        setting: with its size and seeds.
        halved: whether a step is half a week.
    """

    name: str
    setting: Setting
    halved: bool = False


def variants(setting: Setting) -> Sequence[Variant]:
    """The four sizes, and half weeks at the size of the setting."""
    sizes = [
        Variant(
            f"N = {size:,}",
            replace(setting, people=size, seeds=setting.seeds[: FEW.get(size)]),
        )
        for size in SIZES
    ]
    return [*sizes, Variant("half weeks", setting, halved=True)]


def arms(setting: Setting) -> Sequence[Arm]:
    """The arms of patterns 1 to 3, in each variant."""
    return [_varied(arm, variant, number) for variant in variants(setting) for number, arm in _numbered(variant)]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """What patterns 1 to 3 find, in each variant."""
    found = []
    for variant in variants(setting):
        for pattern in HELD:
            before = _before(variant, pattern.number)
            own = {name.removeprefix(before): seen for name, seen in runs.items() if name.startswith(before)}
            judged = pattern.judge(own, variant.setting)
            found += [replace(finding, what=before + finding.what) for finding in judged]
    return found


def _numbered(variant: Variant) -> Sequence[tuple[int, Arm]]:
    """The arms of a variant with the numbers of their patterns; on the way to the edge few, about it many."""
    spared = {arm.name for arm in edge_arms(variant.setting)[1::2]} - {arm.name for arm in near(variant.setting)}
    each = [(pattern.number, arm) for pattern in HELD for arm in pattern.arms(variant.setting)]
    return [(number, arm) for number, arm in each if arm.name not in spared]


def _varied(arm: Arm, variant: Variant, number: int) -> Arm:
    named = replace(arm, name=_before(variant, number) + arm.name)
    if not variant.halved:
        return named
    return replace(named, scenario=half_weeks(arm.scenario), observe=partial(by_week, observe=arm.observe))


def _before(variant: Variant, number: int) -> str:
    return f"{variant.name}, pattern {number}: "


PATTERN: Final = Pattern(
    number=19,
    mark="e",
    title="Size and step",
    criterion="Size and step: 1, 2, 3 hold at N = 70, 150, 1,200, 7,000 and with half-week steps.",
    rests_on="Emergent: the constants are calibrated at 300 people and whole weeks. Units, partners a person and "
    "sessions a unit do not change with size, so what is local stays; luck weighs more in small organisations.",
    arms=arms,
    judge=judge,
)
