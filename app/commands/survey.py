"""`firewood survey template | hold | export`: a blank form, the simulated staff's own answers, their ties as files.

`hold` and `export` take the folder of an earlier run, or what would be typed after `firewood run`; beside it their
own values in the same form, such as week=208. The run is made again, as far as it is needed.
"""

import json
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError, field_validator

from app.compiling import compile_once
from app.progress import note
from experiments.checked import NOT_THERE
from experiments.compose import compose
from experiments.earlier import Which, choose, read_earlier, with_seed
from experiments.plain import number_or_text
from sim.errors import ConfigError, FirewoodError, OutputError, nearest
from sim.network.export import FORMATS, export
from sim.network.held import Held, Holding, hold
from sim.network.reading import template, write_recall, write_roster
from sim.places import at_home
from sim.scenario import Scenario
from sim.scenario.fields import Record, choice, quantity
from sim.scenario.mistakes import mistakes_in
from sim.snapshot import Snapshot, snapshots

FORM: Final = Path("survey.xlsx")
ANSWERS: Final = Path("held_survey.xlsx")
TIES: Final = Path("ties")


class _Of(Record):
    """Of which organisation of which run."""

    organisation: str | None = choice(None, "name or number of the organisation (left out: the first)")
    seed: int | None = quantity(None, "seed of the run (left out: its first)", unit="", high=2**63 - 1)


class _Asked(_Of, Holding):
    """What `hold` is asked for."""

    week: int | None = quantity(None, "weeks run before the survey (left out: all)", unit="weeks", high=10_000)


class _Wanted(_Of):
    """What `export` is asked for."""

    week: tuple[int, ...] = choice((), "numbers of weeks run (left out: the start and the end)")
    format: tuple[str, ...] = choice(("graphml",), "formats of files")

    @field_validator("week", "format", mode="before")
    @classmethod
    def _listed(cls, given: Any) -> Any:
        parts = [] if given is None else [part.strip() for part in str(given).strip("[]()").split(",")]
        return tuple(_value(part) for part in parts if part)

    @field_validator("format")
    @classmethod
    def _known(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if not given:
            raise ValueError(f"one is missing; allowed are {', '.join(FORMATS)}")
        for form in given:
            if form not in FORMATS:
                raise ValueError(f"{form!r} is not one of {', '.join(FORMATS)}{nearest(form, FORMATS)}")
        return given


def blank(path: Path | None) -> None:
    """Write a blank form with instructions and an example.

    Raises:
        OutputError: something stands there already, or it cannot be written.
    """
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
    which, given = _sorted(words, _Asked, quiet=quiet)
    asked = _checked(_Asked, given)
    path = output or ANSWERS
    _refuse_if_there([path], replace)
    week = which.scenario.weeks if asked.week is None else asked.week
    compile_once([which.scenario], quiet=quiet)
    state = next(snapshots(which.scenario, [week], which.number))
    answers = hold(state, Holding(form=asked.form, response=asked.response, cap=asked.cap), which.scenario.seed)
    written = _write(answers, path)
    facts = _facts(state, answers, which.scenario.seed) | {"files": [str(each) for each in written]}
    print(json.dumps(facts, ensure_ascii=False) if as_json else _told(facts, asked))


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
    which, given = _sorted(words, _Wanted, quiet=quiet)
    wanted = _checked(_Wanted, given)
    folder = output or TIES
    if folder.is_dir():
        _refuse_if_there(sorted(folder.iterdir())[:1], replace)
    compile_once([which.scenario], quiet=quiet)
    weeks = wanted.week or (0, which.scenario.weeks)
    states = list(snapshots(which.scenario, weeks, which.number))
    written = [path for form in dict.fromkeys(wanted.format) for path in export(states, form, folder)]
    if as_json:
        print(json.dumps({"organisation": which.name, "seed": which.scenario.seed, "files": list(map(str, written))}))
        return
    told = ", ".join(str(state.week) for state in states)
    print(f"Ties of {which.name} (seed {which.scenario.seed}) after {told} weeks, written to {folder}:")
    for path in written:
        print(f"    {path.name}")


def _sorted(words: Sequence[str], kind: type[_Of], *, quiet: bool) -> tuple[Which, dict[str, str]]:
    """Which organisation of which run is meant, and the values that are the command's own."""
    own: dict[str, str] = {}
    folders, overrides = [], []
    for word in words:
        name, sign, value = word.partition("=")
        if sign and name.strip() in kind.model_fields:
            own[name.strip()] = value.strip()
        elif sign or word.startswith(("+", "~")):
            overrides.append(word)
        else:
            folders.append(word)
    organisation = own.get("organisation")
    if not folders:
        seed = [f"seed={own['seed']}"] if "seed" in own else []
        return choose([_composed([*overrides, *seed], kind)], organisation), own
    if len(folders) > 1:
        raise ConfigError(f"One run is wanted, not {len(folders)}: {', '.join(folders)}")
    if overrides:
        hints = "".join(nearest(word.partition("=")[0], kind.model_fields) for word in overrides[:1])
        raise ConfigError(
            f"{overrides[0]}: an earlier run is made again as it was{hints}; beside its folder can stand {_own(kind)}"
        )
    earlier = read_earlier(at_home(folders[0]))
    if not earlier.same_model:
        note(f"The model has changed since {folders[0]} was run: this run differs from it.", quiet=quiet)
    for file in earlier.other_files:
        note(f"{file} is not what it was when {folders[0]} was run: this run differs from it.", quiet=quiet)
    seed_asked = _checked(_Of, {"seed": own["seed"]}).seed if "seed" in own else None
    return choose(with_seed(earlier, seed_asked).scenarios, organisation), own


def _own(kind: type[_Of]) -> str:
    """The values that are the command's own."""
    return ", ".join(f"{name}=…" for name in kind.model_fields)


def _composed(overrides: Sequence[str], kind: type[_Of]) -> Scenario:
    """The scenario of some overrides; where one names nothing, the command's own values are told as well."""
    try:
        return compose(overrides).scenario
    except FirewoodError as error:
        if NOT_THERE not in str(error):
            raise
        raise ConfigError(f"{error}\nThe command's own values are {_own(kind)}") from None


def _checked[R: Record](kind: type[R], given: Mapping[str, str]) -> R:
    """Values as typed, checked; every mistake in them at once."""
    said = {name: _value(value) for name, value in given.items()}
    try:
        return kind(**said)
    except ValidationError as error:
        lines = mistakes_in(error, kind, said)
        raise ConfigError("\n".join(lines)) from None


def _value(text: str) -> Any:
    """A value as typed: nothing, a number or a text."""
    return None if text.lower() in ("", "none", "null") else number_or_text(text)


def _refuse_if_there(paths: Sequence[Path], replace: bool) -> None:
    for path in paths:
        if path.exists() and not replace:
            raise OutputError(
                f"{path} is there already; say --replace to write over it, or another place with --output"
            )


def _write(answers: Held, path: Path) -> tuple[Path, ...]:
    if answers.survey.form == "recall":
        return write_recall(answers.survey, path, by_namer=answers.by_namer, by_named=answers.by_named)
    return write_roster(answers.survey, path)


def _facts(state: Snapshot, answers: Held, seed: int) -> dict[str, Any]:
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


def _told(facts: Mapping[str, Any], asked: _Asked) -> str:
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
