"""A scenario of many organisations: not each is told, but how many burn, smoulder or are out."""

import json
from pathlib import Path
from time import monotonic
from typing import Any, Final

import numpy as np

from analysis.facts import OUTCOMES, facts_of, runs_table
from analysis.figures import style
from analysis.figures.service import service_figure
from analysis.service import Service
from analysis.words import DISCLAIMER, percent
from app import table
from app.compiling import compile_once
from app.job import Job, run_job
from app.progress import note
from experiments.folder import result_folder
from experiments.provenance import job_key
from experiments.saved import save, scenarios_of

MANY: Final = 12
"""Organisations above which they are counted, not told one by one."""


def tell_service(job: Job, *, quiet: bool, as_json: bool) -> None:
    """Run a job of many organisations, keep it, draw it and count how they end.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; its text says what is kept.
    """
    began = monotonic()
    with result_folder(job.outputs, job.study) as folder:
        compile_once(job.scenarios, quiet=quiet)
        batch = run_job(job, folder, quiet=quiet)
        facts = facts_of(batch)
        service = Service(facts)
        note("Drawing …", quiet=quiet)
        save(folder.path, batch, runs_table(facts), job.overrides, job.name)
        with style.paper():
            style.save(service_figure(service), folder.path, "service")
        place = folder.finish(job_key(scenarios_of(batch), job.seeds))
    if as_json:
        print(json.dumps(_as_json(job, service, batch.digest, place), ensure_ascii=False, allow_nan=False))
        return
    _print(service, place, monotonic() - began, quiet=quiet)


def _print(service: Service, place: Path, seconds: float, *, quiet: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = table.console()
    shown = Table(
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        header_style="bold",
        title="Organisations, by how they ended",
        title_justify="left",
    )
    shown.add_column("")
    groups = {"all": None, **service.thirds}
    for name in groups:
        shown.add_column(name, justify="right")
    shown.add_column("of staff", justify="right")
    staff = service.staff_in()
    for outcome in OUTCOMES:
        counts = [_spread(service.counts(rows)[outcome]) for rows in groups.values()]
        shown.add_row(Text(outcome, style=table.STYLES[outcome]), *counts, percent(float(staff[outcome].mean())))
    screen.print(shown)
    table.say(screen, DISCLAIMER, style="italic")
    if quiet:
        return
    runs = "one run" if service.runs == 1 else f"{service.runs} runs: means, least and most in brackets"
    table.say(
        screen,
        f"{len(service.facts)} organisations, {service.staff.sum():,.0f} staff, {runs}; "
        f"{percent(float(service.practising.mean()))} of all staff practise at the end. Thirds are by seasoning at the "
        f"start. {seconds:.0f} s, drawing included.",
        style="dim",
    )
    files = ", ".join(sorted(path.name for path in place.iterdir()))
    table.say(screen, f"Written to {place}: {files}.")


def _spread(counts: np.ndarray[Any, np.dtype[np.float64]]) -> str:
    if len(counts) == 1:
        return f"{counts[0]:.0f}"
    return f"{counts.mean():.0f} ({counts.min():.0f}–{counts.max():.0f})"


def _as_json(job: Job, service: Service, digest: str, place: Path) -> dict[str, Any]:
    def plain(columns: dict[str, Any]) -> dict[str, list[float]]:
        return {name: column.tolist() for name, column in columns.items()}

    return {
        "job": job.name,
        "seeds": list(job.seeds),
        "organisations": len(service.facts),
        "staff": int(service.staff.sum()),
        "outcomes": plain(service.counts()),
        "staff_share": plain(service.staff_in()),
        "thirds": {name: plain(service.counts(rows)) for name, rows in service.thirds.items()},
        "practising": service.practising.tolist(),
        "digest": digest,
        "folder": str(place),
        "disclaimer": DISCLAIMER,
    }
