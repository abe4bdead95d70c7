"""The acceptance table as a page: verdicts, criteria, what was found, and what each pattern rests on."""

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.findings import found_in_words, verdict_in_words
from analysis.patterns.acceptance import Measured
from analysis.patterns.pattern import MARKS, Setting


def page(measured: Sequence[Measured], setting: Setting, made: Mapping[str, Any]) -> str:
    """The page in Markdown.

    Args:
        measured: the patterns, in order.
        setting: with what they were run.
        made: provenance: `made`, `firewood`, `model`, `python`, `packages`, `command`.
    """
    parts = [_head(measured, setting, made), _verdicts(measured), _resting(measured)]
    return "\n\n".join([*parts, *(_pattern(one) for one in measured)]) + "\n"


def _head(measured: Sequence[Measured], setting: Setting, made: Mapping[str, Any]) -> str:
    packages = ", ".join(f"{name} {number}" for name, number in made["packages"].items())
    seeds = setting.seeds
    return f"""# The acceptance table

Made by `{made["command"]}`; do not edit. A failure is reported as one; no criterion was moved.

| | |
|---|---|
| made | {made["made"]} |
| model | firewood {made["firewood"]}, source {made["model"]}, Python {made["python"]}, {packages} |
| seeds | {seeds[0]} to {seeds[-1]}, {len(seeds)} an arm unless a pattern says otherwise; arms share their luck |
| runs | {sum(one.runs for one in measured):,} |
| edge | half of the runs burn at seasoning {setting.edge:.3f} (N = {setting.people}, volume 20 %) |

Intervals are 95 %: Wilson's for shares, bootstrap otherwise. Marks: **c** calibrated on, **i** follows from an input or
from other patterns, **e** emergent, held out of calibration. A row without a verdict is only reported."""


def _verdicts(measured: Sequence[Measured]) -> str:
    rows = [
        f"| {one.pattern.number} | {one.pattern.mark} | {one.pattern.title} | {verdict_in_words(one.holds)} |"
        for one in measured
    ]
    return "\n".join(["## Verdicts", "", "| | mark | pattern | verdict |", "|---|---|---|---|", *rows])


def _resting(measured: Sequence[Measured]) -> str:
    rows = [f"| {one.pattern.number} | {MARKS[one.pattern.mark]} | {_cell(one.pattern.rests_on)} |" for one in measured]
    return "\n".join(
        ["## What each rests on", "", "| | mark | assumption, input or emergence |", "|---|---|---|", *rows]
    )


def _pattern(one: Measured) -> str:
    pattern = one.pattern
    rows = [
        f"| {_cell(finding.what)} | {found_in_words(finding)} | {finding.n} | {_cell(finding.wanted)} | "
        f"{verdict_in_words(finding.holds)} |"
        for finding in one.findings
    ]
    return "\n".join(
        [
            f"## {pattern.number}. {pattern.title} ({pattern.mark}): {verdict_in_words(one.holds)}",
            "",
            f"> {pattern.criterion}",
            "",
            "| | found (95 %) | n | wanted | |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
