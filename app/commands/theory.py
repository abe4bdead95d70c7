"""`firewood theory`: what would become of a fire without luck and structure; and the phase diagram."""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.compiling import compile_once
from app.progress import note, progress
from experiments.compose import Composed, compose
from sim.errors import ConfigError

if TYPE_CHECKING:
    from analysis.theory.phase import Edges, Phase
    from analysis.theory.standing import Standing

STUDY: Final = "theory"

RUNS: Final = 8
"""Simulated runs at each start, when none are asked for."""

MOST: Final = 12
"""Organisations that are worked out at once, at most."""


def run(overrides: Sequence[str], *, starts: int, quiet: bool, as_json: bool) -> None:
    """Say where each organisation stands by theory.

    Args:
        overrides: as typed.
        starts: runs at each simulated start; 0 for none.
        quiet: print only the table.
        as_json: print JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
    """
    composed = compose(overrides)
    scenario = composed.scenario
    if starts < 0 or starts > 10_000:
        raise ConfigError(f"--starts {starts}: runs at each start, 0 (none) to 10,000")
    if len(scenario.trusts) > MOST:
        raise ConfigError(f"{len(scenario.trusts)} organisations: theory is worked out for at most {MOST} at once")
    from analysis.theory.held import refuse
    from analysis.theory.standing import STARTS, standing
    from analysis.theory.standing import starts as simulated

    for index in range(len(scenario.trusts)):
        refuse(scenario, index)
    compile_once([scenario], quiet=quiet)
    found = []
    for index in range(len(scenario.trusts)):
        note(f"Working out {scenario.trusts[index].name} …", quiet=quiet)
        each = standing(scenario, index)
        if starts:
            seeds = range(composed.seed, composed.seed + starts)
            with progress("Simulated starts", len(STARTS) * starts, quiet=quiet) as advance:
                beside = simulated(scenario, index, seeds, threads=composed.threads, progress=advance)
            each = replace(each, starts=beside)
        found.append(each)
    if as_json:
        print(json.dumps({"organisations": [each.as_json() for each in found]}, ensure_ascii=False, allow_nan=False))
        return
    _tell(found, quiet=quiet)


