"""The subcommands of many runs: sweep, resume, status, compact, export, worker; and the report of any job.

Each imports what it needs when it is called.
"""

from pathlib import Path
from typing import Annotated

import typer

from app import look
from app.arguments import Json, Overrides, Quiet

many = typer.Typer()

Folder = Annotated[Path, typer.Argument(metavar="SWEEP", help="Folder of a sweep, such as outputs/sweeps/1.")]
Allow = Annotated[
    bool, typer.Option("--allow-code-change", help="Go on with a sweep of other code of the model; it is recorded.")
]
Retry = Annotated[bool, typer.Option("--retry-failed", help="Run again what failed.")]
Plan = Annotated[bool, typer.Option("--plan", help="Only plan; run nothing. Workers can then take it in slices.")]


@many.command("sweep")
def sweep(
    overrides: Overrides = None,
    plan: Plan = False,
    retry_failed: Retry = False,
    allow_code_change: Allow = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Run many points, each with several seeds: commas make a grid.

    firewood sweep network=trust_a,trust_d seasoning=0.2,0.8 replicates=10

    firewood sweep design=sobol design.n=1024 seasoning=interval(0,1) programme.volume=interval(0,1.6) replicates=auto

    Designs: grid, table, lhs, sobol, saltelli, morris. The same words again go on where it stopped.
    """
    look.at_sweep(overrides or [])
    from app.commands.sweep import run

    run(overrides or [], plan, retry=retry_failed, allow=allow_code_change, quiet=quiet, as_json=as_json)


@many.command("resume")
def resume(
    folder: Folder,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[engine=… engine.processes=N]...", help="Another engine than it was planned with."),
    ] = None,
    plan: Plan = False,
    retry_failed: Retry = False,
    allow_code_change: Allow = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Run what is missing of a sweep."""
    look.at_folder(folder)
    from app.commands.sweep import resume as resume_run

    resume_run(
        folder, words or [], plan, retry=retry_failed, allow=allow_code_change, quiet=quiet, as_json=as_json
    )  # fmt: skip


@many.command("status")
def status(folder: Folder, as_json: Json = False) -> None:
    """How many runs of a sweep are done, missing and failed, and a digest of the results."""
    look.at_folder(folder)
    from app.commands.sweep import status as status_run

    status_run(folder, as_json=as_json)


@many.command("compact")
def compact(folder: Folder, quiet: Quiet = False) -> None:
    """Put all results of a sweep into runs.parquet and series.parquet."""
    look.at_folder(folder)
    from app.commands.sweep import compact as compact_run

    compact_run(folder, quiet=quiet)


@many.command("export")
def export(
    folder: Folder,
    kind: Annotated[str, typer.Option("--format", metavar="FORMAT", help="csv, or jsonl.")] = "csv",
    quiet: Quiet = False,
) -> None:
    """Copy the tables of a sweep for other tools, with a list of what each column is."""
    look.at_folder(folder)
    from app.commands.sweep import export as export_run

    export_run(folder, kind, quiet=quiet)


@many.command("worker")
def worker(
    folder: Folder,
    part: Annotated[
        str, typer.Option("--slice", metavar="I/K", help="Which of K slices, from 1: every K-th shard is run.")
    ],
    allow_code_change: Allow = False,
    quiet: Quiet = False,
) -> None:
    """Run one slice of a planned sweep in this process: for array jobs of any scheduler."""
    look.at_folder(folder)
    from app.commands.sweep import worker as worker_run

    worker_run(folder, part, allow=allow_code_change, quiet=quiet)


@many.command("report")
def report(
    folder: Annotated[Path, typer.Argument(metavar="RUN|SWEEP", help="Folder of a run or a sweep.")],
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Where to write it.")] = None,
    question: Annotated[str | None, typer.Option("--question", metavar="TEXT", help="What was asked.")] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="Also write a PDF (needs firewood[pdf]).")] = False,
    quiet: Quiet = False,
) -> None:
    """Make one self-contained HTML file of a run or a sweep, to hand on."""
    look.at_result(folder)
    from app.commands.report import run as report_run

    report_run(folder, output, question, pdf=pdf, quiet=quiet)
