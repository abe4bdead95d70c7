"""`firewood diagnose FILE`: what a survey of real ties says, beside Trust A, Trust D and the archetypes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.progress import note
from experiments.compose import compose
from sim.errors import ConfigError, nearest
from sim.places import at_home

if TYPE_CHECKING:
    from rich.console import Console

    from analysis.diagnosis import Diagnosis

STUDY: Final = "diagnosis"

OF_THE_FILE: Final = {"layer": "layer", "people": "people", "network.layer": "layer", "network.people": "people"}
"""Overrides that say how the file is read, with or without their group."""

OF_THE_JOB: Final = ("study", "outputs", "seed", "replicates")
"""Overrides that are the same as those of `firewood run`; replicates are the builds of each archetype."""

MOST_BUILDS: Final = 1000


@dataclass(frozen=True)
class _Asked:
    """What was typed, sorted out."""

    layer: str | None
    people: str | None
    study: str
    outputs: Path
    seed: int
    builds: int | None


def run(file: str, overrides: Sequence[str], *, names: bool, cap: int | None, quiet: bool, as_json: bool) -> None:
    """Diagnose a file.

    Args:
        file: a survey, a graph file, or a folder with edges.csv.
        overrides: as typed.
        names: show names beside the codes.
        cap: the most names a person could give; 0 for no limit; None to look for one.
        quiet: print only the table.
        as_json: print JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
    """
    asked = _asked(file, overrides)
    if cap is not None and cap < 0:
        raise ConfigError(f"--cap {cap}: the most names a person could give, 1 or more; 0 for no limit")
    note("Reading and measuring …", quiet=quiet)
    from analysis.diagnosis import diagnose
    from analysis.diagnosis.beside import BUILDS
    from analysis.diagnosis.coded import content
    from analysis.diagnosis.saved import as_json as all_of_it
    from analysis.diagnosis.saved import job_key, save
    from experiments.folder import result_folder
    from sim.network.reading import read_survey

    survey = read_survey(file, people=asked.people, layer=asked.layer)
    builds = BUILDS if asked.builds is None else asked.builds
    with result_folder(asked.outputs, asked.study) as folder:  # a place that cannot be written is told before the work
        found = diagnose(survey, named=names, cap=cap, builds=builds, seed=asked.seed)
        note("Drawing …", quiet=quiet)
        job = job_key(content(survey, "job"), names, cap, builds, asked.seed)
        save(folder.path, found, job, overrides)
        skipped = _draw(folder.path, found)
        place = folder.finish(job)
    if as_json:
        print(json.dumps(all_of_it(found) | {"outputs": str(place)}, ensure_ascii=False, allow_nan=False))
        return
    _tell(found, place, skipped, quiet=quiet)


def _asked(file: str, overrides: Sequence[str]) -> _Asked:
    """Sort out what was typed.

    Raises:
        ConfigError: an override that means nothing here, or no file.
    """
    known = (*OF_THE_JOB, *OF_THE_FILE)
    if _name(file) in (*known, "network", "network.path") and "=" in file and not Path(file).exists():
        raise ConfigError(f"{file}: the file to diagnose comes first: firewood diagnose FILE {file}")
    of_file: dict[str, str | None] = {"layer": None, "people": None}
    of_job: list[str] = []
    wrong = []
    allowed = ", ".join(f"{name}=…" for name in (*OF_THE_JOB, "layer", "people"))
    for override in overrides:
        name, sign, value = override.partition("=")
        name = name.strip().lstrip("+")
        if name in OF_THE_FILE and sign and value.strip():
            of_file[OF_THE_FILE[name]] = _bare(value)
        elif name in OF_THE_JOB and sign:
            of_job.append(override)
        else:
            why = "a value is missing" if name in known else "this means nothing to a diagnosis"
            hint = "" if name in known else nearest(name, known)
            wrong.append(f"{override}: {why}{hint}; allowed are {allowed}")
    if wrong:
        raise ConfigError("\n".join(wrong))
    composed = compose(of_job)
    typed = {_name(override) for override in of_job}
    if composed.replicates > MOST_BUILDS:
        raise ConfigError(f"replicates={composed.replicates}: of each archetype at most {MOST_BUILDS:,} are built")
    return _Asked(
        **of_file,
        study=composed.study if "study" in typed else STUDY,
        outputs=composed.outputs,
        seed=composed.seed,
        builds=composed.replicates if "replicates" in typed else None,
    )


def _name(override: str) -> str:
    return override.partition("=")[0].strip().lstrip("+")


def _bare(value: str) -> str:
    """A text without the quotes that the grammar of overrides allows, and with the home folder for ~."""
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    return str(at_home(text)) if text.startswith("~") else text


def _draw(folder: Path, found: "Diagnosis") -> list[str]:
    """The figures; says what was not drawn, and why."""
    from analysis.figures import style
    from analysis.figures.diagnosis import LARGEST, beside_archetypes, drawable, survey_ties

    skipped = []
    with style.paper():
        if drawable(found):
            style.save(survey_ties(found), folder, "ties")
        else:
            skipped.append(f"Ties are drawn up to {LARGEST:,} people; above that single people cannot be seen.")
        style.save(beside_archetypes(found), folder, "beside")
    return skipped


def _tell(found: "Diagnosis", place: Path, skipped: Sequence[str], *, quiet: bool) -> None:
    """Everything in plain words; only the tables when quiet."""
    from analysis.diagnosis.words import CAUTION, said
    from app import table

    screen = table.console()
    if not quiet:
        table.say(screen, f"{found.source}: a survey in {found.form} form")
        for line in found.notes:
            table.say(screen, line, style="dim")
        screen.print()
    _structure(screen, found)
    if not quiet:
        for heading, lines in said(found):
            screen.print()
            table.say(screen, heading, style="bold")
            for line in lines:
                table.say(screen, line, indent=2)
        screen.print()
    table.say(screen, CAUTION, style="italic")
    if quiet:
        return
    for line in skipped:
        table.say(screen, line)
    files = ", ".join(sorted(path.name for path in place.iterdir()))
    table.say(screen, f"Written to {place}: {files}.")
    if not found.people.named:
        table.say(screen, "People are called by codes; --names shows their names, here and in the tables.", style="dim")


def _structure(screen: "Console", found: "Diagnosis") -> None:
    """The measures with their intervals, beside Trust A and Trust D."""
    from rich.table import Table
    from rich.text import Text

    from analysis.diagnosis.table import HEADINGS, LABEL, notes, rows
    from app import table

    shown = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for place, heading in enumerate(HEADINGS):
        shown.add_column(heading, justify="right" if place else "left", min_width=0 if place else LABEL)
    for row in rows(found):
        shown.add_row(*(Text(cell) for cell in row))
    screen.print(shown)
    screen.print()
    for line in notes(found):
        table.say(screen, line, style="dim")
