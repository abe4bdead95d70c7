"""What a null model says to each pattern of the acceptance table.

It is judged by the same `judge` from the same arms, with its own edge. A pattern about something of which it has no
state it cannot say, and has lost.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import isnan

from analysis.findings import Finding, verdict
from analysis.nulls.course import Null
from analysis.nulls.inputs import CannotSayError
from analysis.nulls.runner import run_arms_with
from analysis.patterns.edge import edge_arms, edge_of
from analysis.patterns.pattern import Pattern, Setting


@dataclass(frozen=True)
class Said:
    """A null model's answer to one pattern.

    Attributes:
        pattern: that was asked.
        findings: empty where it cannot say.
        beyond: what the pattern asks that the null model has no state of; empty where it can say.
    """

    pattern: Pattern
    findings: tuple[Finding, ...] = ()
    beyond: str = ""

    @property
    def holds(self) -> bool | None:
        """The verdict: False where it cannot say; None where all is only reported."""
        return False if self.beyond else verdict(self.findings)


@dataclass(frozen=True)
class Score:
    """All of a null model's answers.

    Attributes:
        null: with its free values.
        edge: the seasoning at which half of its runs burn with 20 % trained; NaN where there is none on the axis.
        said: one answer a pattern.
    """

    null: Null
    edge: float
    said: tuple[Said, ...]


def score(
    null: Null, patterns: Sequence[Pattern], setting: Setting, progress: Callable[[Pattern], None] | None = None
) -> Score:
    """Ask a null model all patterns.

    Args:
        null: with its free values.
        patterns: of the acceptance table.
        setting: its edge, the model's, is replaced by the null model's own. Where that has none, patterns just above
            the edge are asked in the seasoned context.
        progress: called with each pattern before it is asked.
    """
    edge = edge_of(run_arms_with(null, edge_arms(setting)))
    there = replace(setting, edge=1.0 if isnan(edge) else edge)
    said = []
    for pattern in patterns:
        if progress is not None:
            progress(pattern)
        said.append(ask(null, pattern, there))
    return Score(null, edge, tuple(said))


def ask(null: Null, pattern: Pattern, setting: Setting) -> Said:
    """One answer; `setting` with the null model's own edge."""
    try:
        runs = run_arms_with(null, pattern.arms(setting))
    except CannotSayError as error:
        return Said(pattern, beyond=str(error))
    return Said(pattern, tuple(pattern.judge(runs, setting)))