def _tell(found: list["Standing"], *, quiet: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from analysis.theory.words import CAUTION, notes, rows, verdict
    from app import table

    screen = table.console()
    if not quiet:
        for each in found:
            table.say(screen, verdict(each))
        screen.print()
    fit = max(1, (screen.width - 24) // 22)
    for first in range(0, len(found), fit):
        part = found[first : first + fit]
        shown = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
        for heading in ("", *(each.name for each in part)):
            shown.add_column(heading, justify="right" if heading else "left")
        for question, answers in rows(part):
            shown.add_row(Text(question), *(Text(answer) for answer in answers))
        screen.print(shown)
        screen.print()
    for line in [] if quiet else notes(found):
        table.say(screen, line, style="dim")
    table.say(screen, CAUTION, style="italic")


def phase(
    overrides: Sequence[str],
    *,
    seasonings: str | None,
    volumes: str | None,
    seeds: int | None,
    keep: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Make the phase diagram: seasoning × wood, simulated outcomes under the edges of theory.

    Args:
        overrides: as typed.
        seasonings, volumes: rising numbers with commas between; left out, the usual ones.
        seeds: runs at each point; left out, the usual.
        keep: a file that keeps finished runs; left out, one in the folder of the study.
        quiet: print only the table.
        as_json: print JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
    """
    composed = compose(overrides)
    if composed.scenario.organisations:
        raise ConfigError("a phase diagram is of one organisation; leave organisations out")
    from analysis.theory.held import refuse
    from analysis.theory.phase import CROSSING, SEASONINGS, SEEDS, VOLUMES, edges, run_phase

    refuse(composed.scenario, 0)
    across = _rising("--seasonings", seasonings, SEASONINGS, 1.0, least=2)
    up = _rising("--volumes", volumes, VOLUMES, 10.0, least=1)
    count = len(SEEDS) if seeds is None else seeds
    if not 1 <= count <= 10_000:
        raise ConfigError(f"--seeds {count}: runs at each point, 1 to 10,000")
    luck = range(composed.seed, composed.seed + count)
    study = _study(composed)
    kept = keep or composed.outputs / study / "runs.jsonl"
    compile_once([composed.scenario], quiet=quiet)
    with progress("Phase diagram", len(across) * len(up) * count, quiet=quiet) as advance:
        found = run_phase(composed.scenario, across, up, luck, keep=kept, threads=composed.threads, progress=advance)
    note("Theory's edges …", quiet=quiet)
    sides = edges(found)
    place = _saved(composed, study, found, sides)
    if as_json:
        print(json.dumps(_json(found, sides) | {"outputs": str(place)}, ensure_ascii=False, allow_nan=False))
        return
    from analysis.theory.phase import table as edges_table
    from app import table

    screen = table.console()
    print(edges_table(found, sides))
    table.say(screen, CROSSING, style="dim")
    table.say(screen, f"n = {count} runs at each of {len(across) * len(up)} points. Written to {place}.", style="dim")


def _study(composed: Composed) -> str:
    typed = any(override.lstrip("+").startswith("study=") for override in composed.overrides)
    return composed.study if typed else STUDY


def _rising(name: str, typed: str | None, usual: Sequence[float], most: float, least: int) -> tuple[float, ...]:
    if typed is None:
        return tuple(usual)
    try:
        values = tuple(float(word) for word in typed.split(","))
    except ValueError:
        values = ()
    rises = all(one < other for one, other in pairwise(values))
    if len(values) < least or not rises or values[0] < 0 or values[-1] > most:
        wanted = "two numbers or more" if least > 1 else "numbers"
        raise ConfigError(f"{name} {typed}: wanted are {wanted} from 0 to {most:g}, rising, with commas between")
    return values


def _saved(composed: Composed, study: str, found: "Phase", sides: "Edges") -> Path:
    from analysis.figures import style
    from analysis.figures.phase import phase_diagram
    from analysis.theory.phase import table as edges_table
    from experiments.folder import PROVENANCE, result_folder, writing
    from experiments.provenance import provenance

    made = provenance([found.scenario], found.seeds, composed.overrides, "")
    made["job"] = f"{made['job']} {found.seasonings} {found.volumes}"
    with result_folder(composed.outputs, study) as folder:
        with style.paper():
            style.save(phase_diagram(found, sides), folder.path, "phase")
        with writing(folder.path):
            _write(folder.path / "phase.csv", ("seasoning", "volume", "seed", "practising"), _points(found))
            _write(folder.path / "edges.csv", ("volume", "edge", "value", "low", "high"), _edges(sides))
            (folder.path / "edges.md").write_text(edges_table(found, sides), "utf-8")
            (folder.path / PROVENANCE).write_text(json.dumps(made, indent=2), "utf-8")
        return folder.finish(made["job"])


def _points(found: "Phase") -> list[tuple[float, ...]]:
    return [
        (u, volume, seed, float(found.final[i, j, k]))
        for i, u in enumerate(found.seasonings)
        for j, volume in enumerate(found.volumes)
        for k, seed in enumerate(found.seeds)
    ]


def _edges(sides: "Edges") -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for at, volume in enumerate(sides.volumes):
        rows += [(volume, name, getattr(sides, name)[at], "", "") for name in ("fold", "course")]
        rows += [(volume, name, *getattr(sides, name)[at]) for name in ("simulated", "distance")]
    return rows


def _write(path: Path, heading: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])


def _json(found: "Phase", sides: "Edges") -> dict[str, object]:
    def known(value: float) -> float | None:
        return None if value != value else value

    return {
        "n": len(found.seeds),
        "seasonings": found.seasonings,
        "volumes": found.volumes,
        "practising": found.final.mean(axis=2).tolist(),
        "burning": found.burning.mean(axis=2).tolist(),
        "fold": [known(value) for value in sides.fold],
        "course": [known(value) for value in sides.course],
        "simulated": [[known(value) for value in sure] for sure in sides.simulated],
        "distance": [[known(value) for value in sure] for sure in sides.distance],
    }
