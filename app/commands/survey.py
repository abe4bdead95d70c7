"""`firewood survey template | hold | export`: a blank form, the simulated staff's own answers, their ties as files.

`hold` and `export` take the folder of an earlier run, or what would be typed after `firewood run`; beside it their
own values in the same form, such as week=208. The run is made again, as far as it is needed.
"""

import json
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.commands.survey_words import Asked, to_export, to_hold
from app.compiling import compile_once
from app.writable import ELSEWHERE, see_to_file, see_to_folder
from sim.errors import OutputError
from sim.network.formats import SURVEYS
from sim.network.holding import Holding

if TYPE_CHECKING:
    from sim.network.held import Held
    from sim.snapshot import Snapshot

FORM: Final = Path("survey.xlsx")
ANSWERS: Final = Path("held_survey.xlsx")
TIES: Final = Path("ties")


def blank(path: Path | None) -> None:
    """Write a blank form with instructions and an example.

    Raises:
        OutputError: something stands there already, or it cannot be written.
    """
    from sim.network.reading import template

    written = template(path or FORM)
    print(f"Written: {', '.join(map(str, written))}")
    print("Fill in roster and people; the instructions stand beside them. Then, for instance:")
    print(f"    {_to_run(written[0])}")


def _to_run(file: Path | str) -> str:
    """The command that runs a survey, as a shell takes it."""
    path = f"'{file}'" if "," in str(file) else file
    return f"firewood run network=survey {shlex.quote(f'network.path={path}')}"


def held(words: Sequence[str], output: Path | None, *, replace: bool, quiet: bool, as_json: bool) -> None:
    """Hold a survey of the simulated staff and write it as it would have come in.

    Args:
        words: the folder of a run or overrides, and any of form, response, cap, week, organisation, seed.
        output: the file; left out, `ANSWERS`.
        replace: write over a file that is there.
        quiet: no progress.
        as_json: JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
    """
    path = output or ANSWERS
    asked = to_hold(words)
    _see_to_survey(path, replace=replace)
    from sim.network.held import hold
    from sim.snapshot import snapshots

    which, own = asked.which, asked.own
    asked.tell_changes(quiet=quiet)
    compile_once([which.scenario], quiet=quiet)
    state = next(snapshots(which.scenario, asked.weeks, which.number))
    answers = hold(state, Holding(form=own.form, response=own.response, cap=own.cap), which.scenario.seed)
    written = _write(answers, path)
    facts = _facts(state, answers, which.scenario.seed) | {"files": [str(each) for each in written]}
    print(json.dumps(facts, ensure_ascii=False) if as_json else _told(facts, own))


def exported(words: Sequence[str], output: Path | None, *, replace: bool, quiet: bool, as_json: bool) -> None:
    """Write the ties of some weeks, with the state of the people, for other tools.

    Args:
        words: the folder of a run or overrides, and any of week, format, organisation, seed.
        output: the folder; left out, `TIES`.
        replace: write over files that are there.
        quiet: no progress.
        as_json: JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
    """
    folder = output or TIES
    asked = to_export(words)
    _see_to_ties(folder, replace=replace)
    from sim.network.export import export
    from sim.snapshot import snapshots

    which = asked.which
    asked.tell_changes(quiet=quiet)
    compile_once([which.scenario], quiet=quiet)
    states = list(snapshots(which.scenario, asked.weeks, which.number))
    written = [path for form in dict.fromkeys(asked.own.format) for path in export(states, form, folder)]
    if as_json:
        print(json.dumps({"organisation": which.name, "seed": which.scenario.seed, "files": list(map(str, written))}))
        return
    told = ", ".join(str(state.week) for state in states)
    print(f"Ties of {which.name} (seed {which.scenario.seed}) after {told} weeks, written to {folder}:")
    for path in written:
        print(f"    {path.name}")


def _see_to_survey(path: Path, *, replace: bool) -> None:
    """Refuse a place for a survey; a CSV file has its list of people beside it."""
    suffix = path.suffix.lower()
    if suffix not in SURVEYS:
        raise OutputError(
            f"--output {path}: a survey is written as {' or '.join(SURVEYS)}, not as {suffix or 'nothing'}"
        )
    see_to_file(path, replace=replace)
    if suffix == ".csv":
        see_to_file(path.with_name(f"{path.stem}_people.csv"), replace=replace)


def _see_to_ties(folder: Path, *, replace: bool) -> None:
    """Refuse a place for ties: a folder in which there is anything."""
    see_to_folder(folder)
    there = next(iter(sorted(folder.iterdir())), None) if folder.is_dir() else None
    if there and not replace:
        raise OutputError(f"{there} is there already; say --replace to write over it, or {ELSEWHERE}")


def _write(answers: "Held", path: Path) -> tuple[Path, ...]:
    from sim.network.reading import write_recall, write_roster

    if answers.survey.form == "recall":
        return write_recall(answers.survey, path, by_namer=answers.by_namer, by_named=answers.by_named)
    return write_roster(answers.survey, path)


def _facts(state: "Snapshot", answers: "Held", seed: int) -> dict[str, Any]:
    survey = answers.survey
    return {
        "organisation": state.organisation,
        "seed": seed,
        "week": state.week,
        "form": survey.form,
        "people": len(state),
        "answered": int(survey.responded.sum()),
        "reported": int(state.ties.reported().sum()),
        "arcs": survey.arcs,
    }


def _told(facts: Mapping[str, Any], asked: Asked) -> str:
    lines = [
        f"{facts['organisation']} (seed {facts['seed']}) after {facts['week']} weeks, in {facts['form']} form",
        f"{facts['answered']} of {facts['people']} people answered ({100 * facts['answered'] / facts['people']:.0f} %)",
        f"{facts['arcs']} arcs in the file, of {facts['reported']} that all would report"
        + (f" (at most {asked.cap} names each)" if asked.cap else ""),
        f"Written: {', '.join(facts['files'])}",
    ]
    if facts["arcs"]:
        lines.append(f"    {_to_run(facts['files'][0])}")
    else:
        lines.append("Nobody named anyone, so there is nothing to read in it.")
    return "\n".join(lines)
