"""What commands that run many arms take: seeds, size, rules, and where finished runs are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from experiments.compose import compose
from sim.errors import ConfigError, nearest

if TYPE_CHECKING:
    from analysis.patterns.pattern import Setting

ALLOWED: Final = ("study", "outputs", "seed", "replicates", "threads", "network.size", "rules")
"""What can be said of them; `rules` also with the name of one behind it."""

KEPT: Final = "runs.jsonl"


@dataclass(frozen=True)
class Asked:
    """What was typed, sorted out.

    Attributes:
        setting: with what arms are run; its edge is that of `context=edge`, or the seasoning given.
        outputs, study: where results go.
        threads: to work with; None for one a core.
    """

    setting: "Setting"
    outputs: Path
    study: str
    threads: int | None

    @property
    def keep(self) -> Path:
        """The file that keeps finished runs."""
        return self.outputs / self.study / KEPT


def asked(
    overrides: Sequence[str], study: str, replicates: int, *, also: Sequence[str] = (), why: str = "not said here"
) -> Asked:
    """Sort out what was typed.

    Args:
        overrides: as typed.
        study: name of the folder of results, when none is given.
        replicates: seeds of an arm, when none are given.
        also: what can be said besides `ALLOWED`.
        why: what is wrong with anything else.

    Raises:
        FirewoodError: overrides that mean nothing here, or cannot be.
    """
    allowed = (*ALLOWED, *also)
    typed = [override.partition("=")[0].strip().lstrip("+") for override in overrides]
    wrong = [
        f"{override}: {why}{nearest(path, allowed)}"
        for override, path in zip(overrides, typed, strict=True)
        if "=" not in override or (path not in allowed and not path.startswith("rules."))
    ]
    if wrong:
        raise ConfigError("\n".join([*wrong, f"Allowed are {', '.join(f'{path}=…' for path in allowed)}"]))
    composed = compose(["context=edge", *overrides])
    from analysis.patterns.pattern import Setting

    scenario = composed.scenario
    count = composed.replicates if "replicates" in typed else replicates
    setting = Setting(
        rules=scenario.rules,
        seeds=range(composed.seed, composed.seed + count),
        people=scenario.network.size,
        edge=scenario.seasoning,
    )
    return Asked(setting, composed.outputs, composed.study if "study" in typed else study, composed.threads)
