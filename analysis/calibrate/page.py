"""What a calibration leaves behind: the rules as a configuration, and a page that says how sure they are."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from analysis.calibrate.accepted import Member
from analysis.calibrate.free import FREE
from analysis.calibrate.monte import Generation
from analysis.intervals import Interval
from analysis.markdown import value
from sim.scenario import Rules

_SECTIONS: Final = {
    "talk_rate": "talk between pairs",
    "session_heat": "heat",
    "threshold": "practice",
    "reflective_transfer": "knowledge",
    "trust_gain": "trust, awareness and new arcs",
    "resentment_rise": "resentment and alignment",
    "gain_regress": "gains and reports",
}
"""The field with which each section of the rules begins."""


def configuration(rules: Rules, width: Mapping[str, Interval], made: Mapping[str, Any]) -> str:
    """`configs/rules/default.yaml`: each value, with the middle 90 % of what was accepted where it was free.

    Args:
        rules: the defaults.
        width: of each free value.
        made: `command`, `made` (date), `seeds` (of the search), `again` (seeds of the check).
    """
    lines = [
        "# The constants of the equations, as the schema has them (`firewood params rules` says what each means;",
        "# a test holds the two equal, field by field).",
        "#",
        f"# Calibrated {made['made'][:10]} by `{made['command']}` on patterns 1, 2, 3 and 8 alone:",
        "# the member in the middle of the accepted set. Behind a free value stands the middle 90 % of that set",
        f"# (search with seeds {made['seeds']}; looked at again with seeds {made['again']}). Values without a range",
        "# were not free. docs/calibration.md says more.",
    ]
    for name, number in rules.model_dump().items():
        if name in _SECTIONS:
            lines += ["", f"# {_SECTIONS[name]}"]
        range_ = f"  # {width[name].low:.3g} to {width[name].high:.3g}" if name in width else ""
        lines.append(f"{name}: {number:g}{range_}")
    return "\n".join(lines) + "\n"


def page(
    generations: Sequence[Generation],
    width: Mapping[str, Interval],
    members: Sequence[Member],
    chosen: int,
    made: Mapping[str, Any],
) -> str:
    """The page in Markdown.

    Args:
        generations: of the search.
        width: of each free value in the last.
        members: looked at again, the most central first.
        chosen: which of them gives the defaults.
        made: provenance.
    """
    parts = [_head(generations, members, chosen, made), _search(generations)]
    return "\n\n".join([*parts, _widths(width, members[chosen].rules), _again(members)]) + "\n"


def _head(generations: Sequence[Generation], members: Sequence[Member], chosen: int, made: Mapping[str, Any]) -> str:
    last = generations[-1]
    held = sum(member.holds for member in members)
    tried, sieved = sum(found.tried for found in generations[:-1]), generations[-2]
    return f"""# Calibration

Made by `{made["command"]}` on {made["made"][:10]} (model {made["model"]}); do not edit. The target holds
patterns 1, 2, 3 and 8, which are marked **c**, and nothing else; the other patterns are measured afterwards and
reported as they fall ([patterns.md](patterns.md)).

The search is approximate Bayesian computation by population Monte Carlo over {len(FREE)} free values
(`analysis/calibrate/free.py` has their priors), search seeds {made["seeds"]} an arm. Its distance is 0 where every
criterion of those patterns holds. {len(sieved.values)} of {tried} candidates were within {sieved.tolerance:g}; sieved
with seeds {made["sieved"]}, {len(last.values)} of them still were, the shares of patterns 1 and 3 at least
{made["margin"]:g} standard error inside their criteria and the edge a hundredth (what only just holds with some seeds
would fail with half of all others); falls, and what is wanted of patterns 2 and 8, as the criteria say. They are the
accepted set: what fits, not a posterior (the weights of the search rest on few candidates; the column *effective*
says on how many).

**Not one lucky point:** {len(members)} members of the accepted set, the most central first, were run again with seeds
{made["again"]}, which the search had not seen. All criteria held at {held} of {len(members)}. The defaults are member
{chosen + 1}; its edge lies at seasoning {members[chosen].edge:.3f}. (Where the defaults of before are still in the
set and hold, they stay; else the most central member at which all criteria hold takes their place.)"""


def _search(generations: Sequence[Generation]) -> str:
    rows = [
        f"| {number} | {g.tolerance:.3g} | {g.tried} | {len(g.values)} | {1 / float((g.weights**2).sum()):.0f} |"
        for number, g in enumerate(generations)
    ]
    rows[-1] = rows[-1].replace(f"| {len(generations) - 1} |", "| sieve |", 1)
    head = [
        "## The search",
        "",
        "| generation | within | tried | kept | effective |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows])


def _widths(width: Mapping[str, Interval], rules: Rules) -> str:
    rows = []
    for name, (low, high) in FREE.items():
        found = width[name]
        told = 1.0 - (found.high - found.low) / (0.9 * (high - low))
        rows.append(
            f"| `{name}` | {low:g} to {high:g} | {found.low:.3g} to {found.high:.3g} | {found.value:.3g} | "
            f"{getattr(rules, name):g} | {max(0.0, told):.0%} |"
        )
    text = (
        "A value by itself may be left wide where only how it goes with others is pinned down. The last column tells "
        "by how much the middle 90 % is narrower than that of the prior."
    )
    head = ["| value | prior | accepted, middle 90 % | median | default | narrower by |", "|---|---|---|---|---|---|"]
    return "\n".join(["## What was learnt of each value", "", text, "", *head, *rows])


def _again(members: Sequence[Member]) -> str:
    rows = []
    for number, first in enumerate(members[0].findings):
        every = [member.findings[number] for member in members]
        judged = [finding.holds for finding in every if finding.holds is not None]
        if judged:
            values = sorted(every, key=lambda finding: finding.found.value)
            rows.append(
                f"| {first.what} | {first.wanted} | {sum(judged)} of {len(judged)} | "
                f"{value(values[0].found, values[0].unit)} | {value(values[-1].found, values[-1].unit)} |"
            )
    edges = ", ".join(f"{member.edge:.3f}" for member in members)
    head = ["| criterion | wanted | holds at | lowest | highest |", "|---|---|---|---|---|"]
    return "\n".join(["## The patterns over the accepted set", "", f"Edges: {edges}.", "", *head, *rows])
