"""`firewood`: the same programme in four organisations, two kinds of ties in two contexts, with paired luck.

What is run is planned in `main_plan.py`.
"""

from collections.abc import Sequence
from typing import Any, Final

from analysis.contrasts import Arm, Contrast, contrasts, decides, divide, told
from analysis.facts import Facts
from analysis.words import verdict
from app.commands.main_plan import Planned, name_of, plan
from app.job import Job, Telling, carry_out, command
from sim.outcome import BURNING, OUT

REPLICATES: Final = 50
"""Runs of each organisation, when none are asked for."""

STUDY: Final = "main"


def run(overrides: Sequence[str], *, quiet: bool, as_json: bool) -> None:
    """Do the main job.

    Args:
        overrides: as typed.
        quiet: print only the table.
        as_json: print JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
    """
    planned = plan(overrides)
    first = planned[0].composed
    typed = {name_of(override) for override in overrides}
    replicates = first.replicates if "replicates" in typed else REPLICATES
    job = Job(
        name="main",
        scenarios=[each.composed.scenario for each in planned],
        seeds=range(first.seed, first.seed + replicates),
        outputs=first.outputs,
        study=first.study if "study" in typed else STUDY,
        threads=first.threads,
        overrides=overrides,
    )
    carry_out(job, _telling(planned, overrides), quiet=quiet, as_json=as_json)


def _telling(planned: Sequence[Planned], overrides: Sequence[str]) -> Telling:
    count = {1: "One fire", 2: "Two fires", 4: "Four fires"}.get(len(planned), f"{len(planned)} fires")
    volume = planned[0].composed.scenario.programme.volume
    return Telling(
        title=f"One training programme, {count[0].lower()}{count[1:]}",
        below=f"Places for {100 * volume:.0f} % of staff; rows share their ties, columns their context",
        drawn=lambda facts: [facts[0], facts[-1]] if len(facts) > 1 else facts,
        said=lambda facts: _said(_arms(planned, facts), overrides),
        details=lambda facts: _details(_arms(planned, facts)),
    )


def _arms(planned: Sequence[Planned], facts: Sequence[Facts]) -> list[Arm]:
    return [Arm(each.ties, each.context, fact) for each, fact in zip(planned, facts, strict=True)]


def _said(arms: Sequence[Arm], overrides: Sequence[str]) -> list[tuple[str, list[str]]]:
    """What happened, why, and what to try next."""
    every = contrasts(arms)
    conclusions = [line for line in (divide(arms), decides(every)) if line]
    said = [("What happened", [verdict(arm.facts) for arm in arms])]
    if every:
        said.append(("What one change does, all else and all luck alike", [told(contrast) for contrast in every]))
    if conclusions:
        said.append(("Why one fire burns and another goes out" if len(arms) > 1 else "Why", conclusions))
    said.append(("What to try next", _next(arms, overrides)))
    return said


def _next(arms: Sequence[Arm], overrides: Sequence[str]) -> list[str]:
    """Commands that ask the next question of what was seen; they keep what was typed."""
    lines = []
    usual = [arm.facts.usual for arm in arms]
    if OUT in usual:
        lines += ["Would more wood have helped where it went out?"]
        lines += [command("firewood", overrides, "context=damp", "programme.volume=0.8")]
        lines += ["Would one antecedent alone?"]
        lines += [command("firewood", overrides, "context=damp", "leadership=distributed")]
    if BURNING in usual:
        lines += ["How little wood is enough where it burned?"]
        lines += [command("firewood", overrides, "context=seasoned", "programme.volume=0.02")]
    lines += ["What if the wood is seasoned first, then lit, or the other way round?"]
    lines += [command("firewood run", [], "experiment=season_first")]
    if not any("network.path" in override for override in overrides):
        lines += ["What of your own organisation? A survey of who talks with whom is enough:"]
        lines += [command("firewood", [], "network=survey", "network.path=staff.csv")]
    return [*lines, "And what else can be changed?", command("firewood params", [])]


def _details(arms: Sequence[Arm]) -> dict[str, Any]:
    every = contrasts(arms)
    return {
        "arms": [{"name": arm.facts.name, "ties": arm.ties, "context": arm.context} for arm in arms],
        "contrasts": [_contrast_json(contrast) for contrast in every],
        "why": [line for line in (divide(arms), decides(every)) if line],
    }


def _contrast_json(contrast: Contrast) -> dict[str, Any]:
    return {
        "differs": contrast.differs,
        "one": contrast.one.facts.name,
        "other": contrast.other.facts.name,
        "final_practising": contrast.effect._asdict(),
        "said": told(contrast),
    }
