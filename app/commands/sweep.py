"""`firewood sweep` and what belongs to it: resume, status, compact, export, worker."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from app.compiling import compile_once
from app.manyruns import shown
from app.progress import note
from experiments.counted import counted
from experiments.engines import engine_of
from experiments.engines.worker import slice_of
from experiments.plan import plan as plan_sweep
from experiments.rounds import short_of_precision
from experiments.store.export import export as export_tables
from experiments.store.folder import Sweep
from experiments.sweeps import engine_asked, go_on, more_to_plan, put_together, run_slice, using
from sim.scenario import Scenario

_FAILED: Final = 1
_TOLD: Final = 3


def run(overrides: Sequence[str], plan: bool, *, retry: bool, allow: bool, quiet: bool, as_json: bool) -> None:
    """Plan a sweep and run what is missing of it.

    Args:
        overrides: as typed.
        plan: only plan.
        retry: run again what failed.
        allow: go on with other code of the model.
        quiet: only results.
        as_json: results as JSON.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; its text says what is kept.
        SystemExit: some runs failed.
    """
    planned = plan_sweep(overrides, allow_code_change=allow, told=lambda text: note(text, quiet=quiet))
    options = planned.asked.options
    found = planned.sweep
    points = int(found.design["point"].nunique()) if not quiet else 0
    if not quiet:
        of = f"{counted(found.status().total, 'run')} of {counted(points, 'point')}"
        note(f"{found.path}: {of}, {planned.new:,} of them new")
    if plan:
        _tell_plan(found, as_json=as_json)
        return
    compile_once([Scenario(network={"size": 40}, weeks=1)], quiet=quiet)
    with using(engine_of(options.engine, options.threads)) as engine, shown(found, quiet=quiet) as tell:
        go_on(found, engine, retry_failed=retry, allow_code_change=allow, tell=tell)
    _tell(found, quiet=quiet, as_json=as_json)


def resume(
    folder: Path, words: Sequence[str], plan: bool, *, retry: bool, allow: bool, quiet: bool, as_json: bool
) -> None:
    """Run what is missing of a sweep that is there.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; its text says what is kept.
        SystemExit: some runs failed.
    """
    found = Sweep(folder)
    options = engine_asked(found, words)
    if plan:
        new = more_to_plan(found, allow_code_change=allow)
        note(f"{found.path}: {counted(new, 'run')} {'was' if new == 1 else 'were'} added", quiet=quiet)
        _tell_plan(found, as_json=as_json)
        return
    compile_once([Scenario(network={"size": 40}, weeks=1)], quiet=quiet)
    before = found.status()
    with using(engine_of(options)) as engine, shown(found, quiet=quiet) as tell:
        go_on(found, engine, retry_failed=retry, allow_code_change=allow, tell=tell)
    if not before.missing and found.status() == before:
        note(f"{found.path} was finished: nothing was run.", quiet=quiet)
    _tell(found, quiet=quiet, as_json=as_json)


def status(folder: Path, *, as_json: bool) -> None:
    """Say how far a sweep is.

    Raises:
        ConfigError: there is none.
    """
    found = Sweep(folder)
    if as_json:
        print(json.dumps(_said(found)))
        return
    _print_status(found)


def compact(folder: Path, *, quiet: bool) -> None:
    """Put the results of a sweep together.

    Raises:
        FirewoodError: there is none, or they cannot be written.
    """
    written = put_together(Sweep(folder))
    if not quiet:
        print(f"Written: {', '.join(map(str, written))}")


def export(folder: Path, kind: str, *, quiet: bool) -> None:
    """Copy the tables of a sweep.

    Raises:
        FirewoodError: there is none, no such kind, or they cannot be written.
    """
    written = export_tables(Sweep(folder), kind)
    if not quiet:
        print(f"Written: {', '.join(map(str, written))}")


def worker(folder: Path, part: str, *, allow: bool, quiet: bool) -> None:
    """Run a slice of a sweep.

    Raises:
        FirewoodError: what the user can mend.
        SystemExit: some of its runs failed.
    """
    found = Sweep(folder)
    number, count = slice_of(part)
    compile_once([Scenario(network={"size": 40}, weeks=1)], quiet=quiet)
    with shown(found, quiet=quiet, what=f"Slice {number}/{count}") as tell:
        failed = run_slice(found, part, allow_code_change=allow, tell=tell)
    if not quiet:
        print(f"Slice {number}/{count} is done; when all are: firewood resume {found.typed}")
    if failed:
        raise SystemExit(_FAILED)


def _tell(found: Sweep, *, quiet: bool, as_json: bool) -> None:
    """What a sweep came to; ends with status 1 where runs failed."""
    said = _said(found)
    if as_json:
        print(json.dumps(said))
    else:
        if not quiet:
            if short := short_of_precision(found):
                at = counted(len(short), "point")
                print(
                    f"Precision was not reached at {at}: by the most replicates allowed, or as no run has the number."
                )
            print(f"Read it in Python: from experiments import open_sweep; open_sweep({str(found.path)!r}).runs")
        _print_status(found)
    if said["failed"]:
        raise SystemExit(_FAILED)


def _tell_plan(found: Sweep, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_said(found)))
        return
    shards = len(set(found.shard_of_runs().tolist()))
    print(f"{found.path} is planned in {counted(shards, 'shard')}. Run it: firewood resume {found.typed}")
    print(f"Or in slices, by any scheduler: firewood worker {found.typed} --slice 1/{min(shards, 64)}")


def _said(found: Sweep) -> dict[str, Any]:
    status = found.status()
    return {"sweep": str(found.path), **status._asdict(), "digest": found.digest}


def _print_status(found: Sweep) -> None:
    status = found.status()
    print(f"{found.path}: {counted(status.done, 'run')} done, {status.missing:,} missing, {status.failed:,} failed")
    if status.failed:
        failures = found.failures
        for message, count in failures["message"].str.partition("\n")[0].value_counts().head(_TOLD).items():
            print(f"  {count:,} failed: {message}")
        print(f"  Run them again: firewood resume {found.typed} --retry-failed")
    if status.missing:
        print(f"  Go on: firewood resume {found.typed}")
    print(f"digest {found.digest}")
