"""`firewood run`: one scenario, of one organisation or several, run again and again with other luck."""

import shlex
from collections.abc import Sequence
from functools import cache
from typing import Final

from analysis.ask_next import next_question, seasonable
from analysis.facts import Facts
from analysis.imputations import Pooled, pooled, told
from analysis.words import verdict
from app.commands.service import MANY, tell_service
from app.job import Job, Telling, carry_out, command
from experiments.compose import Composed, compose
from experiments.imputations import IMPUTATIONS, has_imputations, imputed
from experiments.run import run_replicates
from sim.outcome import BURNING

REPLICATES: Final = 20
"""Runs, when none are asked for."""

LARGE: Final = 100_000
"""Staff from which one run is enough to begin with."""

SEASON_FIRST: Final = "shocks=season_first programme.start=104 support.start=104 support.end=364"
"""Two years of cultural work, then the programme with as much coaching as without."""

OF_ORDER: Final = "experiment=season_first"
"""The experiment that tells what each order of seasoning and training does, but not their difference."""

IMPUTED_SEEDS: Final = 10
"""Seeds with which each way of filling in a survey is run, and how many ways: 100 runs tell luck and ways apart where
20 seldom did, and take seconds (two for 300 people on one core)."""


def run(overrides: Sequence[str], *, quiet: bool, as_json: bool) -> None:
    """Run what was asked for and say how it ended.

    Args:
        overrides: as typed.
        quiet: print only the table.
        as_json: print JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
    """
    composed = compose(overrides)
    job = Job(
        name="run",
        scenarios=[composed.scenario],
        seeds=range(composed.seed, composed.seed + _replicates(composed)),
        outputs=composed.outputs,
        study=composed.study,
        threads=composed.threads,
        overrides=overrides,
    )
    if len(composed.scenario.trusts) > MANY:
        tell_service(job, quiet=quiet, as_json=as_json)
    else:
        carry_out(job, _telling(composed, job), quiet=quiet, as_json=as_json)


def _replicates(composed: Composed) -> int:
    """As asked for on the command line or by an experiment; else enough to see what luck does."""
    asked = any(override.lstrip("+").startswith("replicates=") for override in composed.overrides)
    if asked or composed.replicates > 1:
        return composed.replicates
    return 1 if sum(trust.network.about for trust in composed.scenario.trusts) >= LARGE else REPLICATES


def _telling(composed: Composed, job: Job) -> Telling:
    trusts = composed.scenario.trusts

    @cache
    def filled_in() -> dict[str, Pooled]:
        """What filling in the survey adds to the spread; empty when nothing was filled in."""
        if not has_imputations(composed.scenario):
            return {}
        seeds = job.seeds[:IMPUTED_SEEDS]
        ways = imputed(composed.scenario, max(IMPUTATIONS, len(seeds)))
        return pooled(run_replicates(ways, seeds, threads=job.threads))

    return Telling(
        title=trusts[0].name.capitalize() if len(trusts) == 1 else f"{len(trusts)} fires",
        below="Share of staff practising improvement over the years",
        drawn=lambda facts: facts,
        said=lambda facts: _said(facts, composed, told(filled_in())),
        details=lambda facts: {"imputations": {name: found._asdict() for name, found in filled_in().items()}},
    )


def _said(facts: Sequence[Facts], composed: Composed, imputation: list[str]) -> list[tuple[str, list[str]]]:
    """What happened, what the gaps of a survey add to the spread, and what to try next."""
    overrides = composed.overrides
    burning = all(fact.usual == BURNING for fact in facts)
    asked, change = next_question(composed.scenario, burning=burning)
    lines = [f"{asked} The same seeds, one thing changed:", command("firewood run", overrides, change)]
    if not burning and _may_season(composed):
        lines += [
            "What if the wood is seasoned first, then lit? In pairs with the same luck:",
            _season_first(overrides),
        ]
    return [
        ("What happened", [verdict(fact) for fact in facts]),
        *([("What was filled in, and what that adds", imputation)] if imputation else []),
        ("What to try next", [*lines, "What else can be changed?", command("firewood params", [])]),
    ]


def _may_season(composed: Composed) -> bool:
    """Whether seasoning first is a question here: nobody has asked it already, and wood could be drier."""
    typed = {override.partition("=")[0].lstrip("+~") for override in composed.overrides}
    asked = {override for override in composed.overrides if override.startswith("experiment=")}
    return seasonable(composed.scenario.trusts) and "shocks" not in typed and asked <= {OF_ORDER}


def _season_first(overrides: Sequence[str]) -> str:
    """A command: light the wood as it is, or season it for two years, then light it."""
    own = [override for override in overrides if not override.startswith(("experiment=", "replicates=", "weeks="))]
    damp = ["seasoning=0"] if OF_ORDER in overrides else []
    return f"{command('firewood compare', own, *damp, 'weeks=468')} --what-if {shlex.quote(SEASON_FIRST)}"
