"""`firewood study NAME`: run a study, keep it, draw it and tell it; without a name, say which there are.

Finished runs are kept in `outputs/STUDY/runs.jsonl`: a study that is stopped goes on where it was. Its
results go to a numbered folder beside that file, as those of every job do.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.progress import note, progress
from sim.errors import ConfigError

if TYPE_CHECKING:
    from analysis.patterns.pattern import Runs, Setting
    from analysis.studies.study import Study, Tables
    from app.setting import Asked
    from experiments.arms import Arm

REPLICATES: Final = 100
"""Runs of each arm, when none are asked for."""


def run(name: str | None, overrides: Sequence[str], *, quiet: bool, as_json: bool) -> None:
    """Run a study, or list them all.

    Args:
        name: of the study; None lists them.
        overrides: as typed.
        quiet: print only the tables.
        as_json: print JSON instead of words.

    Raises:
        FirewoodError: what the user can mend.
        KeyboardInterrupt: interrupted; its text says what is kept.
    """
    from analysis.studies.named import known, study_named

    if name is None:
        _list(as_json=as_json)
        return
    if "=" in name:
        raise ConfigError(f"{name}: the name of a study comes first: firewood study NAME {name}")
    asked = _asked(known(name), overrides)
    _carry_out(study_named(name), asked, overrides, quiet=quiet, as_json=as_json)


def _list(*, as_json: bool) -> None:
    from analysis.studies.named import STUDIES
    from app import table

    if as_json:
        print(json.dumps({name: study.question for name, study in STUDIES.items()}, ensure_ascii=False))
        return
    screen = table.console()
    for name, study in STUDIES.items():
        table.say(screen, f"{name}: {study.title}", style="bold")
        table.say(screen, study.question, indent=2)
        table.say(screen, f"firewood study {name}", indent=4, style="cyan")


def _asked(name: str, overrides: Sequence[str]) -> "Asked":
    """The setting in which the study is run. The edge is where `context=edge` has it, unless a seasoning is given."""
    from app.setting import asked

    return asked(overrides, name, REPLICATES, also=("seasoning",), why="a study makes its own organisations")


def _carry_out(study: "Study", asked: "Asked", overrides: Sequence[str], *, quiet: bool, as_json: bool) -> None:
    """Run it, write its folder and print what came of it."""
    from analysis.figures import style
    from analysis.studies.saved import page, save_findings
    from app.compiling import compile_once
    from experiments.folder import PROVENANCE, result_folder, writing
    from experiments.provenance import provenance

    setting = asked.setting
    arms = study.arms(setting)
    with result_folder(asked.outputs, asked.study) as folder:
        compile_once([arm.scenario for arm in arms], quiet=quiet)
        runs = _run(arms, asked, quiet=quiet)
        note("Drawing …", quiet=quiet)
        tables = study.found(runs, setting)
        with style.paper():
            style.save(study.figure(runs, setting), folder.path, study.name)
        save_findings(folder.path / "findings.csv", tables)
        made = provenance([arm.scenario for arm in arms], setting.seeds, overrides, _digest(runs)) | {
            "study": study.name
        }
        with writing(folder.path):
            text = page(study, tables, setting, f"{study.name}.png")
            (folder.path / f"{study.name}.md").write_text(text, encoding="utf-8")
            (folder.path / PROVENANCE).write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", "utf-8")
        place = folder.finish(made["job"])
    if as_json:
        print(json.dumps(_as_json(study, tables, setting, place), ensure_ascii=False, allow_nan=False))
        return
    _tell(study, tables, setting, place, quiet=quiet)


def _run(arms: "Sequence[Arm]", asked: "Asked", *, quiet: bool) -> "Runs":
    """All runs that are missing; on an interruption says how many are kept."""
    from experiments.arms import kept_runs, run_arms

    keep = asked.keep
    total = sum(len(arm.seeds) for arm in arms)
    try:
        with progress("Runs", total, quiet=quiet) as advance:
            return run_arms(arms, keep, threads=asked.threads, progress=advance)
    except KeyboardInterrupt:
        keys = {(arm.key, seed) for arm in arms for seed in arm.seeds}
        kept = len(keys & set(kept_runs(keep)))
        raise KeyboardInterrupt(f"{kept} of {total} runs are kept in {keep}; the same command goes on there.") from None


def _digest(runs: "Runs") -> str:
    """A digest over all that was observed, arm by arm: 16 hex digits."""
    from hashlib import sha256

    digest = sha256()
    for name, seen in runs.items():
        for what, values in seen.seen.items():
            digest.update(f"{name}\0{what}\0".encode() + values.tobytes())
    return digest.hexdigest()[:16]


def _tell(study: "Study", tables: "Tables", setting: "Setting", place: Path, *, quiet: bool) -> None:
    """Everything in plain words; only the tables when quiet."""
    from analysis.words import DISCLAIMER, seeds_told
    from app import table
    from app.findings import show

    screen = table.console()
    if not quiet:
        table.say(screen, study.title, style="bold underline")
        table.say(screen, study.question)
        screen.print()
        table.say(screen, "What was found", style="bold")
        for paragraph in study.words(tables):
            table.say(screen, paragraph, indent=2)
        screen.print()
    for each in tables.values():
        show(screen, each, notes=not quiet)
        screen.print()
    n = len(setting.seeds)
    table.say(
        screen,
        f"n = {n} {'run' if n == 1 else 'runs'} an arm, {seeds_told(setting.seeds)}; in brackets 95 % intervals; "
        f"{setting.people:,} staff an organisation; the edge taken at seasoning {setting.edge:g}.",
        style="dim",
    )
    if not quiet:
        screen.print()
        table.say(screen, "What this takes for granted", style="bold")
        for line in study.assumes:
            table.say(screen, line, indent=2)
        screen.print()
    table.say(screen, DISCLAIMER, style="italic")
    if not quiet:
        files = ", ".join(sorted(path.name for path in place.iterdir()))
        table.say(screen, f"Written to {place}: {files}.")


def _as_json(study: "Study", tables: "Tables", setting: "Setting", place: Path) -> dict[str, Any]:
    """What a script reads; NaN becomes null."""
    from analysis.words import DISCLAIMER

    def known(value: float) -> float | None:
        return value if math.isfinite(value) else None

    return {
        "study": study.name,
        "question": study.question,
        "n": len(setting.seeds),
        "seeds": list(setting.seeds),
        "edge": setting.edge,
        "findings": [
            {
                "table": name, "row": row, "column": column, "what": finding.what, "n": finding.n, "unit": finding.unit,
                **{end: known(value) for end, value in finding.found._asdict().items()},
            }
            for name, each in tables.items()
            for row, column, finding in each
        ],
        "words": [paragraph.replace("\N{NO-BREAK SPACE}", " ") for paragraph in study.words(tables)],
        "assumes": list(study.assumes),
        "outputs": str(place),
        "disclaimer": DISCLAIMER,
    }  # fmt: skip
