"""`firewood nulls`: older explanations, given their best chance, before the judges of the acceptance table."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from analysis.markdown import VERDICTS
from analysis.nulls import bass, repenning
from analysis.nulls.course import Null
from analysis.nulls.fit import fit
from analysis.nulls.page import page
from analysis.nulls.score import Score, score
from analysis.patterns.acceptance import measure
from analysis.patterns.every import every_pattern
from analysis.patterns.pattern import Setting
from app import table
from app.compiling import compile_once
from app.manyarms import kept_if_stopped, named_progress, see_to_page, source, write_page
from app.progress import note
from app.setting import asked

SEEDS: Final = 100
"""Seeds of an arm, when none are asked for."""

SEARCH: Final = range(1000, 1008)
"""Seeds of the search for the free values, which the score does not see."""

Kind = tuple[Callable[..., Null], dict[str, tuple[float, float]], dict[str, float]]

KINDS: Final[dict[str, Kind]] = {
    "Bass": (bass.Bass, bass.BOUNDS, bass.START),
    "Repenning": (repenning.Repenning, repenning.BOUNDS, repenning.START),
}


def run(words: Sequence[str], target: Path | None, *, quiet: bool) -> None:
    """Fit and score the null models beside the model.

    Args:
        words: overrides. With `study=patterns` the model's runs are those kept by `firewood patterns`.
        target: a file that gets the page, or None.
        quiet: no progress.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; the model's finished runs are kept.
    """
    see_to_page(target)
    said = asked(words, "patterns", SEEDS, why="the patterns say the rest themselves")
    setting = replace(said.setting, edge=float("nan"))
    compile_once([setting.scenario()], quiet=quiet)
    patterns = every_pattern()
    with kept_if_stopped(said), named_progress(quiet=quiet) as told:
        setting, own = measure(patterns, setting, said.keep, threads=said.threads, progress=told)
    model = {one.pattern.number: one.findings for one in own}
    scores = [_scored(name, setting, quiet=quiet) for name in KINDS]
    write_page(target, lambda: page(scores, model, source(setting, "nulls", words)))
    screen = table.console()
    for one in own:
        answers = [each.said[patterns.index(one.pattern)] for each in scores]
        told_by = ", ".join(
            f"{each.null.name} {'cannot say' if answer.beyond else VERDICTS[answer.holds].strip('*')}"
            for each, answer in zip(scores, answers, strict=True)
        )
        title = f"{one.pattern.number}. {one.pattern.title}"
        table.say(screen, f"{title}: model {VERDICTS[one.holds].strip('*')}; {told_by}")
    if target is not None:
        table.say(screen, f"Written to {target}.")


def _scored(name: str, setting: Setting, *, quiet: bool) -> Score:
    kind, bounds, start = KINDS[name]
    note(f"Fitting {name} on patterns 1, 2, 3 and 8 …", quiet=quiet)
    found: Any = fit(kind, bounds, start, replace(setting, seeds=SEARCH))
    note(f"{name}: {found.fails} of {found.of} criteria fail; now all patterns …", quiet=quiet)
    return score(found.null, every_pattern(), setting)
