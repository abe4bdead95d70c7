"""`firewood compare`: a base and what-ifs of it, run with the same luck and compared in pairs."""

import csv
import shlex
from collections.abc import Sequence
from math import isinf, isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analysis.facts import Facts
from analysis.figures import style
from analysis.figures.differences import differences
from analysis.intervals import Interval
from analysis.whatifs import Comparison, caveats, comparisons, table, told
from analysis.words import UNKNOWN, burning
from app.job import Job, Telling, carry_out, command
from app.progress import note
from app.table import say
from experiments.compare import AS_IT_IS, Compared, compared
from experiments.folder import writing
from sim.errors import ConfigError
from sim.outcome import BURNING, NOT_YET
from sim.scenario import Organisation

if TYPE_CHECKING:
    from rich.console import Console

REPLICATES: Final = 50
"""Pairs, when none are asked for."""

STUDY: Final = "compare"

LESS: Final = 0.05
MORE: Final = 0.4
"""Training places, as shares of staff, that are less and more wood than most."""

_NARROW: Final = 0.03
"""Width of an interval below which whole points say too little."""


def run(overrides: Sequence[str], changes: Sequence[str], *, quiet: bool, as_json: bool) -> None:
    """Run a base and its what-ifs, and say what each changes.

    Args:
        overrides: of the base, as typed.
        changes: each --what-if, as typed.
        quiet: print only tables.
        as_json: print JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; its text says what is kept.
    """
    asked = compared(overrides, changes)
    for change in asked.changes:
        if change.stays:
            note(f"--what-if {change.typed}: of the base {', '.join(change.stays)} stays as given by hand", quiet=quiet)
    base = asked.base
    job = Job(
        name="compare",
        scenarios=asked.scenarios,
        seeds=range(base.seed, base.seed + _replicates(asked, overrides)),
        outputs=base.outputs,
        study=base.study if _typed("study", overrides) else STUDY,
        threads=base.threads,
        overrides=[*overrides, *(word for change in changes for word in ("--what-if", change))],
    )
    carry_out(job, _telling(asked, overrides, changes), quiet=quiet, as_json=as_json)


def _replicates(asked: Compared, overrides: Sequence[str]) -> int:
    found = asked.base.replicates if _typed("replicates", overrides) or asked.base.replicates > 1 else REPLICATES
    if found < 2:
        raise ConfigError(f"replicates={found}: an interval over pairs needs at least 2, better 50 (replicates=50)")
    return found


def _typed(name: str, overrides: Sequence[str]) -> bool:
    return any(override.lstrip("+").startswith(f"{name}=") for override in overrides)


def _telling(asked: Compared, overrides: Sequence[str], changes: Sequence[str]) -> Telling:
    labels = [change.label for change in asked.changes]
    trusts = len(asked.scenario.trusts)
    what_ifs = "One what-if" if len(labels) == 1 else f"{len(labels)} what-ifs"
    title = what_ifs if asked.label == AS_IT_IS else f"{what_ifs} of {asked.label}"

    def found(facts: Sequence[Facts]) -> list[Comparison]:
        return comparisons(facts, labels)

    def files(folder: Path, facts: Sequence[Facts]) -> None:
        with style.paper():
            style.save(differences(found(facts), title), folder, "differences")
        _write(folder / "differences.csv", table(found(facts)))

    return Telling(
        title=title,
        below="Share of staff practising improvement over the years; all panels share their luck, run by run",
        drawn=lambda facts: [facts[0], _most(found(facts)).changed],
        said=lambda facts: _said(found(facts), asked.scenario.trusts, overrides, changes),
        details=lambda facts: {
            "base": asked.label,
            "what_ifs": [
                {"label": change.label, "typed": change.typed, "stays": list(change.stays)} for change in asked.changes
            ],
            "caveats": caveats(found(facts)),
            "comparisons": [_as_json(each, trusts == 1) for each in found(facts)],
        },
        results=lambda screen, facts: _show(screen, found(facts), trusts),
        files=files,
    )


def _most(found: Sequence[Comparison]) -> Comparison:
    """The comparison with the largest difference in practising at the end."""
    return max(found, key=lambda each: abs(each.final.difference.value))


