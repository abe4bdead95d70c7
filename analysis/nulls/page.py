"""The null models as a page in Markdown: beside the model, pattern by pattern."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, cast

from analysis.findings import Finding, verdict
from analysis.markdown import VERDICTS, came_from, findings, table
from analysis.nulls.score import Said, Score

CANNOT_SAY: Final = "**cannot say**"
"""Written where a null model has no state to answer with; it counts as lost."""

_TOP: Final = """# Null models

Two older explanations, given the same inputs (training, coaching, target pressure, turnover, and the context as one
number) and judged by the same code as the model, with their own edge. Their free values were searched on the patterns
that the model was calibrated on (1, 2, 3, 8); the rest they answer with those. A pattern about something of which a
null model has no state, such as ties, knowledge or resentment, it *cannot say*: that counts as lost, and is a poverty
of words rather than a wrong answer, so the two are told apart below.

- **Bass**: outside influence and imitation, with a loss added without which nothing could go out.
- **Repenning**: commitment reinforced by results, or reverting when they fall short of a motivation threshold; the
  loops are Repenning's (2002), the equations the smallest that have them (`analysis/nulls/repenning.py`).
"""


def page(scores: Sequence[Score], model: Mapping[int, Sequence[Finding]], source: Mapping[str, str]) -> str:
    """The whole page.

    Args:
        scores: of each null model, all asked the same patterns.
        model: the model's own findings by number of the pattern; a pattern without is shown with a dash.
        source: where it came from.
    """
    parts = [
        _TOP,
        came_from(source) + "\n",
        _free_values(scores),
        "## Pattern by pattern\n",
        _side_by_side(scores, model),
        _tally(scores, model),
    ]
    parts += [_section(scores, answers) for answers in zip(*(score.said for score in scores), strict=True)]
    return "\n".join(parts)


def _free_values(scores: Sequence[Score]) -> str:
    lines = [(score.null.name, name, f"{number:.4g}") for score in scores for name, number in _values(score).items()]
    return "## Fitted values\n\n" + table(("null model", "free value", "fitted"), lines) + "\n"


def _values(score: Score) -> dict[str, float]:
    """The free values, and the edge that came of them."""
    free = {each.name: getattr(score.null, each.name) for each in fields(cast(Any, score.null))}
    return {**free, "(edge)": score.edge}


def _side_by_side(scores: Sequence[Score], model: Mapping[int, Sequence[Finding]]) -> str:
    head = ("pattern", "mark", "model", *(score.null.name for score in scores))
    lines = [
        (
            f"{answers[0].pattern.number}. {answers[0].pattern.title}",
            answers[0].pattern.mark,
            VERDICTS[verdict(model.get(answers[0].pattern.number, ()))],
            *(_word(said) for said in answers),
        )
        for answers in zip(*(score.said for score in scores), strict=True)
    ]
    return table(head, lines) + "\n"


def _tally(scores: Sequence[Score], model: Mapping[int, Sequence[Finding]]) -> str:
    """How many patterns hold, fail, cannot be said."""
    asked = [said.pattern.number for said in scores[0].said]
    own = [verdict(model.get(number, ())) for number in asked]
    lines = [("model", str(own.count(True)), str(own.count(False)), "0", str(own.count(None)))]
    for score in scores:
        silent = sum(bool(said.beyond) for said in score.said)
        held = [said.holds for said in score.said]
        lines.append(
            (
                score.null.name,
                str(held.count(True)),
                str(held.count(False) - silent),
                str(silent),
                str(held.count(None)),
            )
        )
    return table(("", "holds", "fails", "cannot say", "not judged"), lines) + "\n"


def _section(scores: Sequence[Score], answers: Sequence[Said]) -> str:
    pattern = answers[0].pattern
    parts = [f"## {pattern.number}. {pattern.title}\n", f"> {pattern.criterion}\n"]
    for score, said in zip(scores, answers, strict=True):
        parts.append(f"**{score.null.name}**: {_word(said)}" + (f" ({said.beyond})\n" if said.beyond else "\n"))
        if said.findings:
            parts.append(findings(said.findings) + "\n")
    return "\n".join(parts)


def _word(said: Said) -> str:
    return CANNOT_SAY if said.beyond else VERDICTS[said.holds]
