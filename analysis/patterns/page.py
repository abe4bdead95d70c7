"""The acceptance table as a page: verdicts, criteria, what was found, and what each pattern rests on."""

from collections.abc import Mapping, Sequence
from typing import Final

from analysis.markdown import VERDICTS, came_from, findings, table
from analysis.patterns.acceptance import Measured
from analysis.patterns.pattern import MARKS

_TOP: Final = """# The acceptance table

What the model must show by itself, and whether it does. A failure is reported as one; no criterion was moved.
Intervals are 95 %: Wilson's for shares of runs, Newcombe's for their differences, bootstrap over runs otherwise.
Marks: **c** calibrated on, **i** follows from an input or from other patterns, **e** emergent, held out of
calibration. A number without a verdict is only reported."""


def page(measured: Sequence[Measured], source: Mapping[str, str]) -> str:
    """The page in Markdown.

    Args:
        measured: the patterns, in order.
        source: where it came from.
    """
    parts = [_TOP, came_from({**source, "runs": f"{sum(one.runs for one in measured):,}"}), _verdicts(measured)]
    return "\n\n".join([*parts, _resting(measured), *(_pattern(one) for one in measured)]) + "\n"


def _verdicts(measured: Sequence[Measured]) -> str:
    rows = [(str(one.pattern.number), one.pattern.mark, one.pattern.title, VERDICTS[one.holds]) for one in measured]
    return "## Verdicts\n\n" + table(("", "mark", "pattern", "verdict"), rows)


def _resting(measured: Sequence[Measured]) -> str:
    rows = [(str(one.pattern.number), MARKS[one.pattern.mark], one.pattern.rests_on) for one in measured]
    return "## What each rests on\n\n" + table(("", "mark", "assumption, input or emergence"), rows)


def _pattern(one: Measured) -> str:
    pattern = one.pattern
    head = f"## {pattern.number}. {pattern.title} ({pattern.mark}): {VERDICTS[one.holds].strip('*')}"
    seeds = f"{one.runs:,} runs, seeds {one.seeds[0]} to {one.seeds[1]}."
    return "\n\n".join([head, f"> {pattern.criterion}", seeds, findings(one.findings)])
