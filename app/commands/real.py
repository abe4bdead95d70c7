"""`firewood real DATA_DIR`: how far real ties explain real adoption, and where on them training goes furthest."""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.compiling import compile_once
from app.progress import progress
from experiments.compose import compose
from experiments.keys import contents
from sim.errors import ConfigError

if TYPE_CHECKING:
    from analysis.real_ties.report import Report

STUDY: Final = "real"

ABOVE: Final = 0.1
"""How far above the edge (context=edge) the organisations are seasoned, when no seasoning is typed."""


def run(
    folder: Path,
    overrides: Sequence[str],
    *,
    seeds: int,
    permutations: int,
    page: Path | None,
    keep: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Work out a folder of real ties.

    Args:
        folder: of data sets, or one.
        overrides: as typed.
        seeds: runs of each arm.
        permutations: shuffles of each null.
        page: where the page is written besides.
        keep: a file that keeps finished runs.
        quiet: print only the tables.
        as_json: print JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
    """
    if not 2 <= seeds <= 10_000:
        raise ConfigError(f"--seeds {seeds}: runs of each arm, 2 to 10,000")
    if not 20 <= permutations <= 1_000_000:
        raise ConfigError(f"--permutations {permutations}: shuffles of each null, 20 to 1,000,000")
    typed = {override.partition("=")[0].strip().lstrip("+") for override in overrides}
    if wrong := sorted(name for name in typed if name.partition(".")[0] in ("network", "programme", "organisations")):
        raise ConfigError(f"{', '.join(wrong)}: ties come from the folder, and who is trained from the study")
    from analysis.real_ties.data import data_sets
    from analysis.real_ties.report import report, runs

    sets = data_sets(folder)
    composed = compose(["context=edge", *overrides])
    scenario = composed.scenario
    if not typed & {"context", "seasoning"}:
        scenario = scenario.changed(seasoning=min(1.0, round(scenario.seasoning + ABOVE, 6)))
    luck = range(composed.seed, composed.seed + seeds)
    compile_once([scenario], quiet=quiet)
    with progress("Real ties", runs(sets, scenario, luck), quiet=quiet) as advance:
        found = report(sets, scenario, luck, permutations, keep=keep, threads=composed.threads, progress=advance)
    study = composed.study if "study" in typed else STUDY
    place = _saved(found, composed.outputs, study, page, [contents(str(folder)), *overrides, seeds, permutations])
    if as_json:
        print(json.dumps(found.as_json() | {"outputs": str(place)}, ensure_ascii=False))
        return
    _tell(found, place)


def _saved(found: "Report", outputs: Path, study: str, page: Path | None, job: Sequence[object]) -> Path:
    from analysis.figures import style
    from analysis.figures.real_ties import adoption, training_places
    from analysis.real_ties.page import page as whole
    from experiments.folder import PROVENANCE, result_folder, writing
    from experiments.provenance import firewood_version
    from sim.compiled import source_digest

    key = sha256(json.dumps([*job, source_digest()]).encode()).hexdigest()[:16]
    made = {"job": key, "firewood": firewood_version(), "model": source_digest(), "asked": list(job)[1:]}
    with result_folder(outputs, study) as folder:
        with style.paper():
            for each in found.diffusion:
                style.save(adoption(each), folder.path, f"adoption_{each.name}")
            style.save(training_places(found), folder.path, "places")
        with writing(folder.path):
            (folder.path / "real-ties.md").write_text(whole(found), "utf-8")
            (folder.path / "real-ties.json").write_text(json.dumps(found.as_json(), indent=1), "utf-8")
            (folder.path / PROVENANCE).write_text(json.dumps(made, indent=2), "utf-8")
        if page is not None:
            with writing(page):
                page.write_text(whole(found), "utf-8")
        return folder.finish(key)


def _tell(found: "Report", place: Path) -> None:
    from analysis.real_ties.page import diffusion_table, places_table
    from analysis.words import DISCLAIMER
    from app import table

    screen = table.console()
    for each in found.diffusion:
        table.say(screen, f"{each.name}: who adopted when", style="bold")
        table.say(screen, each.verdict)
        print(diffusion_table(each) + "\n")
    for where in found.places:
        table.say(screen, f"{where.name}: where to train {where.cohort} of {where.people}", style="bold")
        table.say(screen, where.said)
        print(places_table(where) + "\n")
    table.say(screen, DISCLAIMER, style="italic")
    table.say(screen, f"Written to {place}.", style="dim")