def _said(
    found: Sequence[Comparison], trusts: Sequence[Organisation], overrides: Sequence[str], changes: Sequence[str]
) -> list[tuple[str, list[str]]]:
    """What each change does, and what to try next."""
    words = [word for change in changes for word in ("--what-if", change)]
    after = _most(found)
    typed = changes[[each.change for each in found[:: len(trusts)]].index(after.change)]
    less = max(trust.programme.volume for trust in trusts) > LESS
    return [
        ("What each change does, all luck alike", [told(each, len(trusts) == 1) for each in found]),
        (
            "What to try next",
            [
                "The same with other luck: does it hold?",
                _with_words(command("firewood compare", overrides, "seed=1000"), words),
                f"What does this change, where {'less' if less else 'more'} wood is there?",
                _with_words(
                    command("firewood compare", overrides, f"programme.volume={LESS if less else MORE:g}"),
                    ["--what-if", typed],
                ),
            ],
        ),
    ]


def _with_words(line: str, words: Sequence[str]) -> str:
    return " ".join([line, *(shlex.quote(word) for word in words)])


def _show(screen: "Console", found: Sequence[Comparison], trusts: int) -> None:
    """A row a comparison, below each organisation as it is."""
    from rich.table import Table

    drawn = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    drawn.add_column("What each change does", overflow="fold")
    for heading in ("Burns\non", "More often\nburning on", "More practising\nat the end", "Unpaired\nruns"):
        drawn.add_column(heading, justify="right", no_wrap=True)
    for number in range(trusts):
        own = found[number::trusts]
        drawn.add_row(own[0].organisation, _count(own[0].base), "", "", "", style="dim")
        for each in own:
            effect = each.final
            drawn.add_row(
                "\n".join(f"  {line}" for line in each.change.split(", ")), _count(each.changed), _points(each.chance),
                _points(effect.difference), _runs(effect.unpaired), style="" if each.close else "bold",
            )  # fmt: skip
    screen.print(drawn)
    screen.print()
    n = len(found[0])
    for line in (
        f"Differences in points of a hundred over n = {n} pairs of runs that share their luck, with 95 % intervals. "
        "Bold: the interval of practising at the end is clear of 0.",
        f"Unpaired runs: how many each side would have needed without shared luck, for an interval as narrow as "
        f"that of {n} pairs.",
        *caveats(found),
    ):
        say(screen, line, style="dim")
    screen.print()


def _count(facts: Facts) -> str:
    decided = facts.count(NOT_YET) == 0
    return f"{facts.count(BURNING)} of {len(facts)}" if decided else UNKNOWN


def _points(found: Interval) -> str:
    """Points of a hundred; with a decimal where the interval is narrow."""
    if isnan(found.value):
        return UNKNOWN
    places = 1 if found.high - found.low < _NARROW else 0
    value, low, high = (_signed(100 * number, places) for number in found)
    return f"{value} ({low} to {high})"


def _signed(number: float, places: int) -> str:
    rounded = round(number, places)
    return "0" if rounded == 0 else f"{rounded:+.{places}f}".replace("-", "−")


def _runs(found: Interval) -> str:
    return UNKNOWN if isnan(found.value) else "no number" if isinf(found.value) else f"{found.value:,.0f}"


def _as_json(found: Comparison, alone: bool) -> dict[str, Any]:
    effects = {
        name: {
            "base": effect.base,
            "changed": effect.changed,
            "difference": effect.difference._asdict(),
            "unpaired_runs": effect.unpaired._asdict(),
            "n": effect.n,
        }
        for name, effect in found.effects.items()
    }
    return {
        "what_if": found.change,
        "organisation": found.organisation,
        "n": len(found),
        "burns_on": {
            "base": burning(found.base)._asdict(),
            "changed": burning(found.changed)._asdict(),
            "difference": found.chance._asdict(),
        },
        "effects": effects,
        "too_close_to_call": found.close,
        "said": told(found, alone),
    }


def _write(path: Path, columns: dict[str, list[Any]]) -> None:
    with writing(path.parent), path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows([_cell(value) for value in row] for row in zip(*columns.values(), strict=True))


def _cell(value: Any) -> Any:
    """A value of the table; empty where it is not known."""
    return "" if isinstance(value, float) and isnan(value) else value
