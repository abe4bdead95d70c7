"""What is to be known of the runs of a sweep beside what an analysis says: what is missing, failed, or left out."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from experiments.counted import counted, some_of, verb
from experiments.store.folder import Sweep

if TYPE_CHECKING:
    import pandas as pd


def finished(sweep: Sweep, said: Mapping[str, Any]) -> Iterator[str]:
    """What is to be known of a sweep that is not finished, was grown, or has failed runs."""
    status = sweep.status()
    if lacking := status.missing:
        yield (
            f"The sweep is not finished: {some_of(lacking, status.total, 'run')} {verb(lacking, 'is', 'are')} missing. "
            f"All here rests on the others; firewood resume {sweep.typed} runs {verb(lacking, 'it', 'them')}."
        )
    if failed := status.failed:
        some = some_of(failed, status.total, "run")
        yield f"{some} failed, and {verb(failed, 'is', 'are')} left out; firewood status says why."
    grown = [event for event in said["history"] if event["what"] == "grown"]
    if grown:
        yield f"The design was grown {'once' if len(grown) == 1 else f'{len(grown)} times'}; all of it is looked at."
    if any(event["what"] == "code change allowed" for event in said["history"]):
        yield "Some runs were made with other code of the model than others (--allow-code-change)."


def bare_rows(count: int) -> str:
    """Of rows of the design without a value for some parameter."""
    rest = verb(count, "leaves a parameter empty; it is", "leave a parameter empty; they are")
    return f"{counted(count, 'row')} of the design {rest} left out."


def undefined(runs: "pd.DataFrame", of: str) -> Iterator[str]:
    """Of runs without the number that is looked at."""
    lacking = int(runs["value"].isna().sum())
    if 0 < lacking < len(runs):
        yield (
            f"{of} is not defined in {some_of(lacking, len(runs), 'run')}{why_undefined(runs)}; "
            f"{verb(lacking, 'it is', 'they are')} left out, so all here holds for the others."
        )


def why_undefined(runs: "pd.DataFrame") -> str:
    """Why a number may not be defined, where the runs tell."""
    open_yet = int((runs["outcome"] == "not yet").sum())
    return f" ({open_yet:,} {verb(open_yet, 'ends', 'end')} before the outcome is decided: weeks=…)" if open_yet else ""


def lacking_runs(count: int, of: int, one: str, many: str) -> str:
    """Of blocks or trajectories that are not whole."""
    return f"{count} of {counted(of, one, many)} {verb(count, 'lacks a run, and is', 'lack a run, and are')} left out."
