"""What results were made with: enough to make them again."""

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from experiments.keys import files_of
from sim.compiled import source_digest
from sim.scenario import Scenario

_PACKAGES: Final = ("numpy", "numba", "pydantic", "pyarrow", "matplotlib", "hydra-core")
_ANALYSING: Final = ("joblib", "pandas", "scipy", "salib", "scikit-learn", "ema-workbench", "optuna")
"""On which sweeps, their analyses and fits rest besides."""
_DIFF: Final = 1_000_000
"""Characters of a diff that are kept."""


def job_key(scenarios: Sequence[Scenario], seeds: Sequence[int]) -> str:
    """What makes a job the same job: its scenarios and their files, its seeds, the model's source; 16 hex digits."""
    said = [scenario.model_dump(mode="json", exclude={"seed"}) for scenario in scenarios]
    text = json.dumps([said, list(seeds), source_digest(), files_of(scenarios)], sort_keys=True)
    return sha256(text.encode()).hexdigest()[:16]


def firewood_version() -> str:
    """The version of the package, as installed."""
    return _version("firewood")


def provenance(
    scenarios: Sequence[Scenario], seeds: Sequence[int], overrides: Sequence[str], digest: str
) -> dict[str, Any]:
    """Everything about a job's making, for `provenance.json`.

    Args:
        scenarios: what was run.
        seeds: with which seeds.
        overrides: what was asked for, as typed.
        digest: over the results.
    """
    return {
        "job": job_key(scenarios, seeds),
        "overrides": list(overrides),
        "seeds": list(seeds),
        "files": files_of(scenarios),
        "results_digest": digest,
        "firewood": firewood_version(),
        "model": source_digest(),
        "commit": _commit(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "machine": f"{platform.system()} {platform.machine()}",
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def origin(*, diff: bool) -> dict[str, Any]:
    """By what, from which code, with which versions and on what kind of machine something is made.

    Args:
        diff: also say in full how the source differs from its commit.
    """
    commit = _commit()
    if diff and commit is not None:
        changes = _git(Path(__file__).resolve().parent.parent, "diff", "HEAD") if commit["changed_since"] else ""
        commit["diff"] = changes[:_DIFF]
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "firewood": firewood_version(),
        "model": source_digest(),
        "commit": commit,
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in (*_PACKAGES, *_ANALYSING)},
        "machine": {"system": platform.system(), "kind": platform.machine(), "cores": os.cpu_count()},
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _commit() -> dict[str, Any] | None:
    """The commit the source stands at, and whether it was changed since; None outside a repository."""
    here = Path(__file__).resolve().parent.parent
    if not (here / ".git").exists():
        return None
    head, changed = (_git(here, *words) for words in (("rev-parse", "HEAD"), ("status", "--porcelain")))
    return None if not head else {"commit": head, "changed_since": bool(changed)}


def _git(here: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=here, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
